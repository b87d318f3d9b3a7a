import BigInt

extension Rational: Comparable {
  /// Whether `lhs` is the smaller number.
  ///
  /// - Complexity: two double-width products of words; O(b²) for the large form.
  public static func < (lhs: Rational, rhs: Rational) -> Bool {
    guard case .small(let a, let b) = lhs.storage, case .small(let c, let d) = rhs.storage else {
      return lhs.numerator * rhs.denominator < rhs.numerator * lhs.denominator
    }
    if b == d { return a < c }
    let left = a.multipliedFullWidth(by: d)
    let right = c.multipliedFullWidth(by: b)
    return (left.high, left.low) < (right.high, right.low)
  }
}
