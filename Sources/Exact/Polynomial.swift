/// A polynomial in named variables with exact rational coefficients.
///
/// The terms are sorted in the reading order of their monomials and no coefficient is zero, so
/// equal polynomials have equal parts.
///
/// Costs are given in `t`, the number of terms; arithmetic on a coefficient counts as one step.
public struct Polynomial: Sendable, Codable, Hashable {
  /// A coefficient times a monomial.
  public struct Term: Sendable, Codable, Hashable {
    /// Not zero.
    public let coefficient: Rational
    /// The variables of the term.
    public let monomial: Monomial
  }

  /// The terms in reading order: by increasing degree; none for zero.
  public let terms: [Term]

  /// A polynomial of terms which are already in reading order, with no coefficient zero.
  init(sorted terms: [Term]) {
    self.terms = terms
  }

  /// The sum of coefficients times monomials.
  ///
  /// - Complexity: O(t log t).
  init(_ coefficients: [Monomial: Rational]) {
    terms =
      coefficients
      .compactMap { $1.isZero ? nil : Term(coefficient: $1, monomial: $0) }
      .sorted { $0.monomial < $1.monomial }
  }

  /// The polynomial that is `constant` everywhere.
  public init(_ constant: Rational) {
    terms = constant.isZero ? [] : [Term(coefficient: constant, monomial: .one)]
  }

  /// The variable with this name.
  ///
  /// The name is printed as it is; an identifier reads best.
  public init(variable: String) {
    terms = [Term(coefficient: 1, monomial: Monomial(variable: variable))]
  }

  /// Whether the polynomial is zero.
  public var isZero: Bool { terms.isEmpty }

  /// The value when no variable occurs.
  public var constant: Rational? {
    if terms.isEmpty { return 0 }
    return terms.count == 1 && terms[0].monomial.degree == 0 ? terms[0].coefficient : nil
  }

  /// The polynomials of one term whose sum this is, in reading order.
  public var singleTerms: [Polynomial] { terms.map { Polynomial(sorted: [$0]) } }

  /// The names that occur.
  ///
  /// - Complexity: O(t × number of variables), here and in all members about variables.
  public var variables: Set<String> {
    Set(terms.lazy.flatMap(\.monomial.factors).map(\.variable))
  }

  /// The names that occur, sorted.
  public var sortedVariables: [String] { variables.sorted() }
}

extension Polynomial: ExpressibleByIntegerLiteral {
  /// The polynomial that is `value` everywhere.
  public init(integerLiteral value: Int) {
    self.init(Rational(value))
  }
}
