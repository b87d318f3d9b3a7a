public import Exact

/// The money of each agent: what it has in the end, or is expected to have, having started with
/// nothing.
public struct Wallets: Hashable, Sendable {
  let roster: Roster
  var amounts: [Rational]

  /// The money of an agent; nil if there is no agent of that name.
  public subscript(_ agent: AgentName) -> Rational? { roster.agent(agent).map { amounts[$0] } }
}

extension Wallets: RandomAccessCollection {
  public typealias Element = (agent: AgentName, money: Rational)

  public var startIndex: Int { amounts.startIndex }
  public var endIndex: Int { amounts.endIndex }
  public subscript(position: Int) -> Element { (roster.name(of: position), amounts[position]) }
}
