import Exact
import Games

/// A random game of a few moves of two ways each, in which it is random who sees which move; everybody remembers
/// what it did and saw. It is played here move by move, without a tree.
struct StagedGame {
  /// Who moves; nobody if it is chance.
  let movers: [Int?]
  /// For each player and move, whether the player sees it.
  let sees: [[Bool]]
  let payoffs: [[Rational]]
  let players: Int
  let profile: [String: Int]
  /// How likely chance goes the first way.
  let chance = Rational(1, 3)

  init(seed: UInt64) {
    var dice = Dice(seed: seed)
    let players = 2 + dice.roll(2)
    let moves = 3 + dice.roll(2)
    self.players = players
    movers = (0..<moves).map { _ in dice.roll(4) == 0 ? nil : dice.roll(players) }
    sees = (0..<players).map { _ in (0..<moves).map { _ in dice.roll(2) == 0 } }
    payoffs = (0..<(1 << moves)).map { _ in
      (0..<players).map { _ in Rational(dice.roll(5) - 2) }
    }
    var profile: [String: Int] = [:]
    for prefix in Self.prefixes(movers.count) where movers[prefix.count] != nil {
      let label = Self.label(prefix, movers, sees)
      if profile[label] == nil { profile[label] = dice.roll(2) }
    }
    self.profile = profile
  }

  /// All beginnings of plays before the last move, shorter ones first.
  static func prefixes(_ moves: Int) -> [[Int]] {
    (0..<moves).flatMap { length in
      (0..<(1 << length)).map { bits in (0..<length).map { bits >> $0 & 1 } }
    }
  }

  /// What whoever moves after a beginning knows of it.
  private static func label(_ prefix: [Int], _ movers: [Int?], _ sees: [[Bool]]) -> String {
    let player = movers[prefix.count] ?? 0
    let known = prefix.enumerated().map { move, way in
      movers[move] == player || sees[player][move] ? "\(way)" : "-"
    }
    return "\(player):\(prefix.count):\(known.joined())"
  }

  func label(_ prefix: [Int]) -> String { Self.label(prefix, movers, sees) }

  // MARK: - Playing

  /// What everybody gets on average after a beginning.
  func payoffs(after prefix: [Int], doing plan: [String: Int]) -> [Rational] {
    guard prefix.count < movers.count else {
      return payoffs[prefix.enumerated().reduce(0) { $0 | $1.element << $1.offset }]
    }
    if movers[prefix.count] == nil {
      let (first, second) = (
        payoffs(after: prefix + [0], doing: plan), payoffs(after: prefix + [1], doing: plan)
      )
      return zip(first, second).map { chance * $0 + (1 - chance) * $1 }
    }
    return payoffs(after: prefix + [plan[label(prefix)] ?? 0], doing: plan)
  }

  /// The profile with every choice of some players, one after another.
  func plans(of group: [Int]) -> [[String: Int]] {
    let own = profile.keys.sorted().filter { label in
      group.contains { label.hasPrefix("\($0):") }
    }
    return (0..<(1 << own.count)).map { bits in
      var plan = profile
      for (index, label) in own.enumerated() { plan[label] = bits >> index & 1 }
      return plan
    }
  }

  /// Whether a group gains nothing after a beginning, whatever it does, against a plan.
  func withstands(_ group: [Int], after prefix: [Int] = []) -> Bool {
    func sum(_ plan: [String: Int]) -> Rational {
      let amounts = payoffs(after: prefix, doing: plan)
      return group.reduce(0) { $0 + amounts[$1] }
    }
    let usual = sum(profile)
    return plans(of: group).allSatisfy { sum($0) <= usual }
  }

  /// The beginnings of subgames: what is known after one is known nowhere else.
  var subgames: [[Int]] {
    let all = Self.prefixes(movers.count).filter { movers[$0.count] != nil }
    return Self.prefixes(movers.count).filter { start in
      let inside = Set(all.filter { $0.starts(with: start) }.map(label))
      return all.allSatisfy { $0.starts(with: start) || !inside.contains(label($0)) }
    }
  }

  // MARK: - As a tree

  func game() -> (game: Game, profile: BehaviorProfile) {
    var builder = GameTreeBuilder(players: players)
    var sets: [String: Int] = [:]
    var choices: [Int] = []
    func node(_ prefix: [Int]) -> GameTree.Node {
      guard prefix.count < movers.count else {
        return builder.terminal(
          payoffs(after: prefix, doing: profile).map { builder.payoff(Payoff($0)) })
      }
      let children = [0, 1].map { way in
        (action: builder.action("\(way)"), child: node(prefix + [way]))
      }
      guard let player = movers[prefix.count] else {
        return builder.chance([chance, 1 - chance], children)
      }
      let label = label(prefix)
      let set = sets[label] ?? builder.informationSet(of: player, label)
      if sets.updateValue(set, forKey: label) == nil { choices.append(profile[label] ?? 0) }
      return builder.decision(of: player, informationSet: set, children)
    }
    let root = node([])
    let tree = builder.tree(root: root)
    let game = Game(name: "staged", players: (0..<players).map { "\($0)" }, tree: tree)
    return (game, BehaviorProfile(pure: choices, in: tree))
  }
}
