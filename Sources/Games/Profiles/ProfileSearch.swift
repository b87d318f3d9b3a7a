import Exact
import SMT

/// Looks for what shows that a profile does not have a property.
final class ProfileSearch {
  private let game: Game
  private let profile: BehaviorProfile
  private let play: ProfilePlay
  private let solver: Solver
  private let deadline: ContinuousClock.Instant
  private let mostProfiles: Int
  private(set) var solving: Duration = .zero

  private var tree: GameTree { game.tree }
  private var everybody: PlayerSet { PlayerSet(all: tree.players) }

  init(
    _ game: Game, _ profile: BehaviorProfile, until deadline: ContinuousClock.Instant,
    _ mostProfiles: Int
  ) throws {
    self.game = game
    self.profile = profile
    self.deadline = deadline
    self.mostProfiles = mostProfiles
    let context = try Context()
    let terms = SymbolTerms(context: context)
    play = ProfilePlay(tree: game.tree, profile: profile, terms: terms)
    solver = try Solver(context)
    for constraint in game.constraints { try solver.add(terms.formula(constraint)) }
  }

  func verdict(on property: ProfileProperty) throws -> ProfileVerdict {
    guard try model(of: nil) != nil else { return .vacuous }
    let counterexample =
      switch property {
      case .nashEquilibrium: try gain(ofGroupsUpTo: 1, at: tree.root)
      case .subgamePerfection: try gainInSubgames()
      case .collusionResilience(let most):
        try gain(
          ofGroupsUpTo: min(most ?? tree.players, tree.players - 1), at: tree.root)
      case .robustness(let members, let faulty): try weakness(members, faulty)
      case .onlyNashEquilibrium:
        try gain(ofGroupsUpTo: 1, at: tree.root) ?? other(in: [tree.root])
      case .onlySubgamePerfection:
        try gainInSubgames() ?? other(in: try subgames())
      }
    return counterexample.map { .broken($0) } ?? .proved(())
  }

  // MARK: - Questions

  /// A model of the constraints and a formula; nil if there is none.
  private func model(of formula: BoolTerm?) throws -> Model? {
    try solver.push()
    defer { try? solver.pop() }
    if let formula { try solver.add(formula) }
    let start = ContinuousClock.now
    defer { solving += ContinuousClock.now - start }
    let left = start.duration(to: deadline)
    guard left > .zero else { throw CaseSearch.Undecided(reason: "timeout") }
    switch try solver.check(timeout: left) {
    case .satisfiable: return try solver.model()
    case .unsatisfiable: return nil
    case .unknown(let reason): throw CaseSearch.Undecided(reason: reason)
    }
  }

  // MARK: - Gains

  private func gain(
    ofGroupsUpTo most: Int, at subgame: GameTree.Node
  ) throws -> ProfileCounterexample? {
    for group in PlayerSet.subsets(ofFirst: tree.players)
    where !group.isEmpty && group.count <= most {
      if let found = try gain(of: group, beside: [], at: subgame) { return found }
    }
    return nil
  }

  private func subgames() throws -> [GameTree.Node] {
    try tree.subgames {
      if ContinuousClock.now >= deadline { throw CaseSearch.Undecided(reason: "timeout") }
    }
  }

  private func gainInSubgames() throws -> ProfileCounterexample? {
    for subgame in try subgames().reversed() {
      if let found = try gain(ofGroupsUpTo: 1, at: subgame) { return found }
    }
    return nil
  }

  /// How a group gains while others do anything, against following the profile while they do the same.
  private func gain(
    of group: PlayerSet, beside faulty: PlayerSet, at subgame: GameTree.Node
  ) throws -> ProfileCounterexample? {
    let deviating = play.value(of: group, free: group.union(faulty), at: subgame)
    let following = play.value(of: group, free: faulty, at: subgame)
    guard let model = try model(of: play.exceeds(deviating, following)) else { return nil }
    return try told(model, group: group, faulty: faulty, victim: nil, at: subgame)
  }

  // MARK: - Robustness

  private func weakness(_ members: Int, _ faulty: Int) throws -> ProfileCounterexample? {
    let sets = PlayerSet.subsets(ofFirst: tree.players)
    for others in sets where others.count <= faulty {
      for victim in everybody.subtracting(others).players where !others.isEmpty {
        let usual = play.value(of: PlayerSet(victim), free: [], at: tree.root)
        let left = play.value(of: PlayerSet(victim), free: others, at: tree.root)
        if let model = try model(of: play.exceeds(usual, left)) {
          return try told(model, group: [], faulty: others, victim: victim, at: tree.root)
        }
      }
      for group in sets
      where !group.isEmpty && group.count <= members && group.isDisjoint(with: others) {
        if let found = try gain(of: group, beside: others, at: tree.root) { return found }
      }
    }
    return nil
  }

  /// What a model says, walked through the tree again.
  private func told(
    _ model: Model, group: PlayerSet, faulty: PlayerSet, victim: Int?, at subgame: GameTree.Node
  ) throws -> ProfileCounterexample {
    let point = try play.terms.point(of: game.symbols, in: model)
    let plan = try play.plan(of: group.union(faulty), in: model)
    let others = plan.filter { faulty.contains(PlayerSet(tree.informationSets[$0.key].player)) }
    let expected = ExpectedPayoffs(tree: tree, profile: profile)
    let counted = victim.map { PlayerSet($0) } ?? group
    func amount(_ plan: [Int: Int]) -> Amount {
      let payoffs = expected.at(subgame, instead: plan)
      return counted.players.reduce(Amount.zero) { $0 + (payoffs[$1].value(at: point) ?? .zero) }
    }
    let amount = victim == nil ? amount(plan) - amount(others) : amount([:]) - amount(plan)
    let counterexample = ProfileCounterexample(
      point: point, group: group.players, faulty: faulty.players, victim: victim, amount: amount,
      plan: plan, subgame: subgame)
    guard amount > .zero, game.constraints.allSatisfy({ $0.holds(at: point) }) else {
      throw ProfileDisagreement(counterexample: counterexample)
    }
    return counterexample
  }

  // MARK: - Uniqueness

  /// Another pure profile that nobody gains by leaving alone in any of these subgames, at some values.
  private func other(in subgames: [GameTree.Node]) throws -> ProfileCounterexample? {
    let sizes = tree.actionCounts
    let count = sizes.reduce(1) { $0 > mostProfiles ? $0 : $0 * max($1, 1) }
    guard count <= mostProfiles else {
      throw CaseSearch.Undecided(reason: "more than \(mostProfiles) pure profiles")
    }
    for number in 0..<count {
      var rest = number
      let choices = sizes.map { size in
        defer { rest /= max(size, 1) }
        return rest % max(size, 1)
      }
      let other = BehaviorProfile(pure: choices, in: tree)
      guard other != profile else { continue }
      let conditions = stability(of: other, in: subgames, sizes)
      let formula = conjunction(
        conditions.map { play.terms.formula($0.constraint) }, in: play.terms.context)
      guard let model = try model(of: formula) else { continue }
      let actions = tree.actionsOfInformationSets
      return ProfileCounterexample(
        point: try play.terms.point(of: game.symbols, in: model), group: [], faulty: [],
        amount: .zero, plan: [:],
        subgame: tree.root,
        other: zip(choices, actions).map { choice, actions in actions.isEmpty ? 0 : actions[choice]
        })
    }
    return nil
  }

  /// That nobody gains by leaving a profile alone: each plan of each player as a comparison.
  private func stability(
    of profile: BehaviorProfile, in subgames: [GameTree.Node], _ sizes: [Int]
  ) -> [Comparison] {
    let expected = ExpectedPayoffs(tree: tree, profile: profile)
    let actions = tree.actionsOfInformationSets
    var conditions: [Comparison] = []
    var seen: Set<Comparison> = []
    for subgame in subgames {
      let usual = expected.at(subgame)
      for player in 0..<tree.players {
        let own = tree.informationSets.indices.filter {
          tree.informationSets[$0].player == player && sizes[$0] > 0
        }
        let plans = own.reduce(1) { $0 * sizes[$1] }
        for number in 0..<plans {
          var rest = number
          var plan: [Int: Int] = [:]
          for set in own {
            plan[set] = actions[set][rest % sizes[set]]
            rest /= sizes[set]
          }
          let comparison = Comparison.atMost(
            expected.at(subgame, instead: plan)[player], usual[player])
          if seen.insert(comparison).inserted { conditions.append(comparison) }
        }
      }
    }
    return conditions
  }
}
