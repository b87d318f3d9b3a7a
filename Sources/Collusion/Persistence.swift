public import Exact
public import Mechanisms

/// How a quantity does not go to zero as a parameter goes somewhere.
public struct Persistence: Codable, Hashable, Sendable {
  /// Where the parameter goes.
  public var limit: Property.Vanishing.Limit
  /// Whether it comes near to a value from below.
  public var isFromBelow = false
  /// The other parameters; those that go along are left out.
  public var parameters: [String: Rational]
  /// The quantity, as a formula in the parameters.
  public var quantity: RationalFunction
  /// What the parameters that an equilibrium determines are in it.
  public var equilibrium: [String: RationalFunction]
  /// Parameters that go along, as formulas in the one that goes somewhere: where there would have to be one
  /// threshold for all.
  public var along: [String: RationalFunction]
  /// What the quantity comes near to; nil if it grows without bound.
  public var value: Rational?
  /// A point on the way at which the quantity is still more than half of that.
  public var point: [String: Rational]
  /// An attack that gains so much there, if the quantity is the largest gain.
  public var attack: Attack?
  /// The threshold that was given and is not one, if that is all that is wrong.
  public var missed: Threshold?

  /// Beyond its value, the quantity should be at most ε.
  public struct Threshold: Codable, Hashable, Sendable {
    public var epsilon: Rational
    public var value: Rational
  }
}
