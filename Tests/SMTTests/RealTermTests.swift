import Exact
import SMT
import Testing

@Suite("Real terms")
struct RealTermTests {
  let context: Context
  let x: RealTerm

  init() throws {
    context = try Context()
    x = context.real("x")
  }

  private func number(_ value: Rational) -> RealTerm { context.number(value) }

  @Test("arithmetic of numerals is exact")
  func arithmetic() {
    let (a, b) = (Rational(21, 2), Rational(-4, 3))
    #expect((number(a) + number(b)).simplified.rational == a + b)
    #expect((number(a) - b).simplified.rational == a - b)
    #expect((a * number(b)).simplified.rational == a * b)
    #expect((number(a) / b).simplified.rational == a / b)
    #expect((1 / number(b)).simplified.rational == 1 / b)
    #expect((-number(a)).simplified.rational == -a)
    #expect((number(a) + 2).simplified.rational == a + 2)
    #expect((2 - number(a)).simplified.rational == 2 - a)
    #expect(number(b).power(3).simplified.rational == b * b * b)
    #expect(number(b).power(0).rational == 1)
  }

  @Test("comparisons of numerals are decided")
  func comparison() {
    let half = number(Rational(1, 2))
    #expect((half < 1).simplified.truth == true)
    #expect((half <= Rational(1, 2)).simplified.truth == true)
    #expect((1 > half).simplified.truth == true)
    #expect((half >= half + half).simplified.truth == false)
    #expect((half .== Rational(2, 4)).simplified.truth == true)
    #expect((0 .!= half).simplified.truth == true)
  }

  @Test("floor and wholeness follow the reals")
  func floor() {
    #expect(number(Rational(-3, 2)).floor.simplified.rational == -2)
    #expect(number(Rational(3, 2)).isInteger.simplified.truth == false)
    #expect(number(2).isInteger.simplified.truth == true)
  }

  @Test("sums and products of none, one and many")
  func aggregates() {
    let none: [RealTerm] = []
    #expect(sum(none, in: context).rational == 0)
    #expect(product(none, in: context).rational == 1)
    #expect(sum([x], in: context) == x)
    #expect(sum([number(1), number(2), number(3)], in: context).simplified.rational == 6)
    #expect(product([number(2), number(3), number(4)], in: context).simplified.rational == 24)
  }

  @Test("choice follows its condition")
  func choice() {
    let bigger = ite(x > 3, x, number(3))
    let value = bigger.substituting([x: number(5)]).simplified
    #expect(value.rational == 5)
    #expect(bigger.substituting([x: number(1)]).simplified.rational == 3)
  }

  @Test("a numerator of sixty digits survives the round trip through a model")
  func largeNumbers() throws {
    let text = "-123456789012345678901234567890123456789012345678901234567891/1000000007"
    let large = try #require(Rational(text))
    #expect(number(large).rational == large)
    let solver = try Solver(context)
    try solver.add(2 * x .== 2 * number(large))
    #expect(try solver.check() == .satisfiable)
    #expect(try solver.model().value(of: x) == .rational(large))
  }

  @Test("the only positive solution of x² = 2 is found exactly")
  func squareRoot() throws {
    let solver = try Solver(context)
    try solver.add(x * x .== 2 && x > 0)
    #expect(try solver.check() == .satisfiable)
    let value = try solver.model().value(of: x)
    guard case .algebraic(let root) = value else {
      Issue.record("√2 came out as \(value)")
      return
    }
    #expect(value.rational == nil)
    #expect(root.coefficients == [-2, 0, 1])
    #expect(root.index == 2)
    #expect("\(root)" == "≈1.4142135 (root 2 of x^2 - 2)")
    for precision in [1, 9, 50] {
      let (lower, upper) = value.bounds(precision: precision)
      #expect(lower * lower < 2 && upper * upper > 2)
      #expect(upper - lower <= Rational(10).power(-precision))
    }
  }

  @Test("a negative root of a cubic is bracketed and printed")
  func cubeRoot() throws {
    let solver = try Solver(context)
    try solver.add(x.power(3) + x .== -1)
    #expect(try solver.check() == .satisfiable)
    let value = try solver.model().value(of: x)
    let (lower, upper) = value.bounds(precision: 20)
    func cubic(_ x: Rational) -> Rational { x * x * x + x + 1 }
    #expect(cubic(lower) < 0 && cubic(upper) > 0)
    #expect("\(value)" == "≈-0.6823278 (root 1 of x^3 + x + 1)")
  }

  @Test("equal algebraic numbers are equal")
  func algebraicEquality() throws {
    func root() throws -> SMT.Number {
      let solver = try Solver(context)
      try solver.add(x * x .== 3 && x < 0)
      #expect(try solver.check() == .satisfiable)
      return try solver.model().value(of: x)
    }
    #expect(try root() == root())
    #expect(try Set([root(), root()]).count == 1)
  }
}
