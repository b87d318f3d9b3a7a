extension Polynomial {
  /// The value where each variable has the value given, or `nil` when one has none.
  ///
  /// - Complexity: O(t × number of variables) arithmetic steps.
  public func evaluate(at point: [String: Rational]) -> Rational? {
    var sum: Rational = 0
    for term in terms {
      var product = term.coefficient
      for factor in term.monomial.factors {
        guard let value = point[factor.variable] else { return nil }
        product *= value.power(factor.exponent)
      }
      sum += product
    }
    return sum
  }

  /// The polynomial with variables replaced, all at once; variables not named stay.
  ///
  /// - Complexity: for each term one multiplication by every replacement that occurs in it.
  public func substituting(_ replacements: [String: Polynomial]) -> Polynomial {
    var powers: [Monomial.Factor: Polynomial] = [:]
    var sums: [Monomial: Rational] = [:]
    for term in terms {
      let kept = term.monomial.factors.filter { replacements[$0.variable] == nil }
      var product = Polynomial(
        sorted: [Term(coefficient: term.coefficient, monomial: Monomial(sorted: kept))])
      for factor in term.monomial.factors {
        guard let replacement = replacements[factor.variable] else { continue }
        let power = powers[factor] ?? replacement.power(factor.exponent)
        powers[factor] = power
        product *= power
      }
      for part in product.terms { sums[part.monomial, default: 0] += part.coefficient }
    }
    return Polynomial(sums)
  }
}
