import Exact
import Foundation
import Mechanisms
import Simulation
import Testing

@testable import Report

@Suite("Markets in words")
struct MarketRunTextTests {
  private let mechanism: Mechanism

  init() throws {
    mechanism = try Mechanism(
      reading: """
        mechanism: bet
        parameters: {stake: {default: 3}}
        assume: [stake >= 0]
        roles: {player: 1, house: 1}
        accounts: [pot]
        steps:
          - {pay: stake, from: player, to: pot}
          - choose: player.deed
            options: [pass, cheat]
            honest: pass
          - when: player.deed = cheat
            then: [{pay: stake, from: pot, to: player}, {pay: stake, from: house, to: player}]
            else: [{pay: stake, from: pot, to: house}]
        properties:
          the player: {coalition: {player: 1}}
        """, file: "bet.yaml")
  }

  private func run(
    _ market: Market, runs: Int = 1
  ) throws -> MarketRun {
    let simulation = try Simulation(market, of: mechanism)
    return MarketRun(
      market, of: mechanism, from: "bet.yaml",
      outcomes: try (1...runs).map { try simulation.run(seed: UInt64($0)) })
  }

  @Test("who learns, what it is worth and what is done over time are told")
  func learners() throws {
    let market = Market(
      deals: 2000, populations: [.init("player", 4, .regretMatching), .init("house", 4)])
    let text = MarketRunText(try run(market)).text
    #expect(text.contains("as usual: stake = 3"))
    #expect(text.contains("player, regret matching"))
    #expect(text.contains("what is never prescribed, over time"))
    #expect(text.contains("- player at player.deed: cheat "))
    #expect(text.contains("; prescribed: pass"))
  }

  @Test("of several runs, what comes out is off as far as they differ")
  func severalRuns() throws {
    let market = Market(
      deals: 500, populations: [.init("player", 4, .regretMatching), .init("house", 4)])
    let run = try run(market, runs: 4)
    let figures = MarketFigures(run)
    let means = run.outcomes.map { $0.populations[0].money.mean }
    let mean = means.reduce(0, +) / 4
    let variance = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3
    #expect(abs(figures.populations[0].money.mean - mean) < 1e-9)
    let margin = try #require(figures.populations[0].money.margin)
    #expect(abs(margin - 3.182 * (variance / 4).squareRoot()) < 1e-9)
    #expect(MarketRunText(run).text.contains("2,000 deals in 4 runs"))
  }

  @Test("what honest deals bring is exact")
  func exact() throws {
    let run = try run(Market(deals: 10))
    #expect(run.exact?.honest == ["player": -3, "house": 3])
    #expect(MarketFigures(run).populations.allSatisfy { $0.money.mean == $0.honest?.approximation })
  }

  @Test("in a trace of the first deals no money is made or lost, and states are limited")
  func trace() throws {
    let market = Market(deals: 200, populations: [.init("player", 4), .init("house", 4)])
    var events: [MarketEvent] = []
    _ = try Simulation(market, of: mechanism).run(seed: 1, log: { events.append($0) })
    let trace = InformalTrace(of: events, in: market, of: mechanism, seed: 1)
    #expect(trace.states.count == InformalTrace.mostMarketStates)
    for state in trace.states {
      let money = ["wallets", "accounts"].flatMap { state[$0]?.entries?.values.map(\.number) ?? [] }
      #expect(money.reduce(0) { $0 + ($1 ?? 0) } == 0)
    }
    #expect(try InformalTrace(reading: Data(trace.json().utf8)) == trace)
    #expect(trace.states[1]["event"] == .text("deal 0 begins between player 0 and house 4"))
  }

  @Test("numbers are written so that nothing that matters is lost")
  func numbers() {
    #expect(1_234_567.grouped == "1,234,567" && 12.grouped == "12" && (-1000).grouped == "-1,000")
    #expect(0.0001.percent == "<0.1 %" && 0.5.percent == "50.0 %" && 0.0.percent == "0 %")
    #expect(12345.6.plain == "12,346" && 0.12345.plain == "0.1235" && 0.0.plain == "0")
    #expect(CSV.row(["a", "b,c", "d\"e"]) == "a,\"b,c\",\"d\"\"e\"")
    #expect(Sparkline.text([0, 0.5, nil, 1], to: 1, width: 4) == "▁▅ █")
    #expect(Sparkline.text([0, 1, 1, 1], to: 1, width: 2) == "▅█")
  }
}
