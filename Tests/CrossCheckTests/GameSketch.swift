import Exact
public import Games

/// A game tree as it is written down in a test.
indirect enum Sketch {
  /// What each player gets.
  case end([Payoff])
  /// The player who acts, and what follows each action.
  case move(Int, [(String, Sketch)])

  /// A game with a tree, in which histories are given as actions.
  func game(
    players: Int, honest: [[String]] = [], constants: [String] = [], infinitesimals: [String] = [],
    where constraints: [Constraint] = []
  ) -> Game {
    var builder = GameTreeBuilder(players: players)
    let histories = honest.map { history in history.map { builder.action($0) } }
    let root = node(&builder)
    return Game(
      name: "sketch", players: Array(["A", "B", "C", "D"].prefix(players)), constants: constants,
      infinitesimals: infinitesimals, constraints: constraints, honestHistories: histories,
      tree: builder.tree(root: root))
  }

  private func node(_ builder: inout GameTreeBuilder) -> GameTree.Node {
    switch self {
    case .end(let payoffs): return builder.terminal(payoffs.map { builder.payoff($0) })
    case .move(let player, let ways):
      let edges = ways.map { name, next in
        (action: builder.action(name), child: next.node(&builder))
      }
      return builder.decision(of: player, edges)
    }
  }
}

extension Payoff: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(Rational(value)) }
}

extension Payoff {
  /// A symbol for a real number.
  static func symbol(_ name: String) -> Payoff { Payoff(Polynomial(variable: name)) }

  /// A symbol for an amount smaller than every positive real number.
  static func infinitesimal(_ name: String) -> Payoff {
    Payoff(0, infinitesimal: Polynomial(variable: name))
  }
}
