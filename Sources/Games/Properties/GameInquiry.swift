import Exact
import SMT

/// One question about a history, being answered.
struct GameInquiry {
  let tree: GameTree
  let path: HonestPath
  let search: CaseSearch
  let question: GameQuestion
  let checker: GameChecker

  private var players: Int { tree.players }

  func answer() throws -> (GameVerdict, Precondition?) {
    switch question.property {
    case .practicality:
      return try answer(by: PracticalityClaim(path, in: tree, search.entailment)) {
        counterexample(ofPracticality: $0)
      }
    case .weakImmunity, .weakerImmunity:
      let demand = Demand.noLoss(
        mostDeviators: question.mostDeviators ?? players,
        realOnly: question.property == .weakerImmunity)
      return try answer(by: DeviationClaim(demand, path, in: tree)) {
        counterexample(ofImmunity: $0)
      }
    case .collusionResilience:
      let most = min(question.mostDeviators ?? players, players - 1)
      return try answer(by: DeviationClaim(noGain(most), path, in: tree)) {
        try counterexample(ofResilience: $0, most)
      }
    }
  }

  /// The verdict on a claim, with where it holds if it does not everywhere.
  private func answer(
    by claim: some Strategic, _ counterexample: (CaseSearch.Case) throws -> GameCounterexample
  ) throws -> (GameVerdict, Precondition?) {
    let cases = try search.cases(of: claim, stopsAtFailure: true)
    guard let failing = cases.last, !failing.holds else {
      return (.proved(cases.map { told($0, claim) }), nil)
    }
    let broken = GameVerdict.broken(try counterexample(failing))
    do {
      let all = try search.cases(of: claim, mostCases: checker.mostCases, stopsAtFailure: false)
      return (broken, try search.precondition(all))
    } catch is CaseSearch.Undecided {
      return (broken, nil)
    }
  }

  private func told(_ region: CaseSearch.Case, _ claim: some Strategic) -> GameCase {
    let point = search.simplified(region)
    return GameCase(
      conditions: region.conditions.map(\.constraint), point: point,
      strategy: claim.strategy(at: Sample(tree, at: point), limit: checker.mostMoves))
  }

  /// The groups of at most so many players.
  private func noGain(_ most: Int) -> Demand {
    .noGain(
      groups: PlayerSet.subsets(ofFirst: players).filter { !$0.isEmpty && $0.count <= most })
  }

  // MARK: - Counterexamples

  /// Who can be made to lose by whom: the smallest group that can do it, all others being in league with the
  /// victim.
  private func counterexample(ofImmunity region: CaseSearch.Case) -> GameCounterexample {
    let point = search.simplified(region)
    let sample = Sample(tree, at: point)
    let realOnly = question.property == .weakerImmunity
    let most = question.mostDeviators ?? players
    for group in PlayerSet.subsets(ofFirst: players) where group.count <= most {
      for victim in 0..<players where !group.contains(PlayerSet(victim)) {
        let attack = GroupAttack(tree: tree, path: path, sample: sample, group: group) { outcome in
          var amount = sample.amounts[tree.payoffIndex(of: victim, in: outcome)]
          if realOnly { amount.infinitesimal = 0 }
          return .zero - amount
        }.best(limit: checker.mostMoves)
        guard attack.amount > .zero else { continue }
        return GameCounterexample(
          point: point, groups: [group.players], victim: victim, amount: .zero - attack.amount,
          moves: attack.moves, outcome: attack.outcome)
      }
    }
    return GameCounterexample(point: point, groups: [], moves: [])
  }

  /// The smallest groups that gain: at this point, or at another one, where fewer are needed.
  private func counterexample(
    ofResilience region: CaseSearch.Case, _ most: Int
  ) throws -> GameCounterexample {
    var region = region
    var demand = noGain(most)
    for size in 1..<max(most, 1) {
      let claim = DeviationClaim(noGain(size), path, in: tree)
      let cases = try search.cases(of: claim, stopsAtFailure: true)
      guard let failing = cases.last, !failing.holds else { continue }
      (region, demand) = (failing, noGain(size))
      break
    }
    let point = search.simplified(region)
    let sample = Sample(tree, at: point)
    let groups = fewest(demand, sample)
    var counterexample = GameCounterexample(
      point: point, groups: groups.map(\.players), moves: [])
    if groups.count == 1 {
      let honest = groups[0].players.reduce(Amount.zero) {
        $0 + sample.amounts[tree.payoffIndex(of: $1, in: path.outcome)]
      }
      let attack = GroupAttack(tree: tree, path: path, sample: sample, group: groups[0]) {
        outcome in
        groups[0].players.reduce(Amount.zero - honest) {
          $0 + sample.amounts[tree.payoffIndex(of: $1, in: outcome)]
        }
      }.best(limit: checker.mostMoves)
      counterexample.amount = attack.amount
      counterexample.moves = attack.moves
      counterexample.outcome = attack.outcome
    }
    return counterexample
  }

  /// Groups of which none can be left out so that no one strategy withstands them; small ones, and few.
  private func fewest(_ demand: Demand, _ sample: Sample) -> [PlayerSet] {
    guard case .noGain(var groups) = demand else { return [] }
    func isBroken(_ groups: [PlayerSet]) -> Bool {
      !DeviationClaim(.noGain(groups: groups), path, in: tree).holds(at: sample)
    }
    if let single = groups.first(where: { isBroken([$0]) }) { return [single] }
    for group in groups.reversed() {
      let others = groups.filter { $0 != group }
      if isBroken(others) { groups = others }
    }
    return groups
  }

  /// The player who leaves the history, since all equilibria after that are better for it.
  private func counterexample(ofPracticality region: CaseSearch.Case) -> GameCounterexample {
    let point = search.simplified(region)
    let equilibria = EquilibriumOutcomes(tree, at: Sample(tree, at: point))
    var history: [Int] = []
    for (node, honest) in zip(path.nodes, path.edges) {
      if case .decision(let player, _) = tree.kind(of: node) {
        for edge in tree.edges(of: node) where edge != honest {
          let worst = equilibria.worst(of: tree.child(on: edge), for: player)
          guard equilibria.rank(player, worst) > equilibria.rank(player, path.outcome) else {
            continue
          }
          let amounts = equilibria.sample.amounts
          let gain =
            amounts[tree.payoffIndex(of: player, in: worst)]
            - amounts[tree.payoffIndex(of: player, in: path.outcome)]
          let first = Move(history: history, player: player, action: tree.action(on: edge))
          return GameCounterexample(
            point: point, groups: [[player]], amount: gain,
            moves: [first]
              + equilibria.play(
                to: worst, from: tree.child(on: edge), after: history + [first.action]),
            outcome: worst)
        }
      }
      history.append(tree.action(on: honest))
    }
    return GameCounterexample(point: point, groups: [], moves: [])
  }
}

/// A claim that there is a strategy, which can be told.
protocol Strategic: Claim {
  func strategy(at sample: Sample, limit: Int) -> [Move]
}
