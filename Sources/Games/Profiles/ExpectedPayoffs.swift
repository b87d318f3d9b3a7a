import Exact

extension GameTree {
  /// What each player gets on average if a profile is followed, which speaks of every information set.
  ///
  /// - Complexity: O(nodes and edges · players).
  public func expectedPayoffs(of profile: BehaviorProfile) -> [Payoff] {
    ExpectedPayoffs(tree: self, profile: profile).at(root)
  }
}

/// What all players get in a subgame, on average, if a profile is followed: by walking the tree.
struct ExpectedPayoffs {
  let tree: GameTree
  let profile: BehaviorProfile

  /// - Parameter plan: What is done instead in some information sets, as actions.
  /// - Complexity: O(nodes and edges · players).
  func at(_ root: GameTree.Node, instead plan: [Int: Int] = [:]) -> [Payoff] {
    var values: [[Payoff]] = []
    values.reserveCapacity(root + 1)
    let none = [Payoff](repeating: .zero, count: tree.players)
    for node in 0...root {
      let edges = tree.edges(of: node)
      switch tree.kind(of: node) {
      case .terminal(let outcome):
        values.append((0..<tree.players).map { tree.payoff(of: $0, in: outcome) })
      case .chance(let distribution):
        values.append(mixed(edges, tree.distributions[distribution], values, none))
      case .decision(_, let set):
        guard let set else { preconditionFailure("a profile speaks of information sets") }
        if let action = plan[set], let edge = tree.edge(of: node, with: action) {
          values.append(values[tree.child(on: edge)])
        } else {
          values.append(mixed(edges, profile.probabilities[set], values, none))
        }
      }
    }
    return values[root]
  }

  private func mixed(
    _ edges: Range<Int>, _ weights: [Rational], _ values: [[Payoff]], _ none: [Payoff]
  ) -> [Payoff] {
    zip(edges, weights).reduce(none) { sums, way in
      guard !way.1.isZero else { return sums }
      return zip(sums, values[tree.child(on: way.0)]).map { $0 + $1.scaled(by: way.1) }
    }
  }
}

extension Payoff {
  func scaled(by factor: Rational) -> Payoff {
    Payoff(real.scaled(by: factor), infinitesimal: infinitesimal.scaled(by: factor))
  }
}
