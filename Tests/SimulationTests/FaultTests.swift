import Exact
import Mechanisms
import Testing

@testable import Simulation

@Suite("Faults")
struct FaultTests {
  private static let half = Rational(1, 2)

  @Test(
    "whoever crashed, or left, answers nothing more in the deal",
    arguments: [MarketFault.crash, .departure])
  func lasting(fault: MarketFault) throws {
    let (outcome, events) = try Sale.market(clients: 300, nodes: 300, faults: [fault: Self.half])
      .run(Sale.mechanism())
    let choices = events.choices.values
    let failed = choices.filter { $0["node.result"] == "nothing" }
    #expect(failed.count > 50)
    #expect(failed.allSatisfy { $0["node.receipt"] == "none" })
    #expect(choices.contains { $0["node.result"] == "correct" && $0["node.receipt"] == "none" })
    #expect(outcome.violations.isEmpty)
  }

  @Test("one lost answer says nothing about the next one")
  func loss() throws {
    let (outcome, events) = try Sale.market(faults: [.loss: Self.half]).run(Sale.mechanism())
    let choices = events.choices.values
    #expect(choices.contains { $0["node.result"] == "nothing" && $0["node.receipt"] == "sent" })
    #expect(outcome.violations.isEmpty)
  }

  @Test("an answer that comes after its deadline does not count, and nobody waits for it")
  func late() throws {
    var market = Sale.market(faults: [.late: 1])
    market.paces = [
      "node.result": .init(.fixed(1), deadline: 7), "node.receipt": .init(.fixed(1), deadline: 5),
    ]
    let (outcome, _) = try market.run(Sale.mechanism())
    #expect(outcome.choices["node.result"]?["correct"] == 0)
    #expect(outcome.longest == 12)
    #expect(outcome.violations.isEmpty)
  }

  @Test("silent are those who were drawn, and no others")
  func silence() throws {
    let (outcome, _) = try Sale.market(faults: [.silence: 1]).run(Sale.mechanism(Sale.dispute))
    #expect(outcome.choices["arbiter.verdict"] == ["given": 0, "missing": 200])
    #expect(outcome.choices["client.claim"]?["silent"] == 0)
  }

  @Test("a chain that is slow makes deals longer, not wrong")
  func delay() throws {
    let (outcome, _) = try Sale.market(faults: [.delay: 1]).run(Sale.mechanism())
    #expect(outcome.choices["node.result"] == ["correct": 200, "nothing": 0])
    #expect(outcome.timeToSettle.mean > 10)
    #expect(outcome.violations.isEmpty)
  }

  @Test("answers that arrive twice change nothing")
  func duplication() throws {
    let twice = try Sale.market(faults: [.duplication: 1]).run(Sale.mechanism())
    let once = try Sale.market().run(Sale.mechanism())
    #expect(twice.outcome.choices == once.outcome.choices)
    #expect(twice.outcome.roles == once.outcome.roles)
    #expect(twice.outcome.violations.isEmpty)
    #expect(twice.outcome.faults == [.duplication: 400])
  }

  @Test("the order in a tick matters to nobody's money")
  func reordering() throws {
    let (outcome, _) = try Sale.market(faults: [.reordering: Self.half]).run(Sale.mechanism())
    #expect(outcome.deals == 200)
    #expect(outcome.roles["node"]?.mean == 10)
    #expect(outcome.violations.isEmpty)
  }

  @Test("whoever has left for good makes no deal any more, also if it was looking for several")
  func departure() throws {
    let (_, events) = try Sale.market(
      clients: 10, nodes: 12, capacity: 3, faults: [.departure: Rational(1, 10)]
    ).run(Sale.mechanism())
    var left: Set<Int> = []
    for event in events {
      if case .left(let agent, _) = event.kind { left.insert(agent) }
      if case .began(_, let agents) = event.kind { #expect(left.isDisjoint(with: agents)) }
    }
    #expect(left.count > 5)
  }

  @Test("as many judges stay as a deal needs, whoever wants to leave")
  func lastOnes() throws {
    let (outcome, _) = try Sale.market(clients: 200, nodes: 200, faults: [.departure: Self.half])
      .run(Sale.mechanism(Sale.dispute))
    #expect(outcome.populations.first { $0.role == "judge" }?.agents ?? 0 >= 1)
  }

  @Test("a fault that is left out leaves the others where they were")
  func apart() throws {
    let rate = Rational(1, 5)
    let both = try Sale.market(faults: [.crash: rate, .delay: rate]).run(Sale.mechanism()).events
    let one = try Sale.market(faults: [.crash: rate]).run(Sale.mechanism()).events
    #expect(!one.deals(suffering: .crash).isEmpty)
    #expect(both.deals(suffering: .crash).sorted() == one.deals(suffering: .crash).sorted())
  }
}
