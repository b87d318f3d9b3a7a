import BigInt
import Exact
import Foundation
import Testing

extension RationalTests {
  @Test("a value is read back from its text and from its encoding", arguments: 0..<200)
  func roundTrip(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let value = random.rational()
    #expect(Rational(value.description) == value)
    let encoded = try JSONEncoder().encode([value])
    #expect(try JSONDecoder().decode([Rational].self, from: encoded) == [value])
  }

  @Test(
    "decimals, fractions and exponents are read exactly",
    arguments: [
      ("3", Rational(3)), ("-21/2", Rational(-21, 2)), ("0.1", Rational(1, 10)),
      ("1.50", Rational(3, 2)), ("2e3", Rational(2000)), ("1e-3", Rational(1, 1000)),
      ("-0.5e1", Rational(-5)), ("+1.25E+2", Rational(125)), ("6/4", Rational(3, 2)),
      ("-0", Rational(0)), ("007", Rational(7)),
      ("-9223372036854775808", Rational(.min)), ("1e10000", Rational(10).power(10_000)),
    ])
  func reading(text: String, value: Rational) {
    #expect(Rational(text) == value)
    #expect(Rational(text[...]) == value)
  }

  @Test(
    "what is not a number is refused",
    arguments: [
      "", "-", "+", "a", "1a", " 1", "1 ", "1/0", "1/-2", "1/", "/2", "1/2/3", "1.5/2", "1/2e3",
      ".5", "5.", "1.2.3", "--1", "1e", "e1", "1e1.5", "1e10001", "1e-10001", "1e+-1",
      "1e99999999999999999999", "nan", "0x10", "١", "1_000",
    ])
  func refusing(text: String) {
    #expect(Rational(text) == nil)
  }

  @Test("a text that is not a number does not decode")
  func refusingToDecode() {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Rational].self, from: Data(#"["one"]"#.utf8))
    }
  }

  @Test("whole numbers print without a denominator")
  func printing() {
    #expect(Rational(6, 2).description == "3")
    #expect(Rational(21, -2).description == "-21/2")
    #expect(Rational(10).power(20).description == "100000000000000000000")
    #expect(Rational(-10).power(-21).description == "-1/1000000000000000000000")
  }
}
