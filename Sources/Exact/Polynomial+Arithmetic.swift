extension Polynomial: AdditiveArithmetic {
  /// The polynomial without terms.
  public static var zero: Polynomial { Polynomial(sorted: []) }

  /// The sum.
  ///
  /// - Complexity: O(t).
  public static func + (lhs: Polynomial, rhs: Polynomial) -> Polynomial {
    if lhs.isZero { return rhs }
    if rhs.isZero { return lhs }
    var sum: [Term] = []
    sum.reserveCapacity(lhs.terms.count + rhs.terms.count)
    var left = lhs.terms[...]
    var right = rhs.terms[...]
    while let a = left.first, let b = right.first {
      if a.monomial == b.monomial {
        let coefficient = a.coefficient + b.coefficient
        if !coefficient.isZero {
          sum.append(Term(coefficient: coefficient, monomial: a.monomial))
        }
        left.removeFirst()
        right.removeFirst()
      } else if a.monomial < b.monomial {
        sum.append(a)
        left.removeFirst()
      } else {
        sum.append(b)
        right.removeFirst()
      }
    }
    return Polynomial(sorted: sum + left + right)
  }

  /// The difference.
  ///
  /// - Complexity: O(t).
  public static func - (lhs: Polynomial, rhs: Polynomial) -> Polynomial {
    lhs + (-rhs)
  }
}

extension Polynomial {
  /// The polynomial with all signs turned.
  ///
  /// - Complexity: O(t).
  public static prefix func - (operand: Polynomial) -> Polynomial {
    Polynomial(
      sorted: operand.terms.map { Term(coefficient: -$0.coefficient, monomial: $0.monomial) })
  }

  /// The product.
  ///
  /// - Complexity: O(t₁·t₂), and a sort of the result unless one side is a single term.
  public static func * (lhs: Polynomial, rhs: Polynomial) -> Polynomial {
    if rhs.terms.count == 1 { return lhs * rhs.terms[0] }
    if lhs.terms.count == 1 { return rhs * lhs.terms[0] }
    var products: [Monomial: Rational] = [:]
    for a in lhs.terms {
      for b in rhs.terms {
        products[a.monomial * b.monomial, default: 0] += a.coefficient * b.coefficient
      }
    }
    return Polynomial(products)
  }

  /// The product with a single term.
  ///
  /// - Complexity: O(t).
  static func * (lhs: Polynomial, rhs: Term) -> Polynomial {
    Polynomial(
      sorted: lhs.terms.map {
        Term(
          coefficient: $0.coefficient * rhs.coefficient, monomial: $0.monomial * rhs.monomial)
      })
  }

  /// Multiplies in place.
  public static func *= (lhs: inout Polynomial, rhs: Polynomial) {
    lhs = lhs * rhs
  }

  /// The polynomial with all coefficients multiplied by `factor`.
  ///
  /// - Complexity: O(t).
  public func scaled(by factor: Rational) -> Polynomial {
    factor.isZero ? 0 : self * Term(coefficient: factor, monomial: .one)
  }

  /// The polynomial multiplied by itself `exponent` times; one for the exponent zero.
  ///
  /// - Precondition: `exponent` is not negative.
  /// - Complexity: `exponent` multiplications by the polynomial, which for many terms are cheaper
  ///   than repeated squaring [Fateman 1974].
  public func power(_ exponent: Int) -> Polynomial {
    precondition(exponent >= 0, "a negative power of a polynomial")
    return (0..<exponent).reduce(1) { product, _ in product * self }
  }
}

extension Polynomial {
  /// The sum of the terms with positive coefficients, and what is subtracted from it: the polynomial is
  /// their difference, and neither has a negative coefficient.
  ///
  /// - Complexity: O(t).
  public var partsBySign: (added: Polynomial, subtracted: Polynomial) {
    let added = terms.filter { $0.coefficient.signum() > 0 }
    let subtracted = terms.filter { $0.coefficient.signum() < 0 }
    return (Polynomial(sorted: added), -Polynomial(sorted: subtracted))
  }
}
