public import Exact
public import Mechanisms
import Twin

/// Plays attacks agent by agent.
public struct Replay: Sendable {
  /// Attacks with more paths than this are not played.
  static let mostPaths = 100_000

  let mechanism: Mechanism
  let prescriptions: [Property.Override]

  public init(_ mechanism: Mechanism, _ prescriptions: [Property.Override] = []) {
    self.mechanism = mechanism
    self.prescriptions = prescriptions
  }

  /// The coalition's expected gain in the twin.
  ///
  /// - Throws: whatever the twin throws: a plan that does not fit, a fault, too many paths.
  public func gain(
    of deviation: Deviation, by coalition: Coalition, at parameters: [String: Rational]
  ) throws -> Rational {
    try Twin(
      mechanism, parameters: parameters, coalition: coalition, prescribing: prescriptions
    ).gain(of: deviation, limit: Self.mostPaths)
  }
}
