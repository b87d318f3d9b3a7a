public import Exact

/// A number as a model gives it, exactly.
public enum Number: Sendable, Hashable, CustomStringConvertible {
  case rational(Rational)
  case algebraic(AlgebraicNumber)

  /// The number as a fraction; nil if it is irrational.
  public var rational: Rational? {
    if case .rational(let value) = self { value } else { nil }
  }

  /// Fractions around the number at most `10^-precision` apart; equal ones if it is a fraction.
  public func bounds(precision: Int) -> (lower: Rational, upper: Rational) {
    switch self {
    case .rational(let value): (value, value)
    case .algebraic(let value): value.bounds(precision: precision)
    }
  }

  public var description: String {
    switch self {
    case .rational(let value): value.description
    case .algebraic(let value): value.description
    }
  }
}

/// An irrational root of a polynomial with rational coefficients, such as √2.
///
/// - Invariant: the polynomial changes sign between `lower` and `upper` and has exactly one root there.
public struct AlgebraicNumber: Sendable, Hashable, CustomStringConvertible {
  /// Coefficients of the polynomial, of the lowest power first.
  public let coefficients: [Rational]
  /// Which of the polynomial's real roots this is, from 1, in ascending order.
  public let index: Int
  private let lower: Rational
  private let upper: Rational

  /// Nil if the polynomial does not change sign between the bounds.
  init?(coefficients: [Rational], index: Int, lower: Rational, upper: Rational) {
    self.coefficients = coefficients
    self.index = index
    self.lower = lower
    self.upper = upper
    guard lower < upper, sign(at: lower) * sign(at: upper) < 0 else { return nil }
  }

  public static func == (lhs: AlgebraicNumber, rhs: AlgebraicNumber) -> Bool {
    lhs.coefficients == rhs.coefficients && lhs.index == rhs.index
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(coefficients)
    hasher.combine(index)
  }

  /// Fractions below and above the number, at most `10^-precision` apart.
  ///
  /// - Complexity: one evaluation of the polynomial for each binary digit of the precision.
  public func bounds(precision: Int) -> (lower: Rational, upper: Rational) {
    let width = Rational(10).power(-precision)
    let signAbove = sign(at: upper)
    var (lower, upper) = (self.lower, self.upper)
    while upper - lower > width {
      let middle = (lower + upper) / 2
      switch sign(at: middle) {
      case 0: return (middle, middle)
      case signAbove: upper = middle
      default: lower = middle
      }
    }
    return (lower, upper)
  }

  private func sign(at point: Rational) -> Int {
    coefficients.reversed().reduce(Rational(0)) { $0 * point + $1 }.signum()
  }

  /// Such as `≈1.4142135 (root 2 of x^2 - 2)`.
  public var description: String {
    let (lower, upper) = bounds(precision: 9)
    return "≈\(decimal((lower + upper) / 2)) (root \(index) of \(polynomial))"
  }

  private func decimal(_ value: Rational) -> String {
    let digits = (value.magnitude * 10_000_000).floor.description
    let padded = String(repeating: "0", count: max(0, 8 - digits.count)) + digits
    return (value < 0 ? "-" : "") + padded.dropLast(7) + "." + padded.suffix(7)
  }

  private var polynomial: String {
    var text = ""
    for (power, coefficient) in coefficients.enumerated().reversed() where !coefficient.isZero {
      let size = coefficient.magnitude
      let variable = power == 0 ? "" : power == 1 ? "x" : "x^\(power)"
      let factor = size == 1 && power > 0 ? "" : power == 0 ? "\(size)" : "\(size)*"
      let sign = coefficient < 0 ? (text.isEmpty ? "-" : " - ") : (text.isEmpty ? "" : " + ")
      text += sign + factor + variable
    }
    return text
  }
}
