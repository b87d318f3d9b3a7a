import Exact
import SMT

/// Formulas that are to hold together, and the numbers in them that have to be whole.
struct Query {
  var conditions: [BoolTerm]
  var wholes: [RealTerm] = []

  static func + (query: Query, others: [BoolTerm]) -> Query {
    Query(conditions: query.conditions + others, wholes: query.wholes)
  }

  /// The query with values in place of some symbols.
  func holding(_ values: [(symbol: RealTerm, value: Rational)]) -> Query {
    guard let context = values.first?.symbol.context else { return self }
    let replacements = values.map { ($0.symbol.erased, context.number($0.value).erased) }
    let wholes = wholes.map { $0.substituting(replacements).simplified }
    let isFraction = wholes.contains { $0.rational.map { !$0.isInteger } ?? false }
    return Query(
      conditions: conditions.map { $0.substituting(replacements).simplified }
        + (isFraction ? [context.constant(false)] : []),
      wholes: wholes.filter { $0.rational == nil })
  }

  /// Everything as formulas.
  var formulas: [BoolTerm] { conditions + wholes.map(\.isInteger) }
}

/// Answers the queries of one search until its deadline, each by the cheapest method that fits, and keeps
/// account of it: how long it took, and what others need to check the answers.
///
/// Linear real arithmetic is decided by the simplex method. Products are taken for variables of their own
/// first, which often is enough to choose a plan or to see that there is none; where it is not, several
/// methods for polynomials take turns. Whole numbers are asked for over the reals first, then by branching on
/// those that are not whole, and where that does not end, as the solver's own whole numbers: no answer
/// over the reals is no answer over whole numbers, so a proof mostly takes one question.
final class Oracle {
  let context: Context
  let deadline: Deadline
  /// The time spent inside the solver.
  private(set) var solving: Duration = .zero
  /// Whether somebody wants to check what is established.
  let keepsObligations: Bool
  /// What was established, in the order in which it was.
  private(set) var obligations: [ProofObligation] = []

  /// A query over whole numbers takes at most so many questions over the reals.
  private static let mostQuestions = 30

  init(_ context: Context, until deadline: Deadline, keepsObligations: Bool = false) {
    self.context = context
    self.deadline = deadline
    self.keepsObligations = keepsObligations
  }

  /// - Throws: ``OutOfTime`` once time has run out or the work was interrupted.
  func checkpoint() throws { try deadline.checkpoint(context) }

  // MARK: - Real numbers

  /// Whether the conditions can hold, all numbers being real.
  ///
  /// - Parameter claim: What it says if they cannot, where a verdict rests on that.
  func askReal(_ query: Query, proving claim: String? = nil) throws -> (Outcome, Model?) {
    let answer = try decide(query.conditions, within: deadline.left)
    if answer.0 == .unsatisfiable, let claim { try record(query.conditions, claim) }
    return answer
  }

  private func decide(
    _ formulas: [BoolTerm], within limit: Duration
  ) throws -> (Outcome, Model?) {
    guard !deadline.hasPassed else { return (.unknown(reason: "timeout"), nil) }
    var attempts: [Attempt] = []
    let end = ContinuousClock.now + limit
    for (method, share) in Attempt.portfolio(for: try Theory(of: formulas, in: context)) {
      let start = ContinuousClock.now
      guard start < end else { break }
      let limit = max(.milliseconds(1), start.duration(to: end) * share)
      let (outcome, model) =
        switch method {
        case .deciding(let theory): try decide(formulas, in: theory, within: limit)
        case .choosingLinearly: try chooseLinearly(formulas, within: limit)
        }
      guard case .unknown(let reason) = outcome else { return (outcome, model) }
      attempts.append(
        Attempt(method: method, reason: reason, took: ContinuousClock.now - start))
      if context.interrupter.isInterrupted { return (outcome, nil) }
    }
    return (.unknown(reason: Attempt.summary(attempts)), nil)
  }

  private func decide(
    _ formulas: [BoolTerm], in theory: Theory, within limit: Duration
  ) throws -> (Outcome, Model?) {
    let solver = try Solver(deciding: formulas, in: theory, context)
    let outcome = try timed { try solver.check(timeout: limit) }
    return (outcome, outcome == .satisfiable ? try solver.model() : nil)
  }

  /// Chooses truths by linear arithmetic, with products as variables of their own, and decides what is
  /// left of the formulas where these are settled.
  private func chooseLinearly(
    _ formulas: [BoolTerm], within limit: Duration
  ) throws -> (Outcome, Model?) {
    guard let linear = try Linearization(of: formulas, in: context) else {
      return (.unknown(reason: "not only polynomials, or too large"), nil)
    }
    let end = ContinuousClock.now + limit
    func left() -> Duration { max(.milliseconds(1), ContinuousClock.now.duration(to: end)) }
    let chooser = try Solver(deciding: linear.formulas, in: .linearReal, context)
    for _ in 0..<Self.mostChoices where ContinuousClock.now < end {
      let outcome = try timed { try chooser.check(timeout: left()) }
      guard outcome == .satisfiable else { return (outcome, nil) }
      let model = try chooser.model()
      let chosen = try linear.truths.map { try model.truth(of: $0) ? $0 : !$0 }
      let answer = try decide(formulas + chosen, in: .nonlinearReal, within: left() / 4)
      guard answer.0 == .unsatisfiable else { return answer }
      try chooser.add(!conjunction(chosen, in: context))
    }
    return (.unknown(reason: "\(Self.mostChoices) choices"), nil)
  }

  /// So many choices of truths are tried.
  private static let mostChoices = 20

  // MARK: - Whole numbers

  /// Whether the conditions can hold, counts being whole numbers.
  ///
  /// - Parameter claim: What it says if they cannot, where a verdict rests on that.
  func ask(_ query: Query, proving claim: String? = nil) throws -> (Outcome, Model?) {
    var left = Self.mostQuestions
    let real = try askReal(query, proving: claim)
    guard real.0 == .satisfiable else { return real }
    var answer = try branch(from: real, query, &left)
    if case .unknown(let reason) = answer.0, left == 0 {
      answer = try decide(query.formulas, within: deadline.left / 4)
      if case .unknown(let other) = answer.0 {
        answer.0 = .unknown(reason: "\(other), after \(reason)")
      }
    }
    if answer.0 == .unsatisfiable, let claim { try record(query.formulas, claim) }
    return answer
  }

  /// Splits the query at a count that is not whole in its answer over the reals.
  private func branch(
    from answer: (Outcome, Model?), _ query: Query, _ left: inout Int
  ) throws -> (Outcome, Model?) {
    guard let model = answer.1 else { return answer }
    for whole in query.wholes {
      let value = try model.value(of: whole)
      if value.rational?.isInteger ?? false { continue }
      let below = value.bounds(precision: 20).lower.floor
      let lower = try branch(query + [whole <= below], &left)
      if lower.0 == .satisfiable { return lower }
      let upper = try branch(query + [whole >= below + 1], &left)
      if upper.0 == .satisfiable { return upper }
      return lower.0 == .unsatisfiable ? upper : lower
    }
    return answer
  }

  private func branch(_ query: Query, _ left: inout Int) throws -> (Outcome, Model?) {
    guard left > 0 else {
      return (.unknown(reason: "\(Self.mostQuestions) questions about counts"), nil)
    }
    left -= 1
    return try branch(from: try askReal(query), query, &left)
  }

  // MARK: - Other questions

  /// Whether a solver's assertions are known to contradict a formula; a short question, which is let go
  /// if it is hard.
  func contradicts(
    _ solver: Solver, _ formula: BoolTerm, proving claim: String
  ) throws -> Bool {
    try solver.push()
    try solver.add(formula)
    let outcome = try timed { try solver.check(timeout: min(.seconds(1), deadline.left)) }
    try solver.pop()
    guard outcome == .unsatisfiable else { return false }
    try record(solver.assertions + [formula], claim)
    return true
  }

  /// Which of some formulas contradict a query, by the solver's unsat core, numbers being real, or else whole;
  /// nil if it is not seen quickly that they do.
  func core(of formulas: [BoolTerm], beside query: Query) throws -> [Int]? {
    for others in [query.conditions, query.formulas] {
      let solver = try Solver(
        deciding: others, in: Theory(of: others + formulas, in: context), context)
      let limit = min(Self.longestCore, deadline.left)
      guard try timed({ try solver.check(assuming: formulas, timeout: limit) }) == .unsatisfiable
      else { continue }
      let core = Set(try solver.unsatCore())
      return formulas.indices.filter { core.contains(formulas[$0]) }
    }
    return nil
  }

  /// An unsat core only saves questions.
  private static let longestCore = Duration.seconds(5)

  /// The least upper bound of an objective over what meets the conditions.
  func supremum(of objective: RealTerm, _ query: Query) throws -> Optimum {
    let solver = try Solver(deciding: query.formulas, context)
    return try timed { try solver.maximise(objective, timeout: deadline.left) }
  }

  private func timed<Answer>(_ question: () throws -> Answer) rethrows -> Answer {
    let start = ContinuousClock.now
    defer { solving += ContinuousClock.now - start }
    return try question()
  }

  /// A model of a query in which as many of some truths hold as can be, taken one by one; nil if there is
  /// none, or none was found in time.
  func model(of query: Query, preferring truths: [BoolTerm]) throws -> Model? {
    var query = query
    for truth in truths where try ask(query + [truth]).0 == .satisfiable {
      query = query + [truth]
    }
    return try ask(query).1
  }

  // MARK: - Evidence

  /// Notes what is known of formulas as a question for others.
  func record(
    _ formulas: [BoolTerm], _ claim: String, _ answer: ProofObligation.Answer = .unsatisfiable
  ) throws {
    guard keepsObligations else { return }
    let script = try context.smtLIB(formulas.filter { $0.truth != true })
    guard !obligations.contains(where: { $0.script == script }) else { return }
    obligations.append(ProofObligation(claim: claim, script: script, answer: answer))
  }
}
