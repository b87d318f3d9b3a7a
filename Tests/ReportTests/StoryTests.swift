import Collusion
import Mechanisms
import Testing

@testable import Report

@Suite("Stories")
struct StoryTests {
  @Test("an attack reads as a story")
  func story() async throws {
    let mechanism = try Mechanism(
      reading: """
        mechanism: bribe
        parameters: {prize: {default: 10}, bribe: {default: 4}, pool: {type: integer, default: 2}}
        assume: [prize >= 0, bribe >= 0, pool >= 1]
        roles: {node: 1, mediator: pool}
        steps:
          - choose: node.result
            options: {correct: {cost: bribe}, wrong: }
            honest: correct
            seen by: none
          - draw: judge
            from: mediator
          - choose: judge.verdict
            options: {truth: {learns: node.result}, uphold: }
            honest: truth
          - when: node.result = correct or judge.verdict = uphold
            then: [{pay: prize, from: world, to: node}]
        properties:
          both: {coalition: {node: 1, mediator: 2}, given: [prize > 2 * bribe, pool = 2]}
        """, file: "bribe.yaml")
    let property = try #require(mechanism.properties.first)
    let verdict = try await Checker().finding(on: property, of: mechanism).verdict
    guard let attack = verdict.attack else {
      return #expect(Bool(false), "\(verdict)")
    }
    let lines = try Story(of: attack, on: mechanism, property: property).lines
    #expect(lines[0] == "The node and 2 mediators together gain 4.")
    #expect(lines.contains("- the node at node.result: wrong, not correct"))
    #expect(
      lines.contains {
        $0.hasPrefix("- a colluding mediator at judge.verdict: uphold, not truth")
          && $0.contains("drawn as judge")
      })
    #expect(lines.contains("gain: (2*prize + pool*(bribe - prize))/pool = 4"))
    #expect(lines.contains("it stops paying when (2*prize + pool*(bribe - prize))/pool <= 0"))
  }

  @Test("a table has its numbers to the right")
  func table() {
    let table = Table(header: ["who", "now"], rows: [["client", "-1/2"], ["node", "10"]])
    #expect(table.lines == ["who      now", "client  -1/2", "node      10"])
  }
}
