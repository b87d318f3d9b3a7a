import Exact
import SMT
import Testing

@Suite("Whole-number terms")
struct IntTermTests {
  let context: Context
  let n: IntTerm

  init() throws {
    context = try Context()
    n = context.integer("n")
  }

  @Test("arithmetic of numerals is exact")
  func arithmetic() {
    let seven = context.integer(7)
    #expect((seven + 2).simplified.rational == 9)
    #expect((2 - seven).simplified.rational == -5)
    #expect((seven * seven).simplified.rational == 49)
    #expect((-seven).simplified.rational == -7)
    #expect(seven.power(2).simplified.rational == 49)
    #expect(sum([seven, seven, seven], in: context).simplified.rational == 21)
    #expect(product([seven, context.integer(3)], in: context).simplified.rational == 21)
  }

  @Test("division leaves a remainder that is not negative", arguments: [7, -7], [2, -2])
  func division(_ dividend: Int, _ divisor: Int) throws {
    let term = context.integer(dividend)
    let quotient = try #require(term.div(divisor).simplified.rational)
    let remainder = try #require(term.mod(divisor).simplified.rational)
    #expect(remainder >= 0 && remainder < 2)
    #expect(quotient * Rational(divisor) + remainder == Rational(dividend))
  }

  @Test("comparisons of numerals are decided")
  func comparison() {
    let two = context.integer(2)
    #expect((two < 3).simplified.truth == true)
    #expect((3 <= two).simplified.truth == false)
    #expect((two > two).simplified.truth == false)
    #expect((two >= 2).simplified.truth == true)
    #expect((two .== 2).simplified.truth == true)
    #expect((2 .!= two).simplified.truth == false)
  }

  @Test("a whole number is a real number")
  func conversion() throws {
    let solver = try Solver(context)
    try solver.add(n.real * Rational(1, 2) .== Rational(21, 2))
    #expect(try solver.check() == .satisfiable)
    #expect(try solver.model().value(of: n) == 21)
    #expect(try solver.model().value(of: ite(n > 3, n, -n)) == 21)
  }

  @Test("between two neighbours there is no whole number")
  func gaps() throws {
    let solver = try Solver(context)
    try solver.add(n > 2 && n < 3)
    #expect(try solver.check() == .unsatisfiable)
  }
}
