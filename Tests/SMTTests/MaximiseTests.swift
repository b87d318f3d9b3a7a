import Exact
import SMT
import Testing

@Suite("Maximisation")
struct MaximiseTests {
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

  @Test("a strict bound is a supremum that is not attained")
  func strict() throws {
    try solver.add(x < Rational(5, 3) && y <= x)
    #expect(try solver.maximise(x + y) == .supremum(Rational(10, 3), attained: false))
  }

  @Test("a closed bound is attained")
  func closed() throws {
    try solver.add(x <= Rational(5, 3) && y <= x)
    #expect(try solver.maximise(x + y) == .supremum(Rational(10, 3), attained: true))
    #expect(try solver.check() == .satisfiable)
  }

  @Test("no solution, no bound, and a constant objective are told apart")
  func degenerate() throws {
    #expect(try ray(of: x) == ["x": 1])
    try solver.add(x > y)
    #expect(try ray(of: y) == ["x": 1, "y": 1])
    #expect(try solver.maximise(y - x) == .supremum(0, attained: false))
    #expect(try solver.maximise(context.number(7)) == .supremum(7, attained: true))
    try solver.add(y > x)
    #expect(try solver.maximise(x) == .infeasible)
  }

  @Test("the best of several pieces is found, also when only an open one reaches it")
  func disjunctions() throws {
    let p = context.bool("p")
    try solver.add((x < 3 && p) || (x .== 2) || (x <= 1 && !p) || (x > 4 && x < 5 && x .!= y))
    #expect(try solver.maximise(x) == .supremum(5, attained: false))
    try solver.add(x < 4)
    #expect(try solver.maximise(x) == .supremum(3, attained: false))
    try solver.add(!p)
    #expect(try solver.maximise(x) == .supremum(2, attained: true))
  }

  @Test("choices are followed in constraints and objective")
  func choices() throws {
    let smaller = ite(x < y, x, y)
    try solver.add(x + y .== 10 && x >= 0 && y >= 0)
    #expect(try solver.maximise(smaller) == .supremum(5, attained: true))
    let rebate = ite(x < 4, 2 * x, context.number(1))
    #expect(try solver.maximise(rebate) == .supremum(8, attained: false))
    #expect(
      try solver.maximise(ite(x .== 4, context.number(9), rebate)) == .supremum(9, attained: true))
  }

  @Test("whole numbers are not relaxed")
  func wholeNumbers() throws {
    let (n, m) = (context.integer("n"), context.integer("m"))
    try solver.add(2 * n + 3 * m <= 11 && n >= 0 && m >= 0)
    #expect(try solver.maximise((n + 2 * m).real) == .supremum(7, attained: true))
    try solver.add(n.real > x && x > 0 && y < 1 && y > n.real - 1)
    #expect(try solver.maximise(y + x) == .supremum(2, attained: false))
    #expect(try solver.maximise(n.mod(3).real) == .supremum(1, attained: true))
  }

  @Test("a whole number that grows without bound is seen to")
  func unboundedWholeNumbers() throws {
    let (n, m) = (context.integer("n"), context.integer("m"))
    try solver.add(3 * n .== 2 * m && n > 0)
    let ray = try #require(try ray(of: (m - n).real))
    #expect(ray["m"] == 3 && ray["n"] == 2)
    try solver.add(n < 1000)
    #expect(try solver.maximise(n.real) == .supremum(998, attained: true))
  }

  @Test("a gap closes only in the closure, and the bound stays below it")
  func mixedGap() throws {
    let n = context.integer("n")
    try solver.add(y > n.real && y < 1 && n >= 0 && n <= 1)
    #expect(try solver.maximise(y + n.real) == .supremum(1, attained: false))
  }

  @Test("rounding and wholeness of reals are followed")
  func rounding() throws {
    try solver.add(x >= 0 && x < Rational(7, 2))
    #expect(try solver.maximise(x.floor.real) == .supremum(3, attained: true))
    #expect(try solver.maximise(x - x.floor.real) == .supremum(1, attained: false))
    try solver.add(x.isInteger)
    #expect(try solver.maximise(x) == .supremum(3, attained: true))
  }

  @Test("linear quantifiers are eliminated")
  func quantifiers() throws {
    try solver.add(forAll([y], (y > 2).implies(y > x)))
    #expect(try solver.maximise(x) == .supremum(2, attained: true))
  }

  @Test("a nonlinear question is answered unknown, not wrongly")
  func nonlinear() throws {
    try solver.add(x * x < 2 && y .== 0)
    guard case .unknown(let reason) = try solver.maximise(x) else {
      Issue.record("a nonlinear maximum")
      return
    }
    #expect(reason.contains("not linear"))
  }

  @Test("an interrupted maximisation is unknown")
  func interrupted() throws {
    context.interrupter.interrupt()
    #expect(try solver.maximise(x) == .unknown(reason: "interrupted"))
  }

  @Test("on random plane programs with strict bounds the answer is the best vertex")
  func randomPrograms() throws {
    var generator = SplitMix(state: 2024)
    var counts: [String: Int] = [:]
    for _ in 0..<150 {
      let program = PlaneProgram.random(using: &generator)
      let solver = try Solver(context)
      for bound in program.bounds {
        let form = bound.a * x + bound.b * y
        try solver.add(bound.isStrict ? form < bound.c : form <= bound.c)
      }
      let optimum = try solver.maximise(program.objective.a * x + program.objective.b * y)
      #expect(optimum == program.optimum, "\(program)")
      switch optimum {
      case .supremum(_, let attained): counts[attained ? "attained" : "open", default: 0] += 1
      default: counts["other", default: 0] += 1
      }
    }
    #expect(counts.values.allSatisfy { $0 >= 5 } && counts.count == 3, "\(counts)")
  }

  /// The direction of growth without bound, once it is seen that it is one.
  private func ray(of objective: RealTerm) throws -> [String: Rational]? {
    guard case .unbounded(let ray) = try solver.maximise(objective) else { return nil }
    for steps in [0, 1, 1000] {
      let names = Set(ray.start.keys).union(ray.direction.keys)
      let values = names.map { name -> (String, Rational) in
        (name, ray.start[name, default: 0] + Rational(steps) * ray.direction[name, default: 0])
      }
      try solver.push()
      for (name, value) in values {
        try solver.add(
          ["n", "m"].contains(name)
            ? context.integer(name).real .== value : context.real(name) .== value)
      }
      #expect(try solver.check() == .satisfiable)
      try solver.pop()
    }
    return ray.direction
  }
}
