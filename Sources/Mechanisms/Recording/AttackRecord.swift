public import Exact

/// An attack as it is kept in a file: readable, and enough to play it again.
public struct AttackRecord: Hashable, Sendable {
  /// The name of the mechanism, and its file, relative to the record's.
  public var mechanism: String
  public var file: String
  /// The name of the property that it breaks.
  public var property: String
  public var parameters: [String: Rational]
  public var coalition: Coalition
  /// Expected money that the coalition earns by it, beyond what honest play does; or what a victim loses.
  public var gain: Rational
  /// The role whose agents lose so much each, if it is a loss that is at stake.
  public var victim: String?
  public var deviation: Deviation

  public init(
    mechanism: String, file: String, property: String, parameters: [String: Rational],
    coalition: Coalition, gain: Rational, victim: String? = nil, deviation: Deviation
  ) {
    self.mechanism = mechanism
    self.file = file
    self.property = property
    self.parameters = parameters
    self.coalition = coalition
    self.gain = gain
    self.victim = victim
    self.deviation = deviation
  }
}
