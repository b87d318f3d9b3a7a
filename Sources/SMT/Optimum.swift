public import Exact

/// The least upper bound of an objective over the solutions of a question.
public enum Optimum: Sendable, Hashable {
  /// The question has no solution.
  case infeasible
  /// The objective exceeds every number.
  case unbounded
  /// The least upper bound, and whether a solution reaches it.
  case supremum(Rational, attained: Bool)
  /// No bound was proved.
  case unknown(reason: String)
}
