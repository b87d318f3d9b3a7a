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
    let answer =
      switch question.property {
      case .practicality:
        try self.answer(by: practicality(of: path), counterexample(ofPracticality:))
      case .weakImmunity, .weakerImmunity:
        try self.answer(by: try resistance(of: path), counterexample(ofImmunity:))
      case .collusionResilience where mostFaulty > 0:
        try self.answer(by: try robustness(threats), counterexample(ofRobustness:))
      case .collusionResilience:
        try self.answer(by: try resistance(of: path), counterexample(ofResilience:))
      }
    guard question.isOnly, case .proved = answer.0, let other = try other() else { return answer }
    return (.broken(other), nil)
  }

  // MARK: - Claims

  private func practicality(of path: HonestPath) -> PracticalityClaim {
    PracticalityClaim(path, in: tree, search.entailment)
  }

  private func resistance(of path: HonestPath) throws -> DeviationClaim {
    guard tree.count << players <= Self.mostPlaces else {
      throw CaseSearch.Undecided(
        reason: "\(tree.count) nodes are too many for the groups of \(players) players")
    }
    let demand =
      switch question.property {
      case .collusionResilience: noGain(mostMembers)
      case let property:
        Demand.noLoss(
          mostDeviators: question.mostDeviators ?? players,
          realOnly: property == .weakerImmunity)
      }
    return DeviationClaim(demand, path, in: tree)
  }

  private func robustness(_ threats: [RobustnessClaim.Threat]) throws -> RobustnessClaim {
    try RobustnessClaim(threats, path, of: question.history, in: tree, until: search.deadline)
  }

  private var threats: [RobustnessClaim.Threat] {
    RobustnessClaim.Threat.all(
      players, group: question.mostDeviators ?? players, faulty: mostFaulty)
  }

  /// More nodes times sets of players are not looked at.
  private static let mostPlaces = 1 << 27

  private var mostFaulty: Int { question.mostFaulty ?? 0 }

  /// Everybody together is no group of collusion resilience, but one of robustness.
  private var mostMembers: Int {
    min(question.mostDeviators ?? players, question.mostFaulty == nil ? players - 1 : players)
  }

  /// The verdict on a claim, with where it holds if it does not everywhere.
  private func answer(
    by claim: some Strategic, _ counterexample: (CaseSearch.Case) throws -> GameCounterexample
  ) throws -> (GameVerdict, Precondition?) {
    let cases = try search.cases(of: claim, until: false)
    guard let failing = cases.last, !failing.holds else {
      return (.proved(try cases.map { try told($0, claim) }), nil)
    }
    let broken = GameVerdict.broken(try counterexample(failing))
    do {
      let all = try search.cases(of: claim, mostCases: checker.mostCases, until: nil)
      return (broken, try search.precondition(all))
    } catch is CaseSearch.Undecided {
      return (broken, nil)
    }
  }

  private func told(
    _ region: CaseSearch.Case, _ claim: some Strategic
  ) throws -> GameCase {
    let point = search.simplified(region)
    let most = checker.mostMoves
    let moves = try claim.strategy(at: Sample(tree, at: point), limit: most + 1)
    return GameCase(
      conditions: region.conditions.map(\.constraint), point: point,
      strategy: Array(moves.prefix(most)), isComplete: moves.count <= most)
  }

  // MARK: - Others

  /// More histories are not looked through.
  private static let mostHistories = 10_000

  /// Another history that has the property somewhere.
  private func other() throws -> GameCounterexample? {
    guard tree.historyCount <= Self.mostHistories else {
      throw CaseSearch.Undecided(reason: "more than \(Self.mostHistories) nodes")
    }
    for history in tree.endingHistories where history != question.history {
      guard let path = HonestPath(history, in: tree) else { continue }
      let cases =
        question.property == .practicality
        ? try search.cases(of: practicality(of: path), until: true)
        : try search.cases(of: try resistance(of: path), until: true)
      guard let found = cases.last, found.holds else { continue }
      return GameCounterexample(
        point: search.simplified(found), groups: [], moves: [], other: history)
    }
    return nil
  }

  /// The groups of at most so many players.
  private func noGain(_ most: Int) -> Demand {
    .noGain(
      groups: PlayerSet.subsets(ofFirst: players).filter { !$0.isEmpty && $0.count <= most })
  }

  // MARK: - Counterexamples

  /// Who can be made to lose by whom: the smallest group that can do it, all others being in league with the
  /// victim.
  private func counterexample(
    ofImmunity region: CaseSearch.Case
  ) throws -> GameCounterexample {
    let point = try point(of: region)
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
          moves: attack.moves, isComplete: attack.isComplete, outcome: attack.outcome)
      }
    }
    // A few who deviate may be withstood one set at a time, and not all of them.
    guard most < players else { throw GameDisagreement(question: question, point: point) }
    return GameCounterexample(point: point, groups: [], moves: [])
  }

  /// A case in which a claim does not hold, if one is found.
  private func failure(of claim: some Claim) throws -> CaseSearch.Case? {
    do {
      return try search.cases(of: claim, until: false).last { !$0.holds }
    } catch is CaseSearch.Undecided {
      return nil
    }
  }

  /// A point with simple numbers of a case, where the constraints do hold.
  private func point(of region: CaseSearch.Case) throws -> [String: Rational] {
    let point = search.simplified(region)
    guard search.constraints.allSatisfy({ $0.holds(at: point) }) else {
      throw GameDisagreement(question: question, point: point)
    }
    return point
  }

  /// The smallest groups that gain: at this point, or at another one, where fewer are needed.
  private func counterexample(
    ofResilience region: CaseSearch.Case
  ) throws -> GameCounterexample {
    var region = region
    var demand = noGain(mostMembers)
    for size in 1..<max(mostMembers, 1) {
      let claim = DeviationClaim(noGain(size), path, in: tree)
      guard let failing = try failure(of: claim) else { continue }
      (region, demand) = (failing, noGain(size))
      break
    }
    let point = try point(of: region)
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
      guard attack.amount > .zero else {
        throw GameDisagreement(question: question, point: point)
      }
      counterexample.amount = attack.amount
      counterexample.moves = attack.moves
      counterexample.isComplete = attack.isComplete
      counterexample.outcome = attack.outcome
    }
    return counterexample
  }

  /// Where more nodes would have to be looked at, groups are not told.
  private static let mostTrials = 10_000_000

  /// Groups of which none can be left out so that no one strategy withstands them; small ones, and few.
  private func fewest(_ demand: Demand, _ sample: Sample) -> [PlayerSet] {
    guard case .noGain(var groups) = demand, groups.count * tree.count <= Self.mostTrials else {
      return []
    }
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

  /// The first group, and the others beside it, that no strategy withstands; nobody if each is withstood alone.
  private func counterexample(
    ofRobustness region: CaseSearch.Case
  ) throws -> GameCounterexample {
    let point = try point(of: region)
    let sample = Sample(tree, at: point)
    let single = try threats.first { try !robustness([$0]).holds(at: sample) }
    return GameCounterexample(
      point: point, groups: single.map { [$0.group.players] } ?? [],
      faulty: single?.faulty.players ?? [], moves: [])
  }

  /// The player who leaves the history, since all equilibria after that are better for it.
  private func counterexample(
    ofPracticality region: CaseSearch.Case
  ) throws -> GameCounterexample {
    let point = try point(of: region)
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
    throw GameDisagreement(question: question, point: point)
  }
}

/// A claim that there is a strategy, which can be told.
protocol Strategic: Claim {
  /// What is done at a point off the honest history, at most so many moves.
  ///
  /// - Throws: `CaseSearch.Undecided`.
  func strategy(at sample: Sample, limit: Int) throws -> [Move]
}
