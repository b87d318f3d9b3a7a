import Exact
import Mechanisms
import Testing

@testable import Simulation

@Suite("Capital")
struct CapitalTests {
  @Test("what a seat needs is the most that it is out of pocket on any path")
  func needs() throws {
    let world = try Sale.market(capital: 100).world(Sale.mechanism())
    #expect(world.tree.books[0].needs.map { world.tree.money($0) } == [10, 4])
    let costly = try Sale.mechanism(
      Sale.rules, ("options: [sent, none]", "options: {sent: {cost: 3}, none: }"),
      (
        "{pay: deposit, from: escrow, to: burn}",
        "{pay: deposit, from: escrow, to: burn}, {pay: 1/2, from: node, to: burn}"
      ))
    let other = try Sale.market(capital: 100).world(costly)
    #expect(other.tree.books[0].needs.map { other.tree.money($0) } == [10, Rational(15, 2)])
  }

  @Test("nobody is in more deals than it has money for", arguments: [10, 19, 20, 35])
  func deals(capital: Int) throws {
    var market = Sale.market(
      clients: 1, nodes: 10, capacity: 5, capital: Rational(capital),
      faults: [.late: Rational(1, 3)])
    // The client gets its money back, or dear work: it has never more than at first.
    market.populations[1].capital = nil
    let (outcome, events) = try market.run(Sale.mechanism())
    var open = 0
    var most = 0
    for event in events {
      if case .began = event.kind { open += 1 }
      if case .settled = event.kind { open -= 1 }
      most = max(most, open)
    }
    #expect(most == capital / 10)
    #expect(outcome.violations.isEmpty)
  }

  @Test("one who has spent all makes no deal any more, and the market ends")
  func spent() throws {
    let (outcome, _) = try Sale.market(clients: 1, capital: 35).run(Sale.mechanism())
    #expect(outcome.deals == 3)
    #expect(outcome.violations.isEmpty)
  }

  @Test("nobody comes any more where nobody is left to deal with")
  func deserted() throws {
    var market = Sale.market(clients: 1, capital: 35)
    market.populations[1].arrival = .fixed(3)
    let (outcome, _) = try market.run(Sale.mechanism())
    #expect(outcome.deals == 3)
    #expect(outcome.populations[0].agents == 0)
  }

  @Test("where nobody of a role has enough for a deal, there is no market")
  func tooLittle() throws {
    #expect(throws: SimulationError.tooLittleCapital(role: "client", needed: 10, present: 9)) {
      try Sale.market(capital: 9).run(Sale.mechanism())
    }
  }

  @Test("those who are drawn have to have enough as well")
  func drawn() throws {
    let mechanism = try Sale.mechanism(
      Sale.dispute, ("options: [given, missing]", "options: {given: {cost: 2}, missing: }"))
    var market = Sale.market(deals: 3)
    market.populations += [
      Market.Population("judge", 4, capital: 1), Market.Population("judge", 1, capital: 7),
    ]
    #expect(try market.run(mechanism).outcome.populations.last?.asked == 3)
    market.deals = 4
    #expect(throws: SimulationError.tooFewAgents(role: "judge", needed: 1, present: 0)) {
      try market.run(mechanism)
    }
  }

  @Test("of rounds without end nobody knows what they need")
  func endless() throws {
    let mechanism = try Mechanism(
      reading: """
        mechanism: rent
        roles: {tenant: 1, owner: 1}
        steps:
          - repeat: forever
            discount: 1/2
            steps:
              - {pay: 1, from: tenant, to: owner}
        """, file: "")
    let market = Market(
      deals: 1, populations: [.init("tenant", 1, capital: 100), .init("owner", 1, capital: 100)])
    #expect(throws: SimulationError.cannotFindNeeds(limit: DealTree.mostExplored)) {
      try market.run(mechanism)
    }
  }

  @Test("money that is out costs interest until it is back")
  func interest() throws {
    var market = Sale.market()
    market.interest = Rational(1, 100)
    // The price and the deposit are out for two ticks: until the result, and until the receipt.
    let populations = try market.run(Sale.mechanism()).outcome.populations
    #expect(abs(populations[0].capitalCost - 0.2) < 1e-12)
    #expect(abs(populations[1].capitalCost - 0.08) < 1e-12)
  }
}
