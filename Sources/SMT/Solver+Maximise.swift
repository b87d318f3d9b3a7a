internal import CZ3
internal import Exact

extension Solver {
  /// The least upper bound of the objective over the solutions of the assertions, exactly.
  ///
  /// Decides linear arithmetic over reals and whole numbers with any Boolean structure and strict
  /// inequalities, and quantifiers as far as they can be eliminated. Every bound is confirmed by
  /// ordinary questions: no solution exceeds it, and solutions come arbitrarily near it. Nonlinear
  /// questions, and whole-number ones that need too many steps, are answered `unknown`.
  ///
  /// - Parameter timeout: of all questions together.
  /// - Complexity: a few questions for each convex piece of the solutions that improves the bound.
  /// - Throws: ``SMTError`` if a term operation failed.
  public func maximise(_ objective: RealTerm, timeout: Duration? = nil) throws -> Optimum {
    try context.admit([objective.node], "maximise")
    let deadline = timeout.map { ContinuousClock.now + $0 }
    do {
      var search = try SupremumSearch(
        assertions: assertions, objective: objective, context: context, deadline: deadline)
      return try search.run()
    } catch let failure as Cell.Unsupported {
      return .unknown(reason: failure.reason)
    }
  }
}

/// Climbs from one convex piece of the solutions to a better one until no solution is above.
private struct SupremumSearch {
  private let formulas: [BoolTerm]
  private let objective: RealTerm
  private let context: Context
  private let deadline: ContinuousClock.Instant?
  private let solver: Solver
  /// The greatest supremum of a piece so far.
  private var best: Rational?

  private static let stepLimit = 1000
  private static let bisectionLimit = 40

  /// - Throws: ``Cell/Unsupported`` if quantifiers cannot be eliminated.
  init(
    assertions: [BoolTerm], objective: RealTerm, context: Context,
    deadline: ContinuousClock.Instant?
  ) throws {
    self.objective = objective
    self.context = context
    self.deadline = deadline
    formulas = try Self.withoutQuantifiers(assertions, context, Self.remaining(deadline))
    solver = try Solver(context)
    for formula in formulas { try solver.add(formula) }
  }

  mutating func run() throws -> Optimum {
    for _ in 0..<Self.stepLimit {
      switch try check() {
      case .unsatisfiable: return try conclusion()
      case .unknown(let reason): return .unknown(reason: reason)
      case .satisfiable:
        if let answer = try climb(from: try solver.model()) { return answer }
      }
    }
    return .unknown(reason: "no bound after \(Self.stepLimit) improvements")
  }

  /// Raises `best` to the supremum of a piece around the model; an answer if that ends the search.
  private mutating func climb(from model: Model) throws -> Optimum? {
    let cell = try Cell(of: formulas, maximising: objective, around: model)
    switch try LinearProgram(cell: cell, context: context).solve(timeout: try remaining()) {
    // A rational direction of growth has a whole multiple, so whole numbers change nothing here.
    case .unbounded(let direction): return .unbounded(try ray(along: direction, in: cell, model))
    case .unknown(let reason): return .unknown(reason: reason)
    case .bounded(let value):
      if cell.wholeValues.isEmpty { return try raise(to: value) }
      if let answer = try raiseFixingWholeNumbers(of: cell, model) { return answer }
      return try bisect(below: value)
    }
  }

  /// Looks for whole-number solutions in the upper half of what the relaxed piece promised.
  private mutating func bisect(below relaxed: Rational) throws -> Optimum? {
    var target = relaxed
    for _ in 0..<Self.bisectionLimit {
      guard let best, best < target else { return nil }
      try solver.push()
      try solver.add(objective >= target)
      let outcome = try solver.check(timeout: try remaining())
      let model = outcome == .satisfiable ? try solver.model() : nil
      try solver.pop()
      if case .unknown(let reason) = outcome { return .unknown(reason: reason) }
      if let model {
        let cell = try Cell(of: formulas, maximising: objective, around: model)
        if let answer = try raiseFixingWholeNumbers(of: cell, model) { return answer }
        target = relaxed
        if best == self.best { return nil }
      } else {
        target = Rational.simplest(
          between: (best + best + target) / 3, and: (best + target + target) / 3)
      }
    }
    return nil
  }

  private mutating func raiseFixingWholeNumbers(
    of cell: Cell, _ model: Model
  ) throws -> Optimum? {
    let program = LinearProgram(cell: cell.fixingWholeNumbers(), context: context)
    switch try program.solve(timeout: try remaining()) {
    case .unbounded(let direction): return .unbounded(try ray(along: direction, in: cell, model))
    case .unknown(let reason): return .unknown(reason: reason)
    case .bounded(let value): return try raise(to: value)
    }
  }

  /// The ray from a model in a direction.
  private func ray(along direction: [Z3_ast: Rational], in cell: Cell, _ model: Model) throws -> Ray
  {
    let start = try cell.variables.map { (context.text(of: $0), try model.rational(of: $0)) }
    return Ray(
      start: Dictionary(start) { first, _ in first },
      direction: Dictionary(
        direction.map { (context.text(of: $0.key), $0.value) },
        uniquingKeysWith: { first, _ in first }))
  }

  /// The piece holds a solution above the old bound, so its supremum must be above it too.
  private mutating func raise(to value: Rational) throws -> Optimum? {
    if let best, value <= best {
      return .unknown(reason: "the bound \(value) contradicts a solution above \(best)")
    }
    best = value
    try solver.add(objective > value)
    return nil
  }

  private func conclusion() throws -> Optimum {
    guard let best else { return .infeasible }
    let last = try Solver(deciding: formulas + [objective .== best], context)
    switch try last.check(timeout: try remaining()) {
    case .satisfiable: return .supremum(best, attained: true)
    case .unsatisfiable: return .supremum(best, attained: false)
    case .unknown(let reason): return .unknown(reason: reason)
    }
  }

  private func check() throws -> Outcome {
    try solver.check(timeout: try remaining())
  }

  private func remaining() throws -> Duration? { try Self.remaining(deadline) }

  private static func remaining(_ deadline: ContinuousClock.Instant?) throws -> Duration? {
    guard let deadline else { return nil }
    let remaining = deadline - ContinuousClock.now
    guard remaining > .zero else { throw Cell.Unsupported(reason: "timeout") }
    return remaining
  }

  private static func withoutQuantifiers(
    _ formulas: [BoolTerm], _ context: Context, _ timeout: Duration?
  ) throws -> [BoolTerm] {
    guard formulas.contains(where: { containsQuantifier($0.node) }) else { return formulas }
    let elimination = try Tactic("qe", in: context)
    let goals: [[BoolTerm]]
    do {
      goals = try elimination.apply(to: formulas, timeout: timeout)
    } catch let error as SMTError {
      throw Cell.Unsupported(reason: "quantifiers: \(error.message)")
    }
    let result = disjunction(goals.map { conjunction($0, in: context) }, in: context)
    guard !containsQuantifier(result.node) else { throw Cell.Unsupported(reason: "quantifiers") }
    return [result]
  }

  private static func containsQuantifier(_ node: Node) -> Bool {
    let context = node.context
    var visited: Set<Z3_ast> = []
    var open = [node.raw]
    return withExtendedLifetime(node) {
      while let next = open.popLast() {
        guard visited.insert(next).inserted else { continue }
        if context.isQuantifier(next) { return true }
        if context.isApplication(next) { open += context.arguments(of: next) }
      }
      return false
    }
  }
}
