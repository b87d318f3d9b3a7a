import Collusion
import Mechanisms
import Testing

@testable import Report

@Suite("What shows that a property does not hold, step by step")
struct TrailTests {
  private static let text = """
    mechanism: pot
    roles: {left: 1, right: 1}
    accounts: {pot: {may go below zero: true}}
    steps:
      - choose: left.deed
        options: [keep, spend]
        honest: keep
      - choose: right.deed
        options: [keep, spend]
        honest: keep
      - when: left.deed = spend
        then: [{pay: 4, from: pot, to: left}, {pay: 1, from: right, to: burn}]
      - when: right.deed = spend
        then: [{pay: 4, from: pot, to: right}, {pay: 1, from: left, to: burn}]
    properties:
      nobody: {coalition: {left: 1, right: 1}}
      each: {coalition: {left: 1, right: 1}, each member gains: weakly}
      the pot: {claim: solvency}
    """

  private func trails(_ name: String) async throws -> [Trail] {
    let mechanism = try Mechanism(reading: Self.text, file: "pot.yaml")
    let property = try #require(mechanism.properties.first { $0.name == name })
    let verdict = try await Checker().finding(on: property, of: mechanism).verdict
    guard case .broken(let counterexample) = verdict else {
      Issue.record("\(verdict)")
      return []
    }
    return Trail.all(of: counterexample, on: mechanism, property)
  }

  @Test("of an attack, each deed is at its choice")
  func attack() async throws {
    let steps = try await trails("nobody").flatMap(\.steps)
    #expect(!steps.isEmpty)
    for step in steps {
      #expect(step.place.line == (step.text.hasPrefix("the left") ? 5 : 8), "\(step)")
    }
  }

  @Test("of plans by which each member gains, each plan is told")
  func mixture() async throws {
    let trails = try await trails("each")
    #expect(!trails.isEmpty && trails.allSatisfy { !$0.steps.isEmpty })
  }

  @Test("of an account that goes below zero, each event is told, and where")
  func breach() async throws {
    let steps = try await trails("the pot").flatMap(\.steps)
    #expect(steps.contains { $0.text.contains("spend") && [5, 8].contains($0.place.line) })
    #expect(
      steps.contains { $0.text.hasPrefix("pot pays 4 to") && [12, 14].contains($0.place.line) })
  }
}
