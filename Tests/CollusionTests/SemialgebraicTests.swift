import Exact
import Mechanisms
import Testing

@testable import Collusion

@Suite("Semialgebraic sets")
struct SemialgebraicTests {
  private let x = RationalFunction(variable: "x")
  private let a = RationalFunction(variable: "a")
  private let b = RationalFunction(variable: "b")

  @Test("far out, a polynomial has the sign of its leading coefficient")
  func leadingCoefficient() {
    let formula = Semialgebraic(a * x * x + b * x - 1000, .greater).eventually("x")
    #expect(formula.holds(at: ["a": Rational(1, 1000), "b": -1000]))
    #expect(formula.holds(at: ["a": 0, "b": Rational(1, 1000)]))
    #expect(!formula.holds(at: ["a": 0, "b": 0]))
    #expect(!formula.holds(at: ["a": -1, "b": 1000]))
  }

  @Test("a polynomial is zero from somewhere on only if all its coefficients are")
  func zero() {
    let formula = Semialgebraic(a * x + b, .equal).eventually("x")
    #expect(formula.holds(at: ["a": 0, "b": 0]))
    #expect(!formula.holds(at: ["a": 0, "b": 1]))
    #expect(!formula.holds(at: ["a": 1, "b": -1]))
    #expect(Semialgebraic(a * x + b, .notEqual).eventually("x").holds(at: ["a": 1, "b": -1]))
  }

  @Test("near a value, from either side")
  func nearAValue() {
    // (x - 2)·a > 0
    let formula = Semialgebraic((x - 2) * a, .greater)
    #expect(formula.near(2, of: "x", from: .above).holds(at: ["a": 1]))
    #expect(!formula.near(2, of: "x", from: .above).holds(at: ["a": -1]))
    #expect(formula.near(2, of: "x", from: .below).holds(at: ["a": -1]))
    // 1/x is large near zero, with the sign of the side.
    let pole = Semialgebraic(x.reciprocal - 1000, .greater)
    #expect(pole.near(0, of: "x", from: .above).holds(at: [:]))
    #expect(!pole.near(0, of: "x", from: .below).holds(at: [:]))
  }

  @Test("what holds from somewhere on holds at a point far enough out, and its negation does not")
  func farOut() {
    let formulas = [
      Semialgebraic(a * x * x - b * x + 3, .greaterOrEqual),
      Semialgebraic(x / (a + x) - b, .less),
      .any([Semialgebraic(a * x - b, .lessOrEqual), Semialgebraic(b - a, .equal)]),
    ]
    for formula in formulas {
      for first in -2...2 {
        for second in -2...2 {
          let others: [String: Rational] = ["a": Rational(first), "b": Rational(second)]
          let far = others.merging(["x": 1_000_000]) { $1 }
          #expect(formula.eventually("x").holds(at: others) == formula.holds(at: far))
          #expect(
            formula.negated.eventually("x").holds(at: others) == formula.negated.holds(at: far))
        }
      }
    }
  }
}
