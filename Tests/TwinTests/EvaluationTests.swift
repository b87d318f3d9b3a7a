import Exact
import Mechanisms
import Testing
import Twin

@Suite("Formulas")
struct EvaluationTests {
  /// What one agent gets when it is paid the amount.
  private func value(_ formula: Formula, after steps: [Step] = []) throws -> Rational? {
    let game = try twin(
      [Role("one"), Role("two", size(2))],
      steps + [pay(90, formula, from: world, to: .agents(role("one")))])
    return try game.expectation().wallets[AgentName("one")]
  }

  @Test("numbers are exact")
  func arithmetic() throws {
    let third = Formula.arithmetic(.over, .number(1), .number(3))
    #expect(try value(.arithmetic(.times, .number(3), third)) == 1)
    #expect(try value(.arithmetic(.minus, .number(1), .negative(third))) == Rational(4, 3))
    #expect(try value(.power(third, 2)) == Rational(1, 9))
    #expect(try value(.power(.number(0), 0)) == 1)
    #expect(try value(.floor(.arithmetic(.plus, .number(1), third))) == 1)
    #expect(try value(.ceiling(.arithmetic(.plus, .number(1), third))) == 2)
    #expect(try value(.minimum([.number(2), third, .number(1)])) == Rational(1, 3))
    #expect(try value(.maximum([.number(2), third, .number(1)])) == 2)
    #expect(try value(.count(role("two"))) == 2)
  }

  @Test("division by zero is a fault, but not where it is not reached")
  func lazy() throws {
    let broken = Formula.comparison(
      .equal, .arithmetic(.over, .number(1), .number(0)), .number(1))
    #expect(
      fault { _ = try value(.conditional(broken, .number(1), .number(2))) } == .divisionByZero)
    #expect(
      try value(.conditional(.all([.truth(false), broken]), .number(1), .number(2))) == 2)
    #expect(try value(.conditional(.any([.truth(true), broken]), .number(1), .number(2))) == 1)
    #expect(
      try value(
        .conditional(.truth(true), .number(1), .arithmetic(.over, .number(1), .number(0)))) == 1)
  }

  @Test("comparisons", arguments: Formula.Comparison.allCases)
  func comparisons(comparison: Formula.Comparison) throws {
    func holds(_ left: Rational, _ right: Rational) throws -> Bool {
      try value(
        .conditional(
          .comparison(comparison, .number(left), .number(right)), .number(1), .number(0))) == 1
    }
    let isEqualEnough = [.equal, .lessOrEqual, .greaterOrEqual].contains(comparison)
    #expect(try holds(half, half) == isEqualEnough)
    #expect(try holds(half, 1) == [.less, .lessOrEqual, .notEqual].contains(comparison))
    #expect(try holds(1, half) == [.greater, .greaterOrEqual, .notEqual].contains(comparison))
  }

  @Test("the attribute of a group that is not one agent is a fault")
  func notOneAgent() throws {
    let formula = Formula.conditional(only("two", "vote", is: "yes"), .number(1), .number(0))
    #expect(fault { _ = try value(formula) } == .notOneAgent("two"))
    let drawn = Formula.conditional(only("jury", "vote", is: "none"), .number(1), .number(0))
    let draw = Step(id: 0, .draw(Draw("jury", from: role("two"))))
    #expect(try value(drawn, after: [draw]) == 1)
    #expect(fault { _ = try value(drawn) } == .notOneAgent("jury"))
  }

  @Test("a number where a truth should be is an error")
  func kinds() throws {
    #expect(throws: TwinError.illTyped(at: .code)) {
      try value(.conditional(.number(1), .number(1), .number(2)))
    }
    #expect(throws: TwinError.unbound("later", at: .code)) { try value(.binding("later")) }
  }
}
