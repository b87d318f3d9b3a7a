import Exact
import Mechanisms
import Testing

@testable import Simulation

@Suite("Runs that are repeated")
struct ReproductionTests {
  private static let faults = Dictionary(
    uniqueKeysWithValues: MarketFault.allCases.map { ($0, Rational(1, 20)) })

  @Test("one seed makes one run, another seed another one")
  func seeds() throws {
    var market = Sale.market(clients: 50, nodes: 50, faults: Self.faults)
    market.populations[1].conduct = .regretMatching
    let mechanism = try Sale.mechanism()
    let first = try market.run(mechanism, seed: 7)
    let again = try market.run(mechanism, seed: 7)
    let other = try market.run(mechanism, seed: 8)
    #expect(first.outcome.digest == again.outcome.digest)
    #expect(first.events == again.events)
    #expect(first.outcome.digest != other.outcome.digest)
  }

  @Test("one who learns does not shift the chance of others")
  func learners() throws {
    func claims(learning: Bool) throws -> [Int: [String]] {
      var market = Sale.market(deals: 400)
      market.populations.append(.init("judge", 9))
      market.populations.append(.init("judge", 1, learning ? .bestResponse : .honest))
      return try market.run(Sale.mechanism(Sale.dispute)).events.reduce(into: [:]) {
        claims, event in
        guard case .chose(_, let agent, "client.claim", let option) = event.kind else { return }
        claims[agent, default: []].append(option)
      }
    }
    #expect(try claims(learning: true) == claims(learning: false))
  }

  @Test("memory does not grow with the number of deals")
  func memory() throws {
    func size(deals: Int) throws -> [Int] {
      var market = Sale.market(
        deals: deals, capacity: 2, capital: 1_000_000, faults: [.delay: Rational(1, 3)])
      market.populations[1].conduct = .bestResponse
      var world = try market.world(Sale.mechanism())
      try world.run { _ in }
      return [
        world.deals.count, world.holdings.room, world.residents.count, world.tokens.count,
        world.tree.nodes.count, world.troubles.count, world.decisions.count,
        world.notes.closed.count,
      ]
    }
    let few = try size(deals: 2_000)
    #expect(try size(deals: 20_000) == few)
    #expect(few[0] <= 10)
  }
}
