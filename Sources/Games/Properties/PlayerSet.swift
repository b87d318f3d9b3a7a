/// Some of the players, as bits.
struct PlayerSet: Hashable, Sendable, OptionSet {
  var rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }
  init(_ player: Int) { rawValue = 1 << UInt32(player) }
  init(all count: Int) { rawValue = count >= 32 ? .max : 1 << UInt32(count) - 1 }

  /// More players than this are not told apart.
  static let mostPlayers = 16

  var count: Int { rawValue.nonzeroBitCount }
  var index: Int { Int(rawValue) }

  /// The players, in order.
  var players: [Int] { (0..<32).filter { rawValue & (1 << UInt32($0)) != 0 } }

  /// All sets of the first players, smaller ones first.
  static func subsets(ofFirst count: Int) -> [PlayerSet] {
    (0..<(1 << UInt32(count))).map { PlayerSet(rawValue: $0) }
      .sorted { ($0.count, $0.rawValue) < ($1.count, $1.rawValue) }
  }
}
