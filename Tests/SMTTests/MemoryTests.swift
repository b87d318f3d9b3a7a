import Exact
import SMT
import Testing

/// Each measurement has a process of its own, which no other test disturbs.
@Suite("Memory")
struct MemoryTests {
  @Test("a hundred thousand questions do not grow the memory by 4 MB", .timeLimit(.minutes(3)))
  func questions() async {
    await #expect(processExitsWith: .success) {
      let context = try Context()
      let x = context.real("x")
      func ask(_ questions: Range<Int>) throws {
        var solver = try Solver(context)
        for question in questions {
          if question.isMultiple(of: 500) { solver = try Solver(context) }
          try solver.push()
          let value = Rational(question)
          let limit = question.isMultiple(of: 2) ? value : value + 1
          try solver.add(x > value && 2 * x < limit + value)
          let outcome = try solver.check()
          precondition(question % 2 == 1 || outcome == .unsatisfiable)
          if outcome == .satisfiable { _ = try solver.model().value(of: x) }
          try solver.pop()
        }
      }
      try ask(0..<10_000)
      let before = residentBytes()
      try ask(10_000..<110_000)
      let growth = residentBytes() - before
      precondition(growth < 4 << 20, "grew by \(growth) bytes")
    }
  }

  @Test("solvers, tactics, cores and failures give their memory back, within 4 MB")
  func handles() async {
    await #expect(processExitsWith: .success) {
      let context = try Context()
      let (x, p, q) = (context.real("x"), context.bool("p"), context.bool("q"))
      func ask(_ count: Int) throws {
        for step in 0..<count {
          let solver = try Solver(context, logic: "QF_LRA")
          try solver.add(x > step, named: p)
          try solver.add(x < step, named: q)
          _ = try solver.check()
          _ = try solver.unsatCore()
          _ = try solver.smtLIB()
          _ = try Tactic("simplify", in: context).apply(to: [x + step > step])
          _ = try? Tactic("no-such-tactic", in: context)
          _ = exists([x], x > step).simplified.substituting([p: q])
        }
      }
      try ask(1000)
      let before = residentBytes()
      try ask(2000)
      let growth = residentBytes() - before
      precondition(growth < 4 << 20, "grew by \(growth) bytes")
    }
  }

  @Test("three hundred contexts give their memory back, within 8 MB")
  func contexts() async {
    await #expect(processExitsWith: .success) {
      func ask(_ count: Int) throws {
        for _ in 0..<count {
          let context = try Context()
          let solver = try Solver(context)
          try solver.add(context.real("x") > 0)
          _ = try solver.check()
          _ = try solver.model()
        }
      }
      try ask(100)
      let before = residentBytes()
      try ask(300)
      let growth = residentBytes() - before
      precondition(growth < 8 << 20, "grew by \(growth) bytes")
    }
  }
}
