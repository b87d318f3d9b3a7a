import Exact
import Mechanisms
import Testing

@testable import Collusion

@Suite("Explanations")
struct ExplanationTests {
  private func explained(_ property: String, in name: String) async throws -> Finding {
    let mechanism = try Shipped.mechanism(name)
    let property = try #require(mechanism.properties.first { $0.name == property })
    let checker = Checker()
    let finding = try await checker.finding(on: property, of: mechanism)
    return try await checker.explaining(finding, of: mechanism)
  }

  private func grounds(_ finding: Finding) throws -> Grounds {
    guard case .proof(let grounds)? = finding.explanation else { throw NoGrounds() }
    return grounds
  }

  private struct NoGrounds: Error {}

  private func grounds(
    _ property: String, steps: String = "", parameters: String = ""
  ) async throws -> Grounds {
    let text = """
      mechanism: fined
      parameters: {prize: {default: 2}, fine: {default: 5}, work: {default: 1}}
      assume: [prize >= 0, fine >= 0, work >= 0]
      roles: {taker: 1, other: 1}
      accounts: [pot]
      steps:
        - choose: taker.act
          options: {leave: , take: {cost: work}}
          honest: leave
        - when: taker.act = take
          then:
            - {pay: prize, from: world, to: taker}
            - {pay: fine, from: taker, to: burn}
      \(steps)
      properties:
        it: \(property)

      """
    let mechanism = try Mechanism(reading: text, file: "fined.yaml")
    let checker = Checker()
    let finding = try await checker.finding(on: mechanism.properties[0], of: mechanism)
    return try grounds(try await checker.explaining(finding, of: mechanism))
  }

  private func texts(_ premises: [Premise]) -> [String] { premises.map(\.text) }

  /// What the node gains by cheating is cost - guess - check * (price + deposit).
  @Test(
    "an audit needs what is given, the cost of a wrong result, and the pay that is lost with it")
  func audit() async throws {
    let finding = try await explained(
      "the node, where an audit costs more than cheating saves", in: "audit")
    let grounds = try grounds(finding)
    #expect(
      texts(grounds.needed.map(\.premise)) == [
        "check * (price + deposit) >= cost - guess", "wrong at node.result costs guess",
        "pay price + deposit from escrow to node",
      ])
    for need in grounds.needed {
      guard case .verdict(.broken(.attack(let attack))) = need.consequence else {
        Issue.record("\(need.premise.text): \(need.consequence)")
        continue
      }
      #expect(attack.coalition.members == ["node": 1])
    }
    #expect(
      texts(grounds.supporting.map(\.premise)) == [
        "0 <= guess", "guess < cost", "cost <= price", "price < value", "deposit >= 0",
        "0 <= check", "check <= 1", "pay price from client to escrow",
        "pay deposit from node to escrow",
      ])
    #expect(
      texts(grounds.unneeded) == [
        "correct at node.result costs cost", "pay price from escrow to client",
        "pay deposit from escrow to burn", "pay value from world to client",
      ])
  }

  @Test("a payment into an account out of which is paid later is what the mechanism needs")
  func overdrawn() async throws {
    let grounds = try await grounds(
      "{coalition: {taker: 1}, given: [prize <= fine]}",
      steps: """
          - {pay: prize, from: other, to: pot}
          - {pay: prize, from: pot, to: world}
        """)
    #expect(
      texts(grounds.needed.map(\.premise)) == ["prize <= fine", "pay fine from taker to burn"])
    let deposit = try #require(
      grounds.supporting.first { $0.premise.text == "pay prize from other to pot" })
    #expect(deposit.problem.fault.kind == .overdrawn(account: "pot"))
    #expect(texts(grounds.unneeded).contains("take at taker.act costs work"))
  }

  @Test("of two that do the same one is needed, and the other takes its place")
  func replaced() async throws {
    let grounds = try await grounds(
      "{coalition: {taker: 1}, given: [prize <= fine, fine >= prize]}")
    let conditions = grounds.needed.filter(\.premise.isCondition)
    #expect(conditions.count == 1)
    guard case .replaced(let others)? = conditions.first?.consequence else {
      Issue.record("\(conditions)")
      return
    }
    #expect(texts(others).count == 1)
    #expect(
      Set(texts(others) + texts(conditions.map(\.premise))) == ["prize <= fine", "fine >= prize"])
  }

  @Test("what nobody could gain by needs nothing")
  func nothing() async throws {
    let grounds = try await grounds("{coalition: {other: 1}}")
    #expect(grounds.needed.isEmpty)
  }

  @Test("the conditions that contradict each other are told, and no others")
  func vacuous() async throws {
    let text = """
      mechanism: none
      parameters: {a: {}, b: {}, n: {type: integer}}
      assume: [0 < a < b, n >= 1]
      roles: {taker: n}
      steps:
        - {choose: taker.act, options: [leave, take], honest: leave}
      properties:
        contradictory: {coalition: {taker: 1}, given: [a <= 9, b < 0]}
        half: {coalition: {taker: 1}, given: [a <= 9, 2 * n = 3]}
        empty: {coalition: {taker: n - 2}, given: [a <= 9, n <= 2]}

      """
    let mechanism = try Mechanism(reading: text, file: "none.yaml")
    let checker = Checker()
    let expected = [["0 < a", "a < b", "b < 0"], ["2 * n = 3"], ["n <= 2"]]
    for (property, conditions) in zip(mechanism.properties, expected) {
      let finding = try await checker.finding(on: property, of: mechanism)
      let explained = try await checker.explaining(finding, of: mechanism)
      guard case .nothingClaimed(let premises)? = explained.explanation else {
        Issue.record("\(property.name): \(explained.verdict)")
        continue
      }
      #expect(texts(premises) == conditions)
    }
  }
}
