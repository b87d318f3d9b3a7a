import Exact
import Testing

@Suite("Polynomial")
struct PolynomialTests {
  let x = Polynomial(variable: "x")
  let y = Polynomial(variable: "y")
  let z = Polynomial(variable: "z")

  @Test("sums and products form a commutative ring", arguments: 0..<100)
  func ringLaws(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (a, b, c) = (random.polynomial(), random.polynomial(), random.polynomial())
    #expect(a + b == b + a)
    #expect((a + b) + c == a + (b + c))
    #expect(a - a == 0)
    #expect(a + b - b == a)
    #expect(a * b == b * a)
    #expect((a * b) * c == a * (b * c))
    #expect(a * (b + c) == a * b + a * c)
    #expect(a * 1 == a && a * 0 == 0 && a + 0 == a)
    #expect(a.power(3) == a * a * a && a.power(0) == 1)
    #expect(-a == a.scaled(by: -1) && a.scaled(by: 0).isZero)
  }

  @Test(
    "terms are in reading order, without zeros, however the polynomial came about",
    arguments: 0..<100)
  func canonicalForm(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (a, b) = (random.polynomial(), random.polynomial())
    for value in [a, a + b, a * b, a - b, (a + b).power(2) - a.power(2) - b.power(2)] {
      let monomials = value.terms.map(\.monomial)
      #expect(zip(monomials, monomials.dropFirst()).allSatisfy { $0 < $1 })
      #expect(value.terms.allSatisfy { !$0.coefficient.isZero })
      #expect(value.terms.flatMap(\.monomial.factors).allSatisfy { $0.exponent > 0 })
    }
    let difference = (a + b) * (a - b)
    #expect(difference == a * a - b * b)
    #expect(difference.hashValue == (a * a - b * b).hashValue)
  }

  @Test("evaluation respects sums and products", arguments: 0..<100)
  func evaluationIsAHomomorphism(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let (a, b) = (random.polynomial(), random.polynomial())
    let point = random.point()
    let (left, right) = (try #require(a.evaluate(at: point)), try #require(b.evaluate(at: point)))
    #expect((a + b).evaluate(at: point) == left + right)
    #expect((a * b).evaluate(at: point) == left * right)
    #expect((a - b).evaluate(at: point) == left - right)
    #expect(a.power(2).evaluate(at: point) == left.power(2))
    #expect(a.substituting(point.mapValues { Polynomial($0) }).constant == left)
  }

  @Test("substitution is composition", arguments: 0..<60)
  func substitution(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let (outer, inner) = (random.polynomial(), random.polynomial(terms: 2))
    var point = random.point()
    let composed = outer.substituting(["x": inner])
    let expected = composed.evaluate(at: point)
    let value = try #require(inner.evaluate(at: point))
    point["x"] = value
    #expect(outer.evaluate(at: point) == expected)
  }

  @Test("substitution replaces all variables at once and leaves the others")
  func simultaneousSubstitution() {
    #expect((x - y).substituting(["x": y, "y": x]) == y - x)
    #expect((x * y + z).substituting(["x": z]) == z * y + z)
    #expect((x * y).substituting([:]) == x * y)
  }

  @Test("a variable without a value leaves the polynomial without one")
  func missingValue() {
    #expect((x + y).evaluate(at: ["x": 1]) == nil)
    #expect((x + y - y).evaluate(at: ["x": 1]) == 1)
  }

  @Test("a polynomial is the sum of its coefficients times powers", arguments: 0..<60)
  func coefficients(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let value = random.polynomial()
    let parts = value.coefficients(in: "x")
    #expect(parts.enumerated().reduce(0) { $0 + $1.element * x.power($1.offset) } == value)
    #expect(parts.last?.isZero != true)
    #expect(parts.allSatisfy { !$0.variables.contains("x") })
    #expect(value.degree(in: "x") == max(parts.count - 1, 0))
  }

  @Test("degrees, variables and constants")
  func parts() {
    let value = x.power(2) * y + z
    #expect(value.totalDegree == 3)
    #expect(value.degree(in: "x") == 2 && value.degree(in: "w") == 0)
    #expect(value.variables == ["x", "y", "z"])
    #expect(value.sortedVariables == ["x", "y", "z"])
    #expect(value.constant == nil && x.constant == nil)
    #expect((x - x + 3).constant == 3 && Polynomial.zero.constant == 0)
    #expect(Polynomial.zero.totalDegree == 0 && Polynomial.zero.coefficients(in: "x").isEmpty)
    #expect(Polynomial(0).isZero && !Polynomial(Rational(1, 2)).isZero)
  }
}
