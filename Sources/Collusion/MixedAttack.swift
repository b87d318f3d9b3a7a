public import Exact
public import Mechanisms
import Twin

/// A way for each member of a coalition to profit, by plans among which a common coin decides.
public struct MixedAttack: Codable, Hashable, Sendable {
  public var parameters: [String: Rational]
  public var coalition: Coalition
  /// The plans, each with its probability.
  public var parts: [Part]
  /// What each member of a role is expected to gain, in money; where one is favoured, only what it gains.
  public var gains: [String: Rational]

  public struct Part: Codable, Hashable, Sendable {
    public var probability: Rational
    public var deviation: Deviation
  }
}

/// What the members of each role of a coalition gain each by some plans, at one point.
struct MemberGains {
  /// The roles that have members.
  let roles: [String]
  /// Of each plan, what each member of each role gains on average.
  let gains: [[Rational]]

  /// As the twin plays them.
  ///
  /// - Throws: whatever the twin throws.
  init(
    of plans: [Deviation], by coalition: Coalition, at parameters: [String: Rational],
    on subject: Subject
  ) throws {
    let twin = try Twin(
      subject.mechanism, parameters: parameters, coalition: coalition,
      prescribing: subject.property.prescriptions)
    let roles =
      coalition.favoured.map { [$0] }
      ?? subject.mechanism.roles.map(\.name).filter { coalition.members[$0] != nil }
    let honest = try twin.expectation(limit: Replay.mostPaths).wallets
    gains = try plans.map { plan in
      let wallets = try twin.expectation(following: plan, limit: Replay.mostPaths).wallets
      return roles.map {
        wallets.average(of: coalition.favoured == $0 ? .favoured(of: $0) : .members(of: $0))
          - honest.average(of: .members(of: $0))
      }
    }
    self.roles = roles
  }

  /// What each member gains on average by a mixture.
  func mixed(_ weights: [Rational]) -> [Rational] {
    roles.indices.map { role in
      zip(weights, gains).reduce(0) { $0 + $1.0 * $1.1[role] }
    }
  }
}
