internal import CZ3
public import Exact

extension Context {
  /// The truth variable of this name. A name has one sort in a context.
  public func bool(_ name: String) -> BoolTerm { BoolTerm(declare(name, .bool)) }

  /// The real variable of this name.
  public func real(_ name: String) -> RealTerm { RealTerm(declare(name, .real)) }

  /// The whole-number variable of this name.
  public func integer(_ name: String) -> IntTerm { IntTerm(declare(name, .integer)) }

  /// A truth variable unlike every other. Z3 keeps the names of fresh variables for ever.
  public func freshBool(_ prefix: String) -> BoolTerm { BoolTerm(declareFresh(prefix, .bool)) }

  /// A real variable unlike every other. Z3 keeps the names of fresh variables for ever.
  public func freshReal(_ prefix: String) -> RealTerm { RealTerm(declareFresh(prefix, .real)) }

  /// A whole-number variable unlike every other. Z3 keeps the names of fresh variables for ever.
  public func freshInteger(_ prefix: String) -> IntTerm { IntTerm(declareFresh(prefix, .integer)) }

  /// The number itself, exactly.
  public func number(_ value: some RealConstant) -> RealTerm {
    RealTerm(numeral(value.exactValue.description, .real))
  }

  /// The whole number itself, of any size.
  public func integer(_ value: some BinaryInteger) -> IntTerm {
    IntTerm(numeral(String(value), .integer))
  }

  /// True or false.
  public func constant(_ value: Bool) -> BoolTerm {
    BoolTerm(
      make(value ? "true" : "false", .bool, []) { context, _, _ in
        value ? Z3_mk_true(context) : Z3_mk_false(context)
      })
  }
}

/// A number that may stand beside a ``RealTerm`` in a formula: a `Rational` or an `Int`.
public protocol RealConstant {
  var exactValue: Rational { get }
}

extension Rational: RealConstant {
  public var exactValue: Rational { self }
}

extension Int: RealConstant {
  public var exactValue: Rational { Rational(self) }
}
