import Exact

/// That there is one joint strategy which plays the honest history, and such that all outcomes that deviators
/// can bring about are as demanded.
///
/// At a history that some have deviated to reach, it depends on nothing but who they are whether the strategy
/// can go on: the player who acts needs one action that is good for these deviators, and every other action has
/// to be good with that player among them. So one strategy for all groups is found from the ends to the root,
/// and need not be guessed.
///
/// - Complexity: O(nodes and edges · sets of deviators) for each point.
final class DeviationClaim: Strategic {
  let tree: GameTree
  let path: HonestPath
  let demands: Demands

  /// The sets of deviators that matter, larger ones first, and where each set of players is among them.
  private let deviators: [PlayerSet]
  private let place: [Int]
  /// For each set and node, at which of the last points it is good.
  private var good: [[UInt64]]
  private var next = 0

  init(_ demand: Demand, _ path: HonestPath, in tree: GameTree) {
    self.tree = tree
    self.path = path
    demands = Demands(demand: demand, tree: tree, honest: path.outcome)
    let movers = (0..<tree.count).reduce(into: PlayerSet()) { movers, node in
      if case .decision(let player, _) = tree.kind(of: node) { movers.insert(PlayerSet(player)) }
    }
    let sets = PlayerSet.subsets(ofFirst: tree.players)
      .filter { $0.isEmpty || $0.isSubset(of: movers) && demand.concerns($0) }
    deviators = sets.reversed()
    var place = [Int](repeating: -1, count: 1 << tree.players)
    for (index, set) in deviators.enumerated() { place[set.index] = index }
    self.place = place
    good = Array(repeating: Array(repeating: 0, count: tree.count), count: deviators.count)
  }

  /// The place of the deviators once a player is one of them too; nil if nothing is demanded then.
  private func place(of deviators: PlayerSet, and player: Int) -> Int? {
    let place = place[deviators.union(PlayerSet(player)).index]
    return place < 0 ? nil : place
  }

  // MARK: - At points

  /// Works out where things are good at a point, and returns the bit of the point.
  private func take(_ sample: Sample) -> UInt64 {
    let bit = UInt64(1) << UInt64(next % 64)
    next += 1
    var truths: [[Bool]] = []
    truths.reserveCapacity(tree.outcomeCount)
    for outcome in 0..<tree.outcomeCount { truths.append(demands.truths(outcome, at: sample)) }
    for index in deviators.indices {
      update(index, bit) { truths[$0][deviators[index].index] }
    }
    return bit
  }

  private func update(_ index: Int, _ bit: UInt64, isGood: (Int) -> Bool) {
    let set = deviators[index]
    for node in 0..<tree.count {
      var value = false
      switch tree.kinds[node] {
      case GameTree.terminal: value = isGood(Int(tree.subjects[node]))
      case let player:
        let edges = tree.edges(of: node)
        let others = place(of: set, and: Int(player))
        if others == index {
          value = edges.allSatisfy { good[index][tree.child(on: $0)] & bit != 0 }
        } else {
          value =
            edges.contains { good[index][tree.child(on: $0)] & bit != 0 }
            && (others.map { other in
              edges.allSatisfy { good[other][tree.child(on: $0)] & bit != 0 }
            } ?? true)
        }
      }
      if value { good[index][node] |= bit } else { good[index][node] &= ~bit }
    }
  }

  /// Whether it holds at a point.
  func holds(at sample: Sample) -> Bool {
    var argument = Argument(self, take(sample))
    return argument.honestPath()
  }

  func judgement(at sample: Sample) -> Judgement {
    let bit = take(sample)
    var argument = Argument(self, bit)
    let honest = argument.honestPath()
    return Judgement(holds: honest, reasons: argument.comparisons(isTrue: honest, sample))
  }

  // MARK: - Why

  /// A node that is reached with deviators.
  private struct Position: Hashable {
    var node: Int
    var deviators: Int
  }

  /// Why the claim holds at a point or does not: the ends that it rests on.
  private struct Argument {
    let claim: DeviationClaim
    let bit: UInt64
    private var left: [Position] = []
    private var seen: Set<Position> = []
    private var ends: [(outcome: Int, deviators: PlayerSet)] = []

    init(_ claim: DeviationClaim, _ bit: UInt64) {
      self.claim = claim
      self.bit = bit
    }

    private mutating func add(_ node: Int, _ deviators: Int) {
      let position = Position(node: node, deviators: deviators)
      if seen.insert(position).inserted { left.append(position) }
    }

    /// Whether all is good along the honest history: at each node what others lead to.
    mutating func honestPath() -> Bool {
      let (tree, path) = (claim.tree, claim.path)
      let nobody = claim.place[0]
      var bad: Position?
      if claim.good[nobody][path.nodes[path.nodes.count - 1]] & bit == 0 {
        bad = Position(node: path.nodes[path.nodes.count - 1], deviators: nobody)
      }
      for (node, honest) in zip(path.nodes, path.edges) {
        guard case .decision(let player, _) = tree.kind(of: node),
          let others = claim.place(of: [], and: player)
        else { continue }
        for edge in tree.edges(of: node) where edge != honest {
          let child = tree.child(on: edge)
          if claim.good[others][child] & bit == 0 {
            bad = bad ?? Position(node: child, deviators: others)
          } else if bad == nil {
            add(child, others)
          }
        }
      }
      guard let bad else {
        add(path.nodes[path.nodes.count - 1], nobody)
        return true
      }
      left = []
      seen = []
      add(bad.node, bad.deviators)
      return false
    }

    mutating func comparisons(isTrue: Bool, _ sample: Sample) -> [Comparison] {
      while let position = left.popLast() { isTrue ? support(position) : refute(position) }
      var result: [Comparison] = []
      for end in ends {
        let all = claim.demands.comparisons(end.outcome, end.deviators)
        if isTrue {
          result += all
        } else if let failed = all.first(where: { !$0.holds(at: sample.point) }) {
          result.append(failed.negated)
        }
      }
      return result
    }

    private mutating func support(_ position: Position) {
      let tree = claim.tree
      let index = position.deviators
      switch tree.kind(of: position.node) {
      case .terminal(let outcome): ends.append((outcome, claim.deviators[index]))
      case .chance: preconditionFailure("chance plays no part in such claims")
      case .decision(let player, _):
        let edges = tree.edges(of: position.node)
        let others = claim.place(of: claim.deviators[index], and: player)
        if others == index {
          for edge in edges { add(tree.child(on: edge), index) }
          return
        }
        let chosen = claim.choice(at: position.node, index, bit)
        for edge in edges {
          if edge == chosen {
            add(tree.child(on: edge), index)
          } else if let others {
            add(tree.child(on: edge), others)
          }
        }
      }
    }

    private mutating func refute(_ position: Position) {
      let tree = claim.tree
      let index = position.deviators
      switch tree.kind(of: position.node) {
      case .terminal(let outcome): ends.append((outcome, claim.deviators[index]))
      case .chance: preconditionFailure("chance plays no part in such claims")
      case .decision(let player, _):
        let edges = tree.edges(of: position.node)
        let others = claim.place(of: claim.deviators[index], and: player)
        if let others {
          let failing = edges.filter { claim.good[others][tree.child(on: $0)] & bit == 0 }
          let rarest = failing.min {
            claim.good[others][tree.child(on: $0)].nonzeroBitCount
              < claim.good[others][tree.child(on: $1)].nonzeroBitCount
          }
          if let rarest { return add(tree.child(on: rarest), others) }
        }
        for edge in edges { add(tree.child(on: edge), index) }
      }
    }
  }

  /// The action that is good at a point, and at as many others as can be.
  private func choice(at node: GameTree.Node, _ index: Int, _ bit: UInt64) -> Int? {
    tree.edges(of: node).filter { good[index][tree.child(on: $0)] & bit != 0 }
      .max {
        let (left, right) = (tree.child(on: $0), tree.child(on: $1))
        return good[index][left].nonzeroBitCount < good[index][right].nonzeroBitCount
      }
  }

  /// A strategy that shows that the claim holds at a point: what is done at the histories that deviators may
  /// lead to, those who have deviated doing anything; at most so many moves.
  func strategy(at sample: Sample, limit: Int) -> [Move] {
    let bit = take(sample)
    var moves: [Move] = []
    var left: [(history: [Int], position: Position)] = []
    var history: [Int] = []
    for (node, honest) in zip(path.nodes, path.edges) {
      if case .decision(let player, _) = tree.kind(of: node),
        let others = place(of: [], and: player)
      {
        for edge in tree.edges(of: node) where edge != honest {
          let position = Position(node: tree.child(on: edge), deviators: others)
          left.append((history + [tree.action(on: edge)], position))
        }
      }
      history.append(tree.action(on: honest))
    }
    left.reverse()
    while let (history, position) = left.popLast(), moves.count < limit {
      guard case .decision(let player, _) = tree.kind(of: position.node) else { continue }
      let others = place(of: deviators[position.deviators], and: player)
      let chosen =
        others == position.deviators ? nil : choice(at: position.node, position.deviators, bit)
      if let chosen {
        moves.append(Move(history: history, player: player, action: tree.action(on: chosen)))
      }
      for edge in tree.edges(of: position.node).reversed() {
        guard let place = edge == chosen ? position.deviators : others else { continue }
        let next = Position(node: tree.child(on: edge), deviators: place)
        left.append((history + [tree.action(on: edge)], next))
      }
    }
    return moves
  }
}
