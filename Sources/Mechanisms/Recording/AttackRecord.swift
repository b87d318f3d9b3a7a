public import Exact

/// An attack as it is kept in a file: readable, and enough to play it again.
public struct AttackRecord: Hashable, Sendable {
  /// The version of the format of such files that this code writes, and reads.
  public static let format = 1

  /// The name of the mechanism, and its file, relative to the record's.
  public var mechanism: String
  public var file: Located<String>
  /// The hash of the mechanism's rules when the attack was recorded; see ``Mechanism/digest``.
  public var rules: String
  /// The name of the property that it breaks.
  public var property: Located<String>
  /// Expected money that the coalition earns by it, beyond what honest play does; or what a victim loses.
  public var gain: Rational
  /// The role whose agents lose so much each, if it is a loss that is at stake.
  public var victim: String?
  public var parameters: [String: Rational]
  public var coalition: Coalition
  /// The coalition's plan; see ``deviation(on:)``.
  public var plan: [Act]
  public var trace: Trace

  /// An attack on a mechanism, to be recorded.
  public init(
    of deviation: Deviation, by coalition: Coalition, on mechanism: Mechanism, file: String,
    property: String, parameters: [String: Rational], gain: Rational, victim: String? = nil,
    trace: Trace = Trace()
  ) {
    self.init(
      mechanism: mechanism.name, file: Located(file), rules: mechanism.digest,
      property: Located(property), gain: gain, victim: victim, parameters: parameters,
      coalition: coalition, plan: Labels(mechanism).plan(of: deviation), trace: trace)
  }

  init(
    mechanism: String, file: Located<String>, rules: String, property: Located<String>,
    gain: Rational, victim: String?, parameters: [String: Rational], coalition: Coalition,
    plan: [Act], trace: Trace
  ) {
    self.mechanism = mechanism
    self.file = file
    self.rules = rules
    self.property = property
    self.gain = gain
    self.victim = victim
    self.parameters = parameters
    self.coalition = coalition
    self.plan = plan
    self.trace = trace
  }

  /// What those asked in one information set do. Steps are spoken of by their labels: `arbiter.verdict`, in the
  /// second round `worker.work[2]`; sightings as `arbiter.verdict: uphold`.
  public struct Act: Hashable, Sendable {
    public var at: Located<String>
    public var asked: Kind
    /// What the coalition knows that is not about an agent.
    public var known: [Located<String>]
    /// Those of whom something is known, with their number.
    public var crowd: [Crowd]
    /// How many of those asked take which option.
    public var take: [String: Int]
  }

  /// Agents who are alike.
  public struct Kind: Hashable, Sendable {
    public var role: String
    public var side: Side
    public var seen: [Located<String>]
  }

  public struct Crowd: Hashable, Sendable {
    public var count: Int
    public var kind: Kind
  }

  /// The plan on a mechanism.
  ///
  /// - Throws: ``Diagnostics``, if the mechanism does not have the steps that the plan speaks of.
  public func deviation(on mechanism: Mechanism) throws(Diagnostics) -> Deviation {
    try Labels(mechanism).deviation(of: plan)
  }
}
