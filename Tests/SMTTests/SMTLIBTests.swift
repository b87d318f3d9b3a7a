import Exact
import SMT
import Testing

@Suite("SMT-LIB text")
struct SMTLIBTests {
  struct Question: Sendable, CustomTestStringConvertible {
    let name: String
    let logic: String?
    let expected: Outcome
    let formulas: @Sendable (Context) -> [BoolTerm]
    var testDescription: String { name }
  }

  static let questions = [
    Question(name: "no formula at all", logic: nil, expected: .satisfiable) { _ in [] },
    Question(name: "linear reals", logic: "QF_LRA", expected: .unsatisfiable) { context in
      let (x, y) = (context.real("x"), context.real("the fee"))
      return [x + y > Rational(-7, 3), 2 * x < -5, y / 3 <= Rational(1, 1000)]
    },
    Question(name: "whole numbers", logic: "QF_LIA", expected: .satisfiable) { context in
      let n = context.integer("n")
      return [n.mod(7) .== 3, n.div(-2) .== -5, !(n < -4)]
    },
    Question(name: "mixed sorts and choices", logic: nil, expected: .satisfiable) { context in
      let (n, x, p) = (context.integer("n"), context.real("x"), context.bool("p"))
      let choice = ite(p, n.real, -x)
      return [choice .== Rational(1, 2), x.floor .== n, !n.real.isInteger || p.implies(x > 0)]
    },
    Question(name: "products", logic: "QF_NRA", expected: .unsatisfiable) { context in
      let (x, y) = (context.real("x"), context.real("y"))
      return [x * y > 1, x < 0, y >= x.power(2)]
    },
    Question(name: "quantifiers", logic: "LRA", expected: .unsatisfiable) { context in
      let (x, y) = (context.real("x"), context.real("y"))
      return [exists([y], forAll([x], y >= x))]
    },
    Question(name: "formulas", logic: "QF_UF", expected: .unsatisfiable) { context in
      let (p, q) = (context.bool("p"), context.bool("and then"))
      return [p .!= q, p .== q, p || q]
    },
    Question(name: "shared terms", logic: "QF_LRA", expected: .unsatisfiable) { context in
      let x = context.real("x")
      let doubled = (0..<8).reduce(x) { term, _ in term + term }
      return [x > 0, doubled < x, doubled > Rational(1, 3)]
    },
  ]

  @Test("Z3, its program and cvc5 agree on the same text", arguments: questions)
  func agreement(_ question: Question) throws {
    let context = try Context()
    let solver =
      try question.logic.map { try Solver(context, logic: $0) } ?? Solver(context)
    for formula in question.formulas(context) { try solver.add(formula) }
    #expect(try solver.check() == question.expected)
    let script = try solver.smtLIB()
    #expect(script.contains("(set-logic \(question.logic ?? "ALL"))"))
    #expect(script.hasSuffix("(check-sat)\n"))
    let expected = question.expected == .satisfiable ? "sat" : "unsat"
    if let z3 = try answer(of: "/usr/bin/z3", [], to: script) {
      #expect(z3 == expected, "\(script)")
    }
    if let cvc5 = try answer(of: "/usr/bin/cvc5", [], to: script) {
      #expect(cvc5 == expected, "\(script)")
    }
  }

  @Test("assumptions are part of the question's text")
  func assumptions() throws {
    let context = try Context()
    let solver = try Solver(context)
    let x = context.real("x")
    try solver.add(x > 0, named: context.bool("positive"))
    let script = try solver.smtLIB(assuming: [x < 0])
    #expect(script.contains("(> x 0.0)") && script.contains("(< x 0.0)"))
  }

  @Test("the text is the same whatever else the context holds")
  func sharedTerms() throws {
    func script(besides others: Int) throws -> String {
      let context = try Context()
      let kept = (0..<others).map { context.real("other \($0)") * 3 }
      let x = context.real("the ?x1 (?x2)")
      let doubled = (0..<8).reduce(x) { term, _ in term + term }
      return try withExtendedLifetime(kept) { try context.smtLIB([doubled < x, doubled > 1]) }
    }
    let alone = try script(besides: 0)
    #expect(alone.contains("(let ((?x1 ") && alone.contains("|the ?x1 (?x2)|"))
    #expect(try script(besides: 9) == alone)
  }
}
