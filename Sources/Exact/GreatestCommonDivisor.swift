/// The greatest common divisor of two machine words; `gcd(0, n)` is `n`.
///
/// The binary algorithm: shifts and subtractions only [Knuth, TAOCP vol. 2, §4.5.2, algorithm B].
///
/// - Complexity: O(bits of the larger argument).
@inlinable
func greatestCommonDivisor(_ a: UInt, _ b: UInt) -> UInt {
  if a == 0 { return b }
  if b == 0 { return a }
  let sharedTwos = min(a.trailingZeroBitCount, b.trailingZeroBitCount)
  var odd = a >> UInt(a.trailingZeroBitCount)
  var rest = b
  while rest != 0 {
    rest >>= UInt(rest.trailingZeroBitCount)
    if rest < odd { swap(&rest, &odd) }
    rest -= odd
  }
  return odd << UInt(sharedTwos)
}
