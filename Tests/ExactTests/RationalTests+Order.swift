import BigInt
import Exact
import Testing

extension RationalTests {
  @Test("the order is total, and kept by sums and by positive factors", arguments: 0..<300)
  func orderLaws(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (a, b, c) = (random.rational(), random.rational(), random.rational())
    #expect([a < b, a == b, a > b].count { $0 } == 1)
    #expect((a < b) == ((a - b).signum() < 0))
    #expect((a < b) == (a + c < b + c))
    if c.signum() > 0 { #expect((a < b) == (a * c < b * c)) }
    if c.signum() < 0 { #expect((a < b) == (a * c > b * c)) }
    let sorted = [a, b, c].sorted()
    #expect(sorted[0] <= sorted[1] && sorted[1] <= sorted[2] && sorted[0] <= sorted[2])
  }

  @Test("floor and ceiling are the whole numbers around a value", arguments: 0..<200)
  func rounding(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let value = random.rational()
    #expect(value.floor.isInteger && value.ceiling.isInteger)
    #expect(value.floor <= value && value < value.floor + 1)
    #expect(value.ceiling >= value && value > value.ceiling - 1)
    #expect((-value).floor == -value.ceiling)
  }

  @Test("the simplest fraction between two is the one that a search by denominator finds first")
  func simplestByBruteForce() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<300 {
      let a = Rational(
        Int.random(in: -60...60, using: &random), Int.random(in: 1...25, using: &random))
      let b = Rational(
        Int.random(in: -60...60, using: &random), Int.random(in: 1...25, using: &random))
      guard a != b else { continue }
      let (lower, upper) = (min(a, b), max(a, b))
      #expect(Rational.simplest(between: lower, and: upper) == Self.firstFraction(lower, upper))
    }
  }

  /// The fraction of smallest denominator inside the interval, of smallest absolute numerator.
  private static func firstFraction(_ lower: Rational, _ upper: Rational) -> Rational? {
    for denominator in 1... {
      let scale = Rational(denominator)
      var candidates: [Rational] = []
      var numerator = (lower * scale).floor + 1
      while numerator < upper * scale {
        candidates.append(numerator)
        numerator += 1
      }
      if let best = candidates.min(by: { $0.magnitude < $1.magnitude }) { return best / scale }
    }
    return nil
  }

  @Test("the simplest fraction lies strictly inside even the narrowest interval")
  func simplestInNarrowIntervals() {
    let third = Rational(1, 3)
    let width = Rational(10).power(-60)
    #expect(Rational.simplest(between: third - width, and: third + width) == third)
    let above = Rational.simplest(between: third, and: third + width)
    #expect(third < above && above < third + width)
    #expect(Rational.simplest(between: 0, and: width) == (width.reciprocal + 1).reciprocal)
    #expect(Rational.simplest(between: 2, and: 3) == Rational(5, 2))
    #expect(Rational.simplest(between: -3, and: -2) == Rational(-5, 2))
  }
}
