public import Collusion
public import Exact
public import Mechanisms
import Twin

/// What the members of a coalition earn, honestly and by an attack, as the twin plays it.
public struct Earnings: Sendable {
  public struct Line: Sendable {
    /// The role, and what its agents do.
    public var role: String
    public var side: Side
    public var count: Int
    /// Expected money of all of them together.
    public var honest: Rational
    public var deviating: Rational
  }

  public var lines: [Line]

  /// - Throws: whatever the twin throws.
  public init(
    of attack: Attack, on mechanism: Mechanism, prescribing overrides: [Property.Override]
  ) throws {
    let twin = try Twin(
      mechanism, parameters: attack.parameters, coalition: attack.coalition,
      prescribing: overrides)
    // Byzantine agents do what they like also where the coalition does what is prescribed.
    let honest =
      attack.victim == nil
      ? try twin.sincere.expectation(following: attack.deviation).wallets
      : try twin.expectation().wallets
    let deviating = try twin.expectation(following: attack.deviation).wallets
    lines = deviating.parts.map { part in
      // Where the coalition does what is prescribed, its members are all alike, and it has added no identities.
      let isMember = part.side.camp == .coalition
      let before: Beneficiary = isMember ? .members(of: part.role) : .all(of: part.role, part.side)
      let added = part.side == .deviator ? attack.coalition.identities[part.role] ?? 0 : 0
      return Line(
        role: part.role, side: part.side, count: part.count,
        honest: honest.average(of: before) * Rational(part.count - added), deviating: part.total)
    }
  }
}
