public import Exact

/// A question to an SMT solver whose answer a verdict rests on, so that anybody can ask it again.
public struct ProofObligation: Hashable, Sendable {
  public enum Answer: Hashable, Sendable {
    /// The formulas contradict each other.
    case unsatisfiable
    /// The formulas hold together, for example at these parameters; none where no rational ones were
    /// found.
    case satisfiable(at: [String: Rational])
  }

  /// What the answer says.
  public var claim: String
  /// The question, in SMT-LIB 2.
  public var script: String
  public var answer: Answer
}
