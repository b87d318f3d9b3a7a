import Exact

/// A probability as a 64-bit number: what is below it, of all 2⁶⁴, happens.
enum Probability {
  /// Up to which number something happens that has this probability, when the numbers up to another were taken
  /// before: the largest number still in it.
  ///
  /// - Precondition: 0 < probability ≤ 1.
  static func lastBelow(_ probability: Rational) -> UInt64 {
    if probability >= 1 { return .max }
    let high = (probability * Rational(1 << 32)).floor
    let low = ((probability * Rational(1 << 32) - high) * Rational(1 << 32)).floor
    let bits = UInt64(high.integer ?? 0) << 32 | UInt64(low.integer ?? 0)
    return bits &- 1
  }
}
