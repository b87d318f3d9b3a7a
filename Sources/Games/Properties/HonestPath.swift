/// The history that is meant to happen, in the tree.
struct HonestPath: Sendable {
  /// The nodes from the root to the end.
  let nodes: [GameTree.Node]
  /// The edge taken at each node but the last.
  let edges: [Int]
  /// How it ends.
  let outcome: Int

  /// - Returns: nil if there is no such history, or it does not end.
  init?(_ history: [Int], in tree: GameTree) {
    guard let nodes = tree.nodes(along: history), let last = nodes.last,
      case .terminal(let outcome) = tree.kind(of: last)
    else { return nil }
    self.nodes = nodes
    self.outcome = outcome
    edges = zip(nodes, history).compactMap { tree.edge(of: $0, with: $1) }
  }
}
