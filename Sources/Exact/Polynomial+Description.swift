extension Polynomial: CustomStringConvertible {
  /// The sum of the terms: those added, then those subtracted, each by increasing degree, as in
  /// `"cost - guess - check*deposit - check*price"`.
  public var description: String {
    Summand.sum(summands)
  }

  /// A shorter text of the same value, partly factored, as in
  /// `"cost - guess - check*(deposit + price)"`.
  ///
  /// Numbers and variables common to all terms are pulled out, and otherwise the terms that share
  /// the most frequent variable are grouped, again and again inside the parts, wherever that makes
  /// the text shorter.
  ///
  /// - Complexity: O(t × number of variables) for each level of grouping.
  public var factoredDescription: String {
    Summand.sum(factoredSummands)
  }

  /// The terms as text.
  private var summands: [Summand] {
    terms.map { Summand(coefficient: $0.coefficient, monomial: $0.monomial) }
  }

  /// The parts of the factored text; a single one when the whole is a product.
  var factoredSummands: [Summand] {
    guard terms.count > 1 else { return summands }
    let plain = summands
    let grouped = productSummands ?? groupedSummands
    guard let grouped, Summand.sum(grouped).count < Summand.sum(plain).count else { return plain }
    return grouped
  }

  /// The one part left when a number or a monomial common to all terms is pulled out, if there is
  /// one; the sign is pulled out where all terms are negative.
  private var productSummands: [Summand]? {
    let isNegative = terms.allSatisfy { $0.coefficient.signum() < 0 }
    let factor = isNegative ? -content : content
    let monomial = commonMonomial
    if factor.magnitude == 1 && monomial.degree == 0 { return nil }
    let rest = dividing(byCommon: monomial).scaled(by: factor.reciprocal)
    let sum = (text: rest.factoredDescription, first: rest.terms[0].monomial)
    return [Summand(coefficient: factor, monomial: monomial, sum: sum)]
  }

  /// The parts when the terms that share the most frequent variable are taken together, if two do.
  private var groupedSummands: [Summand]? {
    var frequency: [String: Int] = [:]
    for factor in terms.lazy.flatMap(\.monomial.factors) {
      frequency[factor.variable, default: 0] += 1
    }
    let most = frequency.min { ($1.value, $0.key) < ($0.value, $1.key) }
    guard let most, most.value > 1 else { return nil }
    let group = terms.filter { $0.monomial.exponent(of: most.key) > 0 }
    let others = terms.filter { $0.monomial.exponent(of: most.key) == 0 }
    return Polynomial(sorted: group).factoredSummands + Polynomial(sorted: others).factoredSummands
  }
}
