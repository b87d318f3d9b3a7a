import Collusion
import Exact
import Mechanisms
import Testing
import Twin

@testable import Report

@Suite("Plays as diagrams")
struct PlayDiagramTests {
  @Test("moves and payments stand in order, in the columns of who makes them")
  func audit() async throws {
    let (run, mechanism) = try await found(audited)
    let finding = run.results[0].finding
    let attack = try #require(finding.verdict.attack)
    let telling = try #require(
      try TellingPlay(
        of: attack.deviation, by: attack.coalition, harming: nil, at: attack.parameters,
        on: mechanism, finding.property))
    #expect(telling.ways == 2)
    let diagram = PlayDiagram(
      of: telling.play, by: attack.coalition, on: mechanism, finding.property)
    #expect(diagram.columns.map(\.name) == ["node", "escrow"])
    #expect(diagram.columns.map(\.kind) == [.colluding, .account])
    let fine = try #require(attack.parameters["fine"])
    #expect(
      diagram.rows.map(\.event) == [
        .payment(from: 0, to: 1, amount: fine, formula: "fine"),
        .move(0, option: "wrong", at: "result", insteadOf: "correct"),
        .note("by chance, audit is no"),
        .payment(from: 1, to: 0, amount: fine, formula: "fine"),
      ])
    #expect(diagram.balances == [0, 0])
  }

  @Test("alike agents have one column, and what they all do is told once")
  func crowd() async throws {
    let (run, mechanism) = try await found(
      """
      mechanism: vote
      parameters: {prize: {default: 3}}
      assume: [prize > 0]
      roles: {voter: 7}
      steps:
        - {choose: voter.vote, options: {yes: {cost: 1}, no: }, honest: yes}
        - {pay: prize, from: world, to: voter where vote = no}
      properties:
        one: {coalition: {voter: 1}, expect: broken}
      """)
    let attack = try #require(run.results[0].finding.verdict.attack)
    let telling = try #require(
      try TellingPlay(
        of: attack.deviation, by: attack.coalition, harming: nil, at: attack.parameters,
        on: mechanism, mechanism.properties[0]))
    let diagram = PlayDiagram(
      of: telling.play, by: attack.coalition, on: mechanism, mechanism.properties[0])
    #expect(diagram.columns.map(\.name) == ["voter 1", "6 voters", "world"])
    #expect(diagram.rows.map(\.times).contains(6))
    let widths = diagram.cells.map { $0.cells.reduce(0) { $0 + $1.span } }
    #expect(widths.allSatisfy { $0 == 3 })
  }
}
