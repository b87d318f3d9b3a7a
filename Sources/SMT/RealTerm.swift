internal import CZ3
public import Exact

/// A real-valued expression.
public struct RealTerm: Term {
  public static let sort = Sort.real
  public let erased: AnyTerm

  public init?(_ term: AnyTerm) {
    guard term.sort == Self.sort else { return nil }
    erased = term
  }

  /// The number this term literally is; nil if it is not a rational numeral.
  public var rational: Rational? { node.rational }

  /// The greatest whole number not above this.
  public var floor: IntTerm {
    context.make("to_int", self) { Z3_mk_real2int($0, $1[0]) }
  }

  /// The formula that this is a whole number.
  public var isInteger: BoolTerm {
    context.make("is_int", self) { Z3_mk_is_int($0, $1[0]) }
  }

  /// The term times itself, `exponent` times; 1 for exponent 0. A negative exponent is a failure.
  public func power(_ exponent: Int) -> RealTerm {
    guard exponent >= 0 else {
      return RealTerm(context.fail(.negativeExponent(exponent), .real))
    }
    return product(Array(repeating: self, count: exponent), in: context)
  }
}

/// The sum; 0 of none.
public func sum(_ terms: [RealTerm], in context: Context) -> RealTerm {
  switch terms.count {
  case 0: context.number(0)
  case 1: terms[0]
  default: context.make("+", terms) { Z3_mk_add($0, $2, $1) }
  }
}

/// The product; 1 of none.
public func product(_ terms: [RealTerm], in context: Context) -> RealTerm {
  switch terms.count {
  case 0: context.number(1)
  case 1: terms[0]
  default: context.make("*", terms) { Z3_mk_mul($0, $2, $1) }
  }
}

extension SMTError {
  static func negativeExponent(_ exponent: Int) -> SMTError {
    SMTError(
      code: .invalidArgument, message: "the exponent \(exponent) is negative", operation: "power")
  }
}
