import SMT
import Testing

@Suite("Errors")
struct SMTErrorTests {
  let context: Context
  let x: RealTerm

  init() throws {
    context = try Context()
    x = context.real("x")
  }

  @Test("an unknown tactic is named in Z3's message")
  func unknownTactic() throws {
    let error = #expect(throws: SMTError.self) { try Tactic("no-such-tactic", in: context) }
    #expect(error?.message.contains("no-such-tactic") == true)
    #expect(error?.code == .invalidArgument)
  }

  @Test("terms of two contexts are refused at the next assertion, once")
  func mixedContexts() throws {
    let other = try Context()
    let solver = try Solver(context)
    let mixed = x + other.real("y")
    #expect(mixed.failure?.code == .mixedContexts)
    #expect(throws: SMTError.self) { try solver.add(x > 0) }
    try solver.add(x > 0)
    #expect(try solver.check() == .satisfiable)
  }

  @Test("a term built from a failed one stays refused")
  func failuresSpread() throws {
    let other = try Context()
    let solver = try Solver(context)
    let formula = !((x + other.real("y")) * 2 > 1)
    #expect(throws: SMTError.self) { try solver.check() }
    #expect(throws: SMTError.self) { try solver.add(formula) }
    #expect(throws: SMTError.self) { try solver.check(assuming: [formula]) }
    #expect(try solver.check() == .satisfiable)
    #expect("\(formula)".contains("different contexts"))
  }

  @Test("a term, tactic or model of one context is refused by another")
  func foreignTerms() throws {
    let other = try Context()
    let solver = try Solver(other)
    #expect(throws: SMTError.self) { try solver.add(x > 0) }
    #expect(throws: SMTError.self) { try solver.check(assuming: [x > 0]) }
    #expect(throws: SMTError.self) { try solver.maximise(x) }
    #expect(try solver.check() == .satisfiable)
    #expect(throws: SMTError.self) { try solver.model().value(of: x) }
    let tactic = try Tactic("simplify", in: context)
    #expect(throws: SMTError.self) { try Solver(other, tactic: tactic) }
    #expect(throws: SMTError.self) { try tactic.apply(to: [other.bool("p")]) }
    #expect(throws: SMTError.self) { try tactic.then(Tactic("simplify", in: other)) }
  }

  @Test("one name cannot have two sorts")
  func conflictingNames() throws {
    let solver = try Solver(context)
    let term = context.integer("x")
    #expect(term.failure?.code == .name)
    #expect(throws: SMTError.self) { try solver.push() }
    #expect(throws: SMTError.self) { try solver.add(term > 0) }
  }

  @Test("names that SMT-LIB cannot write are refused, others are quoted")
  func names() throws {
    #expect(context.real("a|b").failure?.code == .name)
    #expect(context.real("fee paid").description == "|fee paid|")
  }

  @Test("negative powers and quantification over formulas are refused")
  func invalidArguments() throws {
    #expect(x.power(-1).failure?.code == .invalidArgument)
    #expect(context.integer("n").power(-1).failure?.code == .invalidArgument)
    #expect(forAll([x + 1], x > 0).failure?.code == .invalidArgument)
    #expect(exists([context.number(1)], x > 0).failure?.code == .invalidArgument)
  }

  @Test("a substitution must keep sorts")
  func substitution() {
    let p = context.bool("p")
    #expect((x > 0).substituting([(p.erased, x.erased)]).failure?.code == .sort)
  }

  @Test("there is no model without a satisfiable check, and no scope to pop without a push")
  func order() throws {
    let solver = try Solver(context)
    #expect(throws: SMTError.self) { try solver.model() }
    #expect(throws: SMTError.self) { try solver.pop() }
  }

  @Test("only a truth constant can name an assertion")
  func trackedNames() throws {
    let solver = try Solver(context)
    let p = context.bool("p")
    let error = #expect(throws: SMTError.self) { try solver.add(x > 0, named: p && !p) }
    #expect(error?.code == .invalidArgument)
    #expect(solver.assertions.isEmpty)
  }
}
