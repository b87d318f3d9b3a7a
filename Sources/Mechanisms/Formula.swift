public import Exact

/// A formula over parameters, bindings, outcomes and attributes, with every name resolved.
///
/// A formula is a number, a truth or an option (see ``Kind``); the reader of mechanism files and
/// ``Mechanism/check()`` reject formulas whose parts do not fit.
public indirect enum Formula: Codable, Hashable, Sendable {
  case number(Rational)
  case truth(Bool)
  /// An option of a choice, an outcome of a chance, or `none`.
  case option(String)
  case parameter(String)
  /// What a `let` bound last.
  case binding(String)
  /// The outcome of a chance that is one for all.
  case outcome(String)
  /// The attribute of the only agent of a role or drawn group: `judge.verdict`.
  case attribute(of: String, String)
  /// The attribute of the agent a `where` or an amount speaks of.
  case own(String)
  /// Whether the agent a `where` speaks of is in a drawn group.
  case isIn(String)
  /// The number of agents in a group.
  case count(Group)
  case negative(Formula)
  case arithmetic(Arithmetic, Formula, Formula)
  /// A whole exponent, 0 or more.
  case power(Formula, Int)
  case comparison(Comparison, Formula, Formula)
  case not(Formula)
  case all([Formula])
  case any([Formula])
  case conditional(Formula, Formula, Formula)
  case minimum([Formula])
  case maximum([Formula])
  case floor(Formula)
  case ceiling(Formula)

  public enum Arithmetic: String, Codable, Hashable, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
  }

  public enum Comparison: String, Codable, Hashable, Sendable, CaseIterable {
    case less = "<"
    case lessOrEqual = "<="
    case equal = "="
    case notEqual = "!="
    case greaterOrEqual = ">="
    case greater = ">"
  }

  /// What a formula yields.
  public enum Kind: String, Hashable, Sendable {
    case number
    case truth = "true or false"
    case option
  }
}

/// A formula together with where it was written.
public struct Located<Content: Hashable & Sendable>: Hashable, Sendable {
  public var content: Content
  public var location: Location

  public init(_ content: Content, at location: Location = .code) {
    self.content = content
    self.location = location
  }
}

extension Located: Codable where Content: Codable {}

/// The name of the value of an attribute that was not yet set.
public let unset = "none"
