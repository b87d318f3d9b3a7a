/// A quotient of two polynomials with exact rational coefficients.
///
/// Always cancelled, with a primitive denominator: whole coefficients without a common divisor, the
/// first in reading order positive. So equal functions have equal parts, and the denominator of a
/// polynomial is one.
///
/// Costs are those of `Polynomial.gcd`, which dominates, on numerators and denominators.
public struct RationalFunction: Sendable, Codable, Hashable {
  /// The numerator, which carries the sign and all fractions.
  public let numerator: Polynomial

  /// The denominator; never zero, and one when it is constant.
  public let denominator: Polynomial

  /// The quotient of polynomials that have no common divisor.
  init(cancelled numerator: Polynomial, over denominator: Polynomial) {
    let primitive = denominator.primitivePart
    self.denominator = primitive
    // The two differ by a constant factor, the quotient of any two coefficients of a monomial.
    self.numerator =
      primitive == denominator
      ? numerator
      : numerator.scaled(
        by: primitive.terms[0].coefficient / denominator.terms[0].coefficient)
  }

  /// The quotient of two polynomials, cancelled.
  ///
  /// - Precondition: `denominator` is not zero.
  /// - Complexity: one `Polynomial.gcd`.
  public init(numerator: Polynomial, denominator: Polynomial) {
    precondition(!denominator.isZero, "a function with denominator zero")
    let (top, over) = numerator.cancelling(denominator)
    self.init(cancelled: top, over: over)
  }

  /// A polynomial, with the denominator one.
  public init(_ polynomial: Polynomial) {
    numerator = polynomial
    denominator = 1
  }

  /// The function that is `constant` everywhere.
  public init(_ constant: Rational) {
    self.init(Polynomial(constant))
  }

  /// The variable with this name.
  public init(variable: String) {
    self.init(Polynomial(variable: variable))
  }

  /// Whether the function is zero.
  public var isZero: Bool { numerator.isZero }

  /// The value when no variable occurs.
  public var constant: Rational? { polynomial?.constant }

  /// The function as a polynomial, when the denominator is one.
  public var polynomial: Polynomial? { denominator == 1 ? numerator : nil }

  /// The names that occur.
  public var variables: Set<String> { numerator.variables.union(denominator.variables) }
}

extension RationalFunction: ExpressibleByIntegerLiteral {
  /// The function that is `value` everywhere.
  public init(integerLiteral value: Int) {
    self.init(Rational(value))
  }
}

extension Polynomial {
  /// Both polynomials divided by their greatest common divisor; `other` is not zero.
  func cancelling(_ other: Polynomial) -> (Polynomial, Polynomial) {
    let divisor = Polynomial.gcd(self, other)
    if divisor == 1 { return (self, other) }
    guard let left = dividing(exactlyBy: divisor), let right = other.dividing(exactlyBy: divisor)
    else { preconditionFailure("a common divisor divides both") }
    return (left, right)
  }
}
