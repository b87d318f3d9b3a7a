public import Exact
public import Mechanisms

/// Who can hold money, by the numbers of a ``Holder``.
extension Twin {
  /// The roles by their numbers, each with the numbers of its agents.
  public var roles: [(name: String, agents: Range<Int>)] {
    roster.roles.map { (name: $0.name, agents: $0.agents) }
  }

  /// What people call an agent.
  public func name(of agent: Int) -> AgentName { roster.name(of: agent) }

  /// On which side an agent is.
  public func side(of agent: Int) -> Side { roster.side(of: agent, role: roster.role(of: agent)) }

  /// The accounts by their numbers, of which the last two are `world` and `burn`; and whether they may go
  /// below zero.
  public var accounts: [(name: String, mayGoBelowZero: Bool)] {
    zip(script.accounts.all, script.mayOwe).map { (name: $0, mayGoBelowZero: $1) }
  }
}

extension Twin {
  /// What money of the next round without end is worth in this one; nil if there are no such rounds.
  ///
  /// - Throws: a ``Fault`` where it is no discount.
  public var discount: Rational? {
    get throws {
      guard let repetition = script.repetition else { return nil }
      let empty = Performance(script, by: roster, chance: EveryWay())
      let discount = try empty.number(repetition.discount)
      guard discount >= 0, discount < 1 else {
        throw Fault(.notADiscount, at: repetition.discount.location)
      }
      return discount
    }
  }
}
