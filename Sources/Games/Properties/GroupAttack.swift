import Exact

/// What a group can make sure of against everybody else, once the honest history has been left by one of its
/// members: at a point, by backward induction between two sides.
struct GroupAttack {
  let tree: GameTree
  let path: HonestPath
  let sample: Sample
  let group: PlayerSet
  /// What the group is after, in an outcome.
  let worth: (Int) -> Amount

  /// What the group gets, what it does for it, and what comes of it, if only one thing can.
  struct Result {
    var amount: Amount
    var moves: [Move]
    var isComplete = true
    var outcome: Int?
  }

  /// The best the group can make sure of.
  ///
  /// - Parameter limit: At most so many moves are told.
  func best(limit: Int) -> Result {
    let values = values
    var best = Result(amount: worth(path.outcome), moves: [], outcome: path.outcome)
    var start: (history: [Int], player: Int, edge: Int)?
    var history: [Int] = []
    for (node, honest) in zip(path.nodes, path.edges) {
      if case .decision(let player, _) = tree.kind(of: node), group.contains(PlayerSet(player)) {
        for edge in tree.edges(of: node) where edge != honest {
          let value = values[tree.child(on: edge)]
          guard value > best.amount else { continue }
          best.amount = value
          start = (history, player, edge)
        }
      }
      history.append(tree.action(on: honest))
    }
    guard let start else { return best }
    let action = tree.action(on: start.edge)
    best.moves = [Move(history: start.history, player: start.player, action: action)]
    best.outcome = nil
    var outcomes: Set<Int> = []
    var left = [(history: start.history + [action], node: tree.child(on: start.edge))]
    while best.moves.count < limit, let (history, node) = left.popLast() {
      switch tree.kind(of: node) {
      case .terminal(let outcome): outcomes.insert(outcome)
      case .chance: preconditionFailure("chance plays no part in such claims")
      case .decision(let player, _):
        let isMember = group.contains(PlayerSet(player))
        let edges = tree.edges(of: node)
        let chosen = isMember ? edges.first { values[tree.child(on: $0)] == values[node] } : nil
        if let chosen {
          best.moves.append(
            Move(history: history, player: player, action: tree.action(on: chosen)))
        }
        for edge in edges.reversed() where chosen == nil || edge == chosen {
          left.append((history + [tree.action(on: edge)], tree.child(on: edge)))
        }
      }
    }
    best.isComplete = left.isEmpty
    if outcomes.count == 1, left.isEmpty { best.outcome = outcomes.first }
    return best
  }

  /// What the group can make sure of at each node.
  private var values: [Amount] {
    var values: [Amount] = []
    values.reserveCapacity(tree.count)
    let worths = (0..<tree.outcomeCount).map(worth)
    for node in 0..<tree.count {
      switch tree.kind(of: node) {
      case .terminal(let outcome): values.append(worths[outcome])
      case .chance: preconditionFailure("chance plays no part in such claims")
      case .decision(let player, _):
        let children = tree.edges(of: node).lazy.map { values[tree.child(on: $0)] }
        let value = group.contains(PlayerSet(player)) ? children.max() : children.min()
        values.append(value ?? .zero)
      }
    }
    return values
  }
}
