import Exact
import Games

extension Game {
  /// A small tree in words: a line for each node, with what leads to it.
  var outline: String { outline(of: tree.root, after: "", indent: "").joined(separator: "\n") }

  private func outline(of node: GameTree.Node, after edge: String, indent: String) -> [String] {
    let what: String
    var weights: [Rational] = []
    switch tree.kind(of: node) {
    case .terminal(let outcome):
      let money = players.indices.map { "\(tree.payoff(of: $0, in: outcome))" }
      what = money.joined(separator: ", ")
    case .chance(let distribution):
      what = "chance"
      weights = tree.distributions[distribution]
    case .decision(let player, let set):
      what = "\(players[player]): \(set.map { tree.informationSets[$0].label } ?? "")"
    }
    let below = tree.edges(of: node).enumerated().flatMap { number, edge in
      let name = tree.actions[tree.action(on: edge)]
      let weight = weights.isEmpty ? "" : " (\(weights[number]))"
      return outline(
        of: tree.child(on: edge), after: name + weight + " -> ", indent: indent + "  ")
    }
    return [indent + edge + what] + below
  }
}
