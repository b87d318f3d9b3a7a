public import Exact

/// A symbolic quantity: money, a probability, a count.
public struct Parameter: Hashable, Sendable {
  public var name: String
  public var about: String
  public var isInteger: Bool
  /// Its usual value; without one it may be anything that the assumptions allow.
  public var defaultValue: Rational?
  public var location: Location

  public init(
    _ name: String, about: String = "", isInteger: Bool = false,
    default defaultValue: Rational? = nil,
    at location: Location = .code
  ) {
    self.name = name
    self.about = about
    self.isInteger = isInteger
    self.defaultValue = defaultValue
    self.location = location
  }
}

/// What is left to who builds a mechanism: which parameters may be chosen, and what a choice costs.
public struct Design: Hashable, Sendable {
  public var chosen: [String]
  /// In money: what honest users bear beyond the price, with what they have to lock up.
  public var cost: Located<Formula>

  public init(over chosen: [String], minimising cost: Located<Formula>) {
    self.chosen = chosen
    self.cost = cost
  }
}

/// A kind of participant, and how many there are: a number, or a formula over parameters.
public struct Role: Hashable, Sendable {
  public var name: String
  public var size: Located<Formula>
  /// What it costs to take part under one more name, in money; nothing if nil. It is paid to the outside.
  public var identityCost: Located<Formula>?

  public init(
    _ name: String, _ size: Located<Formula> = Located(.number(1)),
    identityCost: Located<Formula>? = nil
  ) {
    self.name = name
    self.size = size
    self.identityCost = identityCost
  }

  /// Whether it is one agent, whatever the parameters.
  public var isSingle: Bool { size.content == .number(1) }
}

/// An account of the mechanism, empty at first.
public struct Account: Hashable, Sendable {
  public var name: String
  public var mayGoBelowZero: Bool
  public var location: Location

  public init(_ name: String, mayGoBelowZero: Bool = false, at location: Location = .code) {
    self.name = name
    self.mayGoBelowZero = mayGoBelowZero
    self.location = location
  }
}
