import Collusion
import Evidence
import Foundation
import Mechanisms
import Report
import Testing

@Suite("The evidence for what is in the repository")
struct RepositoryEvidenceTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let hasSolver = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]
    .contains { FileManager.default.isExecutableFile(atPath: "\($0)/cvc5") }

  @Test(
    "another solver contradicts no proof, and confirms 95 of 100", .enabled(if: hasSolver))
  func verified() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try EvidenceDirectory(path).prepare()
    var run = Run()
    run.results = try await results()
    try run.writeEvidence(to: path, version: "test", solver: "Z3")
    let (manifest, sha256, damage) = try EvidenceDirectory(path).read()
    #expect(damage.isEmpty)
    let proved = run.results.filter {
      [.proved, .impossible].contains($0.finding.verdict.expectation)
    }
    #expect(manifest.proofs.count == proved.count && proved.count >= 50)
    let verification = try await Verification(
      of: manifest, sha256: sha256, in: EvidenceDirectory(path),
      by: [try #require(SolverProgram("cvc5"))], within: .seconds(30), jobs: 2)
    let outcomes = verification.proofs.map(\.outcome)
    print("\(outcomes.count) proofs, confirmed: \(outcomes.filter { $0 == .confirmed }.count)")
    #expect(!outcomes.contains(.contradicted))
    #expect(outcomes.filter { $0 == .confirmed }.count * 100 >= outcomes.count * 95)
  }

  /// Some of each kind; `make evidence` has all of them checked.
  private static let files = [
    "checking/audit", "checking/inspection", "deployments/modicum", "deployments/modicum-deal",
    "markets/prediction-market", "mediation/random-mediator", "mediation/trusted-mediator",
    "mediation/random-arbiter", "side-contracts/prisoners-contract", "side-contracts/whistleblower",
    "staking/staked-committee",
  ]

  private func results() async throws -> [Run.Result] {
    let folder = Self.root.appendingPathComponent("Properties")
    let checker = Checker(keepsObligations: true)
    var results: [Run.Result] = []
    for file in Self.files {
      let mechanism = try Mechanism(contentsOf: folder.appendingPathComponent("\(file).yaml").path)
      let examination = try await checker.problems(of: mechanism)
      let findings = try await checker.findings(on: mechanism, after: examination)
      results += findings.map { Run.Result(mechanism, $0) }
    }
    return results
  }
}
