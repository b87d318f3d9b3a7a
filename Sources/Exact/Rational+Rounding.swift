import BigInt

extension Rational {
  /// Whether the value is a whole number.
  ///
  /// - Complexity: O(1).
  public var isInteger: Bool {
    switch storage {
    case .small(_, let denominator): denominator == 1
    case .large(_, let denominator): denominator == 1
    }
  }

  /// The value when it is a whole number that fits an `Int`.
  ///
  /// - Complexity: O(1).
  public var integer: Int? {
    if case .small(let numerator, 1) = storage { numerator } else { nil }
  }

  /// The largest whole number that is not above the value.
  ///
  /// - Complexity: one division; O(b²) for the large form.
  public var floor: Rational {
    switch storage {
    case .small(let numerator, let denominator):
      let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
      return Rational(remainder < 0 ? quotient - 1 : quotient)
    case .large(let numerator, let denominator):
      let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
      return Rational(remainder.signum() < 0 ? quotient - 1 : quotient)
    }
  }

  /// The smallest whole number that is not below the value.
  ///
  /// - Complexity: one division; O(b²) for the large form.
  public var ceiling: Rational {
    isInteger ? self : floor + 1
  }
}
