public import Exact
public import Mechanisms

/// An entry of the log of a market.
public struct MarketEvent: Codable, Hashable, Sendable {
  public var tick: Int
  public var kind: Kind

  /// What happened. Agents and deals are numbers, in the order in which they came and began.
  public enum Kind: Codable, Hashable, Sendable {
    case came(Int, role: String)
    case left(Int, role: String)
    /// A deal began, with those who agreed to it.
    case began(deal: Int, between: [Int])
    case chose(deal: Int, Int, choice: String, option: String)
    /// The time of whoever was asked is going to be up.
    case timedOut(deal: Int, Int, choice: String)
    case suffered(deal: Int, MarketFault, choice: String)
    case paid(deal: Int, Rational, from: Party, to: Party)
    case settled(deal: Int)
    case violated(Violation)
  }

  public enum Party: Codable, Hashable, Sendable {
    case agent(Int)
    case account(String)
  }

  init(tick: Int, _ kind: Kind) {
    self.tick = tick
    self.kind = kind
  }
}

extension MarketFault: Codable {}
