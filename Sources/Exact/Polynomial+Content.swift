extension Polynomial {
  /// The positive number that divides the polynomial into one whose coefficients are whole numbers
  /// without a common divisor; zero for the zero polynomial.
  ///
  /// - Complexity: two greatest common divisors a term.
  public var content: Rational {
    Self.content(of: terms)
  }

  /// The content of all the terms together; zero when there is none.
  static func content(of terms: some Sequence<Term>) -> Rational {
    terms.reduce(0) { $0.commonDivisor(with: $1.coefficient) }
  }

  /// The multiple whose coefficients are whole numbers without a common divisor, the first of them
  /// in reading order positive; zero for the zero polynomial.
  ///
  /// Two polynomials that differ by a constant factor have the same primitive part, and the product
  /// of two primitive parts is primitive [Gauss].
  public var primitivePart: Polynomial {
    guard let first = terms.first else { return 0 }
    let unit = content * Rational(first.coefficient.signum())
    return unit == 1 ? self : scaled(by: unit.reciprocal)
  }

  /// The largest monomial that divides every term; the empty one for zero.
  var commonMonomial: Monomial {
    guard let first = terms.first else { return .one }
    return terms.dropFirst().reduce(first.monomial) {
      $0.factors.isEmpty ? $0 : $0.greatestCommonDivisor(with: $1.monomial)
    }
  }

  /// The quotient by a monomial that divides every term.
  func dividing(byCommon monomial: Monomial) -> Polynomial {
    if monomial.factors.isEmpty { return self }
    return Polynomial(
      sorted: terms.compactMap { term in
        term.monomial.dividing(by: monomial)
          .map { Term(coefficient: term.coefficient, monomial: $0) }
      })
  }
}
