import Collusion
import CrossCheck
import Foundation
import Mechanisms
import PropertyTesting
import Testing

@Suite("Attacking properties at random")
struct PropertyExaminationTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Properties")

  /// Some of each kind; the tool itself attacks all of `Properties` (`make test`).
  private static let files = [
    "checking/audit", "checking/inspection", "deployments/modicum", "deployments/modicum-deal",
    "markets/peer-prediction", "markets/prediction-market", "mediation/committee",
    "mediation/committee-faults", "mediation/random-committee",
    "mediation/random-committee-any-size",
    "mediation/random-mediator", "mediation/sortition", "reputation/reputation",
    "reputation/reputation-finite", "side-contracts/announced-cheating",
    "side-contracts/colluders-contract", "side-contracts/prisoners-contract",
    "side-contracts/traitors-contract", "side-contracts/traitors-contract-observable",
    "side-contracts/whistleblower", "staking/staked-committee", "taxes-and-jackpots/jackpot",
  ]

  static let mechanisms: [Mechanism] = files.compactMap {
    try? Mechanism(contentsOf: folder.appendingPathComponent("\($0).yaml").path)
  }

  private static func settings(_ cases: Int) -> Settings {
    var settings = Settings(cases: cases)
    settings.seed = 7
    return settings
  }

  /// The first attempt found to gain more than is allowed.
  private static func attempt(
    on property: Property, of mechanism: Mechanism, by size: Int?
  ) async -> Attempt? {
    var settings = settings(3_000)
    settings.mostEvaluations = 0
    // Held against a proof, a gain ends the search.
    return await PropertyExamination(
      property, of: mechanism, verdict: .proved, coalitionSize: size
    ).run(settings).smallest
  }

  @Test("the mechanisms are there")
  func shipped() {
    #expect(!Self.files.isEmpty && Self.mechanisms.count == Self.files.count)
  }

  @Test("conditions hold exactly where nobody gains, at random points and on their edges")
  func conditions() async throws {
    let names = ["audit", "modicum", "staked-committee"]
    for mechanism in Self.mechanisms.filter({ names.contains($0.name) }) {
      for property in mechanism.properties {
        let condition = try await Checker().condition(for: property, of: mechanism)
        var anywhere = property
        anywhere.claim = .noProfitableDeviation
        let outcome = await PropertyExamination(
          anywhere, of: mechanism, verdict: nil, condition: condition
        ).run(Self.settings(40))
        let story = outcome.contradiction.map { "\($0)" } ?? ""
        #expect(outcome.contradiction == nil, "\(mechanism.name), \(property.name): \(story)")
      }
    }
  }

  @Test("a condition that is wrong is contradicted")
  func wrongCondition() async throws {
    let mechanism = try #require(Self.mechanisms.first { $0.name == "audit" })
    let property = try #require(mechanism.properties.first { $0.expected == .broken })
    var condition = try await Checker().condition(for: property, of: mechanism)
    condition.isImpossible = false
    condition.conjuncts = []
    let outcome = await PropertyExamination(
      property, of: mechanism, verdict: nil, condition: condition
    ).run(Self.settings(300))
    #expect("\(try #require(outcome.contradiction))".hasPrefix("the condition for safety holds"))
  }

  @Test("without the solver, a profitable deviation is found in every broken property")
  func attacks() async throws {
    for mechanism in Self.mechanisms {
      for property in mechanism.properties
      where property.claim == .noProfitableDeviation && property.expected == .broken {
        let attempt = await Self.attempt(on: property, of: mechanism, by: nil)
        #expect(attempt != nil, "\(mechanism.name), \(property.name)")
      }
    }
  }

  @Test("the smallest coalition found is the solver's, for up to three agents")
  func smallestCoalitions() async throws {
    for mechanism in Self.mechanisms {
      for property in mechanism.properties
      where property.claim == .noProfitableDeviation && property.expected == .broken {
        let verdict = try await Checker().finding(on: property, of: mechanism).verdict
        guard let attack = verdict.attack else {
          Issue.record("\(property.name): \(verdict)")
          continue
        }
        guard attack.coalition.size <= 3 else { continue }
        var found: Int?
        for size in 1...3 where found == nil {
          found = await Self.attempt(on: property, of: mechanism, by: size)?.coalition.size
        }
        #expect(found == attack.coalition.size, "\(mechanism.name), \(property.name)")
      }
    }
  }

  @Test("a verdict of proved that is wrong is contradicted, with the simplest attempt")
  func wrongProof() async throws {
    let mechanism = try #require(Self.mechanisms.first { $0.name == "audit" })
    let property = try #require(mechanism.properties.first { $0.expected == .broken })
    let outcome = await PropertyExamination(property, of: mechanism, verdict: .proved)
      .run(Self.settings(300))
    let contradiction = try #require(outcome.contradiction)
    #expect("\(contradiction)".hasPrefix("the verdict is 'proved', but a coalition gains"))
  }

  @Test("the same seed makes the same run")
  func reproducible() async throws {
    let mechanism = try #require(Self.mechanisms.last)
    let property = try #require(mechanism.properties.last)
    func run() async -> PropertyExamination.Outcome {
      await PropertyExamination(property, of: mechanism, verdict: nil).run(Self.settings(50))
    }
    let (first, second) = (await run(), await run())
    #expect(first.best == second.best && first.plans == second.plans)
  }

  @Test("what is never taken is told")
  func coverage() async throws {
    let mechanism = try Mechanism(
      reading: """
        mechanism: deserted
        parameters: {p: {default: 0}}
        assume: [p = 0]
        roles: {node: 1, other: 1}
        steps:
          - {choose: node.turn, options: [left, right], honest: left}
          - {choose: other.turn, options: [left, right], honest: left}
          - when: p > 0
            then: [{pay: 1, from: world, to: node}]
        properties:
          it: {coalition: {node: 1}}
        """, file: "deserted.yaml")
    let outcome = await PropertyExamination(mechanism.properties[0], of: mechanism, verdict: nil)
      .run(Self.settings(50))
    #expect(
      mechanism.uncovered(by: outcome.coverage) == ["other.turn: right", "when p > 0: then"])
  }
}
