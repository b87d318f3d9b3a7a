/// What a player does at a history.
public struct Move: Hashable, Sendable {
  /// The actions before it, as positions in ``GameTree/actions``.
  public var history: [Int]
  public var player: Int
  public var action: Int
}
