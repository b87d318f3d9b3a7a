import Exact
import Games

extension GameBruteForce {
  /// A counterexample's point meets the constraints, the property does not hold there, and all that is said of who
  /// breaks it, how and for how much is so.
  ///
  /// - Throws: a ``GameContradiction`` if not.
  func compare(_ counterexample: GameCounterexample) throws {
    let point = counterexample.point
    func require(_ isTrue: Bool, _ reason: String) throws {
      if !isTrue { throw contradiction(.falseCounterexample(reason), at: point) }
    }
    try require(constraints.allSatisfy { $0.holds(at: point) }, "a constraint does not hold")
    if let history = counterexample.other {
      var other = question
      other.history = history
      let force = GameBruteForce(other, of: game)
      try require(question.isOnly && history != question.history, "another history may have it")
      try require(force?.holds(at: point) == true, "the other history does not have it")
      return try require(points.allSatisfy(holds), "the history does not have it either")
    }
    try require(!holds(at: point), "the property holds")
    let attack = Attack(self, counterexample, amounts(at: point))
    switch question.property {
    case .weakImmunity, .weakerImmunity: try attack.isLoss(require)
    case .collusionResilience where isAboutFaults: try attack.isHarm(require)
    case .collusionResilience: try attack.isGain(require)
    case .practicality: try attack.isBetter(require)
    }
  }

  /// The fewest members of a group, at any point, for which the property is broken; nil if it is not.
  fileprivate var fewestMembers: Int? {
    let amounts = points.map { self.amounts(at: $0) }
    return (1...max(mostDeviators, 1)).first { size in
      let groups = groups.filter { $0.count <= size }
      return amounts.contains { !withstood(groups, $0) }
    }
  }

  /// What a counterexample says, at its point.
  private struct Attack {
    let force: GameBruteForce
    let told: GameCounterexample
    let amounts: [[Amount]]
    let groups: [PlayerGroup]

    typealias Requirement = (_ isTrue: Bool, _ reason: String) throws -> Void

    init(_ force: GameBruteForce, _ told: GameCounterexample, _ amounts: [[Amount]]) {
      self.force = force
      self.told = told
      self.amounts = amounts
      groups = told.groups.map { PlayerGroup($0) }
    }

    // MARK: Immunity

    func isLoss(_ require: Requirement) throws {
      let most = force.mostDeviators
      let all = [[]] + PlayerGroup.proper(among: force.game.players.count)
      let fewest = all.filter { $0.count <= most }.first { group in
        force.game.players.indices.contains { victim in
          !group.contains(PlayerGroup(player: victim)) && sureLoss(of: victim, by: group) > .zero
        }
      }?.count
      guard let fewest else { return try require(groups.isEmpty, "no group is enough") }
      try require(groups.count == 1, "one group is enough")
      guard let group = groups.first, let victim = told.victim else {
        return try require(false, "nobody is said to lose")
      }
      try require(!group.contains(PlayerGroup(player: victim)), "the victim is in the group")
      try require(group.count == fewest, "\(fewest) can do it")
      let loss = sureLoss(of: victim, by: group)
      try require(
        loss > .zero && told.amount == .zero - loss, "the victim loses \(loss)")
      try follow(group, require) { .zero - amounts[victim][$0] }
    }

    private func sureLoss(of victim: Int, by group: PlayerGroup) -> Amount {
      sure(for: group) { .zero - amounts[victim][$0] }
    }

    // MARK: Collusion resilience

    func isGain(_ require: Requirement) throws {
      try require(!groups.isEmpty && told.victim == nil, "no group is said to gain")
      try require(groups.allSatisfy(force.groups.contains), "a group may not collude")
      try require(!force.withstood(groups, amounts), "the groups are withstood")
      for group in groups {
        let others = groups.filter { $0 != group }
        try require(force.withstood(others, amounts), "a group is not needed")
      }
      let fewest = force.fewestMembers
      try require(groups.map(\.count).max() == fewest, "\(fewest ?? 0) are enough")
      guard groups.count == 1, let group = groups.first else { return }
      let gain = sure(for: group) { force.gain(of: group, in: $0, amounts) }
      try require(told.amount == gain, "the group gains \(gain)")
      try follow(group, require) { force.gain(of: group, in: $0, amounts) }
    }

    // MARK: Robustness

    func isHarm(_ require: Requirement) throws {
      func isWithstood(_ threat: Threat) -> Bool {
        force.honest.contains { force.isRobust($0, against: [threat], amounts) }
      }
      guard let group = groups.first else {
        return try require(force.threats.allSatisfy(isWithstood), "one group is enough")
      }
      let threat = Threat(group: group, faulty: PlayerGroup(told.faulty))
      try require(groups.count == 1 && force.threats.contains(threat), "a group may not deviate")
      try require(!isWithstood(threat), "the group is withstood")
    }

    // MARK: Practicality

    func isBetter(_ require: Requirement) throws {
      guard let first = told.moves.first, groups == [PlayerGroup(player: first.player)],
        let amount = told.amount, let outcome = told.outcome,
        let history = force.strategies.history(after: first.history + [first.action])
      else { return try require(false, "nobody is said to gain") }
      let honest = force.question.history
      let isLeft = honest.starts(with: first.history) && honest[first.history.count] != first.action
      try require(isLeft, "the honest history is not left")
      let equilibria = (0..<force.strategies.count).filter {
        force.isPractical($0, from: history, amounts)
      }
      let gains = equilibria.map { strategy in
        force.gain(of: groups[0], in: force.ends[history][strategy], amounts)
      }
      try require(amount > .zero && gains.min() == amount, "the gain is not \(amount)")
      let followers = equilibria.filter { strategy in
        told.moves.dropFirst().allSatisfy { move in
          force.strategies.history(after: move.history)
            .map { force.strategies.action(of: strategy, at: $0) == move.action } ?? false
        }
      }
      try require(
        !followers.isEmpty && followers.allSatisfy { force.ends[history][$0] == outcome },
        "the moves are no equilibrium with this outcome")
      try require(
        force.gain(of: groups[0], in: outcome, amounts) == amount,
        "the outcome does not give \(amount)")
    }

    // MARK: Groups

    /// What a group can bring about whichever joint strategy the others follow.
    private func sure(for group: PlayerGroup, _ worth: (_ outcome: Int) -> Amount) -> Amount {
      force.honest.map { strategy in
        force.strategies.deviations(from: strategy, of: group)
          .map { worth(force.ends[0][$0]) }.max() ?? .zero
      }.min() ?? .zero
    }

    /// The moves are the group's, and bring about at least what is said, whatever the others do; and the outcome,
    /// if one is told.
    private func follow(
      _ group: PlayerGroup, _ require: Requirement, _ worth: (_ outcome: Int) -> Amount
    ) throws {
      let most = sure(for: group, worth)
      for strategy in force.honest {
        var deviation = strategy
        for move in told.moves {
          guard let history = force.strategies.history(after: move.history),
            case .move(move.player, _, _) = force.strategies.histories[history],
            group.contains(PlayerGroup(player: move.player)),
            let next = force.strategies.replacing(deviation, at: history, by: move.action)
          else { return try require(false, "a move is not the group's") }
          deviation = next
        }
        let outcome = force.ends[0][deviation]
        try require(worth(outcome) >= most, "the moves bring about less")
        try require(told.outcome.map { $0 == outcome } ?? true, "the outcome is another")
      }
    }
  }
}
