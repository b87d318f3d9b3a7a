public import Exact

/// What happens in an attack, as it was told when it was recorded: the most telling plays, event by event.
public struct Trace: Hashable, Sendable {
  public var plays: [Play]
  /// How many plays there are beside these.
  public var untold: Int

  public init(_ plays: [Play] = [], untold: Int = 0) {
    self.plays = plays
    self.untold = untold
  }

  public struct Play: Hashable, Sendable {
    /// With what its round begins, if it is one of infinitely many.
    public var round: String?
    public var probability: Rational
    /// In words, in order.
    public var events: [String]
    /// The money of the coalition in the end.
    public var coalition: Rational

    public init(
      round: String? = nil, probability: Rational, events: [String], coalition: Rational
    ) {
      self.round = round
      self.probability = probability
      self.events = events
      self.coalition = coalition
    }
  }
}
