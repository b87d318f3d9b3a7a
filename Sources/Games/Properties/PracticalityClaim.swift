/// That a subgame perfect equilibrium plays the honest history.
///
/// It does so exactly if, wherever somebody leaves the history, some equilibrium of the subgame gives that
/// player no more than the history. Why is told in terms of bounds for what players get in subgames, so that
/// nothing is said of subgames that make no difference.
final class PracticalityClaim: Strategic {
  let tree: GameTree
  let path: HonestPath
  private let entailment: Entailment
  /// For each bound, of which nodes it is known that all ends meet it.
  private var met: [Bound: [Bool]] = [:]

  init(_ path: HonestPath, in tree: GameTree, _ entailment: Entailment) {
    self.tree = tree
    self.path = path
    self.entailment = entailment
  }

  func judgement(at sample: Sample) throws -> Judgement {
    let equilibria = EquilibriumOutcomes(tree, at: sample)
    var argument = Argument(self, equilibria)
    for (node, honest) in zip(path.nodes, path.edges) {
      guard case .decision(let player, _) = tree.kind(of: node) else { continue }
      let own = tree.payoffIndex(of: player, in: path.outcome)
      for edge in tree.edges(of: node) where edge != honest {
        let child = tree.child(on: edge)
        let worst = equilibria.worst(of: child, for: player)
        if equilibria.rank(player, worst) > sample.ranks[own] {
          argument.forget()
          argument.add(
            .every, child, [Bound(player: player, kind: .above, payoff: own)])
          return Judgement(holds: false, reasons: try argument.comparisons())
        }
        argument.add(.some, child, [Bound(player: player, kind: .atMost, payoff: own)])
      }
    }
    return Judgement(holds: true, reasons: try argument.comparisons())
  }

  /// Whether all ends below a node are known to meet a bound wherever the constraints hold.
  private func isMet(_ bound: Bound, below node: GameTree.Node) throws -> Bool {
    if let known = met[bound] { return known[node] }
    var isMet = [Bool](repeating: false, count: tree.count)
    for node in 0..<tree.count {
      if case .terminal(let outcome) = tree.kind(of: node) {
        isMet[node] = try entailment.holds(bound.comparison(outcome, in: tree))
      } else {
        isMet[node] = tree.edges(of: node).allSatisfy { isMet[tree.child(on: $0)] }
      }
    }
    met[bound] = isMet
    return isMet[node]
  }

  /// A subgame perfect equilibrium that plays the history: what is done at other histories, at most so many moves.
  func strategy(at sample: Sample, limit: Int) -> [Move] {
    let equilibria = EquilibriumOutcomes(tree, at: sample)
    var moves: [Move] = []
    var left: [(history: [Int], node: GameTree.Node, outcome: Int)] = []
    var history: [Int] = []
    for (node, honest) in zip(path.nodes, path.edges) {
      if case .decision(let player, _) = tree.kind(of: node) {
        for edge in tree.edges(of: node) where edge != honest {
          let child = tree.child(on: edge)
          left.append(
            (
              history + [tree.action(on: edge)], child, equilibria.worst(of: child, for: player)
            ))
        }
      }
      history.append(tree.action(on: honest))
    }
    left.reverse()
    while let (history, node, outcome) = left.popLast(), moves.count < limit {
      guard case .decision(let player, _) = tree.kind(of: node) else { continue }
      let chosen = tree.edges(of: node).first {
        equilibria.outcomes(of: tree.child(on: $0)).contains(outcome)
      }
      guard let chosen else { preconditionFailure("an outcome that no action leads to") }
      moves.append(Move(history: history, player: player, action: tree.action(on: chosen)))
      for edge in tree.edges(of: node).reversed() {
        let child = tree.child(on: edge)
        let next = edge == chosen ? outcome : equilibria.worst(of: child, for: player)
        left.append((history + [tree.action(on: edge)], child, next))
      }
    }
    return moves
  }

  // MARK: - Why

  /// What is said of the equilibria of a subgame.
  private struct Statement: Hashable {
    enum Quantifier: Hashable {
      /// The outcome of some equilibrium meets all bounds.
      case some
      /// The outcome of every equilibrium meets at least one of the bounds.
      case every
    }

    var quantifier: Quantifier
    var node: GameTree.Node
    var bounds: [Bound]
  }

  /// Statements true at a point, taken apart until only comparisons are left.
  private struct Argument {
    let claim: PracticalityClaim
    let equilibria: EquilibriumOutcomes
    private var left: [Statement] = []
    private var seen: Set<Statement> = []
    private var reasons: [Comparison] = []
    private var tree: GameTree { claim.tree }

    init(_ claim: PracticalityClaim, _ equilibria: EquilibriumOutcomes) {
      self.claim = claim
      self.equilibria = equilibria
    }

    mutating func forget() {
      left = []
      seen = []
    }

    mutating func add(
      _ quantifier: Statement.Quantifier, _ node: GameTree.Node, _ bounds: [Bound]
    ) {
      let statement = Statement(quantifier: quantifier, node: node, bounds: bounds)
      if seen.insert(statement).inserted { left.append(statement) }
    }

    mutating func comparisons() throws -> [Comparison] {
      while let statement = left.popLast() {
        switch statement.quantifier {
        case .some: try support(statement.node, statement.bounds)
        case .every: try generalise(statement.node, statement.bounds)
        }
      }
      return reasons
    }

    private func holds(_ bound: Bound, _ outcome: Int) -> Bool {
      bound.holds(outcome, in: tree, at: equilibria.sample)
    }

    private func adding(_ bound: Bound, to bounds: [Bound]) -> [Bound] {
      bounds.contains(bound) ? bounds : bounds + [bound]
    }

    // MARK: Some equilibrium

    private mutating func support(_ node: GameTree.Node, _ bounds: [Bound]) throws {
      let open = try bounds.filter { try !claim.isMet($0, below: node) }
      guard !open.isEmpty else { return }
      switch tree.kind(of: node) {
      case .terminal(let outcome):
        for bound in open { reasons.append(bound.comparison(outcome, in: tree)) }
      case .chance: preconditionFailure("chance plays no part in such claims")
      case .decision(let player, _):
        let edges = tree.edges(of: node)
        if open.allSatisfy({ $0.player == player && !$0.isLower }) {
          // Whatever the player then takes, it is one of these.
          for edge in edges { add(.some, tree.child(on: edge), open) }
        } else if open.allSatisfy({ $0.player == player && $0.isLower }) {
          // It has this, or takes what is better for it.
          let edge = edges.first { edge in
            equilibria.outcomes(of: tree.child(on: edge)).contains { outcome in
              open.allSatisfy { holds($0, outcome) }
            }
          }
          if let edge { add(.some, tree.child(on: edge), open) }
        } else {
          try choose(at: node, player, open)
        }
      }
    }

    /// Names an action, and what the player gets by it that no other action need give it more than.
    private mutating func choose(at node: GameTree.Node, _ player: Int, _ bounds: [Bound]) throws {
      let edges = tree.edges(of: node)
      let least = equilibria.threshold(of: player, at: node).rank
      var best: (edge: Int, payoff: Int, open: Int)?
      search: for edge in edges {
        var tried: Set<Int> = []
        for outcome in equilibria.outcomes(of: tree.child(on: edge)) {
          let payoff = tree.payoffIndex(of: player, in: outcome)
          guard equilibria.rank(player, outcome) >= least,
            bounds.allSatisfy({ holds($0, outcome) }), tried.insert(payoff).inserted
          else { continue }
          let limit = Bound(player: player, kind: .atMost, payoff: payoff)
          let open = try edges.count {
            try $0 != edge && !claim.isMet(limit, below: tree.child(on: $0))
          }
          if best.map({ open < $0.open }) ?? true { best = (edge, payoff, open) }
          if open == 0 { break search }
        }
      }
      guard let best else { preconditionFailure("no equilibrium meets the bounds") }
      let floor = Bound(player: player, kind: .atLeast, payoff: best.payoff)
      let limit = Bound(player: player, kind: .atMost, payoff: best.payoff)
      for edge in edges {
        if edge == best.edge {
          add(.some, tree.child(on: edge), adding(floor, to: bounds))
        } else {
          add(.some, tree.child(on: edge), [limit])
        }
      }
    }

    // MARK: Every equilibrium

    private mutating func generalise(_ node: GameTree.Node, _ bounds: [Bound]) throws {
      guard try !bounds.contains(where: { try claim.isMet($0, below: node) }) else { return }
      switch tree.kind(of: node) {
      case .terminal(let outcome):
        if let bound = bounds.first(where: { holds($0, outcome) }) {
          reasons.append(bound.comparison(outcome, in: tree))
        }
      case .chance: preconditionFailure("chance plays no part in such claims")
      case .decision(let player, _):
        let edges = tree.edges(of: node)
        let best = equilibria.threshold(of: player, at: node)
        if bounds.allSatisfy({ $0.player == player && $0.isLower }) {
          add(.every, tree.child(on: best.edge), bounds)
        } else if bounds.allSatisfy({ $0.player == player && !$0.isLower }) {
          for edge in edges { add(.every, tree.child(on: edge), bounds) }
        } else {
          let payoff = tree.payoffIndex(of: player, in: best.outcome)
          add(
            .every, tree.child(on: best.edge),
            [Bound(player: player, kind: .atLeast, payoff: payoff)])
          let below = Bound(player: player, kind: .below, payoff: payoff)
          for edge in edges { add(.every, tree.child(on: edge), adding(below, to: bounds)) }
        }
      }
    }
  }
}
