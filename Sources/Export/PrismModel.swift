import Exact
import Games

extension MechanismGame {
  /// What the one player can come to, as a model in the language of PRISM, which Storm reads, too: a Markov
  /// decision process if the player always knows all that matters, else a partially observable one.
  ///
  /// A state is a situation in which the player decides. What happens by chance until it decides again is one
  /// step, so that it can learn nothing from how many steps there are. In the end comes the money, as a reward.
  ///
  /// - Throws: ``ExportError/severalPlayers``.
  /// - Complexity: O(nodes · situations and amounts that may come next).
  public func prismModel() throws -> String {
    let tree = try treeOfOnePlayer
    return PrismModel(of: tree, named: game, expecting: honestPayoffs[0])
      .text
  }
}

private struct PrismModel {
  /// Where the play may be after a step.
  private enum Place: Hashable {
    case decision(GameTree.Node)
    case end(Rational)
  }

  private let tree: GameTree
  private let game: Game
  private let honest: Rational
  /// Of each node, how likely it is to be where next.
  private var next: [[(place: Place, probability: Rational)]] = []
  private var states: [Place: Int] = [:]
  private var amounts: [Rational] = []
  /// Whether the player cannot always tell in which state it is.
  private var isHidden = false

  init(of tree: GameTree, named game: Game, expecting honest: Rational) {
    (self.tree, self.game, self.honest) = (tree, game, honest)
    for node in 0..<tree.count {
      switch tree.kind(of: node) {
      case .decision: next.append([(.decision(node), 1)])
      case .terminal(let outcome):
        next.append([(.end(tree.payoff(of: 0, in: outcome).constant ?? 0), 1)])
      case .chance(let distribution):
        next.append(mean(at: node, weighing: tree.distributions[distribution]))
      }
    }
    // The start is state 0.
    var known: Set<Int> = []
    for node in 0..<tree.count {
      guard case .decision(_, let set?) = tree.kind(of: node) else { continue }
      states[.decision(node)] = states.count + 1
      isHidden = !known.insert(set).inserted || isHidden
    }
    amounts = Set(
      next.joined().compactMap { if case .end(let money) = $0.place { money } else { nil } }
    ).sorted()
    for amount in amounts { states[.end(amount)] = states.count + 1 }
  }

  private func mean(
    at node: GameTree.Node, weighing weights: [Rational]
  ) -> [(place: Place, probability: Rational)] {
    var order: [Place] = []
    var sums: [Place: Rational] = [:]
    for (edge, weight) in zip(tree.edges(of: node), weights) {
      for (place, probability) in next[tree.child(on: edge)] {
        if sums[place] == nil { order.append(place) }
        sums[place, default: 0] += weight * probability
      }
    }
    return order.map { ($0, sums[$0] ?? 0) }
  }

  private func informationSet(of node: GameTree.Node) -> Int {
    if case .decision(_, let set?) = tree.kind(of: node) { set } else { 0 }
  }

  // MARK: - Text

  var text: String {
    let lines =
      heading + [""] + module + ["", "rewards \"money\""] + rewards
      + ["endrewards", "", "label \"over\" = state=\(last);"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The state in which all is over.
  private var last: Int { states.count + 1 }

  /// What the player knows in the end, after the numbers of its information sets.
  private var ended: Int { tree.informationSets.count + 1 }

  /// What is added to all money, as rewards may not be negative.
  private var shift: Rational { max(0, -(amounts.first ?? 0)) }

  private var heading: [String] {
    var lines = [
      "// \(game.name)",
      "// What \(game.players[0]) can come to; all others do what is prescribed.",
      "// The most that can be expected is   R{\"money\"}max=? [ F \"over\" ]",
      "// When all do what is prescribed, it is \(honest + shift).",
    ]
    if !shift.isZero {
      lines.append("// As rewards may not be negative, \(shift) is added to all money here.")
    }
    return lines + (isHidden ? ["pomdp", "", "observables known endobservables"] : ["mdp"])
  }

  private var module: [String] {
    var lines = ["module deal", "  state : [0..\(last)] init 0;"]
    if isHidden { lines.append("  known : [0..\(ended)] init 0;") }
    lines.append("  [] state=0 -> \(step(to: tree.root));")
    for (place, state) in states.sorted(by: { $0.value < $1.value }) {
      switch place {
      case .decision(let node):
        lines.append("  // \(tree.informationSets[informationSet(of: node)].label)")
        for edge in tree.edges(of: node) {
          let option = tree.actions[tree.action(on: edge)]
          lines.append("  [take_\(option)] state=\(state) -> \(step(to: tree.child(on: edge)));")
        }
      case .end: lines.append("  [] state=\(state) -> (state'=\(last));")
      }
    }
    return lines + ["  [] state=\(last) -> true;", "endmodule"]
  }

  private var rewards: [String] {
    amounts.map { "  state=\(states[.end($0)] ?? 0) : \($0 + shift);" }
  }

  private func step(to node: GameTree.Node) -> String {
    next[node].map { place, probability in
      var change = "(state'=\(states[place] ?? 0))"
      if isHidden {
        switch place {
        case .decision(let node): change += "&(known'=\(informationSet(of: node) + 1))"
        case .end: change += "&(known'=\(ended))"
        }
      }
      return probability == 1 ? change : "\(probability) : \(change)"
    }.joined(separator: " + ")
  }
}
