import Exact
import Mechanisms
import Testing

@testable import Collusion

@Suite("Verdicts")
struct VerdictTests {
  @Test("every shipped property is as its file expects", arguments: Shipped.names)
  func shipped(name: String) async throws {
    let mechanism = try Shipped.mechanism(name)
    let problems = try await Checker().problems(of: mechanism)
    #expect(problems.found.isEmpty && problems.open.isEmpty)
    for finding in try await Checker().findings(on: mechanism, after: problems) {
      #expect(finding.property.expected != nil)
      #expect(finding.isExpected, "\(finding.property.name): \(finding.verdict)")
    }
  }

  @Test("an audited node gains what it saves less what it risks")
  func auditGain() async throws {
    let attack = try await attack("the node, where it does not", in: "audit")
    let p = attack.parameters
    let value = { (name: String) -> Rational in p[name] ?? 0 }
    #expect(
      attack.gain == value("cost") - value("guess")
        - value("check") * (value("price") + value("deposit")))
    #expect(
      attack.formula.factoredDescription == "cost - guess - check*(deposit + price)")
  }

  @Test("of five mediators it takes exactly three, and the node")
  func threeOfFive() async throws {
    let attack = try await attack("the node and any of five mediators", in: "committee")
    #expect(attack.coalition.members == ["node": 1, "mediator": 3])
  }

  @Test("a tie upholds")
  func tie() async throws {
    let attack = try await attack(
      "the node and half of a committee of 4 (a tie upholds)", in: "committee")
    #expect(attack.coalition.members == ["node": 1, "mediator": 2])
  }

  @Test("of 101 mediators it takes exactly 51")
  func largeCommittee() async throws {
    let attack = try await attack("a majority of a committee of 101", in: "committee")
    #expect(attack.coalition.members == ["node": 1, "mediator": 51])
    #expect(attack.coalition.deviators == ["node": 1, "mediator": 51])
  }

  @Test("a mediator who upholds without looking saves the cost of recomputing")
  func verifiersDilemma() async throws {
    let attack = try await attack(
      "a mediator who upholds without looking (the verifier's dilemma)", in: "committee")
    #expect(attack.coalition.members == ["mediator": 1])
    #expect(attack.formula.factoredDescription == "audit*recompute")
  }

  @Test("both clouds gain what they save, and a traitor what is left of the other's deposit")
  func clouds() async throws {
    let both = try await attack("both clouds", in: "prisoners-contract")
    #expect(both.formula.description == "2*cost")
    let traitor = try await attack("a traitor at a deposit of 30", in: "prisoners-contract")
    #expect(traitor.gain == 1)
    #expect(traitor.coalition.size == 1)
  }

  @Test("framing is minimal: the mediator acts, the client only shares")
  func framing() async throws {
    let attack = try await attack(
      "the client and a mediator framing the node, the slash going to the client",
      in: "random-mediator")
    #expect(attack.coalition.members == ["client": 1, "mediator": 1])
    #expect(attack.coalition.deviators == ["mediator": 1])
  }

  @Test("an attack is the same in every run")
  func deterministic() async throws {
    let first = try await attack("any two, for a pool of any size", in: "random-mediator")
    let second = try await attack("any two, for a pool of any size", in: "random-mediator")
    #expect(first == second)
  }

  @Test("contradictory assumptions claim nothing")
  func contradiction() async throws {
    let verdict = try await verdict(on: "{coalition: {a: 1}, given: [x > 3, x < 2]}")
    guard case .vacuous = verdict else { return #expect(Bool(false), "\(verdict)") }
  }

  @Test("assumptions that hold for no whole number claim nothing")
  func noWholeNumber() async throws {
    let verdict = try await verdict(on: "{coalition: {a: 1}, given: [2 * n = 7]}")
    guard case .vacuous = verdict else { return #expect(Bool(false), "\(verdict)") }
  }

  @Test("a coalition of nobody claims nothing", arguments: ["{a: 0}", "{size: 0}", "{b: n - n}"])
  func nobody(coalition: String) async throws {
    let verdict = try await verdict(on: "{coalition: \(coalition)}")
    guard case .vacuous = verdict else { return #expect(Bool(false), "\(verdict)") }
  }

  @Test("a margin equal to the gain is enough, and a smaller one is not")
  func margins() async throws {
    #expect(try await verdict(on: "{coalition: {a: 1}, given: [x = 5], margin: 5}") == .proved)
    let verdict = try await verdict(on: "{coalition: {a: 1}, given: [x = 5], margin: 49/10}")
    guard let attack = verdict.attack else { return #expect(Bool(false), "\(verdict)") }
    #expect(attack.gain == 5)
  }

  @Test("a coalition whose size is below one everywhere claims nothing")
  func belowOne() async throws {
    let verdict = try await verdict(on: "{coalition: {b: floor(x / n)}, given: [0 < x < n]}")
    guard case .vacuous = verdict else { return #expect(Bool(false), "\(verdict)") }
  }

  @Test("a margin that divides by what can be zero is a mistake, at its place")
  func marginOverZero() async throws {
    await #expect(
      throws: Fault(.divisionByZero, at: Location(file: "taking.yaml", line: 12, column: 35))
    ) {
      try await verdict(on: "{coalition: {a: 1}, margin: 1 / x}")
    }
  }

  @Test("an attack by more agents than there are at the defaults is found")
  func moreThanTheDefaults() async throws {
    let mechanism = try Mechanism(
      reading: """
        mechanism: crowding
        parameters: {n: {type: integer, default: 2}}
        assume: [1 <= n <= 3]
        roles: {worker: n}
        steps:
          - {chance: worker.mood, outcomes: {good: 1/2, bad: 1/2}, hidden: true}
          - {choose: worker.answer, options: [a, b], honest: a}
          - when: count(worker where answer = b) = 3
            then: [{pay: 1, from: world, to: worker}]
        properties:
          all: {coalition: {worker: 3}}
        """, file: "crowding.yaml")
    let verdict = try await Checker().finding(on: mechanism.properties[0], of: mechanism).verdict
    guard let attack = verdict.attack else { return #expect(Bool(false), "\(verdict)") }
    #expect(attack.coalition.members == ["worker": 3])
    #expect(attack.gain == 3)
  }

  @Test("more ways to split than are tried decide nothing")
  func tooManySplits() async throws {
    let mechanism = try Mechanism(
      reading: """
        mechanism: splitting
        roles: {mediator: 7}
        steps:
          - {draw: panel, from: mediator, count: 7}
          - {chance: mediator.card, outcomes: {a: 1/2, b: 1/2}, hidden: true}
          - {choose: panel.vote, options: [x, y], honest: x}
          - {pay: 1, from: world, to: panel where card = a and vote = y}
        properties:
          all: {coalition: {mediator: 7}, margin: 1}
        """, file: "splitting.yaml")
    let verdict = try await Checker().finding(on: mechanism.properties[0], of: mechanism).verdict
    guard case .undecided = verdict else { return #expect(Bool(false), "\(verdict)") }
  }

  @Test("time that has run out decides nothing")
  func timeout() async throws {
    let mechanism = try Shipped.mechanism("random-mediator")
    let property = try #require(mechanism.properties.first)
    let finding = try await Checker(timeout: .milliseconds(1)).finding(on: property, of: mechanism)
    guard case .undecided = finding.verdict else {
      return #expect(Bool(false), "\(finding.verdict)")
    }
  }

  @Test(
    "nor does time that runs out in the middle say that there is nobody",
    arguments: [1, 2, 4, 8, 16, 32, 64])
  func timeoutInTheMiddle(milliseconds: Int) async throws {
    let mechanism = try Shipped.mechanism("committee")
    let checker = Checker(timeout: .milliseconds(milliseconds))
    for var property in mechanism.properties where property.claim == .noProfitableDeviation {
      property.claim = .someParametersAreSafe
      let finding = try await checker.finding(on: property, of: mechanism)
      if case .vacuous = finding.verdict { Issue.record("\(property.name): \(finding.verdict)") }
      let bound = try await checker.gainBound(
        for: property, of: mechanism, freeing: Set(mechanism.parameters.map(\.name)))
      guard case .failure(let none) = bound, case .vacuous = none.verdict else { continue }
      Issue.record("\(property.name): \(none.verdict)")
    }
  }

  private func attack(_ property: String, in name: String) async throws -> Attack {
    let mechanism = try Shipped.mechanism(name)
    let property = try #require(mechanism.properties.first { $0.name == property })
    let verdict = try await Checker().finding(on: property, of: mechanism).verdict
    guard let attack = verdict.attack else {
      throw NotBroken(verdict: verdict)
    }
    return attack
  }

  private struct NotBroken: Error { var verdict: Verdict }

  /// The verdict on a property of a mechanism in which one agent may take x, and another nothing.
  private func verdict(on property: String) async throws -> Verdict {
    let mechanism = try Mechanism(
      reading: """
        mechanism: taking
        parameters: {x: {default: 5}, n: {type: integer, default: 3}}
        assume: [x >= 0, n >= 0]
        roles: {a: 1, b: n}
        steps:
          - choose: a.deed
            options: [leave, take]
            honest: leave
          - when: a.deed = take
            then: [{pay: x, from: world, to: a}]
        properties:
          it: \(property)
        """, file: "taking.yaml")
    return try await Checker().finding(on: mechanism.properties[0], of: mechanism).verdict
  }
}
