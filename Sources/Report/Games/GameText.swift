import Exact
import Games

/// What was found about a claim on a game tree, in words.
struct GameText {
  let result: GameResult
  private var words: GameWords { GameWords(game: result.game) }

  init(_ result: GameResult) { self.result = result }

  /// So many moves of an attack are told.
  private static let mostMoves = 8
  /// So many cases of a proof, and moves of each.
  private static let mostCases = 4

  /// What shows that the claim does not hold, or why there is no answer, in a line; nil of what is
  /// proved.
  var headline: String? {
    switch result.found {
    case .history(let finding):
      finding.verdict.counterexample.map { headline($0, finding.question) }
        ?? finding.verdict.reason
    case .profile(let finding, _):
      finding.verdict.counterexample.map(headline) ?? finding.verdict.reason
    }
  }

  /// Everything there is to tell.
  var lines: [String] {
    var lines = headline.map { [$0] } ?? []
    switch result.found {
    case .history(let finding):
      switch finding.verdict {
      case .proved(let cases): lines += strategies(cases)
      case .broken(let shown): lines += details(shown)
      case .undecided, .vacuous: break
      }
      if let condition {
        lines.append("it holds \(condition)")
      } else if let shown = finding.verdict.counterexample, shown.other == nil {
        lines.append("where else it holds was not worked out")
      }
    case .profile(let finding, _):
      if let shown = finding.verdict.counterexample { lines += details(shown) }
    }
    return lines
  }

  // MARK: - Histories

  private func headline(_ shown: GameCounterexample, _ question: GameQuestion) -> String {
    if let other = shown.other {
      return "Another history has it too: \(words.actions(of: other))."
    }
    if let victim = shown.victim, let amount = shown.amount {
      let name = words.player(victim)
      guard !shown.moves.isEmpty else {
        return "\(name) gets \(amount) though everybody does what is meant to happen."
      }
      return "\(words.players(shown.groups[0])) can make \(name) end with \(amount)."
    }
    if question.property == .practicality, let amount = shown.amount {
      return "\(words.players(shown.groups[0])) gains \(amount) by leaving, "
        + "whichever subgame perfect equilibrium is played then."
    }
    if shown.groups.count == 1, (question.mostFaulty ?? 0) > 0 {
      let others = words.players(shown.faulty)
      let faulty =
        shown.faulty.isEmpty ? "all others do as they should" : "\(others) may do anything"
      return shown.groups[0].isEmpty
        ? "Somebody can be made to lose where \(faulty)."
        : "\(words.players(shown.groups[0])) can gain where \(faulty)."
    }
    if shown.groups.count == 1, let amount = shown.amount {
      let group = shown.groups[0]
      return group.count == 1
        ? "\(words.players(group)) alone gains \(amount), whatever the others do."
        : "\(words.players(group)) together gain \(amount), whatever the others do."
    }
    if shown.groups.isEmpty { return "No one strategy withstands all who may deviate." }
    let groups = shown.groups.map { "{\($0.map(words.player).joined(separator: ", "))}" }
    return "No one strategy withstands all of these groups, though each alone is withstood: "
      + groups.joined(separator: ", ") + "."
  }

  private func details(_ shown: GameCounterexample) -> [String] {
    var lines = moves(shown.moves, Self.mostMoves, isComplete: shown.isComplete)
    if let outcome = shown.outcome, !shown.moves.isEmpty {
      lines.append("in the end: \(words.outcome(outcome, at: shown.point))")
    }
    if let point = words.point(shown.point) { lines.append("where \(point)") }
    return lines
  }

  private func moves(_ moves: [Move], _ most: Int, isComplete: Bool) -> [String] {
    let told = moves.prefix(most).map { "  \(words.move($0))" }
    let rest = moves.count - told.count
    guard rest > 0 || !isComplete else { return told }
    return told + ["  … and \(isComplete ? "\(rest)" : "more than \(rest)") moves more"]
  }

  /// What those who follow the strategy do off the history, for example at a point of each case.
  private func strategies(_ cases: [GameCase]) -> [String] {
    var lines: [String] = []
    for told in cases.prefix(Self.mostCases) where !told.strategy.isEmpty {
      let conditions =
        cases.count == 1 ? [] : told.conditions.prefix(Self.mostCases).map { "\($0)" }
      let place = conditions.isEmpty ? "" : "where \(conditions.joined(separator: ", ")), "
      let point = words.point(told.point).map { " at \($0)" } ?? ""
      lines.append("\(place)it is enough\(point) that:")
      lines += moves(told.strategy, Self.mostCases, isComplete: told.isComplete)
    }
    let rest = cases.count - Self.mostCases
    return lines + (rest > 0 ? ["… and so on in \(rest) more cases"] : [])
  }

  /// Where a property that is broken does hold; nil if that is not known.
  var condition: String? {
    guard case .history(let finding) = result.found, let precondition = finding.precondition else {
      return nil
    }
    if precondition.clauses.contains(where: \.isEmpty) { return "nowhere" }
    let clauses = precondition.clauses.map { $0.map { "\($0)" }.joined(separator: " or ") }
    let isLong = precondition.clauses.contains { $0.count > 1 } && clauses.count > 1
    return "exactly where "
      + clauses.map { isLong ? "(\($0))" : $0 }.joined(separator: " and ")
  }

  // MARK: - Profiles

  private func headline(_ shown: ProfileCounterexample) -> String {
    if shown.other != nil { return "Another profile has it too." }
    let byzantine =
      shown.faulty.isEmpty ? "" : ", while \(words.players(shown.faulty)) may do anything"
    if let victim = shown.victim {
      return "\(words.player(victim)) has \(shown.amount) less\(byzantine)."
    }
    let who = words.players(shown.group)
    let place = words.subgame(shown.subgame).map { " \($0)" } ?? ""
    return shown.group.count == 1
      ? "\(who) alone gains \(shown.amount)\(byzantine)\(place)."
      : "\(who) together gain \(shown.amount)\(byzantine)\(place)."
  }

  private func details(_ shown: ProfileCounterexample) -> [String] {
    let acts =
      shown.other.map { Array($0.enumerated()).map { ($0.offset, $0.element) } }
      ?? shown.plan.sorted { $0.key < $1.key }.filter { !isPrescribed($0.value, in: $0.key) }
      .map { ($0.key, $0.value) }
    var lines = acts.prefix(Self.mostMoves).map { "  \(words.act($0.0, $0.1))" }
    if acts.count > lines.count { lines.append("  … and in \(acts.count - lines.count) more") }
    if let point = words.point(shown.point) { lines.append("where \(point)") }
    return lines
  }

  /// Whether the profile takes an action for sure.
  private func isPrescribed(_ action: Int, in set: Int) -> Bool {
    guard case .profile(_, let profile) = result.found else { return false }
    let actions = result.game.tree.actionsOfInformationSets[set]
    return actions.firstIndex(of: action).map { profile.probabilities[set][$0] == 1 } ?? false
  }
}
