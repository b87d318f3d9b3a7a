import Exact
import Mechanisms
import Testing

@testable import Simulation

@Suite("Those who come and go")
struct ResidentTests {
  @Test("agents come and leave as the market says")
  func comingAndGoing() throws {
    var market = Sale.market(deals: 500)
    market.populations[1].arrival = .fixed(10)
    market.populations[1].stay = .fixed(40)
    let (outcome, events) = try market.run(Sale.mechanism())
    let came = events.count { if case .came(_, "node") = $0.kind { true } else { false } }
    let left = events.count { if case .left(_, "node") = $0.kind { true } else { false } }
    #expect(abs(came - 5 - outcome.ticks / 10) <= 1)
    #expect(left > came / 2)
    #expect(outcome.populations[1].agents <= 5)
    #expect(outcome.deals == 500)
  }

  @Test("when others come does not depend on the deals that are made")
  func arrivals() throws {
    func arrivals(_ capacity: Int) throws -> [Int] {
      var market = Sale.market(deals: 500, capacity: capacity)
      market.populations[1].arrival = .uniform(1...9)
      return try market.run(Sale.mechanism()).events.compactMap {
        if case .came = $0.kind { $0.tick } else { nil }
      }
    }
    let (first, second) = try (arrivals(1), arrivals(3))
    #expect(second.count > 20)
    #expect(first.starts(with: second))
  }

  private func market(newName: Rational?) throws -> Market {
    var market = Sale.market(deals: 500, faults: [.loss: Rational(1, 4)])
    market.reputations = [
      .init(
        "node",
        offence: Located(.comparison(.equal, .attribute(of: "node", "result"), .option("nothing"))),
        limit: 2, newName: newName)
    ]
    return market
  }

  @Test("nobody deals with one who has offended too often")
  func exclusion() throws {
    let (outcome, events) = try market(newName: nil).run(Sale.mechanism())
    #expect(outcome.populations[1].agents == 0)
    #expect(outcome.choices["node.result"]?["nothing"] == 10)
    #expect(events.count { if case .left(_, "node") = $0.kind { true } else { false } } == 5)
  }

  @Test("a new name costs what it costs, and all is forgotten")
  func newNames() throws {
    let (outcome, _) = try market(newName: 3).run(Sale.mechanism())
    #expect(outcome.deals == 500)
    let offences = outcome.choices["node.result"]?["nothing"] ?? 0
    #expect(outcome.newNames > 20)
    #expect((0...10).contains(offences - 2 * outcome.newNames))
    #expect(outcome.violations.isEmpty)
  }

  @Test("what is in an account that lasts is there for the next deal")
  func lasting() throws {
    let text = Sale.rules.replacing("accounts: [escrow]", with: "accounts: [escrow, pool]")
      .replacing(
        "{pay: deposit, from: escrow, to: burn}", with: "{pay: deposit, from: escrow, to: pool}")
    var market = Sale.market(faults: [.loss: Rational(1, 4)])
    market.lasting = ["pool"]
    let outcome = try market.run(Sale.mechanism(text)).outcome
    let failed = outcome.choices["node.result"]?["nothing"] ?? 0
    #expect(failed > 20)
    #expect(outcome.lasting["pool"]?.balance == Rational(4 * failed))
    #expect(outcome.violations.isEmpty)
    market.lasting = []
    #expect(try market.run(Sale.mechanism(text)).outcome.violationCount == failed)
  }
}
