import Exact
import Foundation
import Mechanisms
import Testing

@Suite("A market file")
final class MarketTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent(UUID().uuidString)

  private static let mechanism = """
    mechanism: deal
    parameters:
      value:
      cost: {default: 4}
      audit: {default: 1/4}
      pool: {type: integer, default: 3}
    roles: {client: 1, node: 1, mediator: pool, cloud: 2}
    accounts: [escrow, jackpot]
    steps:
      - {choose: node.result, options: [correct, wrong, nothing], honest: correct, timeout: nothing}
      - {choose: client.reaction, options: [accept, check], honest: accept}
      - draw: arbiter
        from: mediator
      - when: client.reaction = check
        then:
          - choose: arbiter.verdict
            options: [uphold, reject]
            honest: uphold
          - {let: upheld, be: arbiter.verdict = uphold}
      - {pay: cost, from: node, to: world}
    """

  private static let busy = """
    market: a busy week
    about: many deals
    mechanism: deal.yaml
    deals: 1e5
    parameters:
      value: {uniform: [11, 14]}
      cost: {values: {4: 3/4, 8.5: 0.25}}
      audit: 1/3
    agents:
      - {role: client, number: 4500, pause: {exponential: 40}}
      - {role: node, number: 4000, capacity: 2, arrives: {exponential: 100}, stays: {uniform: [1000, 5000]}, capital: 200}
      - {role: node, number: 500, plays: regret matching}
      - {role: mediator, number: 1000}
      - {role: cloud, number: 0, arrives: 3}
    cartels:
      - {plays: ./attack.yaml, share: 1/10}
      - {plays: multiplicative weights, members: {client: 5, mediator: 50}}
    times:
      node.result: {takes: {uniform: [5, 15]}, deadline: 30}
      client.reaction: {takes: 2}
    lasting: jackpot
    reputation:
      node: {offence: not upheld, limit: 3, new name costs: 5}
      mediator: {offence: arbiter.verdict = reject and count(node where result = wrong) = 0, limit: 1}
    faults: {crash: 1/100, late: 1/50}
    interest: 1/1000
    """

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try write(Self.mechanism, to: "deal.yaml")
    let mechanism = try Mechanism(reading: Self.mechanism, file: "deal.yaml")
    for (file, mechanism) in [("attack", mechanism), ("elsewhere", try changed(mechanism))] {
      try write(
        try AttackRecord(
          of: Deviation([:]), by: Coalition(["node": 1]), on: mechanism, file: "deal.yaml",
          property: "none", parameters: ["value": 20], gain: 1
        ).text(), to: "\(file).yaml")
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func changed(_ mechanism: Mechanism) throws -> Mechanism {
    var mechanism = mechanism
    mechanism.steps.removeLast()
    return mechanism
  }

  private func write(_ text: String, to file: String) throws {
    try text.write(to: folder.appendingPathComponent(file), atomically: true, encoding: .utf8)
  }

  private var path: String { folder.appendingPathComponent("market.yaml").path }

  @Test("is read as it would be built in Swift, and passes the same checks")
  func reading() throws {
    let quarter = Rational(1, 4)
    let expected = Market(
      "a busy week", about: "many deals", mechanism: "deal.yaml", deals: 100_000,
      parameters: [
        "value": .mixed([11: quarter, 12: quarter, 13: quarter, 14: quarter]),
        "cost": .mixed([4: Rational(3, 4), Rational(17, 2): quarter]),
        "audit": .fixed(Rational(1, 3)),
      ],
      populations: [
        Market.Population("client", 4_500, pause: .exponential(mean: 40)),
        Market.Population(
          "node", 4_000, capacity: 2, arrival: .exponential(mean: 100),
          stay: .uniform(1_000...5_000), capital: 200),
        Market.Population("node", 500, .regretMatching), Market.Population("mediator", 1_000),
        Market.Population("cloud", 0, arrival: .fixed(3)),
      ],
      cartels: [
        Market.Cartel(.scripted("./attack.yaml"), share: Rational(1, 10)),
        Market.Cartel(.learning(.multiplicativeWeights), members: ["client": 5, "mediator": 50]),
      ],
      paces: [
        "node.result": Market.Pace(.uniform(5...15), deadline: 30),
        "client.reaction": Market.Pace(.fixed(2)),
      ],
      lasting: ["jackpot"],
      reputations: [
        Market.Reputation(
          "node", offence: Located(.not(.binding("upheld"))), limit: 3, newName: 5),
        Market.Reputation(
          "mediator",
          offence: Located(
            .all([
              .comparison(.equal, .attribute(of: "arbiter", "verdict"), .option("reject")),
              .comparison(
                .equal,
                .count(
                  Group(
                    "node", role: "node",
                    where: .comparison(.equal, .own("result"), .option("wrong")))),
                .number(0)),
            ])), limit: 1),
      ],
      faults: [.crash: Rational(1, 100), .late: Rational(1, 50)], interest: Rational(1, 1_000))
    let market = try Market(reading: Self.busy, file: path)
    #expect(market == expected)
    try market.check(against: Mechanism(contentsOf: market.path(of: market.mechanism)))
    #expect(Market.isMarket(Self.busy))
    #expect(!Market.isMarket(Self.mechanism))
  }

  @Test("needs little, and may have all faults at once")
  func short() throws {
    let market = try Market(reading: Self.shortest + "faults: all\n", file: path)
    #expect(market.deals == 10_000)
    #expect(
      market.faults
        == Dictionary(uniqueKeysWithValues: MarketFault.allCases.map { ($0, Rational(1, 100)) }))
    #expect(market.populations.map(\.conduct) == Array(repeating: .honest, count: 4))
  }

  private static let shortest = """
    market: m
    mechanism: deal.yaml
    parameters: {value: 20}
    agents: [{role: client, number: 9}, {role: node, number: 9}, {role: mediator, number: 9}, {role: cloud, number: 9}]

    """

  /// What reading a text says: `3:5: message`.
  private func mistakes(in text: String) -> String {
    do throws(Diagnostics) {
      _ = try Market(reading: text, file: path)
      return ""
    } catch {
      return error.list.map { String($0.description.dropFirst(path.count + 1)) }
        .joined(separator: " | ")
    }
  }

  @Test(
    "with one more line has a mistake",
    arguments: [
      ("deal: 5", "5:1: unknown key 'deal' in a market; did you mean 'deals'?"),
      ("deals: 0", "5:8: 'deals' must be a whole number, at least 1"),
      ("deals: 1/2", "5:8: 'deals' must be a whole number, at least 1"),
      ("deals: 1e10", "5:8: 'deals' must be at most 1000000000"),
      ("times: [a]", "5:8: expected a map for times, found a list"),
      (
        "times: {node.reslt: {takes: 1}}",
        "5:9: unknown choice 'node.reslt'; did you mean 'node.result'?"
      ),
      ("times: {node.result: {deadline: 3}}", "5:22: an entry of 'times' needs 'takes'"),
      (
        "times: {node.result: {takes: -1}}",
        "5:30: 'takes' must be a whole number, at least 0"
      ),
      (
        "times: {node.result: {takes: {uniform: [5, 3]}}}",
        "5:41: the range is empty: 5 is more than 3"
      ),
      (
        "times: {node.result: {takes: {uniform: [5]}}}",
        "5:40: expected a list of two whole numbers, found another number of them"
      ),
      (
        "times: {node.result: {takes: {uniform: [5/2, 3]}}}",
        "5:41: the first number must be a whole number, at least 0"
      ),
      (
        "times: {node.result: {takes: {unifrom: [5, 6]}}}",
        "5:31: unknown key 'unifrom' in a time; did you mean 'uniform'?"
      ),
      (
        "times: {node.result: {takes: {exponential: 0}}}",
        "5:30: the mean of 'takes' must be above 0, and at most 1000000000"
      ),
      (
        "times: {node.result: {takes: {exponential: 3, uniform: [1, 2]}}}",
        "5:30: a time is a number, or has one of: uniform, exponential"
      ),
      (
        "times: {node.result: {takes: 1, deadline: 0}}",
        "5:43: 'deadline' must be a whole number, at least 1"
      ),
      (
        "times: {client.reaction: {takes: 1, deadline: 5}}",
        "5:47: 'client.reaction' has no deadline: the mechanism does not say what its 'timeout' is"
      ),
      ("lasting: [jackpots]", "5:11: unknown account 'jackpots'; did you mean 'jackpot'?"),
      ("lasting: world", "5:10: 'world' is a built-in account"),
      (
        "reputation: {nod: {offence: not upheld, limit: 1}}",
        "5:14: unknown role 'nod'; did you mean 'node'?"
      ),
      (
        "reputation: {node: {offence: not uphold, limit: 1}}",
        "5:34: expected true or false, but 'uphold' is an option"
      ),
      (
        "reputation: {node: {offence: not uphled, limit: 1}}",
        "5:34: unknown name 'uphled'; did you mean 'upheld'?"
      ),
      (
        "reputation: {node: {offence: result = wrong, limit: 1}}",
        "5:30: 'result' is an attribute; say whose: node.result, or count(node where result = …)"
      ),
      (
        "reputation: {node: {offence: not upheld, limit: 0}}",
        "5:49: 'limit' must be a whole number, at least 1"
      ),
      (
        "reputation: {node: {offence: not upheld, limit: 1, new name costs: -1}}",
        "5:68: 'new name costs' must be at least 0"
      ),
      ("reputation: {node: {limit: 1}}", "5:20: an entry of 'reputation' needs 'offence'"),
      (
        "faults: {crush: 1/2}",
        "5:10: 'a fault' is one of crash, late, loss, duplication, silence, delay, reordering, departure, not 'crush'; did you mean 'crash'?"
      ),
      ("faults: {crash: 3/2}", "5:17: the probability of 'crash' must be between 0 and 1"),
      ("faults: some", "5:9: expected a map for faults, or 'all', found text"),
      ("interest: -1/2", "5:11: 'interest' must be at least 0"),
      ("interest: much", "5:11: 'much' is not a number"),
      ("interest: [1]", "5:11: expected a number, found a list"),
      ("cartels: [{share: 1/2}]", "5:11: a cartel needs 'plays'"),
      (
        "cartels: [{plays: regret maching, members: {node: 1}}]",
        "5:19: 'regret maching' is no way to learn, and no file beside this one; did you mean 'regret matching'?"
      ),
      (
        "cartels: [{plays: none.yaml, share: 1}]",
        "5:19: 'none.yaml' is no way to learn, and no file beside this one"
      ),
      ("cartels: [{plays: deal.yaml, share: 1}]", "5:19: 'deal.yaml' is not a recorded attack"),
      (
        "cartels: [{plays: elsewhere.yaml, share: 1}]",
        "5:19: the attack in 'elsewhere.yaml' was recorded under other rules than the market's"
      ),
      (
        "cartels: [{plays: honest, members: {node: 1}}]",
        "5:19: a cartel of honest agents is none"
      ),
      ("cartels: [{plays: imitation}]", "5:11: 'members' is empty"),
      ("cartels: [{plays: imitation, members: {node: 0}}]", "5:39: 'members' is empty"),
      (
        "cartels: [{plays: imitation, members: {node: 10}}]",
        "5:11: more agents of node belong to cartels than there are who do not learn by themselves, which is 9"
      ),
      (
        "cartels: [{plays: imitation, members: {node: 5}}, {plays: imitation, members: {node: 5}}]",
        "5:51: more agents of node belong to cartels than there are who do not learn by themselves, which is 9"
      ),
      (
        "cartels: [{plays: imitation, members: {mode: 1}}]",
        "5:40: unknown role 'mode'; did you mean 'node'?"
      ),
      (
        "cartels: [{plays: imitation, members: {node: 1/2}}]",
        "5:46: the number of members must be a whole number, at least 0"
      ),
      (
        "cartels: [{plays: imitation, members: {mediator: 4, node: 2}, share: 1/2}]",
        "5:39: a cartel with a share of the deals brings all its members to each of them, which takes 1 of node"
      ),
      (
        "cartels: [{plays: attack.yaml, members: {node: 1}, share: 1/2}]",
        "5:41: 'attack.yaml' has no 'members': the recorded attack has its own"
      ),
      (
        "cartels: [{plays: imitation, members: [node]}]",
        "5:39: expected a map for members, found a list"
      ),
      ("cartels: [{plays: attack.yaml}]", "5:11: 'share' must be above 0"),
      ("cartels: [{plays: attack.yaml, share: 2}]", "5:39: 'share' must be between 0 and 1"),
      (
        "cartels: [{plays: attack.yaml, share: 3/5}, {plays: attack.yaml, share: 1/2}]",
        "5:45: the shares of the deals that cartels bring their members to sum to more than 1"
      ),
    ])
  func additions(line: String, message: String) {
    #expect(mistakes(in: Self.shortest + line + "\n") == message)
  }

  @Test(
    "may be wrong about agents",
    arguments: [
      ("{role: client}", "5:5: an entry of 'agents' needs 'number'"),
      ("{role: cliant, number: 1}", "5:12: unknown role 'cliant'; did you mean 'client'?"),
      ("{role: client, number: -1}", "5:28: 'number' must be a whole number, at least 0"),
      ("{role: client, number: 5000001}", "5:28: 'number' must be at most 5000000"),
      ("{role: client, number: 4999999}", "7:5: more than 5000000 agents"),
      (
        "{role: client, number: 1, plays: regret}",
        "5:38: 'plays' is one of honest, best response, regret matching, multiplicative weights, imitation, not 'regret'"
      ),
      (
        "{role: client, number: 1, plays: honset}",
        "5:38: 'plays' is one of honest, best response, regret matching, multiplicative weights, imitation, not 'honset'; did you mean 'honest'?"
      ),
      (
        "{role: client, number: 1, capacity: 0}",
        "5:41: 'capacity' must be a whole number, at least 1"
      ),
      ("{role: client, number: 1, capital: -1}", "5:40: 'capital' must be at least 0"),
      (
        "{role: client, number: 1, arrives: 0}",
        "5:40: 'arrives' must be a whole number, at least 1"
      ),
      (
        "{role: client, number: 1, stays: {uniform: [0, 5]}}",
        "5:38: 'stays' must be a whole number, at least 1"
      ),
      ("{role: client, number: 1, pause: 1e10}", "5:38: 'pause' must be at most 1000000000"),
      (
        "{role: client, number: 1, pauses: 1}",
        "5:31: unknown key 'pauses' in an entry of 'agents'; did you mean 'pause'?"
      ),
    ])
  func agents(entry: String, message: String) {
    let text = """
      market: m
      mechanism: deal.yaml
      parameters: {value: 20}
      agents:
        - \(entry)
        - {role: client, number: 1}
        - {role: node, number: 1}
        - {role: mediator, number: 1}
        - {role: cloud, number: 2}

      """
    #expect(mistakes(in: text) == message)
  }

  @Test(
    "may be wrong about parameters",
    arguments: [
      ("{}", "1:1: the parameter 'value' has no default, so the market needs a value for it"),
      ("{value: 1, coast: 2}", "3:24: unknown parameter 'coast'; did you mean 'cost'?"),
      ("{value: high}", "3:21: 'high' is not a number"),
      ("{value: {uniform: [3, 2]}}", "3:32: the range is empty: 3 is more than 2"),
      ("{value: {uniform: [1, 1001]}}", "3:31: more than 1000 values"),
      ("{value: {values: {}}}", "3:21: 'values' is empty"),
      ("{value: {values: {1: 1/2, 2: 1/3}}}", "3:21: the probabilities sum to 5/6, not to 1"),
      (
        "{value: {values: {1: 3/2, 2: -1/2}}}",
        "3:21: the probability -1/2 is not between 0 and 1 | 3:21: the probability 3/2 is not between 0 and 1"
      ),
      ("{value: {values: {1: 1/2, 1.0: 1/2}}}", "3:39: the key '1' is given twice"),
      ("{value: {values: {one: 1}}}", "3:31: 'one' is not a number"),
      (
        "{value: {exponential: 1}}",
        "3:22: unknown key 'exponential' in a quantity"
      ),
      ("{value: {}}", "3:21: a quantity is a number, or has one of: uniform, values"),
      ("{value: 1, pool: 1/2}", "3:30: the integer 'pool' cannot be 1/2"),
      ("{value: 1, pool: {values: {1: 1/2, 3/2: 1/2}}}", "3:30: the integer 'pool' cannot be 3/2"),
    ])
  func parameters(text: String, message: String) {
    let text = Self.shortest.replacing("parameters: {value: 20}", with: "parameters: \(text)")
    #expect(mistakes(in: text) == message)
  }

  @Test(
    "needs a mechanism, and somebody for each role of it",
    arguments: [
      ("mechanism: deal.yaml\n", "", "1:1: a market needs 'mechanism'"),
      ("deal.yaml", "", "2:11: expected the name of a file, found nothing"),
      (
        "deal.yaml", "deals.yaml",
        "2:12: cannot be read: 'deals.yaml' is no file beside this one"
      ),
      (
        "{role: node, number: 9}", "{role: node, number: 0}",
        "4:37: a deal takes 1 of node, and the market has 0"
      ),
      (
        "[{role: client, number: 9}, {role: node, number: 9}, {role: mediator, number: 9}, {role: cloud, number: 9}]",
        "[]", "4:9: 'agents' is empty"
      ),
      (
        "cloud, number: 9", "cloud, number: 1",
        "4:91: a deal takes 2 of cloud, and the market has 1"
      ),
      ("market: m\n", "", "1:1: a market needs 'market'"),
      (
        "agents: [", "agent: [",
        "1:1: a market needs 'agents' | 4:1: unknown key 'agent' in a market; did you mean 'agents'?"
      ),
    ])
  func needs(part: String, other: String, message: String) {
    #expect(mistakes(in: Self.shortest.replacing(part, with: other)) == message)
  }

  @Test("tells of mistakes in its mechanism where they are")
  func mechanismMistakes() throws {
    try write(Self.mechanism.replacing("honest: uphold", with: "honest: uphodl"), to: "deal.yaml")
    let file = folder.appendingPathComponent("deal.yaml").path
    do throws(Diagnostics) {
      _ = try Market(reading: Self.shortest, file: path)
      Issue.record("a mechanism with a mistake was read")
    } catch {
      #expect(
        error.list.map(\.description) == [
          "\(file):18:17: unknown option 'uphodl' of arbiter.verdict; did you mean 'uphold'?"
        ])
    }
  }

  @Test(
    "of the documentation and of the benchmarks is right",
    arguments: ["Documentation/markets", "Benchmarks"])
  func shipped(folder: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(folder)
    let files = try FileManager.default.contentsOfDirectory(atPath: root.path)
      .filter { $0.hasSuffix(".yaml") }
    #expect(!files.isEmpty)
    for file in files {
      let market = try Market(contentsOf: root.appendingPathComponent(file).path)
      #expect(!market.about.isEmpty)
    }
  }

  @Test("is checked by the same rules if it was built in Swift")
  func built() throws {
    let mechanism = try Mechanism(reading: Self.mechanism, file: "deal.yaml")
    func found(_ market: Market) -> [String] {
      do throws(Diagnostics) {
        try market.check(against: mechanism)
        return []
      } catch {
        return error.list.map(\.description)
      }
    }
    var market = Market(parameters: ["value": .fixed(1)])
    #expect(found(market) == [])
    market.deals = 0
    market.interest = -1
    market.faults = [.loss: 2]
    market.lasting = ["pot"]
    market.paces = ["client.reaction": Market.Pace(.fixed(-1), deadline: 0)]
    #expect(
      found(market) == [
        "'client.reaction' has no deadline: the mechanism does not say what its 'timeout' is",
        "'deadline' must be a whole number, at least 1",
        "'deals' must be a whole number, at least 1", "'interest' must be at least 0",
        "'takes' must be a whole number, at least 0",
        "the probability of 'loss' must be between 0 and 1",
        "unknown account 'pot'",
      ])
    market = Market(parameters: ["value": .fixed(1)])
    market.populations = [Market.Population("node", 2, .imitation, arrival: .fixed(0), capital: -1)]
    market.cartels = [
      Market.Cartel(.learning(.honest), members: ["node": 1, "nobody": 1]),
      Market.Cartel(.scripted("x"), members: ["node": 1], share: 3),
    ]
    market.reputations = [
      Market.Reputation("node", offence: Located(.number(1)), limit: 1),
      Market.Reputation("node", offence: Located(.binding("upheld")), limit: 0, newName: -1),
    ]
    #expect(
      found(market) == [
        "'arrives' must be a whole number, at least 1", "'capital' must be at least 0",
        "'limit' must be a whole number, at least 1", "'new name costs' must be at least 0",
        "'share' must be between 0 and 1", "'x' has no 'members': the recorded attack has its own",
        "a cartel of honest agents is none",
        "expected true or false, but this is a number",
        "more agents of node belong to cartels than there are who do not learn by themselves, which is 0",
        "the key 'node' is given twice",
        "the shares of the deals that cartels bring their members to sum to more than 1",
        "unknown role 'nobody'",
      ])
    #expect(Market().path(of: "deal.yaml") == "deal.yaml")
  }

  @Test("with up to four random changes is read or rejected with places, and nothing else")
  func mutations() {
    for text in MutationTests.mutations(300, of: Self.busy) {
      do throws(Diagnostics) {
        _ = try Market(reading: text, file: path)
      } catch {
        #expect(!error.list.isEmpty)
        #expect(error.list.allSatisfy { $0.line > 0 && $0.column > 0 && !$0.message.isEmpty })
      }
    }
  }

  @Test("is not taken for a mechanism")
  func asMechanism() {
    #expect(
      MechanismsTests.mistakes(in: Self.shortest)
        == ["1:1: this is a market and not a mechanism: 'cartel simulate' runs it"])
  }
}
