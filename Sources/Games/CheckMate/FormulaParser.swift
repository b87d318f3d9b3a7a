import Exact

/// Why a formula cannot be understood.
struct FormulaMistake: Error {
  var message: String
  /// Where in the formula, in bytes.
  var offset: Int
}

/// Parses formulas over symbols as CheckMate writes them: amounts, and conditions on amounts.
///
/// - Complexity: O(length) apart from arithmetic, which ``GameLimits/steps`` and ``GameLimits/digits`` bound.
struct FormulaParser {
  /// What a symbol stands for.
  enum Symbol {
    case constant, infinitesimal
  }

  private enum Meaning {
    case amount(Payoff)
    case condition(Constraint)
  }

  /// How tightly an operator binds.
  private enum Level: Int {
    case or, and, comparison, sum, product
  }

  private let bytes: [UInt8]
  private let symbols: [String: Symbol]
  private var next = 0
  private var depth = 0
  private var digits = 0
  private var steps = 0

  private init(_ bytes: [UInt8], _ symbols: [String: Symbol]) {
    self.bytes = bytes
    self.symbols = symbols
  }

  static func amount(
    _ bytes: [UInt8], symbols: [String: Symbol]
  ) throws(FormulaMistake) -> Payoff {
    var parser = FormulaParser(bytes, symbols)
    return try parser.amount(parser.whole(), at: 0)
  }

  static func condition(
    _ bytes: [UInt8], symbols: [String: Symbol]
  ) throws(FormulaMistake) -> Constraint {
    var parser = FormulaParser(bytes, symbols)
    return try parser.condition(parser.whole(), at: 0)
  }

  // MARK: - Grammar

  private mutating func whole() throws(FormulaMistake) -> Meaning {
    guard bytes.count <= GameLimits.formula else {
      throw FormulaMistake(
        message: "a formula of more than \(GameLimits.formula) bytes", offset: 0)
    }
    let meaning = try meaning(.or)
    skipBlanks()
    guard next == bytes.count else { throw expected("an operator or the end") }
    return meaning
  }

  private mutating func meaning(_ least: Level) throws(FormulaMistake) -> Meaning {
    depth += 1
    defer { depth -= 1 }
    guard depth <= GameLimits.formulaDepth else {
      throw FormulaMistake(
        message: "a formula nested more than \(GameLimits.formulaDepth) levels deep", offset: next)
    }
    skipBlanks()
    let start = next
    var left = try operand()
    while let (level, name) = infix(), level.rawValue >= least.rawValue {
      let place = next
      next += name.utf8.count
      switch level {
      case .or: left = .condition(.any(try parts(left, at: start, "|", .and)))
      case .and: left = .condition(.all(try parts(left, at: start, "&", .comparison)))
      case .comparison:
        let first = try amount(left, at: start)
        let second = try amount(meaning(.sum), at: next)
        guard let relation = Constraint.Relation(rawValue: name == "==" ? "=" : name) else {
          throw expected("a relation")
        }
        left = .condition(.comparison(try sum(first, second, isMinus: true), relation))
      case .sum:
        let first = try amount(left, at: start)
        let second = try amount(meaning(.product), at: next)
        left = .amount(try sum(first, second, isMinus: name == "-"))
      case .product:
        let first = try amount(left, at: start)
        let second = try amount(operand(), at: next)
        left = .amount(try product(first, second, at: place))
      }
    }
    return left
  }

  /// The parts of a condition that an operator joins, of which the first one is known.
  private mutating func parts(
    _ first: Meaning, at start: Int, _ name: Unicode.Scalar, _ level: Level
  ) throws(FormulaMistake) -> [Constraint] {
    var parts = [try condition(first, at: start)]
    repeat {
      let start = next
      let part = try meaning(level)
      parts.append(try condition(part, at: start))
    } while accept(name)
    return parts
  }

  private mutating func operand() throws(FormulaMistake) -> Meaning {
    skipBlanks()
    let start = next
    if accept("(") {
      let inner = try meaning(.or)
      guard accept(")") else { throw expected("')'") }
      return inner
    }
    if accept("-") {
      depth += 1
      defer { depth -= 1 }
      guard depth <= GameLimits.formulaDepth else {
        throw FormulaMistake(
          message: "a formula nested more than \(GameLimits.formulaDepth) levels deep", offset: next
        )
      }
      return .amount(.zero - (try amount(operand(), at: start)))
    }
    return .amount(try word())
  }

  private func amount(_ meaning: Meaning, at place: Int) throws(FormulaMistake) -> Payoff {
    guard case .amount(let amount) = meaning else {
      throw FormulaMistake(message: "this is a condition, and an amount is needed", offset: place)
    }
    return amount
  }

  private func condition(_ meaning: Meaning, at place: Int) throws(FormulaMistake) -> Constraint {
    guard case .condition(let condition) = meaning else {
      throw FormulaMistake(
        message: "this is an amount, and a condition is needed, such as 'a > 0'", offset: place)
    }
    return condition
  }

  // MARK: - Arithmetic

  private mutating func sum(
    _ left: Payoff, _ right: Payoff, isMinus: Bool
  ) throws(FormulaMistake) -> Payoff {
    try count(left.terms + right.terms)
    return isMinus ? left - right : left + right
  }

  private mutating func product(
    _ left: Payoff, _ right: Payoff, at place: Int
  ) throws(FormulaMistake) -> Payoff {
    // A term of a product takes some ten times as long as one of a sum.
    try count(10 * left.terms * right.terms)
    guard let product = Payoff.product(left, right) else {
      throw FormulaMistake(
        message: "a product of two infinitesimals cannot be told from zero", offset: place)
    }
    return product
  }

  private mutating func count(_ steps: Int) throws(FormulaMistake) {
    self.steps += steps
    guard self.steps <= GameLimits.steps else {
      throw FormulaMistake(message: "this formula takes too much work to expand", offset: next)
    }
  }

  // MARK: - Words

  private mutating func skipBlanks() {
    while next < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[next]) { next += 1 }
  }

  private mutating func accept(_ symbol: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard next < bytes.count, bytes[next] == UInt8(ascii: symbol) else { return false }
    next += 1
    return true
  }

  /// The operator that comes next.
  private mutating func infix() -> (Level, name: String)? {
    skipBlanks()
    guard next < bytes.count else { return nil }
    let isWithEqual = next + 1 < bytes.count && bytes[next + 1] == UInt8(ascii: "=")
    return switch Unicode.Scalar(bytes[next]) {
    case "|": (.or, "|")
    case "&": (.and, "&")
    case "=": (.comparison, isWithEqual ? "==" : "=")
    case "<": (.comparison, isWithEqual ? "<=" : "<")
    case ">": (.comparison, isWithEqual ? ">=" : ">")
    case "!" where isWithEqual: (.comparison, "!=")
    case "+": (.sum, "+")
    case "-": (.sum, "-")
    case "*": (.product, "*")
    default: nil
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { 0x30 <= byte && byte <= 0x39 }

  /// Whether a name may have this byte; all of characters beyond ASCII may.
  static func isPartOfName(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == 0x5F || 0x61 <= byte | 0x20 && byte | 0x20 <= 0x7A || byte >= 0x80
  }

  /// Whether a symbol can have this name.
  static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy(isPartOfName) && Rational(name) == nil
  }

  /// A number or a symbol.
  private mutating func word() throws(FormulaMistake) -> Payoff {
    let start = next
    if let number = try number() { return Payoff(number) }
    while next < bytes.count, Self.isPartOfName(bytes[next]) { next += 1 }
    guard next > start else { throw expected("a number or a name") }
    let name = String(decoding: bytes[start..<next], as: UTF8.self)
    switch symbols[name] {
    case .constant: return Payoff(Polynomial(variable: name))
    case .infinitesimal: return Payoff(0, infinitesimal: Polynomial(variable: name))
    case nil:
      throw FormulaMistake(
        message: unknown("constant or infinitesimal", name, among: symbols.keys), offset: start)
    }
  }

  /// A number, if that is what comes: a name may begin with digits.
  private mutating func number() throws(FormulaMistake) -> Rational? {
    var end = next
    func skipDigits() { while end < bytes.count, Self.isDigit(bytes[end]) { end += 1 } }
    skipDigits()
    guard end > next else { return nil }
    if end + 1 < bytes.count, bytes[end] == 0x2E, Self.isDigit(bytes[end + 1]) {
      end += 1
      skipDigits()
    }
    let mantissa = end - next
    var exponent = 0
    if end < bytes.count, bytes[end] | 0x20 == 0x65 {
      let beforeExponent = end
      end += 1
      if end < bytes.count, bytes[end] == 0x2B || bytes[end] == 0x2D { end += 1 }
      let first = end
      skipDigits()
      if end == first {
        end = beforeExponent
      } else {
        exponent = Int(String(decoding: bytes[first..<end], as: UTF8.self)) ?? .max
      }
    }
    if end < bytes.count, Self.isPartOfName(bytes[end]) { return nil }
    digits += mantissa + min(exponent, GameLimits.digits)
    guard digits <= GameLimits.digits,
      let number = Rational(String(decoding: bytes[next..<end], as: UTF8.self))
    else {
      throw FormulaMistake(
        message: "numbers of more than \(GameLimits.digits) digits, written out, in one formula",
        offset: next)
    }
    next = end
    return number
  }

  private func expected(_ what: String) -> FormulaMistake {
    guard next < bytes.count else {
      return FormulaMistake(message: "expected \(what), found the end of the formula", offset: next)
    }
    if bytes[next] == UInt8(ascii: "/") {
      return FormulaMistake(message: "there is no division in this format", offset: next)
    }
    let rest = String(decoding: bytes[next...], as: UTF8.self)
    return FormulaMistake(message: "expected \(what), found '\(rest.prefix(1))'", offset: next)
  }
}

extension Payoff {
  /// The number of its terms, at least one.
  fileprivate var terms: Int { max(real.terms.count + infinitesimal.terms.count, 1) }
}
