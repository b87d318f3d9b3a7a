public import Exact

/// The least upper bound of an objective over the solutions of a question.
public enum Optimum: Sendable, Hashable {
  /// The question has no solution.
  case infeasible
  /// The objective exceeds every number along a ray of solutions.
  case unbounded(Ray)
  /// The least upper bound, and whether a solution reaches it.
  case supremum(Rational, attained: Bool)
  /// No bound was proved.
  case unknown(reason: String)
}

/// A direction in which an objective grows for ever. Its constants go by their text in SMT-LIB; those
/// that it leaves out do not matter.
public struct Ray: Sendable, Hashable {
  /// A solution.
  public var start: [String: Rational]
  /// How much each constant grows with each step; whole numbers.
  public var direction: [String: Rational]

  public init(start: [String: Rational], direction: [String: Rational]) {
    self.start = start
    self.direction = direction
  }
}
