public import Evidence

/// What an independent solver says of evidence, as text for a terminal.
public struct VerificationText: Sendable {
  private let verification: Verification
  /// Mechanism files that are no longer what was proved.
  private let changed: Set<String>

  public init(_ verification: Verification, changed: Set<String>) {
    self.verification = verification
    self.changed = changed
  }

  public var lines: [String] {
    let manifest = verification.manifest
    var lines = [
      "proved by Cartel \(manifest.cartel) with \(manifest.solver), asked again: "
        + verification.solver,
      "manifest \(verification.sha256)", "",
    ]
    var mechanism: String?
    for proof in verification.proofs {
      let heading = "\(proof.proof.mechanism)  (\(proof.proof.source))"
      if heading != mechanism {
        mechanism = heading
        let isChanged = changed.contains(proof.proof.source)
        lines.append(heading + (isChanged ? "  <- the file has changed since" : ""))
      }
      lines += self.lines(proof)
    }
    return lines + ["", summary]
  }

  private func lines(_ proof: Verification.Proof) -> [String] {
    let outcome = proof.outcome.name
    let padding = String(repeating: " ", count: max(0, 12 - outcome.count))
    let count = proof.outcomes.count
    let questions = count == 1 ? "1 question" : "\(count) questions"
    let open = zip(proof.proof.questions, proof.outcomes).compactMap { question, outcome in
      outcome.remark.map { "               \(question.file): \(question.claim): \($0)" }
    }
    return [
      "  \(outcome)\(padding) \(proof.proof.verdict): \(proof.proof.property)  (\(questions))"
    ] + open
  }

  private var summary: String {
    let outcomes = verification.proofs.map(\.outcome)
    func count(_ isCounted: (Verification.Outcome) -> Bool) -> Int {
      outcomes.filter(isCounted).count
    }
    let silent = count { if case .noAnswer = $0 { true } else { false } }
    return "\(count { $0 == .confirmed }) of \(outcomes.count) proofs confirmed, "
      + "\(count { $0 == .contradicted }) contradicted, \(silent) without an answer; "
      + "\(verification.questions) questions"
  }
}

extension Verification.Outcome {
  /// As people and programs read it.
  var name: String {
    switch self {
    case .confirmed: "confirmed"
    case .contradicted: "contradicted"
    case .noAnswer: "no answer"
    }
  }

  fileprivate var remark: String? {
    switch self {
    case .confirmed: nil
    case .contradicted: "the answer is another"
    case .noAnswer(let reason): reason
    }
  }
}
