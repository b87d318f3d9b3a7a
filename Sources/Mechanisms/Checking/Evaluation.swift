import Exact

/// The value of a formula of numbers, as far as it needs nothing that is not given.
struct Evaluation {
  /// Given values of parameters, or of whole subformulas.
  var values: [Formula: Rational] = [:]
  /// Whether the last evaluation met a division by zero.
  private(set) var divisionByZero = false

  /// Formulas whose value may have more digits are not worked out: towers of powers grow without end.
  private static let digitsLimit = 20_000

  init(_ values: [Formula: Rational] = [:]) { self.values = values }

  mutating func number(_ formula: Formula) -> Rational? {
    digits(formula) <= Self.digitsLimit ? value(formula) : nil
  }

  private mutating func value(_ formula: Formula) -> Rational? {
    if let value = values[formula] { return value }
    switch formula {
    case .number(let value): return value
    case .negative(let part): return value(part).map { -$0 }
    case .arithmetic(let sign, let left, let right):
      let first = value(left)
      guard let second = value(right) else { return nil }
      if sign == .over, second.isZero {
        divisionByZero = true
        return nil
      }
      guard let first else { return nil }
      return switch sign {
      case .plus: first + second
      case .minus: first - second
      case .times: first * second
      case .over: first / second
      }
    case .power(let base, let exponent):
      return value(base).map { $0.power(exponent) }
    case .conditional(let condition, let yes, let no):
      return truth(condition).flatMap { $0 ? value(yes) : value(no) }
    case .minimum(let parts): return all(parts)?.min()
    case .maximum(let parts): return all(parts)?.max()
    case .floor(let part): return value(part)?.floor
    case .ceiling(let part): return value(part)?.ceiling
    default: return nil
    }
  }

  private mutating func all(_ parts: [Formula]) -> [Rational]? {
    var values: [Rational] = []
    for part in parts {
      guard let value = value(part) else { return nil }
      values.append(value)
    }
    return values
  }

  mutating func truth(_ formula: Formula) -> Bool? {
    switch formula {
    case .truth(let value): return value
    case .comparison(let sign, let left, let right):
      guard let first = number(left), let second = number(right) else { return nil }
      return switch sign {
      case .less: first < second
      case .lessOrEqual: first <= second
      case .equal: first == second
      case .notEqual: first != second
      case .greaterOrEqual: first >= second
      case .greater: first > second
      }
    case .not(let part): return truth(part).map { !$0 }
    case .all(let parts):
      for part in parts {
        guard let value = truth(part) else { return nil }
        if !value { return false }
      }
      return true
    case .any(let parts):
      for part in parts {
        guard let value = truth(part) else { return nil }
        if value { return true }
      }
      return false
    case .conditional(let condition, let yes, let no):
      return truth(condition).flatMap { $0 ? truth(yes) : truth(no) }
    default: return nil
    }
  }

  /// At most how many digits the value has.
  private func digits(_ formula: Formula) -> Int {
    if let value = values[formula] { return value.description.utf8.count }
    switch formula {
    case .number(let value): return value.description.utf8.count
    case .negative(let part), .floor(let part), .ceiling(let part): return digits(part)
    case .arithmetic(_, let left, let right): return min(digits(left) + digits(right), Self.beyond)
    case .power(let base, let exponent): return min(digits(base) * max(exponent, 1), Self.beyond)
    case .conditional(_, let yes, let no): return max(digits(yes), digits(no))
    case .minimum(let parts), .maximum(let parts): return parts.map(digits).max() ?? 0
    default: return 0
    }
  }

  private static let beyond = digitsLimit + 1
}
