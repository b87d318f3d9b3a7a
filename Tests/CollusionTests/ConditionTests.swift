import Collusion
import Exact
import Interpretation
import Mechanisms
import Testing
import Twin

@Suite("The exact condition for safety")
struct ConditionTests {
  /// The condition on a coalition of a shipped mechanism, beside its assumptions and others.
  private func condition(
    _ name: String, _ coalition: [String: String], given: [String] = [], margin: String? = nil,
    solvingFor parameter: String? = nil
  ) async throws -> Condition {
    let mechanism = try Shipped.mechanism(name)
    func number(_ text: String) throws -> Located<Formula> {
      Located(try mechanism.formula(reading: text))
    }
    let bounds = try coalition.sorted { $0.key < $1.key }
      .map { CoalitionClass.Bound($0.key, try number($0.value)) }
    let property = Property(
      "it", against: .perRole(bounds), given: try given.map { try truth($0, of: mechanism) },
      margin: try margin.map(number))
    return try await Checker().condition(
      for: property, of: mechanism, solvingFor: parameter)
  }

  private func truth(_ text: String, of mechanism: Mechanism) throws -> Located<Formula> {
    Located(try mechanism.formula(reading: text, yielding: .truth))
  }

  /// What must not be above zero, of each conjunct.
  private func excesses(_ condition: Condition) -> [String] {
    #expect(condition.openReason == nil)
    #expect(condition.conjuncts.allSatisfy { $0.region.isEmpty })
    return condition.conjuncts.map(\.excess.factoredDescription)
  }

  @Test("an audited node: cost - guess <= check * (price + deposit)")
  func audit() async throws {
    let condition = try await condition("audit", ["node": "1"])
    #expect(excesses(condition) == ["cost - guess - check*(deposit + price)"])
    #expect(!condition.isImpossible)
    let point = try #require(condition.safePoint)
    #expect(condition.holds(at: point))
  }

  @Test("its attack pays where the condition fails, and is replayed")
  func attack() async throws {
    let condition = try await condition("audit", ["node": "1"])
    let attack = try #require(condition.conjuncts.first).attack
    #expect(!condition.holds(at: attack.parameters))
    let mechanism = try Shipped.mechanism("audit")
    #expect(
      try Replay(mechanism).gain(of: attack.deviation, by: attack.coalition, at: attack.parameters)
        == attack.gain)
    #expect(attack.gain > 0)
  }

  @Test("a margin raises what may be gained")
  func margin() async throws {
    let condition = try await condition("audit", ["node": "1"], margin: "guess")
    #expect(excesses(condition) == ["cost - 2*guess - check*(deposit + price)"])
  }

  @Test("one mediator of a pool: each alone, exactly")
  func randomMediator() async throws {
    #expect(
      excesses(try await condition("random-mediator", ["node": "1"]))
        == ["cost - guess - audit*price*(1 + multiple)"])
    #expect(excesses(try await condition("random-mediator", ["client": "1"])) == ["audit"])
    let mediator = try await condition(
      "random-mediator", ["mediator": "1"], given: ["to_mediator = 0"])
    #expect(excesses(mediator) == ["audit"])
  }

  @Test("for a committee of every size, less than half gain nothing where an audit costs more")
  func everySize() async throws {
    let minority = try await condition(
      "committee", ["node": "1", "mediator": "(size - 1) / 2"], given: ["recompute = 0"])
    #expect(excesses(minority) == ["cost - audit*(deposit + price)"])
    let all = try await condition(
      "committee", ["node": "1", "mediator": "size"], given: ["recompute = 0"])
    #expect(all.isImpossible)
  }

  @Test("a majority of staked mediators, for every size")
  func stakes() async throws {
    let condition = try await condition(
      "staked-committee", ["node": "1", "mediator": "majority"], solvingFor: "stake")
    #expect(excesses(condition) == ["cost - overturn*(deposit + price + majority*stake)"])
    let solutions = try #require(condition.conjuncts.first).solutions
    #expect(solutions.map { $0.when?.description } == ["overturn > 0", "overturn = 0"])
    #expect(solutions.last?.bound == .never)
    guard case .atLeast(let whole, let rest)? = solutions.first?.bound else {
      Issue.record("no lower bound: \(solutions)")
      return
    }
    #expect(whole.isZero)
    #expect(rest.description == "(cost - deposit*overturn - overturn*price)/(majority*overturn)")
  }

  @Test("Theorem 1 of MODiCuM is the condition, and its base case earns 83/200 and 73/200")
  func modicum() async throws {
    let mechanism = try Shipped.mechanism("modicum")
    let nobody = try #require(mechanism.properties.first { $0.name == "nobody alone" })
    let alone = try await Checker().condition(for: nobody, of: mechanism)
    #expect(
      Set(excesses(alone)) == [
        "checking*verified + quality*(fine + reward - mediator*(2*fine + mediation + reward))",
        "cost + fine + mediation + reward - deceit - quality*(fine + mediation + reward)"
          + " - detection*verified*(fine + mediation + reward)",
      ])
    let usual = mechanism.parameters.compactMap { parameter in
      parameter.defaultValue.map { (parameter.name, $0) }
    }
    let wallets = try Twin(
      mechanism, parameters: Dictionary(uniqueKeysWithValues: usual), coalition: Coalition([:])
    )
    .expectation().wallets
    #expect(wallets.map(\.money) == [Rational(83, 200), Rational(73, 200)])
  }

  @Test("where money is piecewise, each part holds in its region")
  func regions() async throws {
    let mechanism = try Mechanism(
      reading: """
        mechanism: capped
        parameters: {fine: , cap: , prize: {default: 1}}
        assume: [fine >= 0, cap >= 0, prize > 0]
        roles: {taker: 1}
        steps:
          - {choose: taker.act, options: [leave, take], honest: leave}
          - when: taker.act = take
            then:
              - {pay: prize, from: world, to: taker}
              - {pay: "min(fine, cap)", from: taker, to: burn}
        properties:
          it: {coalition: {taker: 1}}
        """, file: "capped.yaml")
    let condition = try await Checker().condition(for: mechanism.properties[0], of: mechanism)
    #expect(condition.isDecided && !condition.isImpossible)
    let points: [(fine: Rational, cap: Rational, isSafe: Bool)] = [
      (2, 3, true), (3, 2, true), (Rational(1, 2), 3, false), (3, Rational(1, 2), false),
      (1, 1, true), (0, 0, false),
    ]
    for (fine, cap, isSafe) in points {
      let point: [String: Rational] = ["fine": fine, "cap": cap, "prize": 1]
      #expect(condition.holds(at: point) == isSafe, "fine \(fine), cap \(cap)")
    }
  }

  @Test("a condition need not be linear in the parameter that it is solved for")
  func nonlinear() async throws {
    let mechanism = try Mechanism(
      reading: """
        mechanism: squared
        parameters: {size: }
        assume: [size >= 0]
        roles: {taker: 1}
        steps:
          - choose: taker.act
            options: {leave: , take: {cost: size ^ 2}}
            honest: leave
          - when: taker.act = take
            then: [{pay: 2, from: world, to: taker}]
        properties:
          it: {coalition: {taker: 1}}
        """, file: "squared.yaml")
    let condition = try await Checker().condition(
      for: mechanism.properties[0], of: mechanism, solvingFor: "size")
    #expect(excesses(condition) == ["2 - size^2"])
    #expect(condition.conjuncts.first?.solutions.map(\.bound) == [.notLinear])
  }

  @Test("all who report the truth together: no parameters are safe")
  func fullCollusion() async throws {
    let committee = try await condition("committee", ["node": "1", "mediator": "size"])
    let clouds = try await condition("prisoners-contract", ["cloud": "2"])
    let mediators = try await condition("random-mediator", ["node": "1", "mediator": "pool"])
    for condition in [committee, clouds, mediators] {
      #expect(condition.isImpossible)
      #expect(condition.safePoint == nil)
      #expect(!condition.conjuncts.isEmpty)
    }
  }

  @Test(
    "what a coalition gains says nothing where it cannot be formed",
    arguments: [
      ("{node: \"if q > 1/2 then 1 else 2\"}", "{node: 2}"),
      ("{node: 2}", "{size: \"if q > 1/2 then 1 else 2\"}"),
      ("{node: k}", "{node: k / 2}"),
    ])
  func formation(roles: String, coalition: String) async throws {
    let mechanism = try Mechanism(
      reading: """
        mechanism: pairing
        parameters: {q: {default: 1/4}, k: {type: integer, default: 2}}
        assume: [0 <= q <= 1, k >= 2]
        roles: \(roles)
        steps:
          - {choose: node.act, options: [fine, cheat], honest: fine}
          - when: count(node where act = cheat) = 2
            then: [{pay: 1, from: world, to: node where act = cheat}]
        properties:
          it: {coalition: \(coalition)}
          some: {coalition: \(coalition), claim: some parameters are safe}
        """, file: "pairing.yaml")
    let condition = try await Checker().condition(for: mechanism.properties[0], of: mechanism)
    #expect(!condition.isImpossible)
    #expect(!condition.conjuncts.isEmpty && condition.openReason == nil)
    let some = try await Checker().finding(on: mechanism.properties[1], of: mechanism)
    #expect(some.verdict != .impossible)
  }

  @Test("an empty class of coalitions proves nothing")
  func emptyClass() async throws {
    var mechanism = try Shipped.mechanism("audit")
    mechanism.properties = [
      Property("it", against: .size(Located(.number(0))), claim: .someParametersAreSafe)
    ]
    let finding = try await Checker().finding(on: mechanism.properties[0], of: mechanism)
    if case .vacuous = finding.verdict {} else { Issue.record("\(finding.verdict)") }
  }

  @Test(
    "where the condition speaks of numbers of agents, parameters are safe if that is decided there")
  func numbers() async throws {
    let mechanism = try Mechanism(
      reading: """
        mechanism: telling
        parameters: {size: {type: integer, default: 3}, prize: , fine: }
        assume: [size >= 1, prize >= 0, fine >= 0]
        roles: {chief: 1, worker: size}
        steps:
          - {choose: worker.act, options: [stay, tell], honest: stay}
          - {let: told, be: count(worker where act = tell)}
          - when: told > 0
            then:
              - {pay: prize * told * (size - told), from: world, to: chief}
              - {pay: fine, from: chief, to: burn}
        properties:
          it: {coalition: {chief: 1, worker: size}, claim: some parameters are safe}
        """, file: "telling.yaml")
    var property = mechanism.properties[0]
    let finding = try await Checker().finding(on: property, of: mechanism)
    #expect(finding.verdict == .proved)
    let condition = try #require(finding.condition)
    #expect(!condition.isDecided)
    let point = try #require(condition.safePoint)
    property.claim = .noProfitableDeviation
    property.given = point.map {
      Located(.comparison(.equal, .parameter($0.key), .number($0.value)))
    }
    #expect(try await Checker().finding(on: property, of: mechanism).verdict == .proved)
  }

  @Test("some parameters are safe: shown by a point, refuted by attacks that cover all")
  func existence() async throws {
    func finding(_ given: [String]) async throws -> Finding {
      var mechanism = try Shipped.mechanism("audit")
      var property = mechanism.properties[0]
      property.claim = .someParametersAreSafe
      property.given = try given.map { try truth($0, of: mechanism) }
      mechanism.properties = [property]
      return try await Checker().finding(on: property, of: mechanism)
    }
    let some = try await finding([])
    #expect(some.verdict == .proved)
    #expect(some.condition?.safePoint != nil)
    let none = try await finding(["check = 0"])
    #expect(none.verdict == .impossible)
    #expect(none.condition?.conjuncts.count == 1)
  }
}
