public import Exact
public import Games

/// What a question about a small game comes to: every pure joint strategy that plays the honest history is tried
/// against everything that others can do.
///
/// It shares nothing but the description with what answers the question otherwise.
public struct GameBruteForce {
  let game: Game
  let question: GameQuestion
  let constraints: [Constraint]
  let strategies: JointStrategies
  /// How the game ends from each history, with each joint strategy.
  let ends: [[Int]]
  /// The joint strategies that play the honest history, and how it ends.
  let honest: [Int]
  let honestEnd: Int
  /// How many players may deviate.
  let mostDeviators: Int
  /// Values of the symbols that meet the constraints: if the property holds at all of them, it holds everywhere.
  public let points: [[String: Rational]]

  /// - Returns: nil if there is no such history, or the game is too large or of another form.
  public init?(_ question: GameQuestion, of game: Game) {
    guard let strategies = JointStrategies(game.tree),
      let last = strategies.history(after: question.history),
      case .end(let end) = strategies.histories[last]
    else { return nil }
    self.game = game
    self.question = question
    self.strategies = strategies
    honestEnd = end
    mostDeviators = min(
      question.mostDeviators ?? .max, game.players.count - (question.mostFaulty == nil ? 1 : 0))
    ends = strategies.histories.indices.map { history in
      (0..<strategies.count).map { strategies.outcome(of: $0, from: history) }
    }
    let path = question.history.indices.compactMap {
      strategies.history(after: question.history[..<$0])
    }
    honest = (0..<strategies.count).filter { strategy in
      zip(path, question.history).allSatisfy {
        strategies.action(of: strategy, at: $0) == $1
      }
    }
    constraints = game.constraints + (game.ownConstraints[question.property] ?? [])
    let amounts =
      Self.compared(question, of: game.tree, honestEnd: end)
      + constraints.flatMap(\.amounts)
    guard
      let critical = CriticalPoints(
        of: amounts, constants: game.constants, infinitesimals: game.infinitesimals)
    else { return nil }
    points = critical.points.filter { [constraints] point in
      constraints.allSatisfy { $0.holds(at: point) }
    }
  }

  /// All that is compared with zero to tell whether a property holds.
  private static func compared(
    _ question: GameQuestion, of tree: GameTree, honestEnd: Int
  ) -> [Payoff] {
    let (players, outcomes) = (0..<tree.players, 0..<tree.outcomeCount)
    switch question.property {
    case .weakImmunity, .weakerImmunity:
      return players.flatMap { player in outcomes.map { tree.payoff(of: player, in: $0) } }
    case .collusionResilience:
      let others = (question.mostFaulty ?? 0) > 0 ? Array(outcomes) : [honestEnd]
      return PlayerGroup.all(among: tree.players).flatMap { group in
        outcomes.flatMap { outcome in
          others.map { other in
            group.players.reduce(.zero) {
              $0 + tree.payoff(of: $1, in: outcome) - tree.payoff(of: $1, in: other)
            }
          }
        }
      }
    case .practicality:
      return players.flatMap { player in
        outcomes.flatMap { outcome in
          outcomes.map { tree.payoff(of: player, in: outcome) - tree.payoff(of: player, in: $0) }
        }
      }
    }
  }

  // MARK: - At a point

  /// Whether there is a joint strategy as the property wants it, where the symbols have these values.
  ///
  /// - Complexity: O(the square of the number of joint strategies).
  public func holds(at point: [String: Rational]) -> Bool {
    honest.contains(where: test(at: point))
  }

  /// Whether there is for each group a joint strategy that withstands it: a weaker thing than one that withstands
  /// all.
  public func eachGroupIsWithstood(at point: [String: Rational]) -> Bool {
    let amounts = amounts(at: point)
    return groups.allSatisfy { withstood([$0], amounts) }
  }

  /// Whether one joint strategy withstands all of some groups.
  func withstood(_ groups: [PlayerGroup], _ amounts: [[Amount]]) -> Bool {
    let winners = winners(amounts, among: groups)
    return honest.contains { isResilient($0, winners) }
  }

  /// Whether a joint strategy is as the property wants it.
  func test(at point: [String: Rational]) -> (_ strategy: Int) -> Bool {
    let amounts = amounts(at: point)
    switch question.property {
    case .weakImmunity, .weakerImmunity:
      let losers = losers(amounts)
      return { isImmune($0, losers) }
    case .collusionResilience where isAboutFaults:
      return { isRobust($0, against: threats, amounts) }
    case .collusionResilience:
      let winners = winners(amounts, among: groups)
      return { isResilient($0, winners) }
    case .practicality:
      return { isPractical($0, from: 0, amounts) }
    }
  }

  /// The groups that may collude.
  var groups: [PlayerGroup] {
    PlayerGroup.all(among: game.players.count).filter { !$0.isEmpty && $0.count <= mostDeviators }
  }

  /// What each player gets in each outcome, as far as it counts for the property.
  func amounts(at point: [String: Rational]) -> [[Amount]] {
    game.players.indices.map { player in
      (0..<game.tree.outcomeCount).map { outcome in
        var amount = game.tree.payoff(of: player, in: outcome).value(at: point) ?? .zero
        if question.property == .weakerImmunity { amount.infinitesimal = 0 }
        return amount
      }
    }
  }

  /// For each outcome those who lose.
  private func losers(_ amounts: [[Amount]]) -> [PlayerGroup] {
    (0..<game.tree.outcomeCount).map { outcome in
      PlayerGroup(game.players.indices.filter { amounts[$0][outcome] < .zero })
    }
  }

  /// For each outcome the groups that get more than in the honest one.
  private func winners(_ amounts: [[Amount]], among groups: [PlayerGroup]) -> [[PlayerGroup]] {
    (0..<game.tree.outcomeCount).map { outcome in
      groups.filter { gain(of: $0, in: outcome, amounts) > .zero }
    }
  }

  /// How much more a group gets than in the honest outcome.
  func gain(of group: PlayerGroup, in outcome: Int, _ amounts: [[Amount]]) -> Amount {
    group.players.reduce(.zero) { $0 + amounts[$1][outcome] - amounts[$1][honestEnd] }
  }

  // MARK: - One joint strategy

  /// Whether nobody loses who plays its part of it, whatever the others do.
  private func isImmune(_ strategy: Int, _ losers: [PlayerGroup]) -> Bool {
    (0..<strategies.count).allSatisfy { other in
      let losers = losers[ends[0][other]]
      if losers.isEmpty { return true }
      let deviators = strategies.deviators(from: strategy, to: other)
      return deviators.count > mostDeviators || deviators.isSuperset(of: losers)
    }
  }

  /// Whether no group wins, whatever it does while the others play their parts of it.
  private func isResilient(_ strategy: Int, _ winners: [[PlayerGroup]]) -> Bool {
    (0..<strategies.count).allSatisfy { other in
      let winners = winners[ends[0][other]]
      if winners.isEmpty { return true }
      let deviators = strategies.deviators(from: strategy, to: other)
      return winners.allSatisfy { !deviators.isSubset(of: $0) }
    }
  }

  /// Whether in each subgame from a history on nobody gets more by another strategy.
  func isPractical(_ strategy: Int, from history: Int, _ amounts: [[Amount]]) -> Bool {
    strategies.histories(from: history).allSatisfy { later in
      game.players.indices.allSatisfy { player in
        strategies.deviations(from: strategy, of: PlayerGroup(player: player)).allSatisfy {
          amounts[player][ends[later][$0]] <= amounts[player][ends[later][strategy]]
        }
      }
    }
  }
}

extension Constraint {
  /// What it compares with zero.
  fileprivate var amounts: [Payoff] {
    switch self {
    case .comparison(let amount, _): [amount]
    case .any(let parts), .all(let parts): parts.flatMap(\.amounts)
    }
  }
}
