internal import CZ3

extension IntTerm {
  public static func < (lhs: IntTerm, rhs: IntTerm) -> BoolTerm {
    lhs.context.make("<", lhs, rhs) { Z3_mk_lt($0, $1[0], $1[1]) }
  }

  public static func < (lhs: IntTerm, rhs: some BinaryInteger) -> BoolTerm {
    lhs < lhs.context.integer(rhs)
  }

  public static func < (lhs: some BinaryInteger, rhs: IntTerm) -> BoolTerm {
    rhs.context.integer(lhs) < rhs
  }

  public static func <= (lhs: IntTerm, rhs: IntTerm) -> BoolTerm {
    lhs.context.make("<=", lhs, rhs) { Z3_mk_le($0, $1[0], $1[1]) }
  }

  public static func <= (lhs: IntTerm, rhs: some BinaryInteger) -> BoolTerm {
    lhs <= lhs.context.integer(rhs)
  }

  public static func <= (lhs: some BinaryInteger, rhs: IntTerm) -> BoolTerm {
    rhs.context.integer(lhs) <= rhs
  }

  public static func > (lhs: IntTerm, rhs: IntTerm) -> BoolTerm {
    lhs.context.make(">", lhs, rhs) { Z3_mk_gt($0, $1[0], $1[1]) }
  }

  public static func > (lhs: IntTerm, rhs: some BinaryInteger) -> BoolTerm {
    lhs > lhs.context.integer(rhs)
  }

  public static func > (lhs: some BinaryInteger, rhs: IntTerm) -> BoolTerm {
    rhs.context.integer(lhs) > rhs
  }

  public static func >= (lhs: IntTerm, rhs: IntTerm) -> BoolTerm {
    lhs.context.make(">=", lhs, rhs) { Z3_mk_ge($0, $1[0], $1[1]) }
  }

  public static func >= (lhs: IntTerm, rhs: some BinaryInteger) -> BoolTerm {
    lhs >= lhs.context.integer(rhs)
  }

  public static func >= (lhs: some BinaryInteger, rhs: IntTerm) -> BoolTerm {
    rhs.context.integer(lhs) >= rhs
  }

  public static func .== (lhs: IntTerm, rhs: IntTerm) -> BoolTerm {
    lhs.context.make("=", lhs, rhs) { Z3_mk_eq($0, $1[0], $1[1]) }
  }

  public static func .== (lhs: IntTerm, rhs: some BinaryInteger) -> BoolTerm {
    lhs .== lhs.context.integer(rhs)
  }

  public static func .== (lhs: some BinaryInteger, rhs: IntTerm) -> BoolTerm {
    rhs.context.integer(lhs) .== rhs
  }

  public static func .!= (lhs: IntTerm, rhs: IntTerm) -> BoolTerm {
    !(lhs .== rhs)
  }

  public static func .!= (lhs: IntTerm, rhs: some BinaryInteger) -> BoolTerm {
    !(lhs .== rhs)
  }

  public static func .!= (lhs: some BinaryInteger, rhs: IntTerm) -> BoolTerm {
    !(lhs .== rhs)
  }
}
