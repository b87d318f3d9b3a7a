/// What a directory of evidence proves, and by which questions.
public struct Manifest: Codable, Hashable, Sendable {
  /// The version of Cartel that wrote it.
  public var cartel: String
  /// The solver that gave the answers, with its version.
  public var solver: String
  public var proofs: [Proof]

  public init(cartel: String, solver: String, proofs: [Proof] = []) {
    self.cartel = cartel
    self.solver = solver
    self.proofs = proofs
  }

  /// A verdict on a property, and the questions that it rests on.
  public struct Proof: Codable, Hashable, Sendable {
    public var mechanism: String
    /// The mechanism's file, and the hash of what it said.
    public var source: String
    public var sourceSHA256: String
    public var property: String
    public var verdict: String
    public var questions: [Question]

    public init(
      mechanism: String, source: String, sourceSHA256: String, property: String, verdict: String,
      questions: [Question]
    ) {
      self.mechanism = mechanism
      self.source = source
      self.sourceSHA256 = sourceSHA256
      self.property = property
      self.verdict = verdict
      self.questions = questions
    }
  }

  /// A question to an SMT solver, in SMT-LIB 2, with the answer that the proof needs.
  public struct Question: Codable, Hashable, Sendable {
    /// A file beside the manifest.
    public var file: String
    public var sha256: String
    /// What the answer says.
    public var claim: String
    public var answer: Answer
    /// Of what can hold: parameters at which it does, where they are known.
    public var witness: [String: String]?
  }

  /// The answers that a solver can give, as it writes them.
  public enum Answer: String, Codable, Sendable {
    case satisfiable = "sat"
    case unsatisfiable = "unsat"
  }
}
