public import Exact
public import Mechanisms

/// Agents who do not do what their coalition's plan says, and what they do instead: one option in each
/// information set of the coalition, for each of them.
final class Leavers {
  private var plans: [Int: EveryPlan]
  /// What agents do who left earlier.
  private let settled: [Int: [InformationSet: String]]
  /// What the leavers do in the present play.
  private(set) var choices: [Int: [InformationSet: String]] = [:]

  init(_ agents: [Int], settled: [Int: [InformationSet: String]] = [:]) {
    plans = Dictionary(uniqueKeysWithValues: agents.map { ($0, EveryPlan()) })
    self.settled = settled
  }

  /// The option that an agent takes; nil if it did not leave.
  func option(of agent: Int, in set: InformationSet, among options: [String]) -> String? {
    guard plans[agent] != nil else { return settled[agent]?[set] }
    let option = plans[agent]?.split(in: set, of: 1, among: options).keys.first
    choices[agent, default: [:]][set] = option
    return option
  }

  /// Goes on to the next joint plan of the leavers; false if that was the last.
  func advance() -> Bool {
    choices = [:]
    for agent in plans.keys.sorted() {
      if plans[agent]?.advance() ?? false { return true }
      plans[agent] = EveryPlan()
    }
    return false
  }
}

extension Twin {
  /// The most that one agent gains by leaving a plan that its coalition follows, against following it.
  public struct Temptation: Hashable, Sendable {
    public var agent: AgentName
    /// In money; 0 if nothing is better than the plan.
    public var gain: Rational
  }

  /// More plans than this of those who leave are not tried.
  private static let mostPlans = 500

  /// What each of those who follow a plan gains at most by leaving it alone. Of agents of one role, the first
  /// and the last are looked at.
  ///
  /// - Returns: nil if there are too many ways to leave.
  /// - Throws: as ``expectation(following:limit:)``.
  public func temptations(
    from deviation: Deviation, limit: Int = 2_000
  ) throws -> [Temptation]? {
    let followed = try expectation(following: deviation, limit: limit)
    var temptations: [Temptation] = []
    for role in roster.roles where role.deviators > 0 {
      let first = role.agents.lowerBound
      for agent in Set([first, first + role.deviators - 1]).sorted() {
        let leavers = Leavers([agent])
        var best: Rational = 0
        var count = 0
        repeat {
          count += 1
          if count > Self.mostPlans { return nil }
          let left = try expectation(conduct: .abandoned(deviation, by: leavers), limit: limit)
          best = max(best, left.wallets[agent].money - followed.wallets[agent].money)
        } while leavers.advance()
        temptations.append(Temptation(agent: roster.name(of: agent), gain: best))
      }
    }
    return temptations
  }

  /// Whether a plan of the coalition is self-enforcing: no members can leave it together so that each of them
  /// gains, in a way that is self-enforcing itself [Bernheim, Peleg and Whinston 1987].
  ///
  /// - Returns: nil if there are too many ways to leave.
  /// - Throws: as ``expectation(following:limit:)``.
  /// - Complexity: exponential in the number of members, and in what each can do.
  public func isSelfEnforcing(_ deviation: Deviation, limit: Int = 2_000) throws -> Bool? {
    let members = roster.roles.flatMap { role in
      Array(role.agents.prefix(role.deviators))
    }
    guard members.count <= 4 else { return nil }
    do {
      return try isSelfEnforcing(deviation, among: members, settled: [:], limit: limit)
    } catch is TooMany {
      return nil
    }
  }

  /// A self-enforcing plan by which each member of the coalition gains.
  ///
  /// - Parameter limit: How many plans are tried.
  /// - Returns: the plan, and what a member of each role gains on average; nil if none of those tried is one.
  /// - Throws: as ``expectation(following:limit:)``.
  public func selfEnforcingPlan(
    gainingEachMoreThan margin: Rational, limit: Int
  ) throws -> (plan: Deviation, gains: [String: Rational])? {
    let honest = try expectation().wallets
    let plans = EveryPlan()
    for _ in 0..<limit {
      let (played, plan) = try expectation(improvising: plans.split)
      let members = roster.roles.flatMap { $0.agents.prefix($0.members) }
      let eachGains = members.allSatisfy {
        played.wallets[$0].money - honest[$0].money > margin
      }
      if eachGains, try isSelfEnforcing(plan) == true {
        let gains = roster.roles.filter { $0.members > 0 }.map { role in
          let own = Beneficiary.members(of: role.name)
          return (role.name, played.wallets.average(of: own) - honest.average(of: own))
        }
        return (plan, Dictionary(uniqueKeysWithValues: gains))
      }
      if !plans.advance() { return nil }
    }
    return nil
  }

  private struct TooMany: Error {}

  private func isSelfEnforcing(
    _ deviation: Deviation, among members: [Int], settled: [Int: [InformationSet: String]],
    limit: Int
  ) throws -> Bool {
    let now = try expectation(
      conduct: .abandoned(deviation, by: Leavers([], settled: settled)), limit: limit)
    for group in Self.properGroups(of: members) {
      let leavers = Leavers(group, settled: settled)
      var count = 0
      repeat {
        count += 1
        if count > Self.mostPlans { throw TooMany() }
        let left = try expectation(conduct: .abandoned(deviation, by: leavers), limit: limit)
        let eachGains = group.allSatisfy { left.wallets[$0].money > now.wallets[$0].money }
        guard eachGains else { continue }
        let next = settled.merging(leavers.choices) { $1 }
        if try isSelfEnforcing(deviation, among: group, settled: next, limit: limit) {
          return false
        }
      } while leavers.advance()
    }
    return true
  }

  /// Every group of some, but not all, of the members, the smallest first.
  private static func properGroups(of members: [Int]) -> [[Int]] {
    var groups: [[Int]] = [[]]
    for member in members { groups += groups.map { $0 + [member] } }
    return groups.filter { !$0.isEmpty && $0.count < members.count }
      .sorted { $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count < $1.count }
  }
}
