public import Exact
public import Mechanisms
import Twin

/// What a deal is to those who all do what is prescribed: what each expects, and what it has to lock up.
public struct HonestDeal: Sendable {
  public struct Line: Sendable {
    public var role: String
    /// Expected money of one agent of the role.
    public var money: Rational
    /// The most that one agent of the role has paid into accounts and not got back, at any time on any path.
    public var locked: Rational
  }

  public var lines: [Line]
  public var parameters: [String: Rational]

  /// More paths than this are not played.
  private static let mostPaths = 20_000

  /// - Throws: whatever the twin throws.
  /// - Complexity: plays every path on which all are honest.
  public init(of mechanism: Mechanism, at parameters: [String: Rational]) throws {
    let twin = try Twin(mechanism, parameters: parameters, coalition: Coalition([:]))
    let wallets = try twin.expectation(limit: Self.mostPaths).wallets
    let plays = try twin.plays(limit: Self.mostPaths)
    let accounts = Set(mechanism.accounts.map(\.name))
    let locked = plays.reduce(into: [String: Rational]()) { most, play in
      most.merge(play.locked(in: accounts), uniquingKeysWith: max)
    }
    lines = mechanism.roles.map { role in
      Line(
        role: role.name, money: wallets.average(of: .all(of: role.name, .outsider)),
        locked: locked[role.name] ?? 0)
    }
    self.parameters = parameters
  }
}

extension Play {
  /// The most that one agent of each role has in accounts at any time.
  fileprivate func locked(in accounts: Set<String>) -> [String: Rational] {
    var balances: [AgentName: Rational] = [:]
    var most: [String: Rational] = [:]
    for event in events {
      guard case .paid(let amount, let source, let target, _) = event else { continue }
      switch (source, target) {
      case (.agent(let agent), .account(let account)) where accounts.contains(account):
        balances[agent, default: 0] += amount
        most[agent.role] = max(most[agent.role] ?? 0, balances[agent] ?? 0)
      case (.account(let account), .agent(let agent)) where accounts.contains(account):
        balances[agent, default: 0] -= amount
      default: break
      }
    }
    return most
  }
}
