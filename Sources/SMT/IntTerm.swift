internal import CZ3
public import Exact

/// A whole-number expression.
public struct IntTerm: Term {
  public static let sort = Sort.integer
  public let erased: AnyTerm

  public init?(_ term: AnyTerm) {
    guard term.sort == Self.sort else { return nil }
    erased = term
  }

  /// The number this term literally is; nil if it is not a numeral.
  public var rational: Rational? { node.rational }

  /// The same number as a real.
  public var real: RealTerm {
    context.make("to_real", self) { Z3_mk_int2real($0, $1[0]) }
  }

  /// The quotient rounded so that the remainder is not negative, as SMT-LIB's `div`.
  public func div(_ divisor: IntTerm) -> IntTerm {
    context.make("div", self, divisor) { Z3_mk_div($0, $1[0], $1[1]) }
  }

  public func div(_ divisor: some BinaryInteger) -> IntTerm { div(context.integer(divisor)) }

  /// The remainder that is never negative, as SMT-LIB's `mod`.
  public func mod(_ divisor: IntTerm) -> IntTerm {
    context.make("mod", self, divisor) { Z3_mk_mod($0, $1[0], $1[1]) }
  }

  public func mod(_ divisor: some BinaryInteger) -> IntTerm { mod(context.integer(divisor)) }

  /// The term times itself, `exponent` times; 1 for exponent 0. A negative exponent is a failure.
  public func power(_ exponent: Int) -> IntTerm {
    guard exponent >= 0 else {
      return IntTerm(context.fail(.negativeExponent(exponent), .integer))
    }
    return product(Array(repeating: self, count: exponent), in: context)
  }
}

/// The sum; 0 of none.
public func sum(_ terms: [IntTerm], in context: Context) -> IntTerm {
  switch terms.count {
  case 0: context.integer(0)
  case 1: terms[0]
  default: context.make("+", terms) { Z3_mk_add($0, $2, $1) }
  }
}

/// The product; 1 of none.
public func product(_ terms: [IntTerm], in context: Context) -> IntTerm {
  switch terms.count {
  case 0: context.integer(1)
  case 1: terms[0]
  default: context.make("*", terms) { Z3_mk_mul($0, $2, $1) }
  }
}
