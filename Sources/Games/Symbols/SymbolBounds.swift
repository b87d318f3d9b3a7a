import Exact

/// Between which numbers symbols lie by those constraints that speak of one symbol alone.
///
/// Enough to see most of what holds wherever the constraints do, without a solver.
struct SymbolBounds: Sendable {
  /// Numbers between two ends; an end that is nil is infinitely far, and an open one is not reached.
  struct Range: Sendable {
    var lower: Rational?
    var upper: Rational?
    var isOpenBelow = false
    var isOpenAbove = false

    var isNonnegative: Bool { lower.map { $0.signum() >= 0 } ?? false }

    /// The range of the numbers times a factor.
    func scaled(by factor: Rational) -> Range {
      if factor.signum() < 0 {
        return Range(
          lower: upper.map { $0 * factor }, upper: lower.map { $0 * factor },
          isOpenBelow: isOpenAbove, isOpenAbove: isOpenBelow)
      }
      return Range(
        lower: lower.map { $0 * factor }, upper: upper.map { $0 * factor },
        isOpenBelow: isOpenBelow, isOpenAbove: isOpenAbove)
    }
  }

  private var ranges: [String: Range] = [:]

  init(_ constraints: [Constraint]) {
    for constraint in constraints { note(constraint) }
  }

  private mutating func note(_ constraint: Constraint) {
    switch constraint {
    case .all(let parts):
      for part in parts { note(part) }
    case .any: break
    case .comparison(let amount, let relation):
      if amount.infinitesimal.isZero {
        note(amount.real, relation)
      } else if amount.real.isZero {
        note(amount.infinitesimal, relation)
      }
    }
  }

  private mutating func note(_ polynomial: Polynomial, _ relation: Constraint.Relation) {
    let symbols = polynomial.terms.filter { $0.monomial.degree > 0 }
    guard symbols.count == 1, symbols[0].monomial.degree == 1,
      let symbol = symbols[0].monomial.factors.first?.variable
    else { return }
    let factor = symbols[0].coefficient
    let constant = polynomial.terms.first { $0.monomial.degree == 0 }?.coefficient ?? 0
    let bound = -constant / factor
    let isTurned = factor.signum() < 0
    switch relation {
    case .less, .lessOrEqual:
      limit(symbol, bound, isAbove: !isTurned, isOpen: relation == .less)
    case .greater, .greaterOrEqual:
      limit(symbol, bound, isAbove: isTurned, isOpen: relation == .greater)
    case .equal:
      limit(symbol, bound, isAbove: true, isOpen: false)
      limit(symbol, bound, isAbove: false, isOpen: false)
    case .notEqual: break
    }
  }

  private mutating func limit(_ symbol: String, _ bound: Rational, isAbove: Bool, isOpen: Bool) {
    var range = ranges[symbol] ?? Range()
    if isAbove {
      if let known = range.upper, known < bound { return }
      range.isOpenAbove = isOpen || (range.upper == bound && range.isOpenAbove)
      range.upper = bound
    } else {
      if let known = range.lower, known > bound { return }
      range.isOpenBelow = isOpen || (range.lower == bound && range.isOpenBelow)
      range.lower = bound
    }
    ranges[symbol] = range
  }

  /// Between which numbers a symbol lies.
  subscript(_ symbol: String) -> Range { ranges[symbol] ?? Range() }

  /// Whether a comparison is seen to hold wherever the bounds do.
  func entail(_ comparison: Comparison) -> Bool {
    let real = upperEnd(of: comparison.difference.real)
    guard let end = real.end, end.signum() <= 0 else { return false }
    if end.signum() < 0 || real.isOpen { return true }
    let small = upperEnd(of: comparison.difference.infinitesimal)
    guard let end = small.end, end.signum() <= 0 else { return false }
    return end.signum() < 0 || small.isOpen || !comparison.isStrict
  }

  /// A number that a polynomial does not exceed, and whether it stays below it; nil if none is seen.
  private func upperEnd(of polynomial: Polynomial) -> (end: Rational?, isOpen: Bool) {
    var sum: Rational = 0
    var isOpen = false
    for term in polynomial.terms {
      guard let range = range(of: term.monomial) else { return (nil, false) }
      let scaled = range.scaled(by: term.coefficient)
      guard let upper = scaled.upper else { return (nil, false) }
      sum += upper
      isOpen = isOpen || scaled.isOpenAbove
    }
    return (sum, isOpen)
  }

  private func range(of monomial: Monomial) -> Range? {
    var product = Range(lower: 1, upper: 1)
    for factor in monomial.factors {
      let range = self[factor.variable]
      if monomial.degree == 1 { return range }
      guard range.isNonnegative else { return nil }
      for _ in 0..<factor.exponent { product = Self.product(product, range) }
    }
    return product
  }
  /// The range of the products of numbers that are not negative. An end is reached where those of both factors
  /// are, or where one is zero and reached.
  private static func product(_ left: Range, _ right: Range) -> Range {
    func isReached(_ one: (end: Rational, isOpen: Bool), _ other: (end: Rational, isOpen: Bool))
      -> Bool
    {
      !one.isOpen && (!other.isOpen || one.end.isZero) || !other.isOpen && other.end.isZero
    }
    var product = Range()
    if let one = left.lower, let other = right.lower {
      product.lower = one * other
      product.isOpenBelow = !isReached((one, left.isOpenBelow), (other, right.isOpenBelow))
    }
    if let one = left.upper, let other = right.upper {
      product.upper = one * other
      product.isOpenAbove = !isReached((one, left.isOpenAbove), (other, right.isOpenAbove))
    }
    return product
  }
}
