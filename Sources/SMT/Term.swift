/// The sorts a term can have.
public enum Sort: Sendable, Hashable {
  case bool, integer, real
}

/// An expression whose sort is known by its type: ``BoolTerm``, ``RealTerm`` or ``IntTerm``.
///
/// Z3 shares equal expressions, so `==` compares identity: `x + 1` equals `x + 1` of the same context,
/// and not `1 + x`. The formula that says two terms have equal values is written `.==`.
public protocol Term: Hashable, CustomStringConvertible {
  static var sort: Sort { get }
  /// The same term without its sort in the type.
  var erased: AnyTerm { get }
  /// Nil if the term has another sort.
  init?(_ term: AnyTerm)
}

/// A term of any sort.
public struct AnyTerm: Hashable, CustomStringConvertible {
  public let sort: Sort
  let node: Node

  init(_ sort: Sort, _ node: Node) {
    self.sort = sort
    self.node = node
  }

  public static func == (lhs: AnyTerm, rhs: AnyTerm) -> Bool {
    lhs.node.raw == rhs.node.raw && lhs.node.failure == rhs.node.failure
      && lhs.node.context === rhs.node.context
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(node.raw)
  }

  /// SMT-LIB 2 text.
  public var description: String { node.text }
}

extension Term {
  init(_ node: Node) {
    guard let term = Self(AnyTerm(Self.sort, node)) else {
      preconditionFailure("a term of sort \(Self.sort) refuses its own sort")
    }
    self = term
  }

  var node: Node { erased.node }

  /// The context the term belongs to.
  public var context: Context { node.context }

  /// The failure this term stands in for, if an operation that built it failed.
  public var failure: SMTError? { node.failure }

  /// SMT-LIB 2 text.
  public var description: String { node.text }

  /// An equal term after Z3's cheap rewriting.
  public var simplified: Self {
    Self(node.simplified(sort: Self.sort))
  }

  /// The term with terms replaced, all at once; usually constants.
  public func substituting<T: Term>(_ replacements: [T: T]) -> Self {
    substituting(replacements.map { ($0.key.erased, $0.value.erased) })
  }

  /// The term with terms of any sorts replaced, all at once. Each must be replaced by one of its sort.
  public func substituting(_ replacements: [(AnyTerm, AnyTerm)]) -> Self {
    Self(node.substituting(replacements, sort: Self.sort))
  }
}
