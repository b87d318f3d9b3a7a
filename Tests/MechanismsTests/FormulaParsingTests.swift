import Exact
import Mechanisms
import Testing

@Suite("Formulas")
struct FormulaParsingTests {
  private let a = Formula.parameter("a")
  private let b = Formula.parameter("b")
  private let c = Formula.parameter("c")
  private let d = Formula.parameter("d")

  private func number(_ text: String) throws -> Formula {
    try parametersOnly.formula(reading: text)
  }

  private func truth(_ text: String) throws -> Formula {
    try parametersOnly.formula(reading: text, yielding: .truth)
  }

  @Test("products bind tighter than sums, and both group to the left")
  func arithmetic() throws {
    #expect(
      try number("a - b - c * d / a")
        == .arithmetic(
          .minus, .arithmetic(.minus, a, b),
          .arithmetic(.over, .arithmetic(.times, c, d), a)))
    #expect(try number("(a + b) * c") == .arithmetic(.times, .arithmetic(.plus, a, b), c))
  }

  @Test("a power binds tighter than a sign, and a sign tighter than a product")
  func signs() throws {
    #expect(try number("-a ^ 2") == .negative(.power(a, 2)))
    #expect(try number("-a * b") == .arithmetic(.times, .negative(a), b))
    #expect(try number("a - -b") == .arithmetic(.minus, a, .negative(b)))
    #expect(try number("a * b ^ 0") == .arithmetic(.times, a, .power(b, 0)))
  }

  @Test("comparisons chain")
  func chains() throws {
    #expect(
      try truth("0 <= a < b")
        == .all([.comparison(.lessOrEqual, .number(0), a), .comparison(.less, a, b)]))
    #expect(try truth("a + b == c") == .comparison(.equal, .arithmetic(.plus, a, b), c))
  }

  @Test("'not' binds tighter than 'and', which binds tighter than 'or', and 'if' binds loosest")
  func logic() throws {
    let less = Formula.comparison(.less, a, b)
    let more = Formula.comparison(.greater, c, d)
    #expect(
      try truth("not a < b and c > d or a < b") == .any([.all([.not(less), more]), less]))
    #expect(
      try truth("if a < b then c > d or a < b else true")
        == .conditional(less, .any([more, less]), .truth(true)))
    #expect(
      try number("1 + if a < b then c else d + 1")
        == .arithmetic(
          .plus, .number(1), .conditional(less, c, .arithmetic(.plus, d, .number(1)))))
  }

  @Test(
    "numbers are exact",
    arguments: [("0.1", Rational(1, 10)), ("1e3", 1000), ("2.5e-1", Rational(1, 4)), ("007", 7)])
  func numbers(text: String, value: Rational) throws {
    #expect(try number(text) == .number(value))
  }

  @Test("signs of other alphabets are read too")
  func unicode() throws {
    #expect(try truth("a ≤ b") == truth("a <= b"))
    #expect(try truth("a ≥ b·2") == truth("a >= b * 2"))
    #expect(try truth("a ≠ b") == truth("a != b"))
  }

  @Test("functions take their arguments")
  func calls() throws {
    #expect(
      try number("min(a, max(b, 1), floor(c)) + ceil(d)")
        == .arithmetic(
          .plus, .minimum([a, .maximum([b, .number(1)]), .floor(c)]), .ceiling(d)))
  }

  @Test("the size of a role is what the role says, where nothing has been played")
  func sizes() throws {
    #expect(try number("2 * size(r)") == .arithmetic(.times, .number(2), .number(1)))
  }

  @Test(
    "a formula is written with no more brackets than needed",
    arguments: [
      "a - (b - c)", "a - b - c", "a / (b * c)", "(a + b) * -c", "-a ^ 2", "(-a) ^ 2",
      "(a / b) ^ 2",
      "min(a, b + 1)", "floor(a / 2)", "if 0 <= a < b then a else b + 1",
      "(if a < b then a else b) + 1",
    ])
  func written(text: String) throws {
    #expect(try number(text).description == text)
  }

  @Test(
    "a condition is written with no more brackets than needed",
    arguments: [
      "0 <= a < b and c != d", "a < b or b < c and a < d", "(a < b or b < c) and c < d",
      "not (a < b and b < d)", "a < b and (b < c and a < d)", "not a < b", "a < b and true",
    ])
  func writtenConditions(text: String) throws {
    let formula = try truth(text)
    #expect(try truth(formula.description) == formula)
    if !text.contains("not") { #expect(formula.description == text) }
  }

  @Test(
    "what is wrong is said with its column",
    arguments: [
      ("a +", "1:4: expected a number, a name or '(', found the end"),
      ("a b", "1:3: expected an operator or the end, found 'b'"),
      ("(a", "1:3: expected ')', found the end"),
      ("a ^ b", "1:5: an exponent must be a whole number, written out, at least 0"),
      ("a ^ -1", "1:5: an exponent must be a whole number, written out, at least 0"),
      ("a ^ 1001", "1:5: an exponent may be at most 1000"),
      ("a ^ 2 ^ 3", "1:7: a power of a power needs brackets"),
      ("mini(a, b)", "1:1: unknown function 'mini'; did you mean 'min'?"),
      ("floor(a, b)", "1:1: 'floor' takes one number"),
      ("a $ b", "1:3: unexpected character '$'"),
      ("1.2.3", "1:4: expected an operator or the end, found '.'"),
      ("1.e", "1:2: expected an operator or the end, found '.'"),
      ("if a < b then c", "1:16: expected 'else', found the end"),
      ("a < b", "1:1: expected a number, but this is true or false"),
      ("a + (b < c)", "1:6: expected a number, but this is true or false"),
      ("alpha + a", "1:1: unknown parameter 'alpha'"),
      ("if true then a else a < b", "1:21: 'then' gives a number, but 'else' gives true or false"),
      ("", "1:1: a formula is missing"),
    ])
  func errors(text: String, message: String) {
    do throws(Diagnostics) {
      _ = try parametersOnly.formula(reading: text, file: "f")
      Issue.record("it was read")
    } catch {
      #expect(error.list.map(\.description) == ["f:" + message])
    }
  }
}
