import Exact

/// Formulas over polynomials, with a variable of its own in place of each product of variables: if these
/// contradict each other, so do the formulas.
///
/// Sums are multiplied out, also where they are chosen between, so that the same products are the same
/// variables. Lemmas tell what signs and sizes products have, and multiply what is asserted by what is
/// asserted to be above zero, as far as no other products come in [Sherali & Adams 1990].
public struct Linearization {
  /// The formulas in linear arithmetic, and the lemmas.
  public let formulas: [BoolTerm]
  /// The truth variables of the formulas.
  public let truths: [BoolTerm]

  private static let mostLemmas = 400
  private static let rounds = 3

  /// - Returns: nil where the formulas are not made of polynomials, choices and comparisons, or are too
  ///   large to be multiplied out.
  /// - Throws: ``SMTError``: the first failed operation on terms, if there was one since the last throw.
  public init?(of formulas: [BoolTerm], in context: Context) throws {
    try context.admit(formulas.map(\.node), "linearization")
    let expansion = Expansion(context)
    do {
      let linear = try formulas.map(expansion.truth)
      let multiples = try Self.multiples(of: formulas, expansion)
      self.formulas = (linear + multiples + Self.signs(expansion)).map(\.simplified)
    } catch is Expansion.Unsupported {
      return nil
    }
    truths = expansion.truths
  }

  // MARK: - Lemmas

  /// What is asserted by itself, multiplied with bounds on single variables.
  private static func multiples(
    of formulas: [BoolTerm], _ expansion: Expansion
  ) throws -> [BoolTerm] {
    let facts = formulas.flatMap(expansion.facts)
    let factors = facts.filter {
      $0.polynomial.variables.count == 1 && $0.polynomial.totalDegree == 1
    }
    var known = Set(facts)
    var newest = facts
    var lemmas: [BoolTerm] = []
    for _ in 0..<rounds {
      var next: [Expansion.Fact] = []
      for factor in factors {
        for fact in newest where lemmas.count < mostLemmas {
          let product = Expansion.Fact(
            polynomial: factor.polynomial * fact.polynomial,
            isStrict: factor.isStrict && fact.isStrict)
          guard let sum = expansion.sum(product.polynomial), known.insert(product).inserted else {
            continue
          }
          next.append(product)
          lemmas.append(product.isStrict ? sum > 0 : sum >= 0)
        }
      }
      newest = next
    }
    return lemmas
  }

  /// What signs and sizes products have, given those of their parts.
  private static func signs(_ expansion: Expansion) -> [BoolTerm] {
    var lemmas: [BoolTerm] = []
    var index = 0
    while index < expansion.products.count, lemmas.count < mostLemmas {
      let product = expansion.products[index]
      index += 1
      let whole = expansion.variable(for: product)
      for (position, factor) in product.enumerated()
      where position == 0 || product[position - 1] != factor {
        var rest = product
        rest.remove(at: position)
        let (first, second) = (expansion.variable(for: [factor]), expansion.variable(for: rest))
        lemmas += [
          (first > 0 && second > 0).implies(whole > 0),
          (first < 0 && second < 0).implies(whole > 0),
          (first > 0 && second < 0).implies(whole < 0),
          (first < 0 && second > 0).implies(whole < 0),
          (first .== 0 || second .== 0).implies(whole .== 0),
          (0 <= first && first <= 1 && second >= 0).implies(whole <= second),
          (first >= 1 && second >= 0).implies(whole >= second),
        ]
      }
    }
    return lemmas
  }
}
