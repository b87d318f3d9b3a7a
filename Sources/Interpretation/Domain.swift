public import Exact
public import Mechanisms

/// The numbers and truths that a walk computes with.
///
/// A domain is a value, not only a pair of types: constants of some domains need a context, and their
/// comparisons are terms. The same walk over rationals yields the exact gain of one deviation at one
/// point; over rational functions, its gain as a formula; over SMT terms, all deviations at once.
public protocol Domain {
  associatedtype Number: Hashable
  associatedtype Truth: Hashable

  func number(_ value: Rational) -> Number
  func truth(_ value: Bool) -> Truth
  /// - Throws: if the parameter has no value in this domain.
  func parameter(_ name: String) throws -> Number

  func sum(_ left: Number, _ right: Number) -> Number
  func difference(_ left: Number, _ right: Number) -> Number
  func product(_ left: Number, _ right: Number) -> Number
  /// The quotient where the divisor is not zero; anything where it is.
  func quotient(_ left: Number, _ right: Number) -> Number
  func floor(_ value: Number) -> Number
  func compare(_ left: Number, _ relation: Formula.Comparison, _ right: Number) -> Truth
  func not(_ truth: Truth) -> Truth
  func and(_ left: Truth, _ right: Truth) -> Truth
  func or(_ left: Truth, _ right: Truth) -> Truth
  /// The first number where the condition holds, the second elsewhere.
  func choose(_ condition: Truth, _ first: Number, _ second: Number) -> Number

  /// The unknowns of linear equations whose coefficients are at least 0, with a sum below 1 in each.
  func solutions(of equations: [Equation<Number>]) -> [Number]

  /// The number, if it is the same everywhere in the domain.
  func constant(_ value: Number) -> Rational?
  /// The truth, if it is known, for going one way or another by it.
  func decided(_ truth: Truth) -> Bool?
  /// The truth, if it is known, where nothing that follows rests on it.
  func known(_ truth: Truth) -> Bool?
  /// Whether the one truth is known to hold wherever the other does.
  func isKnown(_ truth: Truth, where other: Truth) -> Bool
  /// Whether the domain is about one point, so that whatever the walk meets there does occur.
  var isOnePoint: Bool { get }
  /// The number at the point the domain is about; nil if it is about many points.
  func actual(_ value: Number) -> Rational?
}

extension Domain {
  /// The number, if it is a whole constant.
  public func whole(_ value: Number) -> Int? { constant(value)?.integer }

  public func known(_ truth: Truth) -> Bool? { decided(truth) }

  public func isKnown(_ truth: Truth, where other: Truth) -> Bool {
    truth == other || known(or(not(other), truth)) == true
  }

  func isZero(_ value: Number) -> Bool { constant(value)?.isZero ?? false }

  func scaled(_ value: Number, by factor: Number) -> Number {
    if constant(factor) == 1 { return value }
    if isZero(value) || isZero(factor) { return number(0) }
    return product(value, factor)
  }
}
