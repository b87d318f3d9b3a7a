public import Exact
public import Mechanisms

/// The money of each agent: what it has in the end, or is expected to have, having started with
/// nothing.
public struct Wallets: Codable, Hashable, Sendable {
  let roster: Roster
  var amounts: [Rational]

  /// The money of an agent; nil if there is no agent of that name.
  public subscript(_ agent: AgentName) -> Rational? { roster.agent(agent).map { amounts[$0] } }

  /// The agents of each role on each side, where there are any, with what they have together.
  public var parts: [(role: String, side: Side, count: Int, total: Rational)] {
    roster.roles.flatMap { role in
      role.sides.filter { !$0.agents.isEmpty }.map { side, agents in
        (
          role: role.name, side: side, count: agents.count,
          total: amounts[agents].reduce(0, +)
        )
      }
    }
  }

  /// What each of some agents has, on average; 0 if there are none.
  public func average(of beneficiary: Beneficiary) -> Rational {
    var total: Rational = 0
    var count = 0
    for role in roster.roles {
      for (side, agents) in role.sides where beneficiary.includes(role.name, side) {
        total += amounts[agents].reduce(0, +)
        count += agents.count
      }
    }
    return count == 0 ? 0 : total / Rational(count)
  }
}

extension Wallets: RandomAccessCollection {
  public typealias Element = (agent: AgentName, money: Rational)

  public var startIndex: Int { amounts.startIndex }
  public var endIndex: Int { amounts.endIndex }
  public subscript(position: Int) -> Element { (roster.name(of: position), amounts[position]) }
}
