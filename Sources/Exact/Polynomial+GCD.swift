extension Polynomial {
  /// The greatest common divisor, as a primitive part: whole coefficients without a common divisor,
  /// the first in reading order positive. `gcd(0, p)` is the primitive part of `p`.
  ///
  /// Variables are removed one by one: first those that a homomorphic image shows not to occur in
  /// the divisor, then by primitive remainder sequences [Knuth, TAOCP vol. 2, §4.6.1, algorithm E].
  ///
  /// - Complexity: a few evaluations when the two are coprime, the common case; exponential in the
  ///   number of variables of the divisor at worst.
  public static func gcd(_ lhs: Polynomial, _ rhs: Polynomial) -> Polynomial {
    if lhs.isZero { return rhs.primitivePart }
    if rhs.isZero { return lhs.primitivePart }
    let left = lhs.commonMonomial
    let right = rhs.commonMonomial
    let divisor = gcdWithoutMonomials(
      lhs.dividing(byCommon: left).primitivePart, rhs.dividing(byCommon: right).primitivePart)
    return divisor * Term(coefficient: 1, monomial: left.greatestCommonDivisor(with: right))
  }

  /// The greatest common divisor of primitive polynomials that no variable divides.
  private static func gcdWithoutMonomials(_ lhs: Polynomial, _ rhs: Polynomial) -> Polynomial {
    if lhs == rhs { return lhs }
    let left = lhs.variables
    let right = rhs.variables
    let absent =
      left.symmetricDifference(right).min()
      ?? left.sorted().first { isFreeOfGCD($0, lhs, rhs) }
    if let absent {
      // The divisor divides every coefficient of a variable that does not occur in it.
      return gcd(of: lhs.coefficients(in: absent) + rhs.coefficients(in: absent))
    }
    let degrees = left.sorted().map { ($0, min(lhs.degree(in: $0), rhs.degree(in: $0))) }
    guard let (variable, _) = degrees.min(by: { $0.1 < $1.1 }) else { return 1 }
    let (larger, smaller) =
      lhs.degree(in: variable) < rhs.degree(in: variable) ? (rhs, lhs) : (lhs, rhs)
    if larger.dividing(exactlyBy: smaller) != nil { return smaller }
    return gcdByRemainders(
      larger.coefficients(in: variable), smaller.coefficients(in: variable), in: variable)
  }

  /// The greatest common divisor of all the polynomials, the smallest taken first.
  private static func gcd(of polynomials: [Polynomial]) -> Polynomial {
    var result: Polynomial = 0
    for polynomial in polynomials.sorted(by: { $0.terms.count < $1.terms.count }) {
      result = gcd(result, polynomial)
      if result == 1 { break }
    }
    return result
  }

  /// The greatest common divisor of two polynomials given by their coefficients in `variable`, the
  /// first of them of no smaller degree than the second.
  private static func gcdByRemainders(
    _ lhs: [Polynomial], _ rhs: [Polynomial], in variable: String
  ) -> Polynomial {
    let content = gcd(gcd(of: lhs), gcd(of: rhs))
    var larger = primitive(lhs)
    var smaller = primitive(rhs)
    while smaller.count > 1 {
      (larger, smaller) = (smaller, primitive(pseudoRemainder(larger, smaller)))
    }
    // A remainder free of the variable, and not zero, means that the primitive parts are coprime.
    guard smaller.isEmpty else { return content }
    return (content * Polynomial(coefficients: larger, in: variable)).primitivePart
  }

  /// The coefficients divided by their greatest common divisor and by their rational content.
  private static func primitive(_ coefficients: [Polynomial]) -> [Polynomial] {
    let divisor = gcd(of: coefficients)
    let quotients =
      divisor.constant == nil
      ? coefficients.compactMap { $0.dividing(exactlyBy: divisor) } : coefficients
    let content = Polynomial.content(of: quotients.lazy.flatMap(\.terms))
    if content.isZero || content == 1 { return quotients }
    return quotients.map { $0.scaled(by: content.reciprocal) }
  }

  /// The remainder of `dividend`, multiplied by powers of the leading coefficient of `divisor`, on
  /// division by `divisor`; without leading zeros.
  private static func pseudoRemainder(
    _ dividend: [Polynomial], _ divisor: [Polynomial]
  ) -> [Polynomial] {
    let leading = divisor[divisor.count - 1]
    var rest = dividend
    while rest.count >= divisor.count {
      let top = rest.removeLast()
      let shift = rest.count - divisor.count + 1
      rest = rest.map { $0 * leading }
      for (index, coefficient) in divisor.dropLast().enumerated() {
        rest[shift + index] -= top * coefficient
      }
      while let last = rest.last, last.isZero { rest.removeLast() }
    }
    return rest
  }
}
