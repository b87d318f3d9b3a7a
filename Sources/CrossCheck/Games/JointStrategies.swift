import Games

/// All that the players of a small game may do: every pure joint strategy, with a choice at each history.
struct JointStrategies {
  /// What may follow, once all choices before are known.
  enum History {
    case end(outcome: Int)
    /// The player who acts, and to which history each action leads.
    case move(player: Int, actions: [Int], next: [Int])
  }

  /// More joint strategies, or longer trees, are not gone through.
  static let most = 3_000

  /// The root first, and each history before those that go on from it.
  private(set) var histories: [History] = []
  /// How many joint strategies there are; they are numbered from 0.
  private(set) var count = 1
  /// By how much the number grows with the choice at each history.
  private var strides: [Int] = []
  /// The same for each player's own part, and how many of these there are.
  private var ownStrides: [(stride: Int, count: Int)] = []
  /// For each joint strategy the number of each player's own part, in 16 bits.
  private var parts: [UInt64] = []

  /// - Returns: nil if there are too many, or too many players, or chance plays a part, or somebody does not know
  ///   the history.
  init?(_ tree: GameTree) {
    guard tree.players <= 4, append(tree.root, of: tree) != nil else { return nil }
    strides = Array(repeating: 0, count: histories.count)
    for player in 0..<tree.players {
      let first = count
      for (position, history) in histories.enumerated() {
        guard case .move(player, let actions, _) = history else { continue }
        strides[position] = count
        count *= actions.count
        guard count <= Self.most else { return nil }
      }
      ownStrides.append((first, count / first))
    }
    parts = (0..<count).map { strategy in
      ownStrides.reversed().reduce(0) { $0 << 16 | UInt64(strategy / $1.stride % $1.count) }
    }
  }

  /// - Returns: where the history is; nil if it cannot be gone through.
  private mutating func append(_ node: GameTree.Node, of tree: GameTree) -> Int? {
    let position = histories.count
    guard position < Self.most else { return nil }
    switch tree.kind(of: node) {
    case .terminal(let outcome): histories.append(.end(outcome: outcome))
    case .decision(let player, nil):
      histories.append(.end(outcome: 0))
      var next: [Int] = []
      for edge in tree.edges(of: node) {
        guard let child = append(tree.child(on: edge), of: tree) else { return nil }
        next.append(child)
      }
      let actions = tree.edges(of: node).map { tree.action(on: $0) }
      histories[position] = .move(player: player, actions: actions, next: next)
    case .decision, .chance: return nil
    }
    return position
  }

  // MARK: - Histories

  /// Where these actions lead from the root; nil if there is no such history.
  func history(after actions: some Sequence<Int>) -> Int? {
    var history = 0
    for action in actions {
      guard case .move(_, let all, let next) = histories[history],
        let choice = all.firstIndex(of: action)
      else { return nil }
      history = next[choice]
    }
    return history
  }

  /// The histories that go on from one, and itself.
  func histories(from history: Int) -> [Int] {
    guard case .move(_, _, let next) = histories[history] else { return [history] }
    return [history] + next.flatMap { histories(from: $0) }
  }

  // MARK: - Strategies

  /// What a joint strategy does at a history; nil at an end.
  func action(of strategy: Int, at history: Int) -> Int? {
    guard case .move(_, let actions, _) = histories[history] else { return nil }
    return actions[choice(of: strategy, at: history, among: actions.count)]
  }

  private func choice(of strategy: Int, at history: Int, among count: Int) -> Int {
    strategy / strides[history] % count
  }

  /// The joint strategy that does something else at a history; nil if that cannot be done there.
  func replacing(_ strategy: Int, at history: Int, by action: Int) -> Int? {
    guard case .move(_, let actions, _) = histories[history],
      let new = actions.firstIndex(of: action)
    else { return nil }
    let old = choice(of: strategy, at: history, among: actions.count)
    return strategy + (new - old) * strides[history]
  }

  /// How the game ends if it is played on from a history.
  func outcome(of strategy: Int, from history: Int) -> Int {
    var history = history
    while true {
      switch histories[history] {
      case .end(let outcome): return outcome
      case .move(_, let actions, let next):
        history = next[choice(of: strategy, at: history, among: actions.count)]
      }
    }
  }

  /// The players whose own parts differ.
  func deviators(from strategy: Int, to other: Int) -> PlayerGroup {
    var difference = parts[strategy] ^ parts[other]
    var group: PlayerGroup = []
    var player = PlayerGroup(player: 0)
    while difference != 0 {
      if difference & 0xFFFF != 0 { group.insert(player) }
      difference >>= 16
      player.rawValue <<= 1
    }
    return group
  }

  /// Those in which all others do the same: with every combination of whole strategies of some players.
  func deviations(from strategy: Int, of group: PlayerGroup) -> [Int] {
    group.players.reduce([strategy]) { found, player in
      let (stride, count) = ownStrides[player]
      return found.flatMap { found in
        let first = found - found / stride % count * stride
        return (0..<count).map { first + $0 * stride }
      }
    }
  }
}
