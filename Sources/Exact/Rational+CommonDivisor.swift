import BigInt

extension Rational {
  /// The largest number of which both are whole multiples; zero when both are zero.
  ///
  /// - Complexity: two greatest common divisors of whole numbers.
  public func commonDivisor(with other: Rational) -> Rational {
    if self == 1 && other.isInteger { return self }
    let divisor = numerator.greatestCommonDivisor(with: other.numerator)
    let shared = denominator.greatestCommonDivisor(with: other.denominator)
    return Rational(numerator: divisor, denominator: denominator / shared * other.denominator)
  }
}
