/// One signed part of a sum, as text.
struct Summand {
  /// Whether the part is subtracted.
  let isNegative: Bool
  /// The part without its sign; a product or a single factor, never a sum.
  let text: String
  /// The first monomial of the part, by which parts are ordered.
  let first: Monomial

  /// The text of a sum: the parts that are added, then those that are subtracted, each in reading
  /// order; `"0"` for none.
  ///
  /// - Complexity: O(n log n) in the number of parts.
  static func sum(_ summands: [Summand]) -> String {
    let ordered = summands.sorted {
      $0.isNegative == $1.isNegative ? $0.first < $1.first : $1.isNegative
    }
    guard let opening = ordered.first else { return "0" }
    return ordered.dropFirst().reduce(opening.isNegative ? "-" + opening.text : opening.text) {
      $0 + ($1.isNegative ? " - " : " + ") + $1.text
    }
  }

  /// The part which is a product with a coefficient.
  ///
  /// - Parameter sum: a further factor that is a sum, as its text and its first monomial.
  init(coefficient: Rational, monomial: Monomial, sum: (text: String, first: Monomial)? = nil) {
    isNegative = coefficient.signum() < 0
    first = sum.map { $0.first * monomial } ?? monomial
    let size = coefficient.magnitude
    var factors = sum.map { ["(\($0.text))"] } ?? []
    if monomial.degree > 0 { factors.insert(monomial.description, at: 0) }
    if size != 1 || factors.isEmpty { factors.insert(size.description, at: 0) }
    text = factors.joined(separator: "*")
  }
}
