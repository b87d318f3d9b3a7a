import Exact
import Mechanisms
import Testing
import Twin

/// The money of each side on every outcome of a deal whose payoffs are published, played agent by agent.
@Suite("Published payoffs")
struct PublishedPayoffTests {
  /// A deal of the Lilypad v2 contracts.
  struct Deal: Sendable, CustomTestStringConvertible {
    /// What a result is worth to the client, and what it pays.
    var v, price: Rational
    /// The payment collateral, and the results collateral in prices.
    var payment, multiple: Rational
    /// The deposits against the deadlines of the node and of the client.
    var t1, t2: Rational
    var fee: Rational
    /// What computing and inventing a result cost the node, and recomputing it the mediator.
    var c, cd, k: Rational

    /// What an accepted result is paid.
    var a: Rational { min(price, payment) }
    /// The results collateral.
    var r: Rational { multiple * price }

    var parameters: [String: Rational] {
      [
        "value": v, "price": price, "payment": payment, "multiple": multiple, "submit": t1,
        "judge": t2, "fee": fee, "cost": c, "guess": cd, "recompute": k, "pool": 1,
        "to_client": 0, "to_mediator": 0,
      ]
    }

    var testDescription: String { "price \(price), collateral \(r)" }
  }

  static let deals = [
    Deal(v: 11, price: 10, payment: 20, multiple: 2, t1: 1, t2: 1, fee: 2, c: 4, cd: 0, k: 1),
    Deal(
      v: 23, price: 7, payment: 9, multiple: Rational(3, 2), t1: 3, t2: 5, fee: 4, c: 2,
      cd: Rational(1, 2), k: 3),
  ]

  /// A row of a table of the deal: what is done, and what client, node, mediator and the token's owner, to
  /// whom slashed money goes, have then; also what is stuck in the contract.
  private func expect(
    _ file: String, _ options: [String: String], _ client: Rational, _ node: Rational,
    _ mediator: Rational, _ owner: Rational, stuck: Rational = 0,
    at parameters: [String: Rational], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try expectMoney(
      [
        "client": client, "node": node, "mediator": mediator, "burn": owner, "escrow": stuck,
      ], file, options, at: parameters, sourceLocation: sourceLocation)
  }

  @Test(
    "Lilypad v2: accepted, checked and upheld, checked and rejected",
    arguments: [
      "random-mediator", "whitepaper-lifecycle", "lilypad-v2-code", "lilypad-v2-refunds",
      "lilypad-v2-reverting-timeouts", "lilypad-v2-mediation-timeout", "lilypad-v2-uncommitted",
      "lilypad-v2-grinding", "lilypad-v2-instruction-count",
    ], deals)
  func verdicts(file: String, deal: Deal) throws {
    let (v, a, r, fee) = (deal.v, deal.a, deal.r, deal.fee)
    let (c, cd, k) = (deal.c, deal.cd, deal.k)
    let point = deal.parameters
    func checked(_ result: String, _ verdict: String) -> [String: String] {
      ["node.result": result, "client.reaction": "check", "mediator.verdict": verdict]
    }
    let accept = ["node.result": "correct", "client.reaction": "accept"]
    let acceptFake = ["node.result": "wrong", "client.reaction": "accept"]
    try expect(file, accept, v - a, a - c, 0, 0, at: point)
    try expect(file, acceptFake, -a, a - cd, 0, 0, at: point)
    try expect(file, checked("correct", "truth"), v - a - fee, a - c, fee - k, 0, at: point)
    try expect(file, checked("wrong", "uphold"), -a - fee, a - cd, fee, 0, at: point)
    try expect(file, checked("wrong", "truth"), -fee, -r - cd, fee - k, r, at: point)
    try expect(file, checked("correct", "silence"), v, -c, 0, 0, at: point)
  }

  @Test("Lilypad v2: the deadlines as intended", arguments: deals)
  func deadlines(deal: Deal) throws {
    try expect(
      "random-mediator", ["node.result": "nothing"], 0, -deal.t1, 0, deal.t1, at: deal.parameters)
    // "RP paid J and JC loses PC, T2"
    try expectMoney(
      ["client": deal.v - deal.payment - deal.t2, "node": deal.a - deal.c, "mediator": 0],
      "random-mediator", ["node.result": "correct", "client.reaction": "silence"],
      at: deal.parameters)
  }

  @Test("Lilypad v2: the deadlines as in the code", arguments: deals)
  func code(deal: Deal) throws {
    let (v, c, r, payment, t1, t2) = (deal.v, deal.c, deal.r, deal.payment, deal.t1, deal.t2)
    let late = ["node.result": "nothing"]
    let silent = ["node.result": "correct", "client.reaction": "silence"]
    // The client is refunded the node's deposit T1, and has deposited T2.
    for file in ["lilypad-v2-refunds", "lilypad-v2-code"] {
      try expect(
        file, ["node.agreement": "silence"], t1 - t2, 0, 0, 0, stuck: t2 - t1, at: deal.parameters)
      try expect(file, late, t1 - t2, -t1, 0, t1, stuck: t2 - t1, at: deal.parameters)
    }
    try expect(
      "lilypad-v2-code", silent, v - payment - t2, -c, 0, t2, stuck: payment, at: deal.parameters)
    // Both calls revert.
    let reverting = "lilypad-v2-reverting-timeouts"
    try expect(
      reverting, late, -payment - t2, -t1, 0, 0, stuck: payment + t1 + t2, at: deal.parameters)
    try expect(
      reverting, silent, v - payment - t2, -r - c, 0, 0, stuck: payment + t2 + r,
      at: deal.parameters)
  }

  @Test(
    "Lilypad v2: who calls the mediation's deadline has all deposits returned", arguments: deals)
  func race(deal: Deal) throws {
    let file = "lilypad-v2-mediation-timeout"
    try expect(
      file, ["node.result": "wrong", "client.reaction": "check", "node.race": "call"], 0, -deal.cd,
      0, 0, at: deal.parameters)
    try expect(
      file, ["node.result": "correct", "client.reaction": "check", "client.race": "call"], deal.v,
      -deal.c, 0, 0, at: deal.parameters)
  }

  @Test("Lilypad v2: a count that the node reports is paid up to the payment collateral")
  func count() throws {
    let file = "lilypad-v2-instruction-count"
    let deal = Self.deals[0]
    let (v, c, fee, k, payment) = (deal.v, deal.c, deal.fee, deal.k, deal.payment)
    let (padded, shaved): (Rational, Rational) = (25, 3)
    let point = deal.parameters.merging(["padded": padded, "shaved": shaved]) { $1 }
    func accepted(_ count: String) -> [String: String] {
      ["node.result": "correct", "node.count": count, "client.reaction": "accept"]
    }
    func rejected(_ count: String) -> [String: String] {
      ["node.result": "wrong", "node.count": count, "client.reaction": "check"]
    }
    try expect(file, accepted("more"), v - payment, payment - c, 0, 0, at: point)
    try expect(file, accepted("less"), v - shaved, shaved - c, 0, 0, at: point)
    try expect(file, rejected("more"), -fee, -2 * padded, fee - k, 2 * padded, at: point)
    try expect(file, rejected("less"), -fee, -2 * shaved, fee - k, 2 * shaved, at: point)
  }

  @Test(
    "Lilypad v2: at the shipped price 1, collateral 2, multiple 2 and fee 1, a check saves nothing")
  func shipped() throws {
    let file = "lilypad-v2-uncommitted"
    let (v, c, k): (Rational, Rational, Rational) = (3, Rational(1, 2), Rational(1, 4))
    let point = ["value": v, "cost": c, "guess": 0, "recompute": k, "pool": 1]
    func played(_ result: String, _ reaction: String) -> [String: String] {
      ["node.result": result, "client.reaction": reaction]
    }
    try expect(file, played("correct", "accept"), v - 1, 1 - c, 0, 0, at: point)
    try expect(file, played("correct", "check"), v - 2, 1 - c, 1 - k, 0, at: point)
    try expect(file, played("wrong", "accept"), -1, 1, 0, 0, at: point)
    try expect(file, played("wrong", "check"), -1, -2, 1 - k, 2, at: point)
  }

  @Test(
    "Lilypad v2: a slashed collateral goes to owner, client and mediator in any shares",
    arguments: [(0, 0), (1, 0), (0, 1), (Rational(1, 3), Rational(1, 2))] as [(Rational, Rational)],
    deals)
  func slash(shares: (client: Rational, mediator: Rational), deal: Deal) throws {
    let (toClient, toMediator) = shares
    let r = deal.r
    let point = deal.parameters.merging(
      ["to_client": toClient, "to_mediator": toMediator]
    ) { $1 }
    let rejected = [
      "node.result": "wrong", "client.reaction": "check", "mediator.verdict": "truth",
    ]
    try expect(
      "random-mediator", rejected, -deal.fee + toClient * r, -r - deal.cd,
      deal.fee - deal.k + toMediator * r, (1 - toClient - toMediator) * r, at: point)

    // Client and mediator framing an honest node gain the price, their shares, and the recomputation.
    func together(_ verdict: String) throws -> Rational {
      let money = try Payoffs.money(
        "random-mediator",
        ["node.result": "correct", "client.reaction": "check", "mediator.verdict": verdict],
        at: point)
      return (money["client"] ?? 0) + (money["mediator"] ?? 0)
    }
    let gain = try together("reject") - together("truth")
    #expect(gain == deal.price + (toClient + toMediator) * r + deal.k)
  }

  @Test("the Lilypad whitepaper: the mediator has the slashed collateral", arguments: deals)
  func whitepaper(deal: Deal) throws {
    var point = deal.parameters
    point["to_mediator"] = nil
    try expect(
      "whitepaper-lifecycle", ["node.result": "wrong", "client.reaction": "check"], -deal.fee,
      -deal.r - deal.cd, deal.fee - deal.k + deal.r, 0, at: point)
  }

  @Test(
    "Lilypad v2: of g blocks one draws a friend, m of n being friends, with probability 1 - (1 - m/n)^g",
    arguments: [("friend, neutral, neutral", 1), ("friend, friend, neutral", 2)], 1...4)
  func grinding(sides: (options: String, friends: Int), tries: Int) throws {
    let deal = Self.deals[0]
    let point = deal.parameters.merging(["pool": 3, "tries": Rational(tries)]) { $1 }
    let money = try Payoffs.money(
      "lilypad-v2-grinding",
      [
        "mediator.side": sides.options, "client.habit": "friend_first", "client.reaction": "check",
        "mediator.verdict": "uphold",
      ], at: point)
    let friends = (1...sides.friends).reduce(0) { $0 + (money["mediator \($1)"] ?? 0) }
    let strangers = 1 - Rational(sides.friends, 3)
    #expect(friends == deal.fee * (1 - strangers.power(tries)))
  }

  @Test(
    "no money is told of a way that never happens",
    arguments: [
      ["node.result": "nothing", "client.reaction": "accept"],
      ["client.reaction": "accept", "mediator.verdict": "truth"],
      ["node.result": "wrong", "node.count": "less"], ["audited": "yes"],
    ])
  func never(way: [String: String]) throws {
    let point = Self.deals[0].parameters
    #expect(throws: Payoffs.NeverHappens.self) {
      try Payoffs.money("random-mediator", way, at: point)
    }
  }
}

/// What each has in the end of a shipped mechanism, when it goes a certain way.
enum Payoffs {
  /// No path goes that way.
  struct NeverHappens: Error {
    var way: [String: String]
  }

  /// The money of every agent (`client`, `cloud 2`) and account, on average over the paths that go a certain
  /// way, each as likely as chance makes it.
  ///
  /// - Parameters:
  ///   - way: The option of each choice that is not left to the prescription, `["node.result": "wrong"]`; several
  ///     if the agents of a role differ, `["cloud.answer": "right, agreed"]`. And the outcomes of chances,
  ///     `["audited": "yes"]`.
  ///   - parameters: Those that are not given are at their defaults.
  /// - Throws: ``NeverHappens`` if a choice is never asked on a path on which the rest happens.
  static func money(
    _ file: String, _ way: [String: String], at parameters: [String: Rational]
  ) throws -> [String: Rational] {
    let mechanism = try Shipped.mechanism(file)
    let declared = Set(mechanism.parameters.map(\.name))
    try #require(declared.isSuperset(of: parameters.keys))
    let defaults = mechanism.parameters.compactMap { parameter in
      parameter.defaultValue.map { (parameter.name, $0) }
    }
    let turns = way.compactMap { Turn(at: $0.key, $0.value) }
    let twin = try Twin(
      mechanism,
      parameters: parameters.merging(defaults) { given, _ in given }, coalition: Coalition([:]),
      prescribing: turns.map { Property.Override($0.role, $0.attribute, $0.prescription) })
    let outcomes = way.filter { !$0.key.contains(".") }
    var total: Rational = 0
    var sums: [String: Rational] = [:]
    for play in try twin.plays() {
      let met = outcomes.allSatisfy {
        play.events.contains(.met(chance: $0.key, outcome: $0.value))
      }
      let ways = turns.map { $0.ways(in: play) }
      guard met, !ways.contains(0) else { continue }
      let weight = ways.reduce(play.probability, *)
      total += weight
      for (agent, money) in play.wallets { sums["\(agent)", default: 0] += weight * money }
      for (account, money) in play.accounts { sums[account, default: 0] += weight * money }
    }
    guard total > 0 else { throw NeverHappens(way: way) }
    return sums.mapValues { $0 / total }
  }

  /// The options that the agents of a role take at their choices of an attribute.
  private struct Turn {
    var role: String
    var attribute: String
    /// One for all, or one for each agent.
    var options: [String]

    init?(at choice: String, _ options: String) {
      let names = choice.split(separator: ".").map(String.init)
      guard names.count == 2 else { return nil }
      (role, attribute) = (names[0], names[1])
      self.options = options.split(separator: ", ").map(String.init)
    }

    /// Each of the options, all equally likely.
    var prescription: Prescription {
      let names = Set(options).sorted()
      let share = Located(Formula.number(1 / Rational(names.count)))
      return Prescription([Prescription.Rule(take: Mixture(names.map { Mixture.Part($0, share) }))])
    }

    /// One over the probability that the agents who are asked take these options; 0 if they take others, or
    /// none is asked.
    func ways(in play: Play) -> Rational {
      var ways: Rational = 0
      for case .chose(let agent, attribute: attribute, option: let option, at: _) in play.events
      where agent.role == role {
        let own = options.count == 1 ? 0 : (agent.number ?? 1) - 1
        guard options.indices.contains(own), option == options[own] else { return 0 }
        ways = max(ways, 1) * Rational(Set(options).count)
      }
      return ways
    }
  }
}

/// Expects that some have this money when a shipped mechanism goes a certain way.
func expectMoney(
  _ expected: [String: Rational], _ file: String, _ way: [String: String],
  at parameters: [String: Rational], sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let money = try Payoffs.money(file, way, at: parameters)
  #expect(
    money.filter { expected[$0.key] != nil } == expected, "\(file): \(way)",
    sourceLocation: sourceLocation)
}
