public import Exact
public import Mechanisms

/// Rational functions of the parameters, near one point: the walk of one deviation as a formula.
///
/// Comparisons are decided at the point, and those on which the way through the mechanism rests are
/// remembered: the formula holds in the region in which all of them come out the same.
public final class FunctionDomain: Domain {
  /// The value of every symbol at the point.
  public private(set) var point: [String: Rational]
  /// The comparisons that something rests on, as they came out at the point, in the order met.
  public private(set) var region: [Condition] = []
  private var met: Set<Condition> = []

  /// `function relation 0`.
  public struct Condition: Codable, Hashable, Sendable, CustomStringConvertible {
    public var function: RationalFunction
    public var relation: Formula.Comparison

    public init(function: RationalFunction, relation: Formula.Comparison) {
      self.function = function
      self.relation = relation
    }

    public var description: String {
      let text = "\(function.factoredDescription) \(relation.rawValue) 0"
      return text.hasPrefix("-")
        ? "\((-function).factoredDescription) \(relation.mirrored.rawValue) 0" : text
    }
  }

  /// A truth at the point, with what it rests on.
  public struct Truth: Hashable, Sendable {
    let holds: Bool
    let conditions: [Condition]
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
  public func truth(_ value: Bool) -> Truth { Truth(holds: value, conditions: []) }
  public func parameter(_ name: String) throws -> RationalFunction {
    guard let value = point[name] else { throw MissingParameter(name: name) }
    let symbol = RationalFunction(Polynomial(variable: name))
    guard constants.contains(name) else { return symbol }
    rest(on: compare(symbol, .equal, number(value)))
    return number(value)
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
    rest(on: compare(value, .greaterOrEqual, floor))
    rest(on: compare(value, .less, floor + number(1)))
    return floor
  }

  public func compare(
    _ left: RationalFunction, _ relation: Formula.Comparison, _ right: RationalFunction
  ) -> Truth {
    let difference = left - right
    let holds = relation.holds(value(difference), 0)
    if difference.constant != nil { return truth(holds) }
    let condition = Condition(function: difference, relation: holds ? relation : relation.negated)
    return Truth(holds: holds, conditions: [condition])
  }

  public func not(_ truth: Truth) -> Truth {
    Truth(holds: !truth.holds, conditions: truth.conditions)
  }
  public func and(_ left: Truth, _ right: Truth) -> Truth { both(left, right, unless: false) }
  public func or(_ left: Truth, _ right: Truth) -> Truth { both(left, right, unless: true) }

  /// Two truths, neither of which settles the answer by itself, or else the one that does.
  private func both(_ left: Truth, _ right: Truth, unless settling: Bool) -> Truth {
    let settled = [left, right].filter { $0.holds == settling }
    return settled.min { $0.conditions.count < $1.conditions.count }
      ?? Truth(holds: !settling, conditions: left.conditions + right.conditions)
  }

  public func choose(
    _ condition: Truth, _ first: RationalFunction, _ second: RationalFunction
  ) -> RationalFunction {
    if first == second { return first }
    rest(on: condition)
    return condition.holds ? first : second
  }

  public var isOnePoint: Bool { true }
  public func constant(_ value: RationalFunction) -> Rational? { value.constant }
  public func decided(_ truth: Truth) -> Bool? {
    rest(on: truth)
    return truth.holds
  }
  public func known(_ truth: Truth) -> Bool? { truth.holds }
  public func actual(_ value: RationalFunction) -> Rational? { self.value(value) }

  private func rest(on truth: Truth) {
    for condition in truth.conditions where met.insert(condition).inserted {
      region.append(condition)
    }
  }

  /// A number at the point. A denominator that vanishes there belongs to a branch that is not taken.
  private func value(_ function: RationalFunction) -> Rational {
    function.evaluate(at: point) ?? 0
  }
}

extension Formula.Comparison {
  /// The relation of the negatives of two numbers that are in this relation.
  public var mirrored: Self {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .equal, .notEqual: self
    case .greaterOrEqual: .lessOrEqual
    case .greater: .less
    }
  }

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
