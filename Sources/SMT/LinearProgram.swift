internal import CZ3
internal import Exact

/// Maximisation over the closure of a cell by one ordinary question.
///
/// By strong duality a feasible program `max c·x, A x ≤ b` has the optimum `v` exactly if some `x` and
/// some multipliers `y ≥ 0` satisfy `A x ≤ b`, `y A = c` and `c x = y b = v`; without such multipliers
/// it is unbounded [Schrijver 1986, Cor. 7.1g]. The cell is not empty, so closing its strict
/// inequalities gives its topological closure, and the supremum stays what it is.
struct LinearProgram {
  enum Answer {
    case bounded(Rational)
    /// Along a direction, given for the variables that change.
    case unbounded(along: [Z3_ast: Rational])
    case unknown(reason: String)
  }

  let cell: Cell
  let context: Context

  /// - Parameter timeout: of the question.
  func solve(timeout: Duration?) throws -> Answer {
    guard !cell.objective.isConstant else { return .bounded(cell.objective.constant) }
    let solver = try Solver(context, logic: "QF_LRA")
    let primal = Primal(context)
    var combination: [Z3_ast: [RealTerm]] = [:]
    var bound: [RealTerm] = [context.number(cell.objective.constant)]
    for (index, constraint) in cell.constraints.enumerated() {
      let form = constraint.form
      let multiplier = context.real("maximise!y\(index)")
      if constraint.relation == .zero {
        try solver.add(primal.term(form) .== 0)
      } else {
        try solver.add(primal.term(form) <= 0)
        try solver.add(multiplier >= 0)
      }
      for (variable, coefficient) in form.coefficients {
        combination[variable, default: []].append(coefficient * multiplier)
      }
      bound.append(-form.constant * multiplier)
    }
    for variable in Set(combination.keys).union(cell.objective.coefficients.keys) {
      let coefficient = cell.objective.coefficients[variable, default: 0]
      try solver.add(sum(combination[variable, default: []], in: context) .== coefficient)
    }
    let value = primal.term(cell.objective)
    try solver.add(value .== sum(bound, in: context))
    switch try solver.check(timeout: timeout) {
    case .satisfiable:
      guard let optimum = try solver.model().value(of: value).rational else {
        return .unknown(reason: "an irrational optimum of a linear program")
      }
      return .bounded(optimum)
    case .unsatisfiable: return try direction(timeout: timeout)
    case .unknown(let reason): return .unknown(reason: reason)
    }
  }

  /// A direction that stays in the cell and along which the objective grows.
  private func direction(timeout: Duration?) throws -> Answer {
    let solver = try Solver(context, logic: "QF_LRA")
    let primal = Primal(context)
    for constraint in cell.constraints {
      let change = primal.term(constraint.form.withoutConstant)
      try solver.add(constraint.relation == .zero ? change .== 0 : change <= 0)
    }
    try solver.add(primal.term(cell.objective.withoutConstant) .== 1)
    switch try solver.check(timeout: timeout) {
    case .satisfiable:
      let values = try primal.values(in: try solver.model()).filter { !$0.value.isZero }
      let unit = values.values.reduce(Rational.zero) { $0.commonDivisor(with: $1) }
      return .unbounded(along: values.mapValues { $0 / unit })
    case .unsatisfiable: return .unknown(reason: "no bound, and no direction of growth")
    case .unknown(let reason): return .unknown(reason: reason)
    }
  }
}

/// Real variables that stand for the variables of a cell, whatever their sort.
private final class Primal {
  private let context: Context
  private var variables: [Z3_ast: RealTerm] = [:]

  init(_ context: Context) {
    self.context = context
  }

  func term(_ form: LinearForm) -> RealTerm {
    let products = form.coefficients.map { variable, coefficient in
      coefficient * term(variable)
    }
    return sum(products + [context.number(form.constant)], in: context)
  }

  func values(in model: Model) throws -> [Z3_ast: Rational] {
    try variables.compactMapValues { try model.value(of: $0).rational }
  }

  private func term(_ variable: Z3_ast) -> RealTerm {
    if let known = variables[variable] { return known }
    let term = context.real("maximise!x\(variables.count)")
    variables[variable] = term
    return term
  }
}
