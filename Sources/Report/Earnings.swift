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
    var lines: [Line] = []
    var start = 0
    for role in mechanism.roles {
      let size = honest[start...].prefix { $0.agent.role == role.name }.count
      let deviators = attack.coalition.deviators[role.name] ?? 0
      let members = attack.coalition.members[role.name] ?? 0
      let others = members + (attack.coalition.byzantine[role.name] ?? 0)
      for (side, range) in [
        (Side.deviator, start..<start + deviators),
        (Side.accomplice, start + deviators..<start + members),
        (Side.byzantine, start + members..<start + others),
        (Side.outsider, start + others..<start + size),
      ] where !range.isEmpty {
        lines.append(
          Line(
            role: role.name, side: side, count: range.count,
            honest: range.reduce(0) { $0 + honest[$1].money },
            deviating: range.reduce(0) { $0 + deviating[$1].money }))
      }
      start += size
    }
    self.lines = lines
  }
}
