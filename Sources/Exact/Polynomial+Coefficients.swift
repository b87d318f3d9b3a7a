extension Polynomial {
  /// The largest exponent of `variable`; zero when it does not occur, and for the zero polynomial.
  public func degree(in variable: String) -> Int {
    terms.lazy.map { $0.monomial.exponent(of: variable) }.max() ?? 0
  }

  /// The largest degree of a term; zero for the zero polynomial.
  ///
  /// - Complexity: O(1).
  public var totalDegree: Int {
    terms.last?.monomial.degree ?? 0
  }

  /// The coefficients of the powers of `variable`: the polynomial is the sum over `i` of the `i`-th
  /// times `variable^i`.
  ///
  /// The last one is not zero; there is none for the zero polynomial.
  public func coefficients(in variable: String) -> [Polynomial] {
    if isZero { return [] }
    var parts = [[Term]](repeating: [], count: degree(in: variable) + 1)
    for term in terms {
      parts[term.monomial.exponent(of: variable)]
        .append(
          Term(coefficient: term.coefficient, monomial: term.monomial.removing(variable)))
    }
    // Dividing by a common power of a variable keeps the reading order.
    return parts.map(Polynomial.init(sorted:))
  }

  /// The inverse of `coefficients(in:)`.
  init(coefficients: [Polynomial], in variable: String) {
    self = coefficients.enumerated().reduce(0) { sum, part in
      let power = Monomial.Factor(variable: variable, exponent: part.offset)
      let monomial = Monomial(sorted: part.offset == 0 ? [] : [power])
      return sum + part.element * Term(coefficient: 1, monomial: monomial)
    }
  }
}
