/// A product of powers of named variables, such as `x^2*y`.
///
/// The factors are sorted by name and no exponent is zero, so equal products have equal parts.
public struct Monomial: Sendable, Hashable {
  /// One variable raised to a positive exponent.
  public struct Factor: Sendable, Hashable {
    /// The name of the variable.
    public let variable: String
    /// At least one.
    public let exponent: Int
  }

  /// The factors, by increasing name.
  public let factors: [Factor]

  /// The sum of all exponents.
  public let degree: Int

  /// The product without factors.
  static let one = Monomial(sorted: [])

  /// A product whose factors are already sorted by name and have positive exponents.
  init(sorted factors: [Factor]) {
    self.factors = factors
    degree = factors.reduce(0) { $0 + $1.exponent }
  }

  /// A single variable.
  init(variable: String) {
    self.init(sorted: [Factor(variable: variable, exponent: 1)])
  }

  /// The exponent of `variable`, zero when it does not occur.
  ///
  /// - Complexity: O(number of factors).
  public func exponent(of variable: String) -> Int {
    factors.first { $0.variable == variable }?.exponent ?? 0
  }

  /// The product without any power of `variable`.
  func removing(_ variable: String) -> Monomial {
    Monomial(sorted: factors.filter { $0.variable != variable })
  }
}

extension Monomial {
  /// The product.
  ///
  /// - Complexity: O(number of factors).
  static func * (lhs: Monomial, rhs: Monomial) -> Monomial {
    if lhs.factors.isEmpty { return rhs }
    if rhs.factors.isEmpty { return lhs }
    var product: [Factor] = []
    product.reserveCapacity(lhs.factors.count + rhs.factors.count)
    var left = lhs.factors[...]
    var right = rhs.factors[...]
    while let a = left.first, let b = right.first {
      if a.variable == b.variable {
        product.append(Factor(variable: a.variable, exponent: a.exponent + b.exponent))
        left.removeFirst()
        right.removeFirst()
      } else if a.variable < b.variable {
        product.append(a)
        left.removeFirst()
      } else {
        product.append(b)
        right.removeFirst()
      }
    }
    return Monomial(sorted: product + left + right)
  }

  /// The quotient, or `nil` when `divisor` does not divide the product.
  ///
  /// - Complexity: O(number of factors).
  func dividing(by divisor: Monomial) -> Monomial? {
    if divisor.degree > degree { return nil }
    var quotient: [Factor] = []
    var rest = divisor.factors[...]
    for factor in factors {
      guard let next = rest.first, next.variable == factor.variable else {
        quotient.append(factor)
        continue
      }
      rest.removeFirst()
      if factor.exponent < next.exponent { return nil }
      if factor.exponent > next.exponent {
        quotient.append(
          Factor(variable: factor.variable, exponent: factor.exponent - next.exponent))
      }
    }
    return rest.isEmpty ? Monomial(sorted: quotient) : nil
  }

  /// The largest product that divides both.
  func greatestCommonDivisor(with other: Monomial) -> Monomial {
    Monomial(
      sorted: factors.compactMap { factor in
        let exponent = min(factor.exponent, other.exponent(of: factor.variable))
        return exponent > 0 ? Factor(variable: factor.variable, exponent: exponent) : nil
      })
  }
}

extension Monomial: Comparable {
  /// The reading order: lower degree first, and within a degree the higher power of the variable
  /// that comes first by name, so `1 < x < y < x^2 < x*y < y^2`.
  ///
  /// Multiplying both sides by a monomial keeps the order.
  public static func < (lhs: Monomial, rhs: Monomial) -> Bool {
    if lhs.degree != rhs.degree { return lhs.degree < rhs.degree }
    for (a, b) in zip(lhs.factors, rhs.factors) where a != b {
      return a.variable == b.variable ? a.exponent > b.exponent : a.variable < b.variable
    }
    return false
  }
}

extension Monomial: CustomStringConvertible {
  /// `"x^2*y"`; `"1"` for the product without factors.
  public var description: String {
    if factors.isEmpty { return "1" }
    return factors.map { $0.exponent == 1 ? $0.variable : "\($0.variable)^\($0.exponent)" }
      .joined(separator: "*")
  }
}
