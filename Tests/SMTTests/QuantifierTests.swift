import SMT
import Testing

@Suite("Quantifiers")
struct QuantifierTests {
  let context: Context
  let x: RealTerm
  let y: RealTerm

  init() throws {
    context = try Context()
    x = context.real("x")
    y = context.real("y")
  }

  @Test("every number has a greater one, and none is greatest")
  func order() throws {
    let solver = try Solver(context)
    try solver.add(forAll([x], exists([y], y > x)))
    #expect(try solver.check() == .satisfiable)
    try solver.add(exists([y], forAll([x], y >= x)))
    #expect(try solver.check() == .unsatisfiable)
  }

  @Test("for every ε some K makes 1/K smaller than ε")
  func limits() throws {
    let (epsilon, bound) = (context.real("ε"), context.real("K"))
    let tail = forAll([x], (x >= bound).implies(epsilon * x > 1))
    let claim = forAll([epsilon], (epsilon > 0).implies(exists([bound], bound > 0 && tail)))
    let solver = try Solver(context)
    try solver.add(!claim)
    #expect(try solver.check(timeout: .seconds(10)) == .unsatisfiable)
  }

  @Test("constants of several sorts are bound together; none bind nothing")
  func severalSorts() throws {
    let (n, p) = (context.integer("n"), context.bool("p"))
    let solver = try Solver(context)
    try solver.add(exists([n, p, x], p && n.real + x .== y && x < 1 && x > 0))
    #expect(try solver.check() == .satisfiable)
    #expect(forAll([], p) == p)
  }

  @Test("elimination leaves a linear question without quantifiers")
  func elimination() throws {
    let goals = try Tactic("qe", in: context).apply(to: [exists([y], y > x && y < 1)])
    let result = disjunction(goals.map { conjunction($0, in: context) }, in: context)
    let solver = try Solver(context)
    try solver.add(result .!= (x < 1))
    #expect(try solver.check() == .unsatisfiable)
  }
}
