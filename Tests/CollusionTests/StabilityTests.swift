import Exact
import Mechanisms
import Testing
import Twin

@testable import Collusion

/// What holds a coalition together, worked out by hand.
@Suite("Stability of coalitions")
struct StabilityTests {
  /// The prisoner's contract in short: agreeing on a wrong answer saves each its cost `c`; telling on the other
  /// gains `prize` more than that.
  private func cartel(prize: Int) -> String {
    """
    mechanism: cartel
    parameters: {c: {default: 4}, prize: {default: \(prize)}, deposit: {default: 30}}
    assume: [c > 0, deposit > c]
    roles: {cloud: 2}
    steps:
      - choose: cloud.answer
        options: {right: {cost: c}, agreed: , told: }
        honest: right
      - when: count(cloud where answer = agreed) = 1
        then:
          - {pay: deposit, from: cloud where answer = agreed, to: burn}
          - {pay: prize, from: world, to: cloud where answer = told}
      - when: count(cloud where answer = agreed) = 0
        then: [{pay: deposit, from: cloud where answer = told, to: burn}]
    """
  }

  private func verdict(_ mechanism: String, _ property: String) async throws -> Verdict {
    let read = try Mechanism(
      reading: mechanism + "\nproperties:\n  it: {\(property)}\n", file: "cartel.yaml")
    return try await Checker().finding(on: read.properties[0], of: read).verdict
  }

  private func stability(_ mechanism: String, _ property: String) async throws -> Stability? {
    try await verdict(mechanism, property).attack?.stability
  }

  @Test("who is paid for telling leaves; the deposit that holds it is what telling gains")
  func tempted() async throws {
    let claim = "coalition: {cloud: 2}, given: [c = 4, prize = 7, deposit = 30]"
    let stability = try #require(try await stability(cartel(prize: 7), claim))
    // Both agreed: each has 0. Telling on the other: 7.
    #expect(stability.temptations == ["cloud": 7])
    #expect(stability.sidePayments.isEmpty)
    #expect(stability.isSelfEnforcing == false)
  }

  @Test("who gains nothing by telling stays")
  func untempted() async throws {
    let claim = "coalition: {cloud: 2}, given: [c = 4, prize = 0, deposit = 30]"
    let stability = try #require(try await stability(cartel(prize: 0), claim))
    #expect(stability.temptations == ["cloud": 0])
    #expect(stability.isSelfEnforcing == true)
  }

  @Test("a cartel that does not hold by itself is no objection to coalition-proofness")
  func coalitionProofness() async throws {
    let claim = "claim: coalition-proofness, coalition: {cloud: 2}, given: [c = 4, deposit = 30, "
    guard
      case .broken(.mixture(let attack)) = try await verdict(
        cartel(prize: 0), claim + "prize = 0]")
    else {
      Issue.record("it is not broken")
      return
    }
    #expect(attack.gains == ["cloud": 4])
    let held = try await verdict(cartel(prize: 7), claim + "prize = 7]")
    #expect(held.expectation == .undecided)
    let honest = try await verdict(
      cartel(prize: 0), "claim: coalition-proofness, coalition: {cloud: 1}")
    #expect(honest == .proved)
  }

  @Test("one who loses has to be paid by the others")
  func sidePayments() async throws {
    let gift = """
      mechanism: gift
      roles: {a: 1, b: 1}
      steps:
        - choose: a.deed
          options: {nothing: , sacrifice: {cost: 1}}
          honest: nothing
        - when: a.deed = sacrifice
          then: [{pay: 5, from: world, to: b}]
      """
    let stability = try #require(try await stability(gift, "coalition: {a: 1, b: 1}"))
    #expect(stability.sidePayments == ["a": 1])
    // Only a decides: by leaving it saves its cost.
    #expect(stability.temptations == ["a": 1])
  }

  @Test("of three who agree, two may leave together where none would alone")
  func leavingTogether() throws {
    // Three agree on `x` (3 each); two of them on `y` have 4 each; one alone has nothing, and so has whoever is
    // left. Two at `y` hold: one alone that goes back has nothing.
    let mechanism = try Mechanism(
      reading: """
        mechanism: trio
        roles: {thief: 3}
        steps:
          - choose: thief.way
            options: [stay, x, y]
            honest: stay
          - when: count(thief where way = x) = 3
            then: [{pay: 3, from: world, to: thief}]
          - when: count(thief where way = y) = 2
            then: [{pay: 4, from: world, to: thief where way = y}]
        """, file: "trio.yaml")
    let twin = try Twin(mechanism, parameters: [:], coalition: Coalition(["thief": 3]))
    let (_, plan) = try twin.expectation { _, asked, _ in ["x": asked] }
    #expect(try twin.temptations(from: plan)?.map(\.gain) == [0, 0])
    #expect(try twin.isSelfEnforcing(plan) == false)
    let (_, pair) = try twin.expectation { _, _, _ in ["y": 2, "stay": 1] }
    #expect(try twin.isSelfEnforcing(pair) == true)
  }
}
