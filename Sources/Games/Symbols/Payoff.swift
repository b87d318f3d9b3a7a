public import Exact

/// What a player gets where a game ends, in money that symbols may stand for: a real part and an
/// infinitesimal part, which counts only where the real parts are equal.
///
/// Infinitesimal parts come from the symbols that a game declares as infinitesimal; they are smaller than
/// every positive real number, so that amounts are compared lexicographically.
public struct Payoff: Hashable, Sendable {
  public var real: Polynomial
  public var infinitesimal: Polynomial

  public init(_ real: Polynomial, infinitesimal: Polynomial = 0) {
    self.real = real
    self.infinitesimal = infinitesimal
  }

  /// An amount without symbols.
  public init(_ amount: Rational) { self.init(Polynomial(amount)) }

  /// The number it is, if no symbol occurs in it.
  public var constant: Rational? { infinitesimal.isZero ? real.constant : nil }

  /// Its value where the symbols have these values; nil if one has none.
  ///
  /// - Complexity: O(terms · variables) arithmetic steps.
  public func value(at point: [String: Rational]) -> Amount? {
    guard let real = real.evaluate(at: point),
      let infinitesimal = infinitesimal.evaluate(at: point)
    else { return nil }
    return Amount(real, infinitesimal: infinitesimal)
  }
}

extension Payoff: AdditiveArithmetic {
  public static var zero: Payoff { Payoff(0 as Polynomial) }

  public static func + (left: Payoff, right: Payoff) -> Payoff {
    Payoff(left.real + right.real, infinitesimal: left.infinitesimal + right.infinitesimal)
  }

  public static func - (left: Payoff, right: Payoff) -> Payoff {
    Payoff(left.real - right.real, infinitesimal: left.infinitesimal - right.infinitesimal)
  }

  /// The product; nil of two infinitesimals, whose product is smaller than what a payoff tells apart.
  public static func product(_ left: Payoff, _ right: Payoff) -> Payoff? {
    guard left.infinitesimal.isZero || right.infinitesimal.isZero else { return nil }
    return Payoff(
      left.real * right.real,
      infinitesimal: left.real * right.infinitesimal + left.infinitesimal * right.real)
  }
}

extension Payoff: CustomStringConvertible {
  /// The real terms before the infinitesimal ones, as in `m + 3*f - epsilon`.
  public var description: String {
    if infinitesimal.isZero { return "\(real)" }
    if real.isZero { return "\(infinitesimal)" }
    let small = "\(infinitesimal)"
    return small.hasPrefix("-") ? "\(real) - \(small.dropFirst())" : "\(real) + \(small)"
  }
}

/// The value of a payoff: money, with an infinitesimal part.
public struct Amount: Hashable, Sendable, Comparable, AdditiveArithmetic {
  public var real: Rational
  public var infinitesimal: Rational

  public init(_ real: Rational, infinitesimal: Rational = 0) {
    self.real = real
    self.infinitesimal = infinitesimal
  }

  public static var zero: Amount { Amount(0) }

  public static func < (left: Amount, right: Amount) -> Bool {
    left.real == right.real ? left.infinitesimal < right.infinitesimal : left.real < right.real
  }

  public static func + (left: Amount, right: Amount) -> Amount {
    Amount(left.real + right.real, infinitesimal: left.infinitesimal + right.infinitesimal)
  }

  public static func - (left: Amount, right: Amount) -> Amount {
    Amount(left.real - right.real, infinitesimal: left.infinitesimal - right.infinitesimal)
  }

  /// -1, 0 or 1, as it is negative, zero or positive.
  public func signum() -> Int { real.isZero ? infinitesimal.signum() : real.signum() }
}

extension Amount: CustomStringConvertible {
  /// `21/2`; with an infinitesimal part `21/2 - 1*ε`.
  public var description: String {
    if infinitesimal.isZero { return "\(real)" }
    let part = "\(infinitesimal.magnitude)*ε"
    if real.isZero { return infinitesimal.signum() < 0 ? "-\(part)" : part }
    return "\(real) \(infinitesimal.signum() < 0 ? "-" : "+") \(part)"
  }
}
