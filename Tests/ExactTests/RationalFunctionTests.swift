import Exact
import Testing

@Suite("RationalFunction")
struct RationalFunctionTests {
  let x = RationalFunction(variable: "x")
  let y = RationalFunction(variable: "y")

  @Test("sums and products form a field", arguments: 0..<60)
  func fieldLaws(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (a, b, c) = (random.function(), random.function(), random.function())
    #expect(a + b == b + a)
    #expect((a + b) + c == a + (b + c))
    #expect(a - a == 0 && a + 0 == a)
    #expect(a + b - b == a)
    #expect(a * b == b * a)
    #expect((a * b) * c == a * (b * c))
    #expect(a * (b + c) == a * b + a * c)
    #expect(a * 1 == a && a * 0 == 0)
    #expect(a.power(2) == a * a && a.power(0) == 1)
    if !b.isZero {
      #expect(b * b.reciprocal == 1)
      #expect(a * b / b == a)
      #expect(b.power(-2) == 1 / (b * b))
    }
  }

  @Test("every result is cancelled over a primitive denominator", arguments: 0..<60)
  func canonicalForm(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (a, b) = (random.function(), random.function())
    for value in [a, a + b, a * b, a - b, b.isZero ? 0 : a / b, -a, a.power(2)] {
      #expect(value.denominator == value.denominator.primitivePart)
      #expect(Polynomial.gcd(value.numerator, value.denominator) == 1)
      let factor = random.nonzeroPolynomial(terms: 2)
      let again = RationalFunction(
        numerator: value.numerator * factor, denominator: value.denominator * factor)
      #expect(again == value)
      #expect(again.hashValue == value.hashValue)
    }
  }

  @Test("evaluation respects sums, products and quotients", arguments: 0..<100)
  func evaluationIsAHomomorphism(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (a, b) = (random.function(), random.function())
    let point = random.point()
    guard let left = a.evaluate(at: point), let right = b.evaluate(at: point) else { return }
    #expect((a + b).evaluate(at: point) == left + right)
    #expect((a - b).evaluate(at: point) == left - right)
    #expect((a * b).evaluate(at: point) == left * right)
    if !right.isZero { #expect((a / b).evaluate(at: point) == left / right) }
    #expect(a.substituting(point)?.constant == left)
    #expect(a.substituting(["x": point["x"] ?? 0])?.evaluate(at: point) ?? left == left)
  }

  @Test("a pole and a variable without a value have no value")
  func missingValues() {
    let value = 1 / (x - y)
    #expect(value.evaluate(at: ["x": 1]) == nil)
    #expect(value.evaluate(at: ["x": 1, "y": 1]) == nil)
    #expect(value.substituting(["x": 1])?.evaluate(at: ["y": 0]) == 1)
    #expect(value.substituting(["x": 1, "y": 1]) == nil)
  }

  @Test("constants and polynomials are recognised")
  func kinds() {
    #expect((x / x).constant == 1)
    #expect((x * x / x).polynomial == Polynomial(variable: "x"))
    #expect((1 / x).polynomial == nil && (1 / x).constant == nil)
    #expect((x / 2).denominator == 1)
    #expect((x / (2 * y)).denominator == Polynomial(variable: "y"))
    #expect((x / y - x / y).isZero)
    #expect((x / y).variables == ["x", "y"])
  }

  @Test("quotients print with the parentheses they need")
  func text() {
    #expect((1 / (1 - x)).description == "1/(1 - x)")
    #expect((x / (x - 1)).description == "-x/(1 - x)")
    #expect(((1 + x) / y).description == "(1 + x)/y")
    #expect((1 / (x * y)).description == "1/(x*y)")
    #expect((1 / (x * x)).description == "1/x^2")
    #expect((x / 2).description == "1/2*x")
    #expect(((x * x * y + x * y * y) / (1 - x)).factoredDescription == "x*y*(x + y)/(1 - x)")
    #expect((1 / (x * x * y + x * x * y * y)).factoredDescription == "1/(x^2*y*(1 + y))")
  }

  @Test("both texts have the value of the function", arguments: 0..<100)
  func textsKeepTheValue(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let value = random.function()
    #expect(ExpressionReader.read(value.description) == value)
    #expect(ExpressionReader.read(value.factoredDescription) == value)
  }

  @Test("division by the zero function stops the program")
  func divisionByZero() async {
    await #expect(processExitsWith: .failure) {
      _ = RationalFunction(variable: "x") / RationalFunction(0)
    }
    await #expect(processExitsWith: .failure) {
      _ = RationalFunction(numerator: 1, denominator: 0)
    }
  }
}
