import Exact
import Interpretation
import Mechanisms

/// A quantifier-free formula over polynomials of parameters: a semialgebraic set of points.
indirect enum Semialgebraic: Hashable, Sendable {
  case constant(Bool)
  /// A polynomial in this relation to zero.
  case atom(Polynomial, Formula.Comparison)
  case all([Semialgebraic])
  case any([Semialgebraic])

  var negated: Semialgebraic {
    switch self {
    case .constant(let value): .constant(!value)
    case .atom(let polynomial, let relation): .atom(polynomial, relation.negated)
    case .all(let parts): .any(parts.map(\.negated))
    case .any(let parts): .all(parts.map(\.negated))
    }
  }

  /// A function in a relation to zero; false where its denominator is zero.
  init(_ function: RationalFunction, _ relation: Formula.Comparison) {
    guard function.polynomial == nil else {
      self = .atom(function.numerator, relation)
      return
    }
    self = .all([
      .atom(function.numerator * function.denominator, relation),
      .atom(function.denominator, .notEqual),
    ])
  }

  init(_ condition: FunctionDomain.Condition) { self.init(condition.function, condition.relation) }

  /// Whether the formula holds at a point.
  func holds(at point: [String: Rational]) -> Bool {
    switch self {
    case .constant(let value): value
    case .atom(let polynomial, let relation):
      polynomial.evaluate(at: point).map { relation.holds($0, 0) } ?? false
    case .all(let parts): parts.allSatisfy { $0.holds(at: point) }
    case .any(let parts): parts.contains { $0.holds(at: point) }
    }
  }

  /// The formula with functions in the place of parameters; false where one has a denominator that is zero.
  func substituting(_ functions: [String: RationalFunction]) -> Semialgebraic {
    switch self {
    case .constant: self
    case .atom(let polynomial, let relation):
      Semialgebraic(polynomial.substituting(functions: functions), relation)
    case .all(let parts): .all(parts.map { $0.substituting(functions) })
    case .any(let parts): .any(parts.map { $0.substituting(functions) })
    }
  }

  /// Where the formula holds from some value of a variable on, however far that variable goes: a formula
  /// without it.
  ///
  /// A polynomial in one variable has, far enough out, the sign of its leading coefficient, so that the
  /// formula holds from somewhere on or fails from somewhere on [Loos and Weispfenning 1993, "Applying
  /// linear quantifier elimination", virtual substitution of infinity].
  func eventually(_ variable: String) -> Semialgebraic {
    switch self {
    case .constant: self
    case .atom(let polynomial, let relation):
      Self.eventually(polynomial.coefficients(in: variable), relation)
    case .all(let parts): .all(parts.map { $0.eventually(variable) })
    case .any(let parts): .any(parts.map { $0.eventually(variable) })
    }
  }

  /// The same for a polynomial that is given by its coefficients, the last one leading.
  private static func eventually(
    _ coefficients: [Polynomial], _ relation: Formula.Comparison
  ) -> Semialgebraic {
    guard let leading = coefficients.last else { return .constant(relation.holds(0, 0)) }
    let isZero = Semialgebraic.all(coefficients.map { .atom($0, .equal) })
    let rest = Array(coefficients.dropLast())
    switch relation {
    case .equal: return isZero
    case .notEqual: return isZero.negated
    case .less, .greater:
      if rest.isEmpty { return .atom(leading, relation) }
      return .any([
        .atom(leading, relation),
        .all([.atom(leading, .equal), eventually(rest, relation)]),
      ])
    case .lessOrEqual: return .any([isZero, eventually(coefficients, .less)])
    case .greaterOrEqual: return .any([isZero, eventually(coefficients, .greater)])
    }
  }

  /// Where the formula holds as a variable comes near to a value from one side: a formula without it.
  func near(_ value: Rational, of variable: String, from side: Side) -> Semialgebraic {
    substituting([variable: side.nearby(value, by: variable)]).eventually(variable)
  }

  enum Side: CaseIterable {
    case above, below

    /// A value and the reciprocal of a variable, which comes near to the value as the variable goes to infinity.
    func nearby(_ value: Rational, by variable: String) -> RationalFunction {
      let step = RationalFunction(Rational(self == .above ? 1 : -1))
      return RationalFunction(value) + step * RationalFunction(variable: variable).reciprocal
    }
  }
}

/// Formulas over parameters as semialgebraic sets: numbers are rational functions, case by case.
///
/// - Complexity: as many cases as `if`, `min` and `max` make together.
final class SemialgebraicDomain: Domain {
  /// The cases, of which exactly one applies at each point.
  typealias Number = [Case]
  typealias Truth = Semialgebraic

  struct Case: Hashable {
    var when: Semialgebraic
    var value: RationalFunction
  }

  /// Whether everything asked for could be expressed: not if something is rounded.
  private(set) var isExact = true

  func number(_ value: Rational) -> Number {
    [Case(when: .constant(true), value: RationalFunction(value))]
  }
  func truth(_ value: Bool) -> Semialgebraic { .constant(value) }
  func parameter(_ name: String) -> Number {
    [Case(when: .constant(true), value: RationalFunction(variable: name))]
  }

  private func combine(
    _ left: Number, _ right: Number,
    _ operation: (RationalFunction, RationalFunction) -> RationalFunction
  ) -> Number {
    left.flatMap { first in
      right.map { second in
        Case(when: and(first.when, second.when), value: operation(first.value, second.value))
      }
    }
  }

  func sum(_ left: Number, _ right: Number) -> Number { combine(left, right, +) }
  func difference(_ left: Number, _ right: Number) -> Number { combine(left, right, -) }
  func product(_ left: Number, _ right: Number) -> Number { combine(left, right, *) }
  func quotient(_ left: Number, _ right: Number) -> Number {
    combine(left, right) { $1.isZero ? 0 : $0 / $1 }
  }

  func floor(_ value: Number) -> Number {
    if let constant = constant(value) { return number(constant.floor) }
    isExact = false
    return value
  }

  func compare(_ left: Number, _ relation: Formula.Comparison, _ right: Number) -> Semialgebraic {
    difference(left, right).reduce(.constant(false)) {
      or($0, and($1.when, Semialgebraic($1.value, relation).settled))
    }
  }

  func not(_ truth: Semialgebraic) -> Semialgebraic { truth.negated }

  func and(_ left: Semialgebraic, _ right: Semialgebraic) -> Semialgebraic {
    switch (left, right) {
    case (.constant(true), let other), (let other, .constant(true)): other
    case (.constant(false), _), (_, .constant(false)): .constant(false)
    default: .all([left, right])
    }
  }

  func or(_ left: Semialgebraic, _ right: Semialgebraic) -> Semialgebraic {
    switch (left, right) {
    case (.constant(false), let other), (let other, .constant(false)): other
    case (.constant(true), _), (_, .constant(true)): .constant(true)
    default: .any([left, right])
    }
  }

  func choose(_ condition: Semialgebraic, _ first: Number, _ second: Number) -> Number {
    func inside(_ condition: Semialgebraic, _ number: Number) -> Number {
      number.compactMap {
        let when = and(condition, $0.when)
        return when == .constant(false) ? nil : Case(when: when, value: $0.value)
      }
    }
    return first == second ? first : inside(condition, first) + inside(not(condition), second)
  }

  func constant(_ value: Number) -> Rational? {
    value.count == 1 && value[0].when == .constant(true) ? value[0].value.constant : nil
  }

  func decided(_ truth: Semialgebraic) -> Bool? {
    if case .constant(let value) = truth { value } else { nil }
  }

  var isOnePoint: Bool { false }
  func actual(_: Number) -> Rational? { nil }
}

extension Semialgebraic {
  /// The formula with atoms that are the same everywhere decided.
  fileprivate var settled: Semialgebraic {
    guard case .atom(let polynomial, let relation) = self, let value = polynomial.constant else {
      return self
    }
    return .constant(relation.holds(value, 0))
  }
}

extension TermDomain {
  /// That a formula holds.
  func truth(_ formula: Semialgebraic) -> Truth {
    switch formula {
    case .constant(let value): .constant(value)
    case .atom(let polynomial, let relation):
      compare(number(polynomial, counts: [:]), relation, .constant(0))
    case .all(let parts): parts.reduce(.constant(true)) { and($0, truth($1)) }
    case .any(let parts): parts.reduce(.constant(false)) { or($0, truth($1)) }
    }
  }
}
