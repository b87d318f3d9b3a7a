import Exact
import SMT

/// Which comparisons hold wherever the constraints of a question do.
final class Entailment {
  private let terms: SymbolTerms
  private let bounds: SymbolBounds
  /// It holds the constraints and nothing else, whatever else is asked meanwhile.
  private let solver: Solver
  private var known: [Comparison: Bool] = [:]
  /// Points that meet the constraints.
  private(set) var points: [[String: Rational]] = []

  /// - Parameter solver: It holds the constraints; nobody else asserts anything in it.
  init(_ constraints: [Constraint], _ solver: Solver) {
    terms = SymbolTerms(context: solver.context)
    bounds = SymbolBounds(constraints)
    self.solver = solver
  }

  func note(_ point: [String: Rational]) { points.append(point) }

  /// Whether a comparison is seen to hold without asking a solver.
  func isPlain(_ comparison: Comparison) -> Bool { bounds.entail(comparison) }

  /// Whether a comparison is known to hold wherever the constraints do; a hard question is let go.
  ///
  /// - Throws: `SMTError`.
  func holds(_ comparison: Comparison) throws -> Bool {
    if let known = known[comparison] { return known }
    let holds = try bounds.entail(comparison) || isEntailed(comparison)
    known[comparison] = holds
    return holds
  }

  private func isEntailed(_ comparison: Comparison) throws -> Bool {
    guard points.allSatisfy({ comparison.holds(at: $0) }) else { return false }
    try solver.push()
    try solver.add(!terms.formula(comparison.constraint))
    let outcome = try solver.check(timeout: .seconds(1))
    try solver.pop()
    return outcome == .unsatisfiable
  }
}
