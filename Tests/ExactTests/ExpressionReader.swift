import Exact

/// Reads the texts that polynomials and rational functions print, by recursive descent.
struct ExpressionReader {
  private var rest: Substring

  /// The value of `text`, or `nil` when it is not an expression.
  static func read(_ text: String) -> RationalFunction? {
    var reader = ExpressionReader(rest: text.filter { $0 != " " }[...])
    guard let value = reader.sum(), reader.rest.isEmpty else { return nil }
    return value
  }

  private mutating func skip(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func sum() -> RationalFunction? {
    let isNegative = skip("-")
    guard let first = product() else { return nil }
    var value = isNegative ? -first : first
    while true {
      if skip("+") {
        guard let next = product() else { return nil }
        value = value + next
      } else if skip("-") {
        guard let next = product() else { return nil }
        value = value - next
      } else {
        return value
      }
    }
  }

  private mutating func product() -> RationalFunction? {
    guard var value = power() else { return nil }
    while true {
      if skip("*") {
        guard let next = power() else { return nil }
        value *= next
      } else if skip("/") {
        guard let next = power(), !next.isZero else { return nil }
        value /= next
      } else {
        return value
      }
    }
  }

  private mutating func power() -> RationalFunction? {
    guard let base = factor() else { return nil }
    guard skip("^") else { return base }
    return digits().map { base.power($0) }
  }

  private mutating func factor() -> RationalFunction? {
    if skip("(") {
      let value = sum()
      return skip(")") ? value : nil
    }
    if let number = digits() { return RationalFunction(Rational(number)) }
    let name = rest.prefix { $0.isLetter }
    rest.removeFirst(name.count)
    return name.isEmpty ? nil : RationalFunction(variable: String(name))
  }

  private mutating func digits() -> Int? {
    let digits = rest.prefix { $0.isNumber }
    rest.removeFirst(digits.count)
    return Int(digits)
  }
}
