public import Exact
public import Twin

/// A path on which an account is not what it should be.
public struct Breach: Codable, Hashable, Sendable {
  public var parameters: [String: Rational]
  /// How many agents of each role do not do what is prescribed.
  public var free: [String: Int]
  /// What happened, up to where it shows.
  public var play: Play
  public var account: String
  /// What is in the account, in money.
  public var balance: Rational
  /// Whether that is so when all is over.
  public var isInTheEnd: Bool
}
