import Exact

extension MechanismChecker {
  /// That a formula is of a kind, speaks only of what it may, and divides by nothing that is zero.
  func check(_ formula: Located<Formula>, _ kind: Formula.Kind, in scope: Scope) {
    let expression = Expression(formula.content, at: formula.location)
    _ = resolver.formula(expression, yielding: kind, in: scope)
    checkConstants(formula)
  }

  func checkConstants(_ formula: Located<Formula>) {
    formula.content.visit { part in
      switch part {
      case .arithmetic(.over, _, let divisor):
        if Evaluation.constant(divisor)?.isZero ?? false {
          log.report(.divisionByZero, at: formula.location)
        }
      case .power(_, let exponent):
        if exponent < 0 { log.report(.exponentNotWhole, at: formula.location) }
        if exponent > Limits.exponent { log.report(.exponentTooLarge, at: formula.location) }
      case .minimum(let parts) where parts.isEmpty, .maximum(let parts) where parts.isEmpty:
        log.report(.emptyFormula, at: formula.location)
      case .count(let group): check(group, at: formula.location, conditionToo: false)
      default: break
      }
    }
  }

  func check(_ group: Group, at location: Location, conditionToo: Bool = true) {
    guard let role = resolver.role(of: group.name, at: location) else { return }
    if role != group.role {
      log.report(.roleOfGroup(group.name, role: role, said: group.role), at: location)
    }
    if conditionToo, let condition = group.condition {
      check(Located(condition, at: location), .truth, in: scope.speaking(of: [role]))
    }
  }

  /// That probabilities are numbers that sum to 1, and lie within [0, 1] where they are constant.
  func checkMixture(_ mixture: Mixture, _ what: String, at location: Location, in scope: Scope) {
    if mixture.parts.isEmpty {
      log.report(.emptyList(what), at: location)
      return
    }
    var names: Set<String> = []
    for part in mixture.parts {
      if !names.insert(part.name).inserted {
        log.report(.optionTwice(part.name), at: part.probability.location)
      }
      check(part.probability, .number, in: scope)
      if let value = Evaluation.constant(part.probability.content), value < 0 || value > 1 {
        log.report(.probabilityOutside(value.description), at: part.probability.location)
      }
    }
    let place = mixture.parts[0].probability.location
    switch mechanism.sum(of: mixture.parts.map(\.probability.content)) {
    case .one, .unclear: break
    case .constant(let value): log.report(.sumIsNot1(value.description), at: place)
    case .other: log.report(.sumIsNot1(nil), at: place)
    }
  }
}

extension Mechanism {
  /// The defaults, as values of formulas.
  var defaultsInFormulas: [Formula: Rational] {
    Dictionary(uniqueKeysWithValues: defaults.map { (.parameter($0.key), $0.value) })
  }

  enum Sum: Equatable {
    /// For all values.
    case one
    case constant(Rational)
    /// Not always 1.
    case other
    /// Only a solver can tell.
    case unclear
  }

  /// What probabilities sum to.
  ///
  /// A rational function that is 1 at several points of no particular shape is 1 everywhere, but for
  /// a chance too small to matter ([Schwartz 1980]); with `if`, `min`, `max` or rounding, or if an
  /// assumption is an equation, only what the defaults say is certain.
  func sum(of probabilities: [Formula]) -> Sum {
    let total = probabilities.dropFirst().reduce(probabilities[0]) { .arithmetic(.plus, $0, $1) }
    if let value = Evaluation.constant(total) { return value == 1 ? .one : .constant(value) }
    var atDefaults = Evaluation(defaultsInFormulas)
    if let value = atDefaults.number(total), value != 1 { return .other }
    var unknowns: Set<Formula> = []
    var isRational = true
    func visit(_ formula: Formula) {
      switch formula {
      case .number: break
      case .negative, .arithmetic, .power: formula.parts.forEach(visit)
      case .parameter, .binding, .count: unknowns.insert(formula)
      default: isRational = false
      }
    }
    visit(total)
    let isConstrained = assumptions.contains {
      $0.content.contains { part in
        if case .comparison(.equal, _, _) = part { return part.contains(where: unknowns.contains) }
        return false
      }
    }
    guard isRational, !isConstrained else { return .unclear }
    let ordered = unknowns.sorted { $0.description < $1.description }
    for round in 1...4 {
      var values: [Formula: Rational] = [:]
      for (index, unknown) in ordered.enumerated() {
        values[unknown] = Rational(
          7919 * round + 104_729 * (index + 1), 31 + 2 * index + 17 * round)
      }
      var evaluation = Evaluation(values)
      if let value = evaluation.number(total), value != 1 { return .other }
    }
    return .one
  }
}

extension Evaluation {
  /// The value of a formula in which no name occurs.
  static func constant(_ formula: Formula) -> Rational? {
    var evaluation = Evaluation()
    return evaluation.number(formula)
  }
}
