import Exact
import Mechanisms
import Testing

@testable import Simulation

@Suite("Invariants")
struct InvariantTests {
  private func violations(
    _ changes: (String, String)..., faults: [MarketFault: Rational] = [:]
  ) throws -> [Violation] {
    var text = Sale.rules
    for (old, new) in changes { text = text.replacing(old, with: new) }
    return try Sale.market(deals: 1, faults: faults).run(Sale.mechanism(text)).outcome.violations
  }

  @Test("rules that let money lie are told, with how it came to that")
  func stuck() throws {
    let found = try violations(
      (", {pay: deposit, from: escrow, to: burn}", ""), faults: [.crash: 1])
    #expect(found.map(\.kind) == [.stuck(account: "escrow", 4)])
    #expect(found.first?.story == ["node.result: nothing (crash)", "node.receipt: none"])
  }

  @Test(
    "an account that pays more than it has is told, also where the rules allow it but a property does not"
  )
  func overdrawn() throws {
    let more = ("{pay: price + deposit, from: escrow", "{pay: 2 * price + deposit, from: escrow")
    #expect(try violations(more).map(\.kind) == [.overdrawn(account: "escrow")])
    let mayOwe = ("accounts: [escrow]", "accounts: {escrow: {may go below zero: true}}")
    #expect(try violations(more, mayOwe).isEmpty)
    let claim = ("    to: burn}]", "    to: burn}]")
    let text =
      Sale.rules.replacing(more.0, with: more.1).replacing(mayOwe.0, with: mayOwe.1)
      .replacing(claim.0, with: claim.1)
      + "\nproperties:\n  it: {claim: solvency, expect: broken}\n"
    let found = try Sale.market(deals: 1).run(Sale.mechanism(text)).outcome.violations
    #expect(found.map(\.kind) == [.overdrawn(account: "escrow")])
  }

  @Test("a choice without timeout may never be made, and what is in the accounts is lost then")
  func neverSettles() throws {
    let found = try violations(("    timeout: nothing\n", ""), faults: [.loss: 1])
    #expect(
      found.map(\.kind) == [.neverSettles(choice: "node.result"), .stuck(account: "escrow", 14)])
    #expect(found.first?.story == ["node.result: no answer (loss)"])
  }

  @Test("a choice without timeout that takes too long is told")
  func late() throws {
    let found = try violations(("    timeout: nothing\n", ""), faults: [.late: 1])
    #expect(found.map(\.kind) == [.late(choice: "node.result")])
  }

  @Test("rules that are at fault are told")
  func rules() throws {
    let found = try violations(
      ("{pay: price, from: client, to: escrow}", "{pay: price - 11, from: client, to: escrow}"))
    guard case .rules = found.first?.kind else {
      Issue.record("\(found)")
      return
    }
  }

  @Test("money made from nothing is told while the market runs")
  func conservation() throws {
    var world = try Sale.market().world(Sale.mechanism())
    world.residents[0].wallet += 3
    try world.run { _ in }
    #expect(world.notes.violations.map(\.kind) == [.notConserved(3)])
    #expect(world.notes.violations[0].tick < world.calendar.now)
  }

  @Test("a deal that comes to where it was is told")
  func paidTwice() throws {
    var market = Sale.market(deals: 1)
    market.paces = ["node.receipt": .init(.fixed(5))]
    var world = try market.world(Sale.mechanism())
    while world.deals.isEmpty, let entry = world.calendar.next() { try world.look(entry) }
    let place = world.deals[0].node
    try world.enter(Int(place), 0)
    #expect(world.notes.violations.map(\.kind) == [.paidTwice])
  }

  @Test("a deal that nothing will go on with is told when the market is over")
  func forgotten() throws {
    var world = try Sale.market(deals: 1).world(Sale.mechanism())
    while world.deals.isEmpty, let entry = world.calendar.next() { try world.look(entry) }
    while world.calendar.next() != nil {}
    try world.run { _ in }
    #expect(world.notes.violations.map(\.kind) == [.neverSettles(choice: "node.result")])
  }

  @Test("a wallet that is overdrawn where capital is given is told")
  func wallet() throws {
    var world = try Sale.market(deals: 1, clients: 1, capital: 10).world(Sale.mechanism())
    world.residents[0].wallet = 1
    try world.run { _ in }
    #expect(world.notes.violations.first?.kind == .walletBelowZero(role: "client"))
  }
}
