public import Exact

/// Something that must never happen in a market, and did.
public struct Violation: Codable, Hashable, Sendable {
  public enum Kind: Codable, Hashable, Sendable {
    /// Money is left in an account of a deal that is over, where nobody can get at it; or, if it is negative, the
    /// account owes it.
    case stuck(account: String, Rational)
    /// More was taken from an account of a deal than was in it: it is the money of other deals.
    case overdrawn(account: String)
    /// Whoever was to choose does not, and the rules do not say what happens then.
    case neverSettles(choice: String)
    /// A choice took longer than its deadline, and the rules do not say what happens then.
    case late(choice: String)
    /// A deal came a second time to what it had behind it.
    case paidTwice
    /// Somebody owes more than it came with.
    case walletBelowZero(role: String)
    /// All money together is not what it was.
    case notConserved(Rational)
    /// The rules are at fault, as the message says.
    case rules(String)
  }

  public var kind: Kind
  /// How many deals were begun before the one it happened in; nil if it is of the whole market.
  public var deal: Int?
  /// When, in ticks.
  public var tick: Int
  /// What happened in the deal until then: choices, and what went wrong.
  public var story: [String]
}

extension Violation.Kind: CustomStringConvertible {
  public var description: String {
    switch self {
    case .stuck(let account, let amount):
      amount > 0
        ? "\(amount) is stuck in \(account)"
        : "\(account) owes \(-amount) when all is over"
    case .overdrawn(let account): "\(account) is overdrawn: it pays with the money of other deals"
    case .neverSettles(let choice):
      "nobody answers at \(choice), and the rules do not say what happens then"
    case .late(let choice): "\(choice) took longer than its deadline"
    case .paidTwice: "it was paid twice"
    case .walletBelowZero(let role): "a \(role) owes more than it came with"
    case .notConserved(let amount): "\(amount) was made from nothing, or lost"
    case .rules(let fault): "the rules are at fault: \(fault)"
    }
  }

  /// What kind of violation it is, without its amounts and places.
  public var name: String {
    switch self {
    case .stuck: "stuck escrow"
    case .overdrawn: "overdrawn escrow"
    case .neverSettles: "never settles"
    case .late: "late"
    case .paidTwice: "paid twice"
    case .walletBelowZero: "wallet below zero"
    case .notConserved: "money not conserved"
    case .rules: "rules at fault"
    }
  }
}
