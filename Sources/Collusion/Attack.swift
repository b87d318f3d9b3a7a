public import Exact
public import Interpretation
public import Mechanisms

/// A way to profit from breaking the rules: exact parameters, who colludes, what each does in each
/// situation, and what they earn by it.
public struct Attack: Hashable, Sendable {
  public var parameters: [String: Rational]
  public var coalition: Coalition
  public var deviation: Deviation
  /// Expected money of the coalition beyond what honest play earns it.
  public var gain: Rational
  /// The gain of this plan as a formula in the parameters, right in ``region``.
  public var formula: RationalFunction
  /// Where the formula holds.
  public var region: [FunctionDomain.Condition]

  init(
    of deviation: Deviation, by coalition: Coalition, in program: Program,
    at parameters: [String: Rational]
  ) throws {
    let gain = try GainFormula(of: deviation, by: coalition, in: program, at: parameters)
    self.parameters = parameters
    self.coalition = coalition
    self.deviation = deviation
    self.gain = gain.gain
    formula = gain.function
    region = gain.region
  }

  /// A recorded attack, as the interpretation reads it.
  ///
  /// - Throws: a `Fault` of the mechanism; a `MissingParameter`.
  public init(
    _ record: AttackRecord, on mechanism: Mechanism, prescribing overrides: [Property.Override]
  ) throws {
    try self.init(
      of: record.deviation, by: record.coalition,
      in: Program(mechanism, prescribing: overrides), at: record.parameters)
  }
}
