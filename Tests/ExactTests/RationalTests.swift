import BigInt
import Exact
import Testing

@Suite("Rational")
struct RationalTests {
  @Test("sums and products form a field", arguments: 0..<400)
  func fieldLaws(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (a, b, c) = (random.rational(), random.rational(), random.rational())
    #expect(a + b == b + a)
    #expect((a + b) + c == a + (b + c))
    #expect(a + 0 == a)
    #expect(a - a == 0)
    #expect(a - b == -(b - a))
    #expect(a + b - b == a)
    #expect(a * b == b * a)
    #expect((a * b) * c == a * (b * c))
    #expect(a * 1 == a)
    #expect(a * (b + c) == a * b + a * c)
    if !b.isZero {
      #expect(b * b.reciprocal == 1)
      #expect(a * b / b == a)
      #expect(a / b == a * b.reciprocal)
    }
  }

  @Test("every result is the one that big integers give", arguments: 0..<400)
  func agreesWithBigIntegers(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (a, b) = (random.rational(), random.rational())
    let (n, d, m, e) = (a.numerator, a.denominator, b.numerator, b.denominator)
    #expect(a + b == Rational(numerator: n * e + m * d, denominator: d * e))
    #expect(a - b == Rational(numerator: n * e - m * d, denominator: d * e))
    #expect(a * b == Rational(numerator: n * m, denominator: d * e))
    if !b.isZero { #expect(a / b == Rational(numerator: n * e, denominator: d * m)) }
  }

  @Test("every result is in lowest terms with a positive denominator", arguments: 0..<200)
  func canonicalForm(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (a, b) = (random.rational(), random.rational())
    for value in [a, -a, a + b, a - b, a * b, b.isZero ? 0 : a / b, a.power(3), a.floor] {
      #expect(value.denominator > 0)
      #expect(value.numerator.greatestCommonDivisor(with: value.denominator) == 1)
      let again = Rational(numerator: value.numerator * -6, denominator: value.denominator * -6)
      #expect(again == value)
      #expect(again.hashValue == value.hashValue)
    }
  }

  @Test("a result that outgrows a word comes back equal to the value it started from")
  func overflowAndBack() {
    let edges: [Rational] = [
      Rational(.max), Rational(.min), Rational(1, .max), Rational(1, .min), Rational(.min, .max),
      Rational(.max, .min),
    ]
    for a in edges {
      for b in edges {
        #expect(a + b - b == a)
        #expect(a * b / b == a)
        #expect((a + b - b).hashValue == a.hashValue)
      }
      #expect(-(-a) == a)
      #expect(a.reciprocal.reciprocal == a)
      #expect(a.power(3) / a / a == a)
    }
    #expect(Rational(.min, .min) == 1)
    #expect(Rational(.min, -1) == Rational(.max) + 1)
    #expect(Rational(0, .min) == 0)
    #expect(Rational(.min, 2).integer == .min / 2)
    #expect((Rational(.max) + 1 - 1).integer == .max)
    #expect((Rational(.max) + 1).integer == nil)
  }

  @Test("sign, magnitude and kind agree with the parts")
  func kinds() {
    #expect(Rational(-3, 6) == Rational(1, -2))
    #expect(Rational(-3, 6).signum() == -1)
    #expect(Rational.zero.signum() == 0)
    #expect(Rational(.min, .max).magnitude == Rational(.min, -.max))
    #expect(Rational(4, 2).isInteger && !Rational(1, 2).isInteger)
    #expect(Rational(4, 2).integer == 2 && Rational(1, 2).integer == nil)
    #expect(Rational(exactly: UInt.max)?.numerator == BigInt(UInt.max))
    #expect(Rational(BigInt(7)) == 7)
  }

  @Test("powers multiply as exponents add", arguments: 0..<60)
  func powers(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let base = random.rational()
    let (m, n) = (
      Int.random(in: 0...7, using: &random), Int.random(in: 0...7, using: &random)
    )
    #expect(base.power(m) * base.power(n) == base.power(m + n))
    #expect(base.power(0) == 1 && base.power(1) == base)
    if !base.isZero { #expect(base.power(-n) == base.power(n).reciprocal) }
  }

  @Test("division by zero stops the program")
  func divisionByZero() async {
    await #expect(processExitsWith: .failure) { _ = Rational(1) / Rational(0) }
    await #expect(processExitsWith: .failure) { _ = Rational(1, 0) }
    await #expect(processExitsWith: .failure) { _ = Rational(0).power(-1) }
  }
}
