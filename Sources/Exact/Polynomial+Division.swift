extension Polynomial {
  /// The quotient when `divisor` divides the polynomial without remainder, otherwise `nil`.
  ///
  /// - Precondition: `divisor` is not zero.
  /// - Complexity: O(q·(t + s)) for q terms of the quotient and s of the divisor.
  public func dividing(exactlyBy divisor: Polynomial) -> Polynomial? {
    // The last term in reading order leads: of all terms of a product, it is the product of the
    // last terms, and there are finitely many monomials before it.
    guard let leading = divisor.terms.last else { preconditionFailure("division by zero") }
    let inverse = leading.coefficient.reciprocal
    var quotient: [Term] = []
    var rest = self
    while let last = rest.terms.last {
      guard let monomial = last.monomial.dividing(by: leading.monomial) else { return nil }
      let term = Term(coefficient: last.coefficient * inverse, monomial: monomial)
      quotient.append(term)
      rest -= divisor * term
    }
    return Polynomial(sorted: quotient.reversed())
  }
}
