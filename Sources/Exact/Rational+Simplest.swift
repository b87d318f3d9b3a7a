extension Rational {
  /// The simplest fraction strictly between two numbers: the one of smallest denominator, and among
  /// those the one of smallest absolute numerator.
  ///
  /// It is the first node of the Stern–Brocot tree that falls inside the interval, found along the
  /// continued fraction [Graham, Knuth, Patashnik, Concrete Mathematics, §4.5].
  ///
  /// - Precondition: `lower < upper`.
  /// - Complexity: one division for each common partial quotient of the two bounds.
  public static func simplest(between lower: Rational, and upper: Rational) -> Rational {
    precondition(lower < upper, "an empty interval")
    if lower.signum() >= 0 { return simplestPositive(above: lower, below: upper) }
    if upper.signum() <= 0 { return -simplestPositive(above: -upper, below: -lower) }
    return 0
  }

  /// The same for `0 <= lower < upper`.
  private static func simplestPositive(above lower: Rational, below upper: Rational) -> Rational {
    let whole = lower.floor
    if whole + 1 < upper { return whole + 1 }
    let reciprocalLower = (upper - whole).reciprocal
    // With nothing between `whole` and `lower`, the reciprocal interval has no upper end.
    let inverse =
      lower == whole
      ? reciprocalLower.floor + 1
      : simplestPositive(above: reciprocalLower, below: (lower - whole).reciprocal)
    return whole + inverse.reciprocal
  }
}
