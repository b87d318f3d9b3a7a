extension RationalFunction {
  /// The value where each variable has the value given, or `nil` when one has none or the
  /// denominator is zero there.
  ///
  /// - Complexity: two evaluations of polynomials.
  public func evaluate(at point: [String: Rational]) -> Rational? {
    guard let top = numerator.evaluate(at: point), let over = denominator.evaluate(at: point),
      !over.isZero
    else { return nil }
    return top / over
  }

  /// The function with some variables fixed, or `nil` when the denominator becomes zero.
  ///
  /// - Complexity: two substitutions and one `Polynomial.gcd`.
  public func substituting(_ values: [String: Rational]) -> RationalFunction? {
    let constants = values.mapValues { Polynomial($0) }
    let over = denominator.substituting(constants)
    if over.isZero { return nil }
    return RationalFunction(numerator: numerator.substituting(constants), denominator: over)
  }

  /// The function with variables replaced, all at once, or `nil` when the denominator becomes zero.
  ///
  /// - Complexity: a product of functions for each factor of each term.
  public func substituting(functions replacements: [String: RationalFunction]) -> RationalFunction?
  {
    let over = denominator.substituting(functions: replacements)
    if over.isZero { return nil }
    return numerator.substituting(functions: replacements) / over
  }
}

extension Polynomial {
  /// The polynomial with variables replaced by functions, all at once.
  ///
  /// - Complexity: a product of functions for each factor of each term.
  public func substituting(functions replacements: [String: RationalFunction]) -> RationalFunction {
    if variables.isDisjoint(with: replacements.keys) { return RationalFunction(self) }
    return terms.reduce(0) { sum, term in
      let product = term.monomial.factors.reduce(RationalFunction(term.coefficient)) {
        let base = replacements[$1.variable] ?? RationalFunction(variable: $1.variable)
        return (0..<$1.exponent).reduce($0) { product, _ in product * base }
      }
      return sum + product
    }
  }
}
