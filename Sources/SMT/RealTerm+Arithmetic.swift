internal import CZ3

extension RealTerm {
  public static func + (lhs: RealTerm, rhs: RealTerm) -> RealTerm {
    lhs.context.make("+", [lhs, rhs]) { Z3_mk_add($0, $2, $1) }
  }

  public static func + (lhs: RealTerm, rhs: some RealConstant) -> RealTerm {
    lhs + lhs.context.number(rhs)
  }

  public static func + (lhs: some RealConstant, rhs: RealTerm) -> RealTerm {
    rhs.context.number(lhs) + rhs
  }

  public static func - (lhs: RealTerm, rhs: RealTerm) -> RealTerm {
    lhs.context.make("-", [lhs, rhs]) { Z3_mk_sub($0, $2, $1) }
  }

  public static func - (lhs: RealTerm, rhs: some RealConstant) -> RealTerm {
    lhs - lhs.context.number(rhs)
  }

  public static func - (lhs: some RealConstant, rhs: RealTerm) -> RealTerm {
    rhs.context.number(lhs) - rhs
  }

  public static func * (lhs: RealTerm, rhs: RealTerm) -> RealTerm {
    lhs.context.make("*", [lhs, rhs]) { Z3_mk_mul($0, $2, $1) }
  }

  public static func * (lhs: RealTerm, rhs: some RealConstant) -> RealTerm {
    lhs * lhs.context.number(rhs)
  }

  public static func * (lhs: some RealConstant, rhs: RealTerm) -> RealTerm {
    rhs.context.number(lhs) * rhs
  }

  /// The quotient; of a division by zero Z3 may choose any value.
  public static func / (lhs: RealTerm, rhs: RealTerm) -> RealTerm {
    lhs.context.make("/", lhs, rhs) { Z3_mk_div($0, $1[0], $1[1]) }
  }

  public static func / (lhs: RealTerm, rhs: some RealConstant) -> RealTerm {
    lhs / lhs.context.number(rhs)
  }

  public static func / (lhs: some RealConstant, rhs: RealTerm) -> RealTerm {
    rhs.context.number(lhs) / rhs
  }

  public static prefix func - (operand: RealTerm) -> RealTerm {
    operand.context.make("-", operand) { Z3_mk_unary_minus($0, $1[0]) }
  }
}
