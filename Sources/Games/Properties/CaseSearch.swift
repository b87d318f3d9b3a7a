import Exact
import SMT

/// Goes through the values of a game's symbols, case by case, until a claim is known for all of them.
///
/// A case is a region about a point: all that makes the claim true or false at the point holds there. The
/// solver finds a point that no case covers, until there is none.
final class CaseSearch {
  let symbols: [String]
  let constraints: [Constraint]
  let tree: GameTree
  let entailment: Entailment
  let deadline: ContinuousClock.Instant
  private let terms: SymbolTerms
  private let solver: Solver
  private(set) var solving: Duration = .zero
  /// Points at which the constraints hold, to begin with.
  private var points: [[String: Rational]] = []

  /// A region in which a claim holds, or does not.
  struct Case {
    var point: [String: Rational]
    var holds: Bool
    var conditions: [Comparison]

    func contains(_ point: [String: Rational]) -> Bool {
      conditions.allSatisfy { $0.holds(at: point) }
    }

    /// Whether each condition has the sign at a point that it has at the case's own.
    func isAlike(_ other: [String: Rational]) -> Bool {
      conditions.allSatisfy {
        $0.difference.value(at: other)?.signum() == $0.difference.value(at: point)?.signum()
      }
    }
  }

  /// Why there is no answer.
  struct Undecided: Error {
    var reason: String
  }

  /// - Throws: `SMTError`.
  init(
    _ game: Game, _ constraints: [Constraint], until deadline: ContinuousClock.Instant
  ) throws {
    symbols = game.symbols
    self.constraints = constraints
    self.deadline = deadline
    tree = game.tree
    let context = try Context()
    let terms = SymbolTerms(context: context)
    self.terms = terms
    let isLinear =
      constraints.allSatisfy(\.isLinear)
      && tree.payoffs.allSatisfy(\.isLinear)
    func holdingConstraints() throws -> Solver {
      let solver =
        isLinear ? try Solver(incremental: context) : try Solver(context, logic: "QF_NRA")
      for constraint in constraints { try solver.add(terms.formula(constraint)) }
      return solver
    }
    solver = try holdingConstraints()
    entailment = Entailment(constraints, try holdingConstraints())
    let simple = Self.simplePoints(symbols, where: constraints)
    if let first = try firstPoint(unless: simple) {
      points = [first] + simple
      for point in points { entailment.note(point) }
    }
  }

  /// Whether no values of the symbols meet the constraints.
  var isVacuous: Bool { points.isEmpty }

  // MARK: - Points

  /// A point that meets the constraints; one of those that are known where the solver only finds irrational ones.
  private func firstPoint(unless known: [[String: Rational]]) throws -> [String: Rational]? {
    do {
      return try point()
    } catch let undecided as Undecided {
      guard let known = known.first else { throw undecided }
      return known
    }
  }

  /// A point that meets what is asserted; nil if there is none.
  private func point() throws -> [String: Rational]? {
    let left = ContinuousClock.now.duration(to: deadline)
    guard left > .zero else { throw Undecided(reason: "timeout") }
    switch try timed({ try solver.check(timeout: left) }) {
    case .unsatisfiable: return nil
    case .unknown(let reason): throw Undecided(reason: reason)
    case .satisfiable:
      return try terms.point(of: symbols, in: try solver.model())
    }
  }

  private func timed<Answer>(_ question: () throws -> Answer) rethrows -> Answer {
    let start = ContinuousClock.now
    defer { solving += ContinuousClock.now - start }
    return try question()
  }

  /// Some points of small numbers at which the constraints hold, always the same.
  private static func simplePoints(
    _ symbols: [String], where constraints: [Constraint]
  ) -> [[String: Rational]] {
    guard !symbols.isEmpty else { return [] }
    let values: [Rational] = [1, 2, 5, 10, 100, Rational(1, 2), Rational(1, 10), -1, -7, 0, 30]
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    var points: [[String: Rational]] = []
    for _ in 0..<400 where points.count < 7 {
      var point: [String: Rational] = [:]
      for symbol in symbols {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        point[symbol] = values[Int(state >> 40) % values.count]
      }
      if constraints.allSatisfy({ $0.holds(at: point) }) { points.append(point) }
    }
    return points
  }

  // MARK: - Cases

  /// The cases of a claim, which cover all points that meet the constraints; or only up to the first of a kind,
  /// with that one last.
  ///
  /// - Parameters:
  ///   - mostCases: More of them are not sought.
  ///   - end: The search ends at a case where it is this whether the claim holds; never if nil.
  /// - Throws: ``Undecided``; `SMTError`.
  func cases(
    of claim: some Claim, mostCases: Int = .max, until end: Bool?
  ) throws -> [Case] {
    var cases: [Case] = []
    var isCovered = false
    try timed { try solver.push() }
    defer { try? solver.pop() }
    var left = points[...]
    while true {
      var next = left.popFirst()
      if next == nil {
        if isCovered { return cases }
        next = try point()
        next.map(entailment.note)
      }
      guard let next else { return cases }
      if cases.contains(where: { $0.contains(next) }) { continue }
      try checkpoint()
      guard cases.count < mostCases else { throw Undecided(reason: "more than \(mostCases) cases") }
      let judgement = try claim.judgement(at: Sample(tree, at: next))
      var seen: Set<Comparison> = []
      let conditions = judgement.reasons.filter {
        seen.insert($0).inserted && !entailment.isPlain($0)
      }
      let found = Case(point: next, holds: judgement.holds, conditions: conditions)
      cases.append(found)
      if found.holds == end { return cases }
      if conditions.isEmpty {
        isCovered = true
        left = []
      } else {
        let outside = conditions.map { terms.formula($0.negated.constraint) }
        try solver.add(disjunction(outside, in: terms.context))
      }
    }
  }

  private func checkpoint() throws {
    if ContinuousClock.now >= deadline { throw Undecided(reason: "timeout") }
  }

  // MARK: - Simpler

  /// Whether the constraints and some comparisons leave no point of these cases.
  private func excludes(_ comparisons: [Comparison], _ cases: [Case]) throws -> Bool {
    let regions = cases.map { region in
      conjunction(region.conditions.map { terms.formula($0.constraint) }, in: terms.context)
    }
    return try areContradictory(comparisons, [disjunction(regions, in: terms.context)])
  }

  /// Whether some comparisons and formulas are seen to hold nowhere where the constraints do.
  private func areContradictory(
    _ comparisons: [Comparison], _ formulas: [BoolTerm]
  ) throws -> Bool {
    try checkpoint()
    try timed { try solver.push() }
    defer { try? solver.pop() }
    for comparison in comparisons { try solver.add(terms.formula(comparison.constraint)) }
    for formula in formulas { try solver.add(formula) }
    let left = max(.milliseconds(1), ContinuousClock.now.duration(to: deadline))
    return try timed { try solver.check(timeout: left) } == .unsatisfiable
  }

  /// Where a claim holds, as conditions none of which can be left out or widened, by its cases.
  func precondition(_ cases: [Case]) throws -> Precondition {
    let good = cases.filter(\.holds)
    var bad: [[Comparison]] = []
    for region in cases where !region.holds {
      var conditions = region.conditions.sorted { "\($0)" < "\($1)" }
      for condition in conditions {
        let rest = conditions.filter { $0 != condition }
        if try excludes(rest, good) { conditions = rest }
      }
      if !bad.contains(conditions) { bad.append(conditions) }
    }
    // What only others exclude too goes, the longest first.
    for region in bad.sorted(by: { $0.count > $1.count }) where bad.count > 1 {
      let others = bad.filter { $0 != region }
      if try isCovered(region, by: others) { bad = others }
    }
    return Precondition(
      clauses: bad.map { $0.map(\.negated.constraint) }.sorted { $0.count < $1.count })
  }

  private func isCovered(_ region: [Comparison], by others: [[Comparison]]) throws -> Bool {
    try areContradictory(
      region,
      others.map { other in
        disjunction(other.map { terms.formula($0.negated.constraint) }, in: terms.context)
      })
  }

  /// A point of a case with simple numbers, no more on its border than the case's own point, each symbol in
  /// turn being given the simplest that stays in it: the last first, since what is declared first is mostly what
  /// the others are measured by.
  func simplified(_ region: Case) -> [String: Rational] {
    var point = region.point
    for symbol in symbols.reversed() {
      for value in Self.simpleValues where value != point[symbol] {
        var other = point
        other[symbol] = value
        if region.isAlike(other), constraints.allSatisfy({ $0.holds(at: other) }) {
          point = other
          break
        }
      }
    }
    return point
  }

  private static let simpleValues: [Rational] =
    (0...12).flatMap { [Rational($0), Rational(-$0)] } + [20, 50, 100, 1000]
    + [Rational(1, 2), Rational(1, 3), Rational(1, 4), Rational(1, 10)]
}

extension Constraint {
  fileprivate var isLinear: Bool {
    switch self {
    case .any(let parts), .all(let parts): parts.allSatisfy(\.isLinear)
    case .comparison(let amount, _): amount.isLinear
    }
  }
}

extension Payoff {
  fileprivate var isLinear: Bool {
    (real.terms + infinitesimal.terms).allSatisfy { $0.monomial.degree <= 1 }
  }
}
