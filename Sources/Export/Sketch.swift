import Exact
import Games

/// A tree while it grows, before it is known who the players are.
indirect enum Sketch {
  /// The money of each agent; nothing if it is not named.
  case end([Int: Rational])
  case chance([(probability: Rational, name: String, child: Sketch)])
  /// An information set by its number.
  case decision(set: Int, [(name: String, child: Sketch)])

  /// - Parameters:
  ///   - players: Of each information set, whose it is.
  ///   - payoffs: What the players get, of the money of all agents.
  func build(
    in builder: inout GameTreeBuilder, players: [Int],
    paying payoffs: ([Int: Rational]) -> [Rational]
  ) -> GameTree.Node {
    func edge(
      _ name: String, _ child: Sketch, _ builder: inout GameTreeBuilder
    ) -> (action: Int, child: GameTree.Node) {
      let action = builder.action(name)
      return (action, child.build(in: &builder, players: players, paying: payoffs))
    }
    switch self {
    case .end(let money):
      return builder.terminal(payoffs(money).map { builder.payoff(Payoff($0)) })
    case .chance(let ways):
      let edges = ways.map { edge($0.name, $0.child, &builder) }
      return builder.chance(ways.map(\.probability), edges)
    case .decision(let set, let ways):
      let edges = ways.map { edge($0.name, $0.child, &builder) }
      return builder.decision(of: players[set], informationSet: set, edges)
    }
  }
}
