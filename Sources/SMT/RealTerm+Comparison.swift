internal import CZ3

extension RealTerm {
  public static func < (lhs: RealTerm, rhs: RealTerm) -> BoolTerm {
    lhs.context.make("<", lhs, rhs) { Z3_mk_lt($0, $1[0], $1[1]) }
  }

  public static func < (lhs: RealTerm, rhs: some RealConstant) -> BoolTerm {
    lhs < lhs.context.number(rhs)
  }

  public static func < (lhs: some RealConstant, rhs: RealTerm) -> BoolTerm {
    rhs.context.number(lhs) < rhs
  }

  public static func <= (lhs: RealTerm, rhs: RealTerm) -> BoolTerm {
    lhs.context.make("<=", lhs, rhs) { Z3_mk_le($0, $1[0], $1[1]) }
  }

  public static func <= (lhs: RealTerm, rhs: some RealConstant) -> BoolTerm {
    lhs <= lhs.context.number(rhs)
  }

  public static func <= (lhs: some RealConstant, rhs: RealTerm) -> BoolTerm {
    rhs.context.number(lhs) <= rhs
  }

  public static func > (lhs: RealTerm, rhs: RealTerm) -> BoolTerm {
    lhs.context.make(">", lhs, rhs) { Z3_mk_gt($0, $1[0], $1[1]) }
  }

  public static func > (lhs: RealTerm, rhs: some RealConstant) -> BoolTerm {
    lhs > lhs.context.number(rhs)
  }

  public static func > (lhs: some RealConstant, rhs: RealTerm) -> BoolTerm {
    rhs.context.number(lhs) > rhs
  }

  public static func >= (lhs: RealTerm, rhs: RealTerm) -> BoolTerm {
    lhs.context.make(">=", lhs, rhs) { Z3_mk_ge($0, $1[0], $1[1]) }
  }

  public static func >= (lhs: RealTerm, rhs: some RealConstant) -> BoolTerm {
    lhs >= lhs.context.number(rhs)
  }

  public static func >= (lhs: some RealConstant, rhs: RealTerm) -> BoolTerm {
    rhs.context.number(lhs) >= rhs
  }

  public static func .== (lhs: RealTerm, rhs: RealTerm) -> BoolTerm {
    lhs.context.make("=", lhs, rhs) { Z3_mk_eq($0, $1[0], $1[1]) }
  }

  public static func .== (lhs: RealTerm, rhs: some RealConstant) -> BoolTerm {
    lhs .== lhs.context.number(rhs)
  }

  public static func .== (lhs: some RealConstant, rhs: RealTerm) -> BoolTerm {
    rhs.context.number(lhs) .== rhs
  }

  public static func .!= (lhs: RealTerm, rhs: RealTerm) -> BoolTerm {
    !(lhs .== rhs)
  }

  public static func .!= (lhs: RealTerm, rhs: some RealConstant) -> BoolTerm {
    !(lhs .== rhs)
  }

  public static func .!= (lhs: some RealConstant, rhs: RealTerm) -> BoolTerm {
    !(lhs .== rhs)
  }
}
