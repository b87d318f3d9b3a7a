import Exact
import SMT

/// Says in a solver's terms what is said of symbols.
struct SymbolTerms {
  let context: Context

  func term(_ polynomial: Polynomial) -> RealTerm {
    SMT.sum(
      polynomial.terms.map { term in
        let factors = term.monomial.factors.map { context.real($0.variable).power($0.exponent) }
        if factors.isEmpty { return context.number(term.coefficient) }
        let product = SMT.product(factors, in: context)
        return term.coefficient == 1 ? product : context.number(term.coefficient) * product
      }, in: context)
  }

  /// The values of symbols in a model.
  ///
  /// - Throws: `CaseSearch.Undecided` if one is irrational; an `SMTError`.
  func point(of symbols: [String], in model: Model) throws -> [String: Rational] {
    var point: [String: Rational] = [:]
    for symbol in symbols {
      guard let value = try model.value(of: context.real(symbol)).rational else {
        throw CaseSearch.Undecided(reason: "only irrational values of \(symbol) were found")
      }
      point[symbol] = value
    }
    return point
  }

  func formula(_ constraint: Constraint) -> BoolTerm {
    switch constraint {
    case .any(let parts): disjunction(parts.map(formula), in: context)
    case .all(let parts): conjunction(parts.map(formula), in: context)
    case .comparison(let amount, let relation): formula(amount, relation)
    }
  }

  /// An amount in a relation to zero: by its infinitesimal part where its real part is zero.
  private func formula(_ amount: Payoff, _ relation: Constraint.Relation) -> BoolTerm {
    switch relation {
    case .greater, .greaterOrEqual:
      return formula(Payoff.zero - amount, relation == .greater ? .less : .lessOrEqual)
    case .notEqual: return !formula(amount, .equal)
    case .less, .lessOrEqual, .equal: break
    }
    if amount.infinitesimal.isZero { return compare(amount.real, relation) }
    let small = compare(amount.infinitesimal, relation)
    if amount.real.isZero { return small }
    let isTied = compare(amount.real, .equal)
    let rest = isTied && small
    return relation == .equal ? rest : compare(amount.real, .less) || rest
  }

  private func compare(_ polynomial: Polynomial, _ relation: Constraint.Relation) -> BoolTerm {
    if let constant = polynomial.constant {
      return context.constant(relation.holds(forSign: constant.signum()))
    }
    let value = term(polynomial)
    switch relation {
    case .less: return value < 0
    case .lessOrEqual: return value <= 0
    default: return value .== 0
    }
  }
}
