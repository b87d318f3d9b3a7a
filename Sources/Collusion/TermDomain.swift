import Exact
import Interpretation
import Mechanisms
import SMT

/// SMT terms: the walk over all deviations and all parameters at once.
///
/// Divisors are kept out of the terms: a number is a term over factors that are positive wherever the
/// assumptions hold, and comparisons multiply them out. So questions stay polynomial, and Z3 never
/// divides.
final class TermDomain: Domain {
  enum Number: Hashable {
    case constant(Rational)
    /// A term over factors with their exponents.
    case fraction(RealTerm, over: [RealTerm: Int])
  }

  enum Truth: Hashable {
    case constant(Bool)
    case term(BoolTerm)
  }

  let oracle: Oracle
  /// Parameters whose value is given.
  private let fixed: [String: Rational]
  private(set) var symbols: [String: RealTerm] = [:]
  /// What must be asserted beside the terms: the meaning of symbols for reciprocals and floors.
  private(set) var definitions: [BoolTerm] = []
  private var known: [BoolTerm: Bool] = [:]
  /// Divisors that are known to be positive, with the order in which they came to be.
  private var ranks: [RealTerm: Int] = [:]
  private var reciprocals: [RealTerm: RealTerm] = [:]
  private var assumptions: Solver?

  /// - Parameter fixed: The values of parameters that are not symbols here.
  init(_ oracle: Oracle, fixed: [String: Rational] = [:]) {
    self.oracle = oracle
    self.fixed = fixed
  }

  var context: Context { oracle.context }

  /// Makes what is assumed known, for deciding the signs of divisors.
  func assume(_ truth: BoolTerm) throws {
    let solver = try assumptions ?? Solver(incremental: context)
    try solver.add(truth)
    assumptions = solver
    known = known.filter(\.value)
  }

  /// What is assumed, as terms; each is known where the next ones divide.
  func assumed(_ formulas: [Located<Formula>]) throws -> [BoolTerm] {
    try formulas.map { formula in
      let truth = term(try truth(of: formula))
      try assume(truth)
      return truth
    }
  }

  func parameter(_ name: String) -> Number {
    if let value = fixed[name] { return .constant(value) }
    return symbol(name)
  }

  func symbol(_ name: String) -> Number {
    if let known = symbols[name] { return .fraction(known, over: [:]) }
    let term = context.real(name)
    symbols[name] = term
    return .fraction(term, over: [:])
  }

  /// That parameters have their defaults.
  func usual(_ mechanism: Mechanism) -> [BoolTerm] {
    mechanism.parameters.compactMap { parameter in
      guard let symbol = symbols[parameter.name] else { return nil }
      return parameter.defaultValue.map { symbol .== $0 }
    }
  }

  func number(_ value: Rational) -> Number { .constant(value) }
  func truth(_ value: Bool) -> Truth { .constant(value) }

  // MARK: - Arithmetic

  func sum(_ left: Number, _ right: Number) -> Number {
    switch (left, right) {
    case (.constant(let left), .constant(let right)): return .constant(left + right)
    case (.constant(0), _): return right
    case (_, .constant(0)): return left
    default:
      let (first, second, over) = aligned(left, right)
      return made(first + second, over: over)
    }
  }

  func difference(_ left: Number, _ right: Number) -> Number {
    if left == right { return .constant(0) }
    switch (left, right) {
    case (.constant(let left), .constant(let right)): return .constant(left - right)
    case (_, .constant(0)): return left
    default:
      let (first, second, over) = aligned(left, right)
      return made(first - second, over: over)
    }
  }

  func product(_ left: Number, _ right: Number) -> Number {
    switch (left, right) {
    case (.constant(let left), .constant(let right)): return .constant(left * right)
    case (.constant(0), _), (_, .constant(0)): return .constant(0)
    case (.constant(1), _): return right
    case (_, .constant(1)): return left
    default:
      let (first, second) = (parts(left), parts(right))
      return made(
        first.term * second.term, over: first.over.merging(second.over) { $0 + $1 })
    }
  }

  func quotient(_ left: Number, _ right: Number) -> Number {
    switch right {
    case .constant(let divisor):
      return divisor.isZero ? .constant(0) : product(left, .constant(divisor.reciprocal))
    case .fraction(let divisor, let over):
      let scaled = ordered(over).reduce(left) { product($0, power($1.key, $1.value)) }
      if isKnown(divisor > 0) {
        ranks[divisor] = ranks[divisor] ?? ranks.count
        let (term, over) = parts(scaled)
        return made(term, over: over.merging([divisor: 1]) { $0 + $1 })
      }
      return product(scaled, .fraction(reciprocal(divisor), over: [:]))
    }
  }

  /// Unknowns are symbols of their own, and the equations their meaning.
  func solutions(of equations: [Equation<Number>]) -> [Number] {
    let numbers = equations.map { equation -> Number in
      let isKnown = equation.coefficients.allSatisfy { $0 == .constant(0) }
      return isKnown ? equation.constant : .fraction(context.freshReal("worth"), over: [:])
    }
    for (unknown, equation) in zip(numbers, equations) where unknown != equation.constant {
      let value = zip(numbers, equation.coefficients).reduce(equation.constant) {
        sum($0, product($1.0, $1.1))
      }
      definitions.append(term(compare(unknown, .equal, value)))
    }
    return numbers
  }

  func floor(_ value: Number) -> Number {
    switch value {
    case .constant(let value): return .constant(value.floor)
    case .fraction(let term, let over):
      if over.isEmpty { return .fraction(term.floor.real, over: [:]) }
      let whole = context.freshInteger("floor").real
      let divisor = self.term(over)
      definitions.append(whole * divisor <= term && term < (whole + 1) * divisor)
      return .fraction(whole, over: [:])
    }
  }

  func compare(_ left: Number, _ relation: Formula.Comparison, _ right: Number) -> Truth {
    if case .constant(let left) = left, case .constant(let right) = right {
      return .constant(relation.holds(left, right))
    }
    let (first, second) = reduced(left, right)
    let truth =
      switch relation {
      case .less: first < second
      case .lessOrEqual: first <= second
      case .equal: first .== second
      case .notEqual: first .!= second
      case .greaterOrEqual: first >= second
      case .greater: first > second
      }
    return made(truth)
  }

  func choose(_ condition: Truth, _ first: Number, _ second: Number) -> Number {
    switch condition {
    case .constant(let holds): return holds ? first : second
    case .term(let condition):
      if first == second { return first }
      let (left, right, over) = aligned(first, second)
      return made(ite(condition, left, right), over: over)
    }
  }

  /// A number of agents: 0 where the number is negative, as it can be in situations that do not occur.
  func count(_ number: Number) -> Number {
    let isCount = compare(number, .greaterOrEqual, .constant(0))
    if case .term(let isCount) = isCount, isKnown(isCount) { return number }
    return choose(isCount, number, .constant(0))
  }

  // MARK: - Truths

  func not(_ truth: Truth) -> Truth {
    switch truth {
    case .constant(let value): .constant(!value)
    case .term(let term): made(!term)
    }
  }

  func and(_ left: Truth, _ right: Truth) -> Truth {
    switch (left, right) {
    case (.constant(true), _): right
    case (_, .constant(true)): left
    case (.constant(false), _), (_, .constant(false)): .constant(false)
    case (.term(let left), .term(let right)): left == right ? .term(left) : made(left && right)
    }
  }

  func or(_ left: Truth, _ right: Truth) -> Truth {
    switch (left, right) {
    case (.constant(false), _): right
    case (_, .constant(false)): left
    case (.constant(true), _), (_, .constant(true)): .constant(true)
    case (.term(let left), .term(let right)): left == right ? .term(left) : made(left || right)
    }
  }

  func constant(_ value: Number) -> Rational? {
    if case .constant(let value) = value { value } else { nil }
  }

  func decided(_ truth: Truth) -> Bool? {
    if case .constant(let value) = truth { value } else { nil }
  }

  func isKnown(_ truth: Truth, where other: Truth) -> Bool {
    switch or(not(other), truth) {
    case .constant(let holds): holds
    case .term(let term): isKnown(term)
    }
  }

  var isOnePoint: Bool { false }
  func actual(_: Number) -> Rational? { nil }

  // MARK: - Terms

  func term(_ truth: Truth) -> BoolTerm {
    switch truth {
    case .constant(let value): context.constant(value)
    case .term(let term): term
    }
  }

  /// The term of a number that has no divisors.
  func whole(term number: Number) -> RealTerm {
    let (term, over) = parts(number)
    precondition(over.isEmpty, "a number with a divisor stands for no polynomial")
    return term
  }

  private func parts(_ number: Number) -> (term: RealTerm, over: [RealTerm: Int]) {
    switch number {
    case .constant(let value): (context.number(value), [:])
    case .fraction(let term, let over): (term, over)
    }
  }

  private func made(_ term: RealTerm, over: [RealTerm: Int]) -> Number {
    let term = term.simplified
    if let value = term.rational, over.isEmpty || value.isZero { return .constant(value) }
    return .fraction(term, over: over)
  }

  private func made(_ truth: BoolTerm) -> Truth {
    let truth = truth.simplified
    return truth.truth.map { .constant($0) } ?? .term(truth)
  }

  private func power(_ factor: RealTerm, _ exponent: Int) -> Number {
    .fraction(SMT.product(Array(repeating: factor, count: exponent), in: context), over: [:])
  }

  private func term(_ over: [RealTerm: Int]) -> RealTerm {
    SMT.product(
      ordered(over).flatMap { Array(repeating: $0.key, count: $0.value) }, in: context)
  }

  /// Divisors in an order that is the same in every run.
  private func ordered(_ over: [RealTerm: Int]) -> [(key: RealTerm, value: Int)] {
    over.sorted { ranks[$0.key, default: 0] < ranks[$1.key, default: 0] }
  }

  /// Both numbers over their least common divisors.
  private func aligned(
    _ left: Number, _ right: Number
  ) -> (RealTerm, RealTerm, over: [RealTerm: Int]) {
    let (first, second) = (parts(left), parts(right))
    if first.over == second.over { return (first.term, second.term, over: first.over) }
    let over = first.over.merging(second.over) { max($0, $1) }
    func raised(_ part: (term: RealTerm, over: [RealTerm: Int])) -> RealTerm {
      let missing = over.compactMapValues { $0 }.merging(part.over) { $0 - $1 }
      return part.term * term(missing.filter { $0.value > 0 })
    }
    return (raised(first), raised(second), over: over)
  }

  /// Terms that compare as both numbers do: over their least common divisors, and without those that
  /// both have as factors.
  private func reduced(_ left: Number, _ right: Number) -> (RealTerm, RealTerm) {
    let (first, second, over) = aligned(left, right)
    if over.isEmpty { return (first, second) }
    var difference = (first - second).simplified
    for (divisor, exponent) in ordered(over) {
      for _ in 0..<exponent {
        guard let quotient = difference.dividing(exactlyBy: divisor) else { break }
        difference = quotient
      }
    }
    return (difference, context.number(0))
  }

  // MARK: - Divisors

  /// Whether a truth is known to hold wherever the assumptions do.
  private func isKnown(_ truth: BoolTerm) -> Bool {
    if let answer = known[truth] { return answer }
    let answer =
      (try? assumptions.map {
        try oracle.contradicts(
          $0, !truth, proving: "what is taken to hold wherever the assumptions do does")
      }) ?? false
    known[truth] = answer
    return answer
  }

  /// A symbol for the reciprocal of a term; 0 where the term is.
  private func reciprocal(_ divisor: RealTerm) -> RealTerm {
    if let known = reciprocals[divisor] { return known }
    let symbol = context.freshReal("reciprocal")
    definitions.append(
      ((divisor .!= 0).implies(symbol * divisor .== 1))
        && ((divisor .== 0).implies(symbol .== 0)))
    reciprocals[divisor] = symbol
    return symbol
  }
}
