import Exact
import Games
import Mechanisms

extension ResultDocument {
  init(_ result: GameResult, solver: String) {
    let text = GameText(result)
    mechanism = result.game.name
    property = result.name
    verdict = result.verdict.rawValue
    expected = Nullable(result.expected?.rawValue)
    coalition = Nullable(result.group.map { Self.counted($0, in: result.game) })
    gain = Nullable(result.amount.map { "\($0)" })
    parameters = Nullable(result.point?.mapValues { "\($0)" })
    attack = Nullable(result.group.map { AttackSummary($0, result) })
    condition = Nullable(text.condition)
    reason = Nullable(text.headline)
    strategy = result.cases.map { $0.map { StrategyDocument($0, in: result.game) } }
    remembered = false
    seconds = result.duration.seconds
    self.solver = solver
  }

  fileprivate static func counted(_ players: [Int], in game: Game) -> [String: Int] {
    Dictionary(players.map { (game.players[$0], 1) }) { first, _ in first }
  }
}

/// What the players do who keep a history from being left, at a point where some conditions hold.
struct StrategyDocument: Encodable {
  var conditions: [String]
  var point: [String: String]
  var acts: [AttackSummary.Act]
  /// Whether that is all they do; too much is not told.
  var complete: Bool

  fileprivate init(_ told: GameCase, in game: Game) {
    conditions = told.conditions.map { "\($0)" }
    point = told.point.mapValues { "\($0)" }
    acts = told.strategy.map { AttackSummary.Act($0, in: game) }
    complete = told.isComplete
  }
}

extension AttackSummary {
  fileprivate init(_ group: [Int], _ result: GameResult) {
    deviators = ResultDocument.counted(group, in: result.game)
    byzantine = ResultDocument.counted(result.faulty, in: result.game)
    victim = Nullable(result.victim.map { result.game.players[$0] })
    sidePayments = Nullable(nil)
    temptations = Nullable(nil)
    selfEnforcing = Nullable(nil)
    plan = result.acts
  }
}

extension AttackSummary.Act {
  fileprivate init(_ move: Move, in game: Game) {
    at = move.history.map { game.tree.actions[$0] }.joined(separator: ", ")
    by = game.players[move.player]
    knowing = []
    take = [game.tree.actions[move.action]: 1]
  }
}

extension GameResult {
  fileprivate var point: [String: Rational]? {
    switch found {
    case .history(let finding): finding.verdict.counterexample?.point
    case .profile(let finding, _): finding.verdict.counterexample?.point
    }
  }

  /// Who deviates, if that is one group.
  fileprivate var group: [Int]? {
    switch found {
    case .history(let finding):
      guard let shown = finding.verdict.counterexample, shown.groups.count == 1 else { return nil }
      return shown.groups[0]
    case .profile(let finding, _):
      guard let shown = finding.verdict.counterexample, shown.other == nil else { return nil }
      return shown.group
    }
  }

  fileprivate var faulty: [Int] {
    switch found {
    case .history(let finding): finding.verdict.counterexample?.faulty ?? []
    case .profile(let finding, _): finding.verdict.counterexample?.faulty ?? []
    }
  }

  fileprivate var victim: Int? {
    switch found {
    case .history(let finding): finding.verdict.counterexample?.victim
    case .profile(let finding, _): finding.verdict.counterexample?.victim
    }
  }

  fileprivate var amount: Amount? {
    switch found {
    case .history(let finding): finding.verdict.counterexample?.amount
    case .profile(let finding, _): finding.verdict.counterexample?.amount
    }
  }

  fileprivate var acts: [AttackSummary.Act] {
    switch found {
    case .history(let finding):
      guard let shown = finding.verdict.counterexample else { return [] }
      return shown.moves.map { AttackSummary.Act($0, in: game) }
    case .profile(let finding, _):
      guard let shown = finding.verdict.counterexample else { return [] }
      let names = game.tree.namesOfInformationSets
      return shown.plan.sorted { $0.key < $1.key }.map { set, action in
        AttackSummary.Act(
          at: names[set], by: game.players[game.tree.informationSets[set].player], knowing: [],
          take: [game.tree.actions[action]: 1])
      }
    }
  }

  fileprivate var cases: [GameCase]? {
    guard case .history(let finding) = found, case .proved(let cases) = finding.verdict else {
      return nil
    }
    return cases
  }
}
