import Exact
import SMT
import Testing

@Suite("Solver")
struct SolverTests {
  let context: Context
  let solver: Solver
  let x: RealTerm
  let y: RealTerm

  init() throws {
    context = try Context()
    solver = try Solver(context)
    x = context.real("x")
    y = context.real("y")
  }

  @Test("a scope takes its assertions with it")
  func scopes() throws {
    try solver.add(x > 0)
    try solver.push()
    try solver.add(x < 0)
    #expect(solver.assertions.count == 2)
    #expect(try solver.check() == .unsatisfiable)
    try solver.pop()
    #expect(solver.assertions == [x > 0])
    #expect(try solver.check() == .satisfiable)
  }

  @Test("a solver made for its formulas decides linear, nonlinear and whole-number ones")
  func deciding() throws {
    let whole = context.integer("n")
    let questions: [(holds: BoolTerm, fails: BoolTerm)] = [
      (x + y > 1, x + y < 0), (x * y > 1, x * x < 0), (whole > 1, (2 * whole) .== 3),
    ]
    for (holds, fails) in questions {
      #expect(try Solver(deciding: [holds], context).check() == .satisfiable)
      #expect(try Solver(deciding: [holds, fails], context).check() == .unsatisfiable)
      #expect(try Solver(deciding: [holds], context).assertions == [holds])
    }
    #expect(throws: SMTError.self) {
      try Solver(deciding: [try Context().real("x") > 0], context)
    }
  }

  @Test("an unsat core names the assertions that clash and no others")
  func namedCore() throws {
    let names = ["low", "high", "other"].map { context.bool($0) }
    try solver.add(x > 1, named: names[0])
    try solver.add(x < 0, named: names[1])
    try solver.add(y > 0, named: names[2])
    #expect(try solver.check() == .unsatisfiable)
    #expect(Set(try solver.unsatCore()) == Set(names.prefix(2)))
  }

  @Test("assumptions may be any formulas and hold for one check only")
  func assumptions() throws {
    try solver.add(x + y < 10)
    let clash = [x > 5 && y > 3, x > 0, y > 5]
    #expect(try solver.check(assuming: clash) == .unsatisfiable)
    let core = Set(try solver.unsatCore())
    #expect(core == [clash[0], clash[2]])
    #expect(try solver.check(assuming: [clash[0], clash[1]]) == .satisfiable)
    #expect(try solver.check(assuming: [(x > 5) .== (y > 5), !(x <= 5)]) == .unsatisfiable)
    #expect(try solver.check() == .satisfiable)
  }

  @Test("a model gives every term a value, also those the question leaves open")
  func models() throws {
    let (n, p) = (context.integer("n"), context.bool("p"))
    try solver.add(x .== 2 * y && y .== Rational(7, 3) && n > 3 && n < 5 && !p)
    #expect(try solver.check() == .satisfiable)
    let model = try solver.model()
    #expect(try model.value(of: x).rational == Rational(14, 3))
    #expect(try model.value(of: n * n) == 16)
    #expect(try model.truth(of: p) == false)
    #expect(try model.truth(of: x > y) == true)
    #expect(try model.value(of: context.real("open")).rational != nil)
    #expect(model.description.contains("n"))
  }

  @Test("a solver for a logic and a solver of tactics agree with the general one")
  func otherSolvers() throws {
    let tactic = try Tactic("simplify", in: context).then(Tactic("qfnra-nlsat", in: context))
    for solver in [
      try Solver(context, logic: "QF_NRA"), try Solver(context, tactic: tactic), solver,
    ] {
      try solver.add(x * y > 1 && x < 1 && x > 0)
      #expect(try solver.check() == .satisfiable)
      try solver.add(y < 1)
      #expect(try solver.check() == .unsatisfiable)
    }
  }

  @Test("a hard question ends at its time limit, and the next one is answered")
  func timeout() throws {
    try solver.add(hardQuestion(in: context))
    let start = ContinuousClock.now
    let outcome = try solver.check(timeout: .milliseconds(100))
    let time = ContinuousClock.now - start
    guard case .unknown(let reason) = outcome else {
      Issue.record("the hard question was decided: \(outcome)")
      return
    }
    #expect(reason == "timeout")
    #expect(time < .seconds(3), "it took \(time)")
    let next = try Solver(context)
    try next.add(x > 0)
    #expect(try next.check() == .satisfiable)
  }
}
