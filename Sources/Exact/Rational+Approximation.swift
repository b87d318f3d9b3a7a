import BigInt

extension Rational {
  /// The nearest `Double`, ties to even.
  ///
  /// Edge cases: values beyond the range of `Double` give an infinity, values too close to zero
  /// give zero, and values in the subnormal range are still rounded once only.
  ///
  /// - Complexity: one division; O(b²) for the large form.
  public var approximation: Double {
    if case .small(let numerator, let denominator) = storage,
      let top = Double(exactly: numerator), let over = Double(exactly: denominator)
    {
      return top / over
    }
    let nearest = Self.nearestDouble(numerator.magnitude, denominator.magnitude)
    return signum() < 0 ? -nearest : nearest
  }

  /// The `Double` nearest to a positive quotient.
  private static func nearestDouble(_ numerator: BigUInt, _ denominator: BigUInt) -> Double {
    // The quotient of bit lengths l and m lies between 2^(l-m-1) and 2^(l-m+1).
    let exponent = numerator.bitWidth - denominator.bitWidth
    if exponent > 1025 { return .infinity }
    if exponent < -1076 { return 0 }
    let scale = 62 - exponent
    let (bits, remainder) = (numerator << max(scale, 0))
      .quotientAndRemainder(dividingBy: denominator << max(-scale, 0))
    let scaled = UInt64(bits)
    // 53 bits are kept, fewer where the last of them would be worth less than 2^-1074.
    let width = UInt64.bitWidth - scaled.leadingZeroBitCount
    let dropped = UInt64(max(width - 53, scale - 1074))
    guard dropped < 64 else { return 0 }
    let tail = scaled & ((1 << dropped) - 1)
    let half: UInt64 = 1 << (dropped - 1)
    var kept = scaled >> dropped
    if tail > half || (tail == half && (!remainder.isZero || kept & 1 == 1)) { kept += 1 }
    return Double(sign: .plus, exponent: Int(dropped) - scale, significand: Double(kept))
  }
}
