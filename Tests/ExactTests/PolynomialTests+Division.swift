import Exact
import Testing

extension PolynomialTests {
  @Test("exact division undoes multiplication", arguments: 0..<100)
  func exactDivision(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (a, b) = (random.polynomial(), random.nonzeroPolynomial())
    #expect((a * b).dividing(exactlyBy: b) == a)
  }

  @Test("what is not a multiple has no exact quotient")
  func inexactDivision() {
    #expect((x + 1).dividing(exactlyBy: x) == nil)
    #expect(Polynomial(1).dividing(exactlyBy: 1 - x) == nil)
    #expect((x * x + y * y).dividing(exactlyBy: x + y) == nil)
    #expect((x + 1).dividing(exactlyBy: 2) == (x + 1).scaled(by: Rational(1, 2)))
  }

  @Test("the content leaves whole coefficients without a common divisor", arguments: 0..<100)
  func content(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let value = random.nonzeroPolynomial()
    let primitive = value.primitivePart
    #expect(primitive.content == 1 && primitive.primitivePart == primitive)
    #expect(primitive.terms.allSatisfy { $0.coefficient.isInteger })
    #expect(primitive.terms[0].coefficient > 0)
    #expect([primitive, -primitive].map { $0.scaled(by: value.content) }.contains(value))
    let factor = random.plainRational()
    #expect(value.scaled(by: factor).content == value.content * factor.magnitude)
  }

  @Test("the greatest common divisor divides both and leaves coprime quotients", arguments: 0..<120)
  func greatestCommonDivisor(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let common = random.nonzeroPolynomial(terms: 3)
    let a = random.nonzeroPolynomial(terms: 3) * common
    let b = random.nonzeroPolynomial(terms: 3) * common
    let divisor = Polynomial.gcd(a, b)
    #expect(divisor == divisor.primitivePart)
    #expect(divisor == Polynomial.gcd(b, a))
    #expect(divisor.dividing(exactlyBy: common) != nil)
    let left = try #require(a.dividing(exactlyBy: divisor))
    let right = try #require(b.dividing(exactlyBy: divisor))
    #expect(Polynomial.gcd(left, right) == 1)
    #expect(Polynomial.gcd(a.scaled(by: Rational(-3, 7)), b) == divisor)
  }

  @Test("greatest common divisors of well-known pairs")
  func knownDivisors() {
    #expect(Polynomial.gcd(x.power(6) - 1, x.power(4) - 1) == 1 - x.power(2))
    #expect(Polynomial.gcd(x * x - y * y, x * x + x * y) == x + y)
    #expect(Polynomial.gcd(x.power(2) * y, x * y.power(3)) == x * y)
    #expect(Polynomial.gcd(x + y, x - y) == 1)
    #expect(Polynomial.gcd(6, 4) == 1)
    #expect(Polynomial.gcd(0, (y - x).scaled(by: 4)) == x - y)
    #expect(Polynomial.gcd(0, 0) == 0)
    #expect(Polynomial.gcd(x * (1 - z), y * (z - 1)) == 1 - z)
    let dense = (x + y + z + 1).power(3)
    #expect(
      Polynomial.gcd(dense * (x - y), dense * (x * z - 2)) == dense)
  }
}
