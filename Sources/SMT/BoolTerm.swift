internal import CZ3

/// A formula.
public struct BoolTerm: Term {
  public static let sort = Sort.bool
  public let erased: AnyTerm

  public init?(_ term: AnyTerm) {
    guard term.sort == Self.sort else { return nil }
    erased = term
  }

  /// Whether the formula is literally `true` or `false`; nil if it is neither.
  public var truth: Bool? { node.truth }
}

extension BoolTerm {
  public static func && (lhs: BoolTerm, rhs: BoolTerm) -> BoolTerm {
    conjunction([lhs, rhs], in: lhs.context)
  }

  public static func || (lhs: BoolTerm, rhs: BoolTerm) -> BoolTerm {
    disjunction([lhs, rhs], in: lhs.context)
  }

  public static prefix func ! (operand: BoolTerm) -> BoolTerm {
    operand.context.make("not", operand) { Z3_mk_not($0, $1[0]) }
  }

  /// The formula that this one entails the other.
  public func implies(_ conclusion: BoolTerm) -> BoolTerm {
    context.make("=>", self, conclusion) { Z3_mk_implies($0, $1[0], $1[1]) }
  }

  public static func .== (lhs: BoolTerm, rhs: BoolTerm) -> BoolTerm {
    lhs.context.make("=", lhs, rhs) { Z3_mk_eq($0, $1[0], $1[1]) }
  }

  public static func .!= (lhs: BoolTerm, rhs: BoolTerm) -> BoolTerm {
    lhs.context.make("xor", lhs, rhs) { Z3_mk_xor($0, $1[0], $1[1]) }
  }
}

/// The formula that all of these hold; `true` of none.
public func conjunction(_ terms: [BoolTerm], in context: Context) -> BoolTerm {
  switch terms.count {
  case 0: context.constant(true)
  case 1: terms[0]
  default: context.make("and", terms) { Z3_mk_and($0, $2, $1) }
  }
}

/// The formula that at least one of these holds; `false` of none.
public func disjunction(_ terms: [BoolTerm], in context: Context) -> BoolTerm {
  switch terms.count {
  case 0: context.constant(false)
  case 1: terms[0]
  default: context.make("or", terms) { Z3_mk_or($0, $2, $1) }
  }
}

/// The first term where the condition holds, else the second.
public func ite<T: Term>(_ condition: BoolTerm, _ first: T, _ second: T) -> T {
  T(
    condition.context.make("ite", T.sort, [condition.node, first.node, second.node]) {
      context, operands, _ in Z3_mk_ite(context, operands[0], operands[1], operands[2])
    })
}

extension Context {
  /// One operation over terms of one sort, giving a term of a sort of its own.
  func make<Operand: Term, Result: Term>(
    _ operation: String, _ operands: Operand...,
    build: (Z3_context, UnsafePointer<Z3_ast?>) -> Z3_ast?
  ) -> Result {
    Result(
      make(operation, Result.sort, operands.map(\.node)) { context, handles, _ in
        build(context, handles)
      })
  }

  func make<Operand: Term, Result: Term>(
    _ operation: String, _ operands: [Operand],
    build: (Z3_context, UnsafePointer<Z3_ast?>, UInt32) -> Z3_ast?
  ) -> Result {
    Result(make(operation, Result.sort, operands.map(\.node), build))
  }
}
