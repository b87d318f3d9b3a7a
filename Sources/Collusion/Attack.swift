public import Exact
public import Interpretation
public import Mechanisms

/// A way to profit from breaking the rules: exact parameters, who colludes, what each does in each
/// situation, and what they earn by it.
public struct Attack: Codable, Hashable, Sendable {
  public var parameters: [String: Rational]
  public var coalition: Coalition
  public var deviation: Deviation
  /// What it is judged by.
  public var stakes: Stakes
  /// Expected money of the coalition beyond what honest play earns it; where a loss is at stake, what each of
  /// those loses who does what is prescribed.
  public var gain: Rational
  /// The gain of this plan as a formula in the parameters, right in ``region``.
  public var formula: RationalFunction
  /// Where the formula holds.
  public var region: [FunctionDomain.Condition]
  /// What holds the coalition together; nil if it is one agent, or that was not asked (see
  /// ``weighed(on:prescribing:)``).
  public internal(set) var stability: Stability?

  init(
    of deviation: Deviation, by coalition: Coalition, for stakes: Stakes, on subject: Subject,
    at parameters: [String: Rational]
  ) throws {
    let gain = try GainFormula(
      of: deviation, by: coalition, for: stakes, on: subject, at: parameters)
    self.stakes = stakes
    self.parameters = parameters
    self.coalition = coalition
    self.deviation = deviation
    self.gain = gain.gain
    formula = gain.function
    region = gain.region
  }

  /// The role whose agents lose, if it is a loss that is at stake.
  public var victim: String? {
    if case .loss(let role, _) = stakes { role } else { nil }
  }

  /// A plan as an attack on a property, as the interpretation reads it.
  ///
  /// - Parameter victim: The role whose agents lose, if it is a loss that is at stake.
  /// - Throws: a `Fault` of the mechanism; a `MissingParameter`.
  public init(
    of deviation: Deviation, by coalition: Coalition, harming victim: String?,
    at parameters: [String: Rational], on mechanism: Mechanism, breaking property: Property
  ) throws {
    let subject = Subject(mechanism, property)
    try self.init(
      of: deviation, by: coalition, for: subject.stakes(victim), on: subject, at: parameters)
  }
}
