public import BigInt

/// An exact rational number of unlimited size.
///
/// Always in lowest terms with a positive denominator, so two equal values have equal parts.
/// A value whose numerator and denominator both fit an `Int` is held in two words and its
/// arithmetic allocates nothing; a result that does not fit moves to big integers, and a result
/// that fits again moves back.
///
/// The costs given on the members are in machine operations for values of the small form, and in
/// `b`, the number of bits of the larger part, for the others.
public struct Rational: Sendable, Hashable {
  /// The two forms of a value; a value that fits `small` is never held as `large`.
  @usableFromInline
  enum Storage: Sendable, Hashable {
    case small(numerator: Int, denominator: Int)
    indirect case large(numerator: BigInt, denominator: BigInt)
  }

  @usableFromInline
  let storage: Storage

  /// A value whose parts are already in lowest terms, with `denominator > 0`.
  @inlinable
  init(reduced numerator: Int, over denominator: Int) {
    storage = .small(numerator: numerator, denominator: denominator)
  }

  /// A value whose parts are already in lowest terms, with `denominator > 0`.
  @usableFromInline
  init(reduced numerator: BigInt, over denominator: BigInt) {
    if let small = Int(exactly: numerator), let over = Int(exactly: denominator) {
      storage = .small(numerator: small, denominator: over)
    } else {
      storage = .large(numerator: numerator, denominator: denominator)
    }
  }

  /// The whole number `value`.
  ///
  /// - Complexity: O(1).
  @inlinable
  public init(_ value: Int) {
    self.init(reduced: value, over: 1)
  }

  /// The whole number `value`.
  ///
  /// - Complexity: O(b).
  public init(_ value: BigInt) {
    self.init(reduced: value, over: 1)
  }

  /// The fraction `numerator / denominator`, brought to lowest terms.
  ///
  /// - Precondition: `denominator` is not zero.
  /// - Complexity: one greatest common divisor of two words.
  public init(_ numerator: Int, _ denominator: Int) {
    precondition(denominator != 0, "a fraction with denominator zero")
    let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    guard denominator > 0, let divisor = Int(exactly: divisor) else {
      // Negating `Int.min` does not fit an `Int`.
      self.init(numerator: BigInt(numerator), denominator: BigInt(denominator))
      return
    }
    self.init(reduced: numerator / divisor, over: denominator / divisor)
  }

  /// The fraction `numerator / denominator`, brought to lowest terms.
  ///
  /// - Precondition: `denominator` is not zero.
  /// - Complexity: O(b²), one greatest common divisor.
  public init(numerator: BigInt, denominator: BigInt) {
    precondition(!denominator.isZero, "a fraction with denominator zero")
    let divisor = numerator.greatestCommonDivisor(with: denominator)
    let sign: BigInt = denominator.signum() < 0 ? -1 : 1
    if divisor == 1 {
      self.init(reduced: sign * numerator, over: sign * denominator)
    } else {
      self.init(reduced: sign * numerator / divisor, over: sign * denominator / divisor)
    }
  }

  /// The numerator, which carries the sign.
  public var numerator: BigInt {
    switch storage {
    case .small(let numerator, _): BigInt(numerator)
    case .large(let numerator, _): numerator
    }
  }

  /// The denominator, always positive and without a divisor in common with the numerator.
  public var denominator: BigInt {
    switch storage {
    case .small(_, let denominator): BigInt(denominator)
    case .large(_, let denominator): denominator
    }
  }

  /// Whether the value is zero.
  ///
  /// - Complexity: O(1).
  @inlinable
  public var isZero: Bool {
    if case .small(0, _) = storage { true } else { false }
  }

  /// -1, 0 or 1, as the value is negative, zero or positive.
  ///
  /// - Complexity: O(1).
  @inlinable
  public func signum() -> Int {
    switch storage {
    case .small(let numerator, _): numerator.signum()
    case .large(let numerator, _): numerator.sign == .minus ? -1 : 1
    }
  }
}

extension Rational: ExpressibleByIntegerLiteral {
  /// The whole number `value`.
  @inlinable
  public init(integerLiteral value: Int) {
    self.init(value)
  }
}
