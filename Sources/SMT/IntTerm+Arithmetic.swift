internal import CZ3

extension IntTerm {
  public static func + (lhs: IntTerm, rhs: IntTerm) -> IntTerm {
    lhs.context.make("+", [lhs, rhs]) { Z3_mk_add($0, $2, $1) }
  }

  public static func + (lhs: IntTerm, rhs: some BinaryInteger) -> IntTerm {
    lhs + lhs.context.integer(rhs)
  }

  public static func + (lhs: some BinaryInteger, rhs: IntTerm) -> IntTerm {
    rhs.context.integer(lhs) + rhs
  }

  public static func - (lhs: IntTerm, rhs: IntTerm) -> IntTerm {
    lhs.context.make("-", [lhs, rhs]) { Z3_mk_sub($0, $2, $1) }
  }

  public static func - (lhs: IntTerm, rhs: some BinaryInteger) -> IntTerm {
    lhs - lhs.context.integer(rhs)
  }

  public static func - (lhs: some BinaryInteger, rhs: IntTerm) -> IntTerm {
    rhs.context.integer(lhs) - rhs
  }

  public static func * (lhs: IntTerm, rhs: IntTerm) -> IntTerm {
    lhs.context.make("*", [lhs, rhs]) { Z3_mk_mul($0, $2, $1) }
  }

  public static func * (lhs: IntTerm, rhs: some BinaryInteger) -> IntTerm {
    lhs * lhs.context.integer(rhs)
  }

  public static func * (lhs: some BinaryInteger, rhs: IntTerm) -> IntTerm {
    rhs.context.integer(lhs) * rhs
  }

  public static prefix func - (operand: IntTerm) -> IntTerm {
    operand.context.make("-", operand) { Z3_mk_unary_minus($0, $1[0]) }
  }
}
