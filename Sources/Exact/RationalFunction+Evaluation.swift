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
}
