/// The outcomes of the subgame perfect equilibria of each subgame, at a point.
///
/// A player acts so as to reach an equilibrium outcome of some child, and may do so if no other child's worst
/// equilibrium outcome would be better for it.
struct EquilibriumOutcomes: Sendable {
  private let tree: GameTree
  let sample: Sample
  private var starts: [Int32] = [0]
  private var pool: [Int32] = []

  /// - Complexity: O(nodes and edges · outcomes that are tied).
  init(_ tree: GameTree, at sample: Sample) {
    self.tree = tree
    self.sample = sample
    starts.reserveCapacity(tree.count + 1)
    pool.reserveCapacity(tree.count)
    var last = [Int32](repeating: -1, count: tree.outcomeCount)
    for node in 0..<tree.count {
      switch tree.kinds[node] {
      case GameTree.terminal: pool.append(tree.subjects[node])
      case let player:
        let least = threshold(of: Int(player), at: node).rank
        for edge in tree.edges(of: node) {
          for position in range(of: tree.child(on: edge)) {
            let outcome = pool[position]
            guard last[Int(outcome)] != Int32(node), rank(Int(player), Int(outcome)) >= least
            else { continue }
            last[Int(outcome)] = Int32(node)
            pool.append(outcome)
          }
        }
      }
      starts.append(Int32(pool.count))
    }
  }

  private func range(of node: GameTree.Node) -> Range<Int> {
    Int(starts[node])..<Int(starts[node + 1])
  }

  func rank(_ player: Int, _ outcome: Int) -> Int32 {
    sample.ranks[tree.payoffIndex(of: player, in: outcome)]
  }

  /// The equilibrium outcomes of a subgame.
  func outcomes(of node: GameTree.Node) -> some Sequence<Int> {
    pool[range(of: node)].lazy.map(Int.init)
  }

  /// The outcome of a subgame that is worst for a player.
  func worst(of node: GameTree.Node, for player: Int) -> Int {
    var worst = Int(pool[Int(starts[node])])
    for position in range(of: node).dropFirst()
    where rank(player, Int(pool[position])) < rank(player, worst) {
      worst = Int(pool[position])
    }
    return worst
  }

  /// What a player who acts is sure to get by the best of its actions: that action, and the outcome.
  func threshold(of player: Int, at node: GameTree.Node) -> (edge: Int, outcome: Int, rank: Int32) {
    var best: (edge: Int, outcome: Int, rank: Int32)?
    for edge in tree.edges(of: node) {
      let outcome = worst(of: tree.child(on: edge), for: player)
      let rank = rank(player, outcome)
      if best.map({ rank > $0.rank }) ?? true { best = (edge, outcome, rank) }
    }
    guard let best else { preconditionFailure("a decision between no actions") }
    return best
  }

  /// How an equilibrium outcome of a subgame comes about: what is done one after another.
  func play(to outcome: Int, from node: GameTree.Node, after history: [Int]) -> [Move] {
    var (node, history) = (node, history)
    var moves: [Move] = []
    while case .decision(let player, _) = tree.kind(of: node),
      let edge = tree.edges(of: node).first(where: {
        outcomes(of: tree.child(on: $0)).contains(outcome)
      })
    {
      moves.append(Move(history: history, player: player, action: tree.action(on: edge)))
      history.append(tree.action(on: edge))
      node = tree.child(on: edge)
    }
    return moves
  }
}
