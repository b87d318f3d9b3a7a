public import BigInt

extension Rational: AdditiveArithmetic {
  /// Zero.
  @inlinable
  public static var zero: Rational { 0 }

  /// The exact sum.
  ///
  /// - Complexity: at most two greatest common divisors of words while all intermediate results
  ///   fit [Knuth, TAOCP vol. 2, §4.5.1]; O(b²) otherwise.
  @inlinable
  public static func + (lhs: Rational, rhs: Rational) -> Rational {
    if case .small(let a, let b) = lhs.storage, case .small(let c, let d) = rhs.storage,
      let sum = smallSum(a, b, c, d)
    {
      return sum
    }
    return largeSum(lhs, rhs)
  }

  /// The exact difference, at the cost of a sum.
  @inlinable
  public static func - (lhs: Rational, rhs: Rational) -> Rational {
    lhs + (-rhs)
  }

  /// `a/b + c/d`, or `nil` when an intermediate result overflows.
  @inlinable
  static func smallSum(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Rational? {
    if b == 1 && d == 1 {
      let (sum, overflow) = a.addingReportingOverflow(c)
      return overflow ? nil : Rational(reduced: sum, over: 1)
    }
    let shared = Int(greatestCommonDivisor(UInt(b), UInt(d)))
    let (left, overflow1) = a.multipliedReportingOverflow(by: d / shared)
    let (right, overflow2) = c.multipliedReportingOverflow(by: b / shared)
    let (sum, overflow3) = left.addingReportingOverflow(right)
    if overflow1 || overflow2 || overflow3 { return nil }
    let divisor = Int(greatestCommonDivisor(sum.magnitude, UInt(shared)))
    let (over, overflow4) = (b / shared).multipliedReportingOverflow(by: d / divisor)
    return overflow4 ? nil : Rational(reduced: sum / divisor, over: over)
  }

  /// The sum by big integers.
  @usableFromInline
  static func largeSum(_ lhs: Rational, _ rhs: Rational) -> Rational {
    Rational(
      numerator: lhs.numerator * rhs.denominator + rhs.numerator * lhs.denominator,
      denominator: lhs.denominator * rhs.denominator)
  }
}

extension Rational: SignedNumeric {
  /// The value of an integer of any type; never `nil`.
  @inlinable
  public init?(exactly source: some BinaryInteger) {
    if let small = Int(exactly: source) {
      self.init(small)
    } else {
      self.init(BigInt(source))
    }
  }

  /// The absolute value.
  ///
  /// - Complexity: that of a negation.
  @inlinable
  public var magnitude: Rational {
    signum() < 0 ? -self : self
  }

  /// The value with its sign turned.
  ///
  /// - Complexity: O(1), O(b) for the large form.
  @inlinable
  public static prefix func - (operand: Rational) -> Rational {
    if case .small(let numerator, let denominator) = operand.storage, numerator != .min {
      return Rational(reduced: -numerator, over: denominator)
    }
    return Rational(reduced: -operand.numerator, over: operand.denominator)
  }

  /// The exact product.
  ///
  /// - Complexity: two greatest common divisors of words while the result fits; O(b²) otherwise.
  @inlinable
  public static func * (lhs: Rational, rhs: Rational) -> Rational {
    if case .small(let a, let b) = lhs.storage, case .small(let c, let d) = rhs.storage,
      let product = smallProduct(a, b, c, d)
    {
      return product
    }
    return largeProduct(lhs, rhs)
  }

  /// Multiplies in place.
  @inlinable
  public static func *= (lhs: inout Rational, rhs: Rational) {
    lhs = lhs * rhs
  }

  /// `a/b · c/d`, or `nil` when the product does not fit.
  @inlinable
  static func smallProduct(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Rational? {
    let first = Int(greatestCommonDivisor(a.magnitude, UInt(d)))
    let second = Int(greatestCommonDivisor(c.magnitude, UInt(b)))
    let (top, overflow1) = (a / first).multipliedReportingOverflow(by: c / second)
    let (over, overflow2) = (b / second).multipliedReportingOverflow(by: d / first)
    return overflow1 || overflow2 ? nil : Rational(reduced: top, over: over)
  }

  /// The product by big integers.
  @usableFromInline
  static func largeProduct(_ lhs: Rational, _ rhs: Rational) -> Rational {
    Rational(
      numerator: lhs.numerator * rhs.numerator, denominator: lhs.denominator * rhs.denominator)
  }
}

extension Rational {
  /// One divided by the value.
  ///
  /// - Precondition: the value is not zero.
  /// - Complexity: O(1), O(b) for the large form.
  public var reciprocal: Rational {
    precondition(!isZero, "zero has no reciprocal")
    if case .small(let numerator, let denominator) = storage, numerator != .min {
      return numerator > 0
        ? Rational(reduced: denominator, over: numerator)
        : Rational(reduced: -denominator, over: -numerator)
    }
    let sign = BigInt(signum())
    return Rational(reduced: sign * denominator, over: sign * numerator)
  }

  /// The exact quotient.
  ///
  /// - Precondition: `rhs` is not zero.
  /// - Complexity: that of a product.
  public static func / (lhs: Rational, rhs: Rational) -> Rational {
    precondition(!rhs.isZero, "division by zero")
    return lhs * rhs.reciprocal
  }

  /// Divides in place.
  ///
  /// - Precondition: `rhs` is not zero.
  public static func /= (lhs: inout Rational, rhs: Rational) {
    lhs = lhs / rhs
  }
}
