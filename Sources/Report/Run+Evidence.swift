import Collusion
import Evidence
import Exact
import Foundation
import Hashing
import Mechanisms

extension Run {
  /// Evidence that was written.
  public struct Written: Sendable, Encodable {
    public var directory: String
    /// The manifest's hash.
    public var sha256: String
    public var proofs: Int
    public var questions: Int
  }

  /// Writes the questions that the proofs among the results rest on.
  ///
  /// - Parameters:
  ///   - path: A directory that was prepared.
  ///   - version: Cartel's.
  ///   - solver: The name and version of the solver that was asked.
  /// - Throws: errors of the file system.
  public mutating func writeEvidence(to path: String, version: String, solver: String) throws {
    var directory = EvidenceDirectory(path)
    var manifest = Manifest(cartel: version, solver: solver)
    for result in results where !result.finding.obligations.isEmpty {
      let source = result.mechanism.location.file
      let text = try Data(contentsOf: URL(fileURLWithPath: source))
      let questions = result.finding.obligations.map { obligation in
        let (answer, witness) = obligation.answer.inManifest
        return directory.add(
          obligation.script, on: result.mechanism.name, claim: obligation.claim, answer: answer,
          witness: witness)
      }
      manifest.proofs.append(
        Manifest.Proof(
          mechanism: result.mechanism.name, source: source,
          sourceSHA256: sha256(of: text), property: result.finding.property.name,
          verdict: result.finding.verdict.expectation.rawValue, questions: questions))
    }
    let hash = try directory.write(manifest)
    evidence = Written(
      directory: path, sha256: hash, proofs: manifest.proofs.count,
      questions: Set(manifest.proofs.flatMap(\.questions).map(\.file)).count)
  }
}

extension ProofObligation.Answer {
  fileprivate var inManifest: (Manifest.Answer, witness: [String: String]?) {
    switch self {
    case .unsatisfiable: (.unsatisfiable, nil)
    case .satisfiable(let point):
      (.satisfiable, point.isEmpty ? nil : point.mapValues { "\($0)" })
    }
  }
}
