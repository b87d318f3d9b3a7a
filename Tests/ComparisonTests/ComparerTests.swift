import Collusion
import Comparison
import Exact
import Mechanisms
import Store
import Testing

@Suite("What a change opened and closed")
struct ComparerTests {
  private func comparison(
    _ name: String, of property: String, _ old: [(old: String, new: String)] = [],
    to new: [(old: String, new: String)]
  ) async throws -> PropertyComparison {
    func version(_ changes: [(old: String, new: String)]) throws -> Mechanism {
      try Shipped.mechanism(name, changed: changes).with(property)
    }
    let comparison = try await Comparer(Decider(Checker(timeout: .seconds(120), jobs: 1)))
      .comparison(
        from: try version(old), to: try version(new))
    return try #require(comparison.properties.first)
  }

  private let halved = [
    (old: "{pay: deposit, from: node", new: "{pay: deposit / 2, from: node"),
    (old: "{pay: deposit, from: escrow", new: "{pay: deposit / 2, from: escrow"),
    (old: "price + deposit, from: escrow", new: "price + deposit / 2, from: escrow"),
  ]

  @Test("a deposit of which half is paid opens what it deterred")
  func halvedPayment() async throws {
    let node = try await comparison("checking/audit", of: "the node", to: halved)
    #expect(node.worse == [.parameters] && node.better.isEmpty)
    try #require(node.opened.count == 1)
    #expect(node.opened[0].attack.gain == Rational(1, 2))
    #expect(node.opened[0].elsewhere == .gains(-2) && node.opened[0].isKnown)
    #expect(node.closed.isEmpty && node.openReason == nil)
  }

  @Test("what is opened one way is closed the other way")
  func doubled() async throws {
    let node = try await comparison("checking/audit", of: "the node", halved, to: [])
    #expect(node.better == [.parameters] && node.worse.isEmpty)
    #expect(node.closed.map(\.elsewhere) == [.gains(-2)])
  }

  @Test("a default that is halved opens nothing, and is worse where an attack pays at the defaults")
  func halvedDefault() async throws {
    let provider = try await comparison(
      "deployments/modicum-deal", of: "the provider alone",
      to: [(old: "pays the winner, default: 12", new: "pays the winner, default: 6")])
    #expect(provider.opened.isEmpty && provider.isConditionSame)
    #expect(provider.worse == [.usual, .bound])
    #expect(provider.old.usual == .proved)
    #expect(
      provider.new.usual?.attack?.gain == Rational(927, 4000))
  }

  @Test("a default that is halved without harm leaves less to spare")
  func spare() async throws {
    let node = try await comparison(
      "checking/audit", of: "the node", to: [(old: "wrong, default: 20", new: "wrong, default: 10")]
    )
    #expect(node.worse.isEmpty && node.isChanged)
    #expect(node.spare.map(\.old.right) == [Rational(15, 2)])
    #expect(node.spare.map(\.new.right) == [5])
    #expect(node.spare.map(\.new.left) == [4])
  }

  @Test("a slash that goes to the mediator who imposes it makes it pay to frame")
  func redirected() async throws {
    let pair = try await comparison(
      "mediation/random-mediator",
      of: "the client and a mediator framing the node, the slash being burned",
      to: [
        (
          old: "to_mediator) * collateral, from: escrow, to: burn",
          new: "to_mediator) * collateral, from: escrow, to: arbiter"
        )
      ])
    #expect(pair.worse == [.parameters, .usual, .bound])
    #expect(pair.old.usual == .proved)
    #expect(
      pair.new.bound?.supremum.value == Rational(67, 40))
    #expect(
      pair.opened.map(\.elsewhere) == [.gains(Rational(-13, 40))])
  }

  @Test("half of the stakes deters a majority less, at any size")
  func halvedStake() async throws {
    let three = try await comparison(
      "staking/staked-committee", of: "the node and any of three mediators",
      to: [(old: "{pay: stake, from", new: "{pay: stake / 2, from")])
    #expect(three.worse == [.parameters])
    #expect(three.opened.map(\.attack.coalition.members) == [["node": 1, "mediator": 2]])
    #expect(three.opened.map(\.elsewhere) == [.gains(-1)])
  }

  @Test("a choice after what it should not know allows plans that could not be carried out before")
  func swapped() async throws {
    let chance = "  - chance: audited\n    outcomes: {yes: check, no: 1 - check}\n"
    let node = try await comparison(
      "checking/audit", of: "the node",
      to: [
        (old: chance, new: ""),
        (old: "  - choose: node.result", new: chance + "  - choose: node.result"),
      ])
    #expect(node.worse.contains(.parameters) && node.worse.contains(.usual))
    #expect(node.opened.map(\.elsewhere) == [.doesNotFit])
  }

  @Test("two payments that are swapped change nothing that is found")
  func harmless() async throws {
    let pay = ["price, from: client", "deposit, from: node"].map {
      "  - {pay: \($0), to: escrow}\n"
    }
    let old = try Shipped.mechanism("checking/audit")
    let new = try Shipped.mechanism(
      "checking/audit", (old: pay[0] + pay[1], new: pay[1] + pay[0]))
    let comparison = try await Comparer(Decider(Checker())).comparison(from: old, to: new)
    #expect(!comparison.rules.isSame && comparison.properties.count == old.properties.count)
    #expect(!comparison.properties.contains(where: \.isChanged) && !comparison.isWorse)
  }

  @Test("where only names are others, there is nothing to compare")
  func unsolved() async throws {
    let comparison = try await Comparer(Decider(Checker())).comparison(
      from: try Shipped.mechanism("checking/audit"),
      to: try Shipped.mechanism("checking/audit", (old: "deposit", new: "bond")))
    #expect(comparison.rules.isSame && comparison.properties.isEmpty)
  }

  @Test("attacks are found also where a parameter is new or gone, at its default")
  func otherParameters() async throws {
    let added = [
      (old: "  check:   {about", new: "  slip: {default: 1/2}\n  check:   {about"),
      (old: "  - 0 <= check <= 1", new: "  - 0 <= check <= 1\n  - 0 <= slip <= 1"),
      (old: "{yes: check, no: 1 - check}", new: "{yes: check * slip, no: 1 - check * slip}"),
    ]
    let node = try await comparison("checking/audit", of: "the node", to: added)
    #expect(node.opened.first?.attack.parameters["slip"] == Rational(1, 2))
    #expect(node.opened.first.map(\.elsewhere) != .doesNotFit)
    #expect(node.worse.contains(.parameters))
  }

  @Test("properties that are new or gone are told, and compared with nothing")
  func properties() async throws {
    let old = try Shipped.mechanism("checking/audit").with("the node")
    let new = try Shipped.mechanism("checking/audit").with("the node, where it does not")
    let comparison = try await Comparer(Decider(Checker())).comparison(from: old, to: new)
    #expect(comparison.properties.isEmpty)
    #expect(comparison.added.map(\.property.name) == ["the node, where it does not"])
    #expect(comparison.removed.map(\.property.name) == ["the node"])
  }

  @Test("rules that are not sound are an error if they are new")
  func unsound() async throws {
    let sound = try Shipped.mechanism("checking/audit").with("the node")
    let unsound = try Shipped.mechanism(
      "checking/audit", (old: "{pay: deposit, from: node", new: "{pay: deposit / 2, from: node")
    ).with("the node")
    let comparer = Comparer(Decider(Checker()))
    await #expect(throws: Unsound.self) {
      try await comparer.comparison(from: sound, to: unsound)
    }
    let repaired = try await comparer.comparison(from: unsound, to: sound)
    #expect(!repaired.oldProblems.isEmpty && repaired.properties.isEmpty && !repaired.isWorse)
  }
}
