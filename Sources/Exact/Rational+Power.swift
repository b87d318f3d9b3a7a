import BigInt

extension Rational {
  /// The value multiplied by itself `exponent` times; one for the exponent zero.
  ///
  /// A negative exponent gives the power of the reciprocal.
  ///
  /// - Precondition: the value is not zero or `exponent` is not negative.
  /// - Complexity: O(log `exponent`) multiplications; no greatest common divisor is needed.
  public func power(_ exponent: Int) -> Rational {
    precondition(!isZero || exponent >= 0, "a negative power of zero")
    let base = exponent < 0 ? reciprocal : self
    let times = Int(exponent.magnitude)
    if case .small(let numerator, let denominator) = base.storage,
      let top = numerator.power(times), let over = denominator.power(times)
    {
      return Rational(reduced: top, over: over)
    }
    return Rational(
      reduced: base.numerator.power(times), over: base.denominator.power(times))
  }
}

extension Int {
  /// The power by repeated squaring, or `nil` when a step overflows.
  fileprivate func power(_ exponent: Int) -> Int? {
    var result = 1
    var square = self
    var rest = exponent
    while true {
      if rest & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: square)
        if overflow { return nil }
        result = product
      }
      rest >>= 1
      if rest == 0 { return result }
      let (next, overflow) = square.multipliedReportingOverflow(by: square)
      if overflow { return nil }
      square = next
    }
  }
}
