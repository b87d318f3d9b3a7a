import Exact

/// That there is one joint strategy which plays the honest history and is (k,t)-robust [Abraham, Dolev, Gonen,
/// Halpern 2006]: whatever some others do, no group gains more by deviating than by following it while those
/// others do the same, and nobody but they gets less than by the honest history.
///
/// Where a group first deviates, what comes after its deviation and what comes if it follows lie in different
/// subtrees, so that what the others do there is independent: every outcome of the one has to be at most as good
/// for the group as every outcome of the other. Strategies are tried one by one.
final class RobustnessClaim: Strategic {
  /// A group, and others who may do anything.
  struct Threat: Hashable {
    var group: PlayerSet
    var faulty: PlayerSet

    /// All threats of groups and of others of at most such sizes, smaller ones first. Without a group, it is asked
    /// who loses by the others.
    static func all(_ players: Int, group: Int, faulty: Int) -> [Threat] {
      let sets = PlayerSet.subsets(ofFirst: players)
      return sets.filter { $0.count <= faulty }.flatMap { others in
        sets.filter { $0.count <= group && $0.isDisjoint(with: others) }
          .filter { !$0.isEmpty || !others.isEmpty }
          .map { Threat(group: $0, faulty: others) }
      }
    }
  }

  let tree: GameTree
  private let history: [Int]
  private let path: HonestPath
  private let threats: [Threat]
  private let deadline: ContinuousClock.Instant
  /// The histories at which a strategy has to say something: of each the node.
  private var places: [(history: [Int], node: GameTree.Node)] = []

  /// More strategies are not tried.
  private static let mostStrategies = 50_000

  /// - Throws: `CaseSearch.Undecided` if there are too many strategies, or time runs out.
  init(
    _ threats: [Threat], _ path: HonestPath, of history: [Int], in tree: GameTree,
    until deadline: ContinuousClock.Instant
  ) throws {
    self.tree = tree
    self.history = history
    self.path = path
    self.threats = threats
    self.deadline = deadline
    var strategies = 1
    var left: [(history: [Int], node: Int)] = [([], tree.root)]
    while let place = left.popLast() {
      try checkpoint()
      let edges = tree.edges(of: place.node)
      if !edges.isEmpty, !history.starts(with: place.history) {
        places.append(place)
        strategies *= edges.count
        guard strategies <= Self.mostStrategies else {
          throw CaseSearch.Undecided(
            reason: "more than \(Self.mostStrategies) strategies would have to be tried")
        }
      }
      for edge in edges {
        left.append((place.history + [tree.action(on: edge)], tree.child(on: edge)))
      }
    }
  }

  private func checkpoint() throws {
    if ContinuousClock.now >= deadline { throw CaseSearch.Undecided(reason: "timeout") }
  }

  func judgement(at sample: Sample) throws -> Judgement {
    if let strategy = try strategy(at: sample) {
      return Judgement(holds: true, reasons: try demands(of: strategy))
    }
    // What the payoffs of groups are in which order decides it.
    return Judgement(holds: false, reasons: order(at: sample))
  }

  func holds(at sample: Sample) throws -> Bool { try strategy(at: sample) != nil }

  func strategy(at sample: Sample, limit: Int) throws -> [Move] {
    guard let strategy = try strategy(at: sample) else { return [] }
    return places.prefix(limit).compactMap { place in
      guard let action = strategy[place.history],
        case .decision(let player, _) = tree.kind(of: place.node)
      else { return nil }
      return Move(history: place.history, player: player, action: action)
    }
  }

  // MARK: - Strategies

  /// A strategy that is robust at a point; nil if there is none.
  private func strategy(at sample: Sample) throws -> [[Int]: Int]? {
    var choices = [Int](repeating: 0, count: places.count)
    while true {
      let strategy = strategy(choices)
      if try demands(of: strategy).allSatisfy({ $0.holds(at: sample.point) }) { return strategy }
      var place = 0
      while place < choices.count {
        choices[place] += 1
        if choices[place] < tree.edges(of: places[place].node).count { break }
        choices[place] = 0
        place += 1
      }
      if place == choices.count { return nil }
    }
  }

  private func strategy(_ choices: [Int]) -> [[Int]: Int] {
    var strategy: [[Int]: Int] = [:]
    for (place, choice) in zip(places, choices) {
      strategy[place.history] = tree.action(on: tree.edges(of: place.node).lowerBound + choice)
    }
    for length in history.indices { strategy[Array(history[..<length])] = history[length] }
    return strategy
  }

  // MARK: - Demands

  /// What has to hold so that a strategy is robust.
  private func demands(of strategy: [[Int]: Int]) throws -> [Comparison] {
    try threats.flatMap { threat in
      try checkpoint()
      return threat.group.isEmpty
        ? losses(strategy, threat.faulty) : try gains(strategy, threat)
    }
  }

  private func losses(_ strategy: [[Int]: Int], _ faulty: PlayerSet) -> [Comparison] {
    let others = (0..<tree.players).filter { !faulty.contains(PlayerSet($0)) }
    return outcomes(from: tree.root, [], faulty, strategy).flatMap { outcome in
      others.map {
        .atMost(tree.payoff(of: $0, in: path.outcome), tree.payoff(of: $0, in: outcome))
      }
    }
  }

  private func gains(_ strategy: [[Int]: Int], _ threat: Threat) throws -> [Comparison] {
    var comparisons: [Comparison] = []
    var left: [(history: [Int], node: Int)] = [([], tree.root)]
    while let (history, node) = left.popLast() {
      try checkpoint()
      guard case .decision(let player, _) = tree.kind(of: node) else { continue }
      let edges = tree.edges(of: node)
      let follows = edges.filter { tree.action(on: $0) == strategy[history] }
      func next(_ edge: Int) -> [Int] { history + [tree.action(on: edge)] }
      if threat.group.contains(PlayerSet(player)), let following = follows.first {
        let usual = outcomes(
          from: tree.child(on: following), next(following), threat.faulty, strategy)
        for edge in edges where edge != following {
          let after = outcomes(
            from: tree.child(on: edge), next(edge), threat.group.union(threat.faulty), strategy)
          for outcome in after {
            comparisons += usual.map {
              .atMost(worth(threat.group, outcome), worth(threat.group, $0))
            }
          }
        }
      }
      for edge in threat.faulty.contains(PlayerSet(player)) ? Array(edges) : follows {
        left.append((next(edge), tree.child(on: edge)))
      }
    }
    return comparisons
  }

  private func worth(_ group: PlayerSet, _ outcome: Int) -> Payoff {
    group.players.reduce(Payoff.zero) { $0 + tree.payoff(of: $1, in: outcome) }
  }

  /// The outcomes that can be reached if some do anything and the others follow a strategy.
  private func outcomes(
    from node: GameTree.Node, _ history: [Int], _ free: PlayerSet, _ strategy: [[Int]: Int]
  ) -> Set<Int> {
    switch tree.kind(of: node) {
    case .terminal(let outcome): return [outcome]
    case .chance: preconditionFailure("chance plays no part in such claims")
    case .decision(let player, _):
      var found: Set<Int> = []
      for edge in tree.edges(of: node)
      where free.contains(PlayerSet(player)) || tree.action(on: edge) == strategy[history] {
        found.formUnion(
          outcomes(
            from: tree.child(on: edge), history + [tree.action(on: edge)], free, strategy))
      }
      return found
    }
  }

  /// How all that may be compared compares at a point.
  private func order(at sample: Sample) -> [Comparison] {
    let groups = Set(threats.map(\.group).filter { !$0.isEmpty })
      .union((0..<tree.players).map { PlayerSet($0) })
    return groups.sorted { $0.rawValue < $1.rawValue }.flatMap { group in
      (0..<tree.outcomeCount).flatMap { first in
        (0..<tree.outcomeCount).filter { $0 != first }.map { second in
          let comparison = Comparison.atMost(worth(group, first), worth(group, second))
          return comparison.holds(at: sample.point) ? comparison : comparison.negated
        }
      }
    }
  }
}
