internal import CZ3
internal import Exact

/// A conjunction of linear constraints that a model satisfies and that entails the question the model
/// came from: one convex piece of the question's solutions.
struct Cell {
  enum Relation: Hashable {
    case notPositive, negative, zero
  }

  struct Constraint: Hashable {
    let form: LinearForm
    let relation: Relation
  }

  private(set) var constraints: Set<Constraint> = []
  private(set) var objective = LinearForm(0)
  /// The model's values of the whole-number variables.
  private(set) var wholeValues: [Z3_ast: Rational] = [:]

  var variables: Set<Z3_ast> {
    constraints.reduce(into: Set(objective.coefficients.keys)) {
      $0.formUnion($1.form.coefficients.keys)
    }
  }

  /// What keeps a question from being cut into such pieces.
  struct Unsupported: Error {
    let reason: String
  }

  /// - Throws: ``Unsupported`` for nonlinear and quantified formulas.
  init(of formulas: [BoolTerm], maximising objective: RealTerm, around model: Model) throws {
    var extraction = Extraction(model: model)
    for formula in formulas {
      try extraction.require(formula.node.raw)
    }
    self.objective = try extraction.linear(objective.node.raw)
    constraints = extraction.constraints
    wholeValues = extraction.wholeValues
  }

  /// The part of the cell where the whole-number variables have the model's values.
  func fixingWholeNumbers() -> Cell {
    var result = self
    result.constraints = Set(
      constraints.map { Constraint(form: $0.form.fixing(wholeValues), relation: $0.relation) })
    result.objective = objective.fixing(wholeValues)
    result.wholeValues = [:]
    return result
  }
}

/// Reads off, from formulas true in a model, linear constraints true in it that entail them.
private struct Extraction {
  let model: Model
  var constraints: Set<Cell.Constraint> = []
  var wholeValues: [Z3_ast: Rational] = [:]
  private var required: Set<Z3_ast> = []
  private var truths: [Z3_ast: Bool] = [:]
  private var forms: [Z3_ast: LinearForm] = [:]
  private var context: Context { model.context }

  init(model: Model) {
    self.model = model
  }

  /// Makes the constraints entail that the formula keeps the truth value it has in the model.
  mutating func require(_ formula: Z3_ast) throws {
    guard required.insert(formula).inserted else { return }
    guard context.isApplication(formula) else { throw Cell.Unsupported(reason: "quantifiers") }
    let holds = try truth(formula)
    let arguments = context.arguments(of: formula)
    switch context.kind(of: formula) {
    case Z3_OP_TRUE, Z3_OP_FALSE: break
    case Z3_OP_UNINTERPRETED where arguments.isEmpty: break
    case Z3_OP_NOT: try require(arguments[0])
    case Z3_OP_AND: try require(arguments, decisive: false, holds)
    case Z3_OP_OR: try require(arguments, decisive: true, holds)
    case Z3_OP_IMPLIES:
      if holds, try !truth(arguments[0]) {
        try require(arguments[0])
      } else if holds {
        try require(arguments[1])
      } else {
        try requireAll(arguments)
      }
    case Z3_OP_ITE:
      try require(arguments[0])
      try require(arguments[try truth(arguments[0]) ? 1 : 2])
    case Z3_OP_XOR, Z3_OP_IFF: try requireAll(arguments)
    case Z3_OP_EQ, Z3_OP_DISTINCT:
      if context.sort(of: arguments[0]) == .bool {
        try requireAll(arguments)
      } else {
        try requireOrder(arguments)
      }
    case Z3_OP_LE: try compare(arguments[0], arguments[1], strictIf: false, holds)
    case Z3_OP_LT: try compare(arguments[0], arguments[1], strictIf: true, holds)
    case Z3_OP_GE: try compare(arguments[1], arguments[0], strictIf: false, holds)
    case Z3_OP_GT: try compare(arguments[1], arguments[0], strictIf: true, holds)
    case Z3_OP_IS_INT: _ = try floor(of: arguments[0], pinned: holds)
    default: throw unsupported(formula)
    }
  }

  private mutating func requireAll(_ formulas: [Z3_ast]) throws {
    for formula in formulas { try require(formula) }
  }

  /// One argument of the decisive value is enough; without one, all are needed.
  private mutating func require(_ arguments: [Z3_ast], decisive: Bool, _ holds: Bool) throws {
    if holds == decisive {
      for argument in arguments where try truth(argument) == decisive {
        return try require(argument)
      }
    }
    try requireAll(arguments)
  }

  /// Keeps the arguments in the order they have in the model, which decides all equalities.
  private mutating func requireOrder(_ arguments: [Z3_ast]) throws {
    let sorted = try arguments.map { (ast: $0, value: try model.rational(of: $0)) }
      .sorted { $0.value < $1.value }
    for (lower, upper) in zip(sorted, sorted.dropFirst()) {
      let difference = try linear(lower.ast) - linear(upper.ast)
      insert(difference, lower.value == upper.value ? .zero : .negative)
    }
  }

  private mutating func compare(
    _ lower: Z3_ast, _ upper: Z3_ast, strictIf isStrict: Bool, _ holds: Bool
  ) throws {
    let difference = try linear(lower) - linear(upper)
    if holds {
      insert(difference, isStrict ? .negative : .notPositive)
    } else {
      insert(difference.scaled(by: -1), isStrict ? .notPositive : .negative)
    }
  }

  private mutating func insert(_ form: LinearForm, _ relation: Cell.Relation) {
    constraints.insert(Cell.Constraint(form: form, relation: relation))
  }

  private mutating func truth(_ formula: Z3_ast) throws -> Bool {
    if let known = truths[formula] { return known }
    let result = try computedTruth(formula)
    truths[formula] = result
    return result
  }

  private mutating func computedTruth(_ formula: Z3_ast) throws -> Bool {
    guard context.isApplication(formula) else { throw Cell.Unsupported(reason: "quantifiers") }
    let arguments = context.arguments(of: formula)
    switch context.kind(of: formula) {
    case Z3_OP_NOT: return try !truth(arguments[0])
    case Z3_OP_AND: return try arguments.allSatisfy { try truth($0) }
    case Z3_OP_OR: return try arguments.contains { try truth($0) }
    case Z3_OP_IMPLIES: return try !truth(arguments[0]) || truth(arguments[1])
    default: return try model.truth(of: formula)
    }
  }

  // MARK: - Terms

  mutating func linear(_ term: Z3_ast) throws -> LinearForm {
    if let known = forms[term] { return known }
    let result = try computedLinear(term)
    forms[term] = result
    return result
  }

  private mutating func computedLinear(_ term: Z3_ast) throws -> LinearForm {
    if let value = context.rational(of: term) { return LinearForm(value) }
    guard context.isApplication(term) else { throw unsupported(term) }
    let arguments = context.arguments(of: term)
    switch context.kind(of: term) {
    case Z3_OP_UNINTERPRETED where arguments.isEmpty:
      if context.sort(of: term) == .integer { wholeValues[term] = try model.rational(of: term) }
      return LinearForm(variable: term)
    case Z3_OP_ADD:
      return try arguments.reduce(LinearForm(0)) { try $0 + linear($1) }
    case Z3_OP_SUB:
      return try arguments.dropFirst().reduce(linear(arguments[0])) { try $0 - linear($1) }
    case Z3_OP_UMINUS: return try linear(arguments[0]).scaled(by: -1)
    case Z3_OP_MUL:
      return try arguments.reduce(LinearForm(1)) { product, argument in
        let factor = try linear(argument)
        if product.isConstant { return factor.scaled(by: product.constant) }
        guard factor.isConstant else { throw unsupported(term) }
        return product.scaled(by: factor.constant)
      }
    case Z3_OP_DIV:
      let divisor = try linear(arguments[1])
      guard divisor.isConstant, !divisor.constant.isZero else { throw unsupported(term) }
      return try linear(arguments[0]).scaled(by: divisor.constant.reciprocal)
    case Z3_OP_TO_REAL: return try linear(arguments[0])
    case Z3_OP_ITE:
      try require(arguments[0])
      return try linear(arguments[try truth(arguments[0]) ? 1 : 2])
    case Z3_OP_TO_INT: return LinearForm(try floor(of: arguments[0], pinned: false))
    case Z3_OP_IDIV: return LinearForm(try quotient(arguments, term).value)
    case Z3_OP_MOD:
      let (value, divisor) = try quotient(arguments, term)
      return try linear(arguments[0]) - LinearForm(value * divisor)
    default: throw unsupported(term)
    }
  }

  /// The floor the term has in the model, which the constraints then entail; `pinned` to it where the
  /// term is whole, and strictly above it where it is not.
  private mutating func floor(of term: Z3_ast, pinned: Bool) throws -> Rational {
    let form = try linear(term)
    let value = try model.rational(of: term)
    let floor = value.floor
    if pinned {
      insert(form - LinearForm(floor), .zero)
    } else {
      insert(LinearForm(floor) - form, value == floor ? .notPositive : .negative)
      insert(form - LinearForm(floor + 1), .negative)
    }
    return floor
  }

  /// The whole quotient in the model, which the constraints then entail, and the divisor.
  private mutating func quotient(_ arguments: [Z3_ast], _ term: Z3_ast) throws -> (
    value: Rational, divisor: Rational
  ) {
    let divisor = try linear(arguments[1])
    guard divisor.isConstant, !divisor.constant.isZero else { throw unsupported(term) }
    let size = divisor.constant.magnitude
    let floor = try (model.rational(of: arguments[0]) / size).floor
    let remainder = try linear(arguments[0]) - LinearForm(floor * size)
    insert(remainder.scaled(by: -1), .notPositive)
    insert(remainder - LinearForm(size - 1), .notPositive)
    return (divisor.constant < 0 ? -floor : floor, divisor.constant)
  }

  private func unsupported(_ ast: Z3_ast) -> Cell.Unsupported {
    Cell.Unsupported(reason: "not linear: \(context.text(of: ast))")
  }
}
