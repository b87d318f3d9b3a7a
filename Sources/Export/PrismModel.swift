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
    for node in 0..<tree.count {
      switch tree.kind(of: node) {
      case .decision: states[.decision(node)] = states.count + 1
      case .terminal, .chance: break
      }
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

  private var last: Int { states.count + 1 }

  /// Whether the player always knows in which state it is.
  private var seesAll: Bool {
    let sets = states.keys.compactMap { place in
      if case .decision(let node) = place { informationSet(of: node) } else { nil }
    }
    return Set(sets).count == sets.count
  }

  private func informationSet(of node: GameTree.Node) -> Int {
    if case .decision(_, let set?) = tree.kind(of: node) { set } else { 0 }
  }

  /// What is added to all money, as rewards may not be negative.
  private var shift: Rational { max(0, -(amounts.first ?? 0)) }

  var text: String {
    let hidden = !seesAll
    let ended = tree.informationSets.count + 1
    var lines = [
      "// \(game.name): \(game.players[0]) decides, all others do what is prescribed.",
      "// The most that it can be expected to have, \(shift.isZero ? "as" : "and \(shift) more since rewards may not be negative, as")",
      "// Storm and PRISM find it for the property   R{\"money\"}max=? [ F \"over\" ]",
      "// When it does what is prescribed, it is expected to have \(honest)\(shift.isZero ? "" : ", which is \(honest + shift) there").",
      hidden ? "pomdp" : "mdp", "",
    ]
    if hidden { lines += ["observables known endobservables", ""] }
    lines.append("module deal")
    lines.append("  state : [0..\(last)] init 0;")
    if hidden { lines.append("  known : [0..\(ended)] init 0;") }
    lines.append("  [] state=0 -> \(step(to: next[tree.root], hidden, ended));")
    for (place, state) in states.sorted(by: { $0.value < $1.value }) {
      switch place {
      case .decision(let node):
        let set = tree.informationSets[informationSet(of: node)]
        lines.append("  // \(set.label)")
        for edge in tree.edges(of: node) {
          lines.append(
            "  [take_\(tree.actions[tree.action(on: edge)])] state=\(state) -> "
              + "\(step(to: next[tree.child(on: edge)], hidden, ended));")
        }
      case .end: lines.append("  [] state=\(state) -> (state'=\(last));")
      }
    }
    lines.append("  [] state=\(last) -> true;")
    lines += ["endmodule", "", "rewards \"money\""]
    for amount in amounts {
      lines.append("  state=\(states[.end(amount)] ?? 0) : \(amount + shift);")
    }
    lines += ["endrewards", "", "label \"over\" = state=\(last);"]
    return lines.joined(separator: "\n") + "\n"
  }

  private func step(
    to places: [(place: Place, probability: Rational)], _ hidden: Bool, _ ended: Int
  ) -> String {
    places.map { place, probability in
      var parts = ["(state'=\(states[place] ?? 0))"]
      if hidden {
        switch place {
        case .decision(let node): parts.append("(known'=\(informationSet(of: node) + 1))")
        case .end: parts.append("(known'=\(ended))")
        }
      }
      let change = parts.joined(separator: "&")
      return probability == 1 ? change : "\(probability) : \(change)"
    }.joined(separator: " + ")
  }
}
