extension RationalFunction: AdditiveArithmetic {
  /// The function that is zero everywhere.
  public static var zero: RationalFunction { 0 }

  /// The sum.
  ///
  /// - Complexity: at most two `Polynomial.gcd`s, none for polynomials [Knuth, TAOCP vol. 2, §4.5.1].
  public static func + (lhs: RationalFunction, rhs: RationalFunction) -> RationalFunction {
    if lhs.denominator == rhs.denominator {
      let sum = lhs.numerator + rhs.numerator
      return lhs.denominator == 1
        ? RationalFunction(sum)
        : RationalFunction(numerator: sum, denominator: lhs.denominator)
    }
    let shared = Polynomial.gcd(lhs.denominator, rhs.denominator)
    guard let left = lhs.denominator.dividing(exactlyBy: shared),
      let right = rhs.denominator.dividing(exactlyBy: shared)
    else { preconditionFailure("a common divisor divides both") }
    // Only a divisor of the shared part can still cancel.
    let (sum, rest) = (lhs.numerator * right + rhs.numerator * left).cancelling(shared)
    return RationalFunction(cancelled: sum, over: rest * left * right)
  }

  /// The difference, at the cost of a sum.
  public static func - (lhs: RationalFunction, rhs: RationalFunction) -> RationalFunction {
    lhs + (-rhs)
  }
}

extension RationalFunction {
  /// The function with its sign turned.
  public static prefix func - (operand: RationalFunction) -> RationalFunction {
    RationalFunction(cancelled: -operand.numerator, over: operand.denominator)
  }

  /// The product.
  ///
  /// - Complexity: two `Polynomial.gcd`s, each of a numerator and the other's denominator.
  public static func * (lhs: RationalFunction, rhs: RationalFunction) -> RationalFunction {
    let (a, d) = lhs.numerator.cancelling(rhs.denominator)
    let (c, b) = rhs.numerator.cancelling(lhs.denominator)
    return RationalFunction(cancelled: a * c, over: b * d)
  }

  /// One divided by the function.
  ///
  /// - Precondition: the function is not zero.
  public var reciprocal: RationalFunction {
    precondition(!isZero, "the zero function has no reciprocal")
    return RationalFunction(cancelled: denominator, over: numerator)
  }

  /// The quotient.
  ///
  /// - Precondition: `rhs` is not the zero function.
  /// - Complexity: that of a product.
  public static func / (lhs: RationalFunction, rhs: RationalFunction) -> RationalFunction {
    precondition(!rhs.isZero, "division by the zero function")
    return lhs * rhs.reciprocal
  }

  /// Multiplies in place.
  public static func *= (lhs: inout RationalFunction, rhs: RationalFunction) {
    lhs = lhs * rhs
  }

  /// Divides in place.
  ///
  /// - Precondition: `rhs` is not the zero function.
  public static func /= (lhs: inout RationalFunction, rhs: RationalFunction) {
    lhs = lhs / rhs
  }

  /// The function multiplied by itself `exponent` times; one for the exponent zero.
  ///
  /// A negative exponent gives the power of the reciprocal.
  ///
  /// - Precondition: the function is not zero or `exponent` is not negative.
  /// - Complexity: two powers of polynomials; nothing needs cancelling.
  public func power(_ exponent: Int) -> RationalFunction {
    let base = exponent < 0 ? reciprocal : self
    let times = abs(exponent)
    return RationalFunction(
      cancelled: base.numerator.power(times), over: base.denominator.power(times))
  }
}
