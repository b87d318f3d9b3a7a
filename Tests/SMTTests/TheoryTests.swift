import SMT
import Testing

@Suite("What formulas speak of")
struct TheoryTests {
  let context: Context
  let x: RealTerm
  let y: RealTerm

  init() throws {
    context = try Context()
    x = context.real("x")
    y = context.real("y")
  }

  @Test("the smallest theory that covers them is told")
  func theories() throws {
    let p = context.bool("p")
    #expect(try Theory(of: [], in: context) == .linearReal)
    #expect(try Theory(of: [2 * x + y > 1, p.implies(x < y)], in: context) == .linearReal)
    #expect(try Theory(of: [x > 0, x * y > 1], in: context) == .nonlinearReal)
    #expect(try Theory(of: [x.isInteger], in: context) == .general)
    #expect(try Theory(of: [exists([x], x > y)], in: context) == .general)
  }

  @Test("a factor is taken out of sums, products and choices, where it is seen everywhere")
  func division() throws {
    let p = context.bool("p")
    func isQuotient(_ whole: RealTerm, by factor: RealTerm) throws -> Bool {
      guard let quotient = whole.dividing(exactlyBy: factor) else { return false }
      let solver = try Solver(context)
      try solver.add(quotient * factor .!= whole)
      #expect(try solver.check() == .unsatisfiable, "\(whole)")
      return true
    }
    #expect(try isQuotient(x * y + 3 * x, by: x))
    #expect(try isQuotient(ite(p, x * y, x) * y, by: x))
    #expect(try isQuotient(ite(p, x, context.number(0)), by: x))
    #expect(try isQuotient(x, by: x))
    #expect(try !isQuotient(x * y + 3, by: x))
    #expect(try !isQuotient(ite(p, x, y), by: x))
  }
}
