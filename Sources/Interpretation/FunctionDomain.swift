public import Exact
public import Mechanisms

/// Rational functions of the parameters, near one point: the walk of one deviation as a formula.
///
/// Comparisons are decided at the point and remembered: the formula holds in the region in which all
/// of them come out the same.
public final class FunctionDomain: Domain {
  /// The value of every symbol at the point.
  public private(set) var point: [String: Rational]
  /// The comparisons met so far, as they came out at the point, in the order met.
  public private(set) var region: [Condition] = []
  private var met: Set<Condition> = []

  /// `function relation 0`.
  public struct Condition: Hashable, Sendable {
    public var function: RationalFunction
    public var relation: Formula.Comparison

    public init(function: RationalFunction, relation: Formula.Comparison) {
      self.function = function
      self.relation = relation
    }
  }

  private let constants: Set<String>

  /// - Parameter constants: Parameters that are not symbols, but stand for their value.
  public init(at point: [String: Rational], constants: Set<String> = []) {
    self.point = point
    self.constants = constants
  }

  /// A new symbol with a value at the point.
  public func symbol(_ name: String, value: Rational) -> RationalFunction {
    point[name] = value
    return RationalFunction(Polynomial(variable: name))
  }

  public func number(_ value: Rational) -> RationalFunction { RationalFunction(value) }
  public func truth(_ value: Bool) -> Bool { value }
  public func parameter(_ name: String) throws -> RationalFunction {
    guard let value = point[name] else { throw MissingParameter(name: name) }
    if constants.contains(name) { return number(value) }
    return RationalFunction(Polynomial(variable: name))
  }

  public func sum(_ left: RationalFunction, _ right: RationalFunction) -> RationalFunction {
    left + right
  }
  public func difference(_ left: RationalFunction, _ right: RationalFunction) -> RationalFunction {
    left - right
  }
  public func product(_ left: RationalFunction, _ right: RationalFunction) -> RationalFunction {
    left * right
  }
  public func quotient(_ left: RationalFunction, _ right: RationalFunction) -> RationalFunction {
    value(right).isZero ? number(0) : left / right
  }
  public func floor(_ value: RationalFunction) -> RationalFunction {
    if let constant = value.constant { return number(constant.floor) }
    let floor = number(self.value(value).floor)
    _ = compare(value, .greaterOrEqual, floor)
    _ = compare(value, .less, floor + number(1))
    return floor
  }

  public func compare(
    _ left: RationalFunction, _ relation: Formula.Comparison, _ right: RationalFunction
  ) -> Bool {
    let difference = left - right
    let holds = relation.holds(value(difference), 0)
    if difference.constant == nil {
      let condition = Condition(
        function: difference, relation: holds ? relation : relation.negated)
      if met.insert(condition).inserted { region.append(condition) }
    }
    return holds
  }

  public func not(_ truth: Bool) -> Bool { !truth }
  public func and(_ left: Bool, _ right: Bool) -> Bool { left && right }
  public func or(_ left: Bool, _ right: Bool) -> Bool { left || right }
  public func choose(
    _ condition: Bool, _ first: RationalFunction, _ second: RationalFunction
  ) -> RationalFunction { condition ? first : second }

  public var isOnePoint: Bool { true }
  public func constant(_ value: RationalFunction) -> Rational? { value.constant }
  public func decided(_ truth: Bool) -> Bool? { truth }
  public func actual(_ value: RationalFunction) -> Rational? { self.value(value) }

  /// A number at the point. A denominator that vanishes there belongs to a branch that is not taken.
  private func value(_ function: RationalFunction) -> Rational {
    function.evaluate(at: point) ?? 0
  }
}

extension Formula.Comparison {
  /// The relation that holds exactly where this one does not.
  public var negated: Self {
    switch self {
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .equal: .notEqual
    case .notEqual: .equal
    case .greaterOrEqual: .less
    case .greater: .lessOrEqual
    }
  }
}
