import Exact
import Testing

extension PolynomialTests {
  private func variable(_ name: String) -> Polynomial { Polynomial(variable: name) }

  @Test("what is added is printed before what is subtracted, by increasing degree")
  func plainText() {
    let (cost, guess, check) = (variable("cost"), variable("guess"), variable("check"))
    let (price, deposit) = (variable("price"), variable("deposit"))
    let balance = cost - guess - check * price - check * deposit
    #expect(balance.description == "cost - guess - check*deposit - check*price")
    #expect(balance.factoredDescription == "cost - guess - check*(deposit + price)")
    #expect((1 - x).description == "1 - x")
    #expect((x.power(2) * y).scaled(by: 2).description == "2*x^2*y")
    #expect((x.power(2) - x.scaled(by: 2) + 1).description == "1 + x^2 - 2*x")
    #expect((x.scaled(by: Rational(1, 2)) - y).description == "1/2*x - y")
    #expect((-x - 1).description == "-1 - x")
    #expect(Polynomial.zero.description == "0")
    #expect(Polynomial(Rational(-3, 2)).description == "-3/2")
  }

  @Test("factors are pulled out where that makes the text shorter")
  func factoredText() {
    let fee = variable("fee")
    #expect((fee * y + fee * z).factoredDescription == "fee*(y + z)")
    #expect((x * y + x * z).factoredDescription == "x*y + x*z")
    #expect((x + y).scaled(by: Rational(1, 2)).factoredDescription == "1/2*(x + y)")
    #expect((x + 2).scaled(by: 2).factoredDescription == "4 + 2*x")
    #expect((-fee * y - fee * z).factoredDescription == "-fee*(y + z)")
    #expect((fee * z - fee * y).factoredDescription == "fee*(z - y)")
    #expect((-x - y).factoredDescription == "-x - y")
    #expect(Polynomial.zero.factoredDescription == "0")
  }

  @Test(
    "both texts have the value of the polynomial, and the factored one is no longer",
    arguments: 0..<150)
  func textsKeepTheValue(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let value = random.polynomial(terms: 8) * random.polynomial(terms: 2)
    #expect(ExpressionReader.read(value.description)?.polynomial == value)
    #expect(ExpressionReader.read(value.factoredDescription)?.polynomial == value)
    #expect(value.factoredDescription.count <= value.description.count)
    for text in [value.description, value.factoredDescription] {
      for ugly in ["+ -", "- -", "(1*", " 1*", "--"] { #expect(!text.contains(ugly)) }
      #expect(!text.hasPrefix("1*") && !text.hasPrefix("-1*"))
    }
  }
}
