import BigInt

extension Rational: LosslessStringConvertible {
  /// The largest magnitude of a decimal exponent that is read.
  private static let exponentLimit = 10_000

  /// Reads a number exactly: `"3"`, `"-21/2"`, `"0.1"`, `"1.50"`, `"2e3"`, `"1e-3"`.
  ///
  /// A sign may stand in front of the whole and of the exponent. `nil` for everything else: spaces,
  /// a point without digits on both sides, a zero denominator, an exponent of magnitude over 10000.
  ///
  /// - Complexity: O(n²) in the number of digits written and of zeros the exponent stands for.
  public init?(_ text: some StringProtocol) {
    var scanner = Scanner(text)
    let isNegative = scanner.sign()
    guard let whole = scanner.digits() else { return nil }
    var digits = whole
    var exponent = 0
    if scanner.skip("/") {
      guard let below = scanner.digits(), scanner.isAtEnd,
        let numerator = BigInt(whole), let denominator = BigInt(below), !denominator.isZero
      else { return nil }
      self.init(numerator: isNegative ? -numerator : numerator, denominator: denominator)
      return
    }
    if scanner.skip(".") {
      guard let fraction = scanner.digits() else { return nil }
      digits += fraction
      exponent = -fraction.count
    }
    if scanner.skip("e") || scanner.skip("E") {
      let isDown = scanner.sign()
      guard let text = scanner.digits(), let written = Int(text), written <= Self.exponentLimit
      else { return nil }
      exponent += isDown ? -written : written
    }
    guard scanner.isAtEnd, let magnitude = BigInt(digits) else { return nil }
    let signed = isNegative ? -magnitude : magnitude
    let ten = BigInt(10).power(abs(exponent))
    self =
      exponent < 0
      ? Rational(numerator: signed, denominator: ten) : Rational(signed * ten)
  }

  /// `"3"` for a whole number, `"21/2"` otherwise; read back by `init(_:)`.
  ///
  /// - Complexity: O(b²).
  public var description: String {
    if case .small(let numerator, let denominator) = storage {
      return denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
    }
    return isInteger ? "\(numerator)" : "\(numerator)/\(denominator)"
  }
}

/// A cursor over the bytes of a number's text.
private struct Scanner {
  private var rest: ArraySlice<UInt8>

  init(_ text: some StringProtocol) {
    rest = Array(text.utf8)[...]
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// Steps over `character` when it comes next.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  /// Steps over a sign when one comes next; whether it is a minus.
  mutating func sign() -> Bool {
    if skip("-") { return true }
    _ = skip("+")
    return false
  }

  /// Steps over one or more decimal digits; `nil` when there is none.
  mutating func digits() -> String? {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    rest.removeFirst(digits.count)
    return digits.isEmpty ? nil : String(decoding: digits, as: UTF8.self)
  }
}
