public import Evidence
import Foundation

/// What an independent solver says of evidence, as JSON; what does not apply is null.
public struct VerificationDocument: Encodable {
  struct Proof: Encodable {
    var mechanism: String
    var property: String
    var verdict: String
    var outcome: String
    var questions: [Question]
  }

  struct Question: Encodable {
    var file: String
    var claim: String
    var expected: String
    var outcome: String
    /// Why there is no answer.
    var reason: Nullable<String>
  }

  var cartel: String
  var manifest: String
  var solver: String
  /// Mechanism files that are no longer what was proved.
  var changed: [String]
  var proofs: [Proof]

  public init(_ verification: Verification, changed: Set<String>) {
    cartel = verification.manifest.cartel
    manifest = verification.sha256
    solver = verification.solver
    self.changed = changed.sorted()
    proofs = verification.proofs.map { proof in
      Proof(
        mechanism: proof.proof.mechanism, property: proof.proof.property,
        verdict: proof.proof.verdict, outcome: proof.outcome.name,
        questions: zip(proof.proof.questions, proof.outcomes).map { question, outcome in
          var reason: String?
          if case .noAnswer(let why) = outcome { reason = why }
          return Question(
            file: question.file, claim: question.claim, expected: question.answer.rawValue,
            outcome: outcome.name, reason: Nullable(reason))
        })
    }
  }

  /// The JSON, with sorted keys.
  public func json() throws -> String { try JSONText.text(of: self) }
}
