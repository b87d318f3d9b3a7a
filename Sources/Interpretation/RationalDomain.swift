public import Exact
public import Mechanisms

/// Exact numbers: the walk at one parameter point.
public struct RationalDomain: Domain {
  public var parameters: [String: Rational]

  public init(_ parameters: [String: Rational]) { self.parameters = parameters }

  public func number(_ value: Rational) -> Rational { value }
  public func truth(_ value: Bool) -> Bool { value }
  public func parameter(_ name: String) throws -> Rational {
    guard let value = parameters[name] else { throw MissingParameter(name: name) }
    return value
  }

  public func sum(_ left: Rational, _ right: Rational) -> Rational { left + right }
  public func difference(_ left: Rational, _ right: Rational) -> Rational { left - right }
  public func product(_ left: Rational, _ right: Rational) -> Rational { left * right }
  public func quotient(_ left: Rational, _ right: Rational) -> Rational {
    right.isZero ? 0 : left / right
  }
  public func floor(_ value: Rational) -> Rational { value.floor }
  public func compare(_ left: Rational, _ relation: Formula.Comparison, _ right: Rational) -> Bool {
    relation.holds(left, right)
  }
  public func not(_ truth: Bool) -> Bool { !truth }
  public func and(_ left: Bool, _ right: Bool) -> Bool { left && right }
  public func or(_ left: Bool, _ right: Bool) -> Bool { left || right }
  public func choose(_ condition: Bool, _ first: Rational, _ second: Rational) -> Rational {
    condition ? first : second
  }

  public var isOnePoint: Bool { true }
  public func constant(_ value: Rational) -> Rational? { value }
  public func decided(_ truth: Bool) -> Bool? { truth }
  public func actual(_ value: Rational) -> Rational? { value }
}

/// A parameter that a point gives no value to.
public struct MissingParameter: Error, Hashable, Sendable, CustomStringConvertible {
  public var name: String

  public var description: String { "parameter '\(name)' has no value" }
}

extension Formula.Comparison {
  /// Whether two values stand in this relation.
  public func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .equal: left == right
    case .notEqual: left != right
    case .greaterOrEqual: left >= right
    case .greater: left > right
    }
  }
}
