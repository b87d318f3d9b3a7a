public import Exact
import Interpretation
public import Mechanisms
import Twin

/// Plays attacks agent by agent.
public struct Replay: Sendable {
  /// Attacks with more paths than this are not played.
  public static let mostPaths = 100_000

  let mechanism: Mechanism
  let prescriptions: [Property.Override]

  public init(_ mechanism: Mechanism, _ prescriptions: [Property.Override] = []) {
    self.mechanism = mechanism
    self.prescriptions = prescriptions
  }

  /// The coalition's expected gain in the twin, or the loss of each agent of whom a loss is at stake.
  ///
  /// - Throws: whatever the twin throws: a plan that does not fit, a fault, too many paths.
  public func gain(
    of deviation: Deviation, by coalition: Coalition, for stakes: Stakes = .gain,
    at parameters: [String: Rational]
  ) throws -> Rational {
    let twin = try Twin(
      mechanism, parameters: parameters, coalition: coalition, prescribing: prescriptions)
    guard case .loss(let role, let floor) = stakes else {
      return try twin.gain(of: deviation, limit: Self.mostPaths)
    }
    let victims = Beneficiary.outsiders(of: role)
    let left = try twin.expectation(following: deviation, limit: Self.mostPaths)
      .wallets.average(of: victims)
    if let floor { return try RationalDomain(parameters).number(of: floor) - left }
    return try twin.expectation(limit: Self.mostPaths).wallets.average(of: victims) - left
  }
}
