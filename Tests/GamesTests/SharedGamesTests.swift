import Exact
import Games
import Testing

/// One letter for each honest history: weak and weaker immunity, collusion resilience, practicality.
private let knownVerdicts: [(game: String, verdicts: [String])] = [
  ("running_example", ["N", "N", "N", "N"]),
  ("splits_wi", ["YNN", "YNN", "YNN", "YNN"]),
  ("splits_cr", ["YNN", "YNN", "YNN", "YNN"]),
  ("market_entry_game", ["YNN", "YNN", "YYN", "NYN"]),
  ("closing_game-simplified", ["YN", "YN", "YY", "NY"]),
  ("closing_game-pruned", ["N", "Y", "N", "N"]),
  ("routing_game-pruned", ["YN", "YN", "YY", "NN"]),
  ("routing_game-simplified", ["N", "Y", "N", "Y"]),
  ("centipede_three", ["N", "N", "N", "N"]),
  ("ebos", ["N", "N", "N", "N"]),
  ("auction", ["N", "Y", "N", "Y"]),
]

@Suite(
  "The games that CheckMate comes with",
  .enabled(if: SharedGames.areThere, "they lie beside the repository, where there are any"))
struct SharedGamesTests {
  @Test(
    "have the verdicts that are known of them, and each violation is one", arguments: knownVerdicts)
  func verdicts(_ name: String, _ expected: [String]) throws {
    let game = try Game(checkMateFile: SharedGames.path(of: name))
    for (property, letters) in zip(SecurityProperty.allCases, expected) {
      var found = ""
      for history in game.honestHistories {
        let finding = try GameChecker().finding(on: GameQuestion(property, of: history), of: game)
        switch finding.verdict {
        case .proved: found += "Y"
        case .broken(let shown):
          found += "N"
          confirm(shown, property, history, game)
        default: found += "?"
        }
      }
      #expect(found == letters, "\(property.rawValue)")
    }
  }

  /// Walks through the tree at the numbers that were found.
  private func confirm(
    _ shown: GameCounterexample, _ property: SecurityProperty, _ history: [Int], _ game: Game
  ) {
    let constraints = game.constraints + (game.ownConstraints[property] ?? [])
    #expect(constraints.allSatisfy { $0.holds(at: shown.point) })
    let plain = PlainReading(game.tree, at: shown.point, doing: shown.moves)
    let honest = plain.equilibria(after: history)
    guard let amount = shown.amount, shown.groups.count == 1, honest.count == 1,
      let meant = honest.first
    else {
      Issue.record("\(property.rawValue) is broken by more than one group")
      return
    }
    let group = shown.groups[0]
    func sum(_ players: [Int], _ outcome: Int) -> Amount {
      players.reduce(Amount.zero) { $0 + plain.amount(of: $1, in: outcome) }
    }
    switch property {
    case .weakImmunity, .weakerImmunity:
      let victim = shown.victim ?? -1
      #expect(!group.contains(victim) && amount < .zero)
      for outcome in plain.outcomes(of: Set(group), leaving: history) {
        var payoff = plain.amount(of: victim, in: outcome)
        if property == .weakerImmunity { payoff.infinitesimal = 0 }
        #expect(payoff <= amount)
      }
    case .collusionResilience:
      #expect(amount > .zero && group.count < game.players.count)
      for outcome in plain.outcomes(of: Set(group), leaving: history) {
        #expect(sum(group, outcome) - sum(group, meant) >= amount)
      }
    case .practicality:
      let first = shown.moves[0]
      #expect(group == [first.player] && history.starts(with: first.history))
      #expect(history[first.history.count] != first.action && amount > .zero)
      for outcome in plain.equilibria(after: first.history + [first.action]) {
        #expect(sum(group, outcome) - sum(group, meant) >= amount)
      }
    }
  }
}
