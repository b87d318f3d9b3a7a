import SMT
import Testing

@Suite("Tactics")
struct TacticTests {
  let context: Context
  let x: RealTerm

  init() throws {
    context = try Context()
    x = context.real("x")
  }

  @Test("Z3 lists its tactics")
  func names() {
    let names = Tactic.names(in: context)
    #expect(names.contains("simplify") && names.contains("qfnra-nlsat") && names.contains("qe"))
  }

  @Test("an unsatisfiable goal becomes false, a valid one empty")
  func simplification() throws {
    let simplify = try Tactic("simplify", in: context)
    #expect(try simplify.apply(to: [x > x]) == [[context.constant(false)]])
    #expect(try simplify.apply(to: [x >= x]) == [[]])
  }

  @Test("clauses are split into goals")
  func splitting() throws {
    let split = try Tactic("split-clause", in: context)
    let goals = try split.apply(to: [x > 1 || x < 0])
    #expect(goals == [[x > 1], [x < 0]])
  }

  @Test("one tactic follows another, or stands in for one that fails")
  func combination() throws {
    let fail = try Tactic("fail", in: context)
    let skip = try Tactic("skip", in: context)
    #expect(throws: SMTError.self) { try fail.apply(to: [x > 0]) }
    #expect(try fail.orElse(skip).apply(to: [x > 0]) == [[x > 0]])
    #expect(throws: SMTError.self) { try skip.then(fail).apply(to: [x > 0]) }
  }

  @Test("a tactic with a time limit fails when it is over")
  func timeLimit() throws {
    let hard = try Tactic("smt", in: context).tryFor(.milliseconds(50))
    #expect(throws: SMTError.self) { try hard.apply(to: [hardQuestion(in: context)]) }
    let open = try Tactic("smt", in: context)
    #expect(throws: SMTError.self) {
      try open.apply(to: [hardQuestion(in: context)], timeout: .milliseconds(50))
    }
    #expect(try open.apply(to: [x > x], timeout: .seconds(5)) == [[context.constant(false)]])
  }
}
