import Exact
import Testing

@Suite("Monomial")
struct MonomialTests {
  private func monomial(_ text: String) -> Monomial? {
    ExpressionReader.read(text)?.polynomial?.terms.first?.monomial
  }

  @Test("the reading order goes by degree, then by the first names")
  func readingOrder() throws {
    let ordered = ["1", "x", "y", "x^2", "x*y", "x*z", "y^2", "z^2", "x^3"]
    let monomials = try ordered.map { try #require(monomial($0)) }
    #expect(monomials.reversed().sorted() == monomials)
    #expect(monomials.map(\.description) == ordered)
  }

  @Test("exponents and degree are read from the factors")
  func exponents() throws {
    let value = try #require(monomial("x^2*y"))
    #expect(value.degree == 3)
    #expect(value.exponent(of: "x") == 2 && value.exponent(of: "z") == 0)
    #expect(value.factors.map(\.variable) == ["x", "y"])
  }
}
