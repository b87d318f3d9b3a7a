import BigInt
import Exact
import Testing

extension RationalTests {
  /// The exact value of a finite `Double`.
  private static func exact(_ value: Double) -> Rational {
    let mantissa = Rational(Int(value.significandBitPattern | (value.isNormal ? 1 << 52 : 0)))
    let exponent = max(Int(value.exponentBitPattern), 1) - 1075
    return (value < 0 ? -mantissa : mantissa) * Rational(2).power(exponent)
  }

  @Test("the approximation of a double is that double, subnormal or not", arguments: 0..<300)
  func exactDoubles(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var bits = random.next()
    if seed % 3 == 0 { bits &= 0x800f_ffff_ffff_ffff }
    let value = Double(bitPattern: bits)
    guard value.isFinite else { return }
    #expect(Self.exact(value).approximation == value)
  }

  @Test("a value between two doubles goes to the nearer, and from the middle to the even one")
  func nearest() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<300 {
      let value = Double(bitPattern: random.next() & 0x7fff_ffff_ffff_ffff)
      guard value.isFinite, value.nextUp.isFinite else { continue }
      let (lower, upper) = (Self.exact(value), Self.exact(value.nextUp))
      let middle = (lower + upper) / 2
      let nudge = (upper - lower) / Rational(10).power(30)
      let even = value.significandBitPattern & 1 == 0 ? value : value.nextUp
      #expect(middle.approximation == even)
      #expect((middle - nudge).approximation == value)
      #expect((middle + nudge).approximation == value.nextUp)
    }
  }

  @Test("huge parts, and values beyond the range of a double")
  func extremes() {
    let huge = Rational(10).power(5000)
    #expect(((huge + 1) / (huge * 3)).approximation == 1.0 / 3)
    #expect(huge.approximation == .infinity)
    #expect((-huge).approximation == -.infinity)
    #expect(huge.reciprocal.approximation == 0)
    #expect(Rational(1, 3).approximation == 1.0 / 3)
    #expect(Rational(.max).approximation == 0x1p63)
    #expect(Rational(2).power(-1074).approximation == .leastNonzeroMagnitude)
    #expect(Rational(2).power(-1075).approximation == 0)
    #expect((Rational(3) * Rational(2).power(-1076)).approximation == .leastNonzeroMagnitude)
    #expect(Rational(2).power(1024).approximation == .infinity)
  }
}
