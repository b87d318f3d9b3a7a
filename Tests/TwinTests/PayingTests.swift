import Exact
import Mechanisms
import Testing
import Twin

@Suite("Paying")
struct PayingTests {
  private let bid = choice(
    0, by: role("player"), "bid", [Option("small"), Option("large")],
    honest: Prescription("large"))
  private let amount = Formula.conditional(named("bid", is: "large"), .number(3), .number(1))
  private let players = Payment.Party.agents(role("player"))
  private let house = Payment.Party.agents(role("house"))

  @Test("each of a group pays what its own attributes say", arguments: [2, 3, 4])
  func attributePayment(players count: Int) throws {
    let steps = [bid, pay(1, amount, from: players, to: house)]
    let wallets = try twin([Role("player", size(count)), Role("house")], steps).expectation()
      .wallets
    #expect(wallets[AgentName("house")] == Rational(3 * count))
    #expect(wallets.dropLast().allSatisfy { $0.money == -3 })
  }

  @Test("one pays each of a group", arguments: [1, 2])
  func payees(players count: Int) throws {
    let steps = [bid, pay(1, amount, from: house, to: players)]
    let wallets = try twin([Role("player", size(count)), Role("house")], steps).expectation()
      .wallets
    #expect(wallets[AgentName("house")] == Rational(-3 * count))
  }

  @Test("between two single agents a bare attribute is the payee's")
  func payeeFirst() throws {
    let other = choice(
      9, by: role("house"), "bid", [Option("small")], honest: Prescription("small"))
    let roles = [Role("player"), Role("house")]
    func paid(by source: Payment.Party, to target: Payment.Party) throws -> Rational? {
      let steps = [bid, other, pay(1, amount, from: source, to: target)]
      return try twin(roles, steps).expectation().wallets[AgentName("house")]?.magnitude
    }
    #expect(try paid(by: players, to: house) == 1)
    #expect(try paid(by: house, to: players) == 3)
  }

  @Test("an empty group pays nothing, whoever the other side is")
  func nobody() throws {
    let none = Payment.Party.agents(role("player", where: named("bid", is: "small")))
    let steps = [
      bid, pay(1, .number(1), from: none, to: house), pay(2, .number(1), from: world, to: none),
      pay(3, .number(-1), from: none, to: world),
    ]
    let wallets = try twin([Role("player", size(2)), Role("house")], steps).expectation().wallets
    #expect(wallets.allSatisfy { $0.money == 0 })
  }

  @Test("two groups cannot pay each other")
  func betweenGroups() throws {
    let steps = [pay(0, .number(1), from: players, to: house)]
    let game = try twin([Role("player", size(2)), Role("house", size(2))], steps)
    #expect(fault { _ = try game.expectation() } == .paymentBetweenGroups)
  }

  @Test("a negative payment is a fault")
  func negative() throws {
    let steps = [pay(0, .number(-1), from: players, to: world)]
    #expect(
      fault { _ = try twin([Role("player")], steps).expectation() } == .negativePayment)
  }

  @Test("an account may not go below zero unless it says so")
  func overdrawn() throws {
    let steps = [
      pay(0, .number(2), from: players, to: .account("safe")),
      pay(1, .number(3), from: .account("safe"), to: players),
    ]
    let strict = try twin([Role("player")], accounts: [Account("safe")], steps)
    #expect(fault { _ = try strict.expectation() } == .overdrawn(account: "safe"))
    let lax = try twin([Role("player")], accounts: [Account("safe", mayGoBelowZero: true)], steps)
    #expect(try lax.expectation().accounts["safe"] == -1)
  }

  @Test("an account may be emptied in a step that pays several")
  func emptied() throws {
    let steps = [
      pay(0, .number(2), from: players, to: .account("safe")),
      pay(1, .number(2), from: .account("safe"), to: players),
    ]
    let game = try twin([Role("player", size(3))], accounts: [Account("safe")], steps)
    #expect(try game.expectation().accounts["safe"] == 0)
  }
}
