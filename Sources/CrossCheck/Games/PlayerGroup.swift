/// Some players of a small game.
struct PlayerGroup: OptionSet, Hashable {
  var rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }
  init(player: Int) { rawValue = 1 << UInt8(player) }
  init(_ players: some Sequence<Int>) {
    self = players.reduce(into: []) { $0.insert(PlayerGroup(player: $1)) }
  }

  var count: Int { rawValue.nonzeroBitCount }
  var players: [Int] { (0..<8).filter { contains(PlayerGroup(player: $0)) } }

  /// All groups, smaller ones first: the first is nobody, the last everybody.
  static func all(among players: Int) -> [PlayerGroup] {
    (0..<(1 << UInt8(players))).map { PlayerGroup(rawValue: $0) }
      .sorted { ($0.count, $0.rawValue) < ($1.count, $1.rawValue) }
  }

  /// Those that have a member and leave a player out, smaller ones first.
  static func proper(among players: Int) -> [PlayerGroup] {
    Array(all(among: players).dropFirst().dropLast())
  }
}
