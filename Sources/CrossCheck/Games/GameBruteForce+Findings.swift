import Exact
public import Games

extension GameBruteForce {
  /// Holds a finding against what trying everything comes to; one that is undecided says nothing.
  ///
  /// - Throws: a ``GameContradiction`` if they differ.
  public func compare(_ finding: GameFinding) throws {
    switch finding.verdict {
    case .undecided: break
    case .vacuous:
      if let point = points.first { throw contradiction(.falseVerdict("vacuous"), at: point) }
    case .proved(let cases):
      guard !points.isEmpty else { throw contradiction(.falseVerdict("proved")) }
      if let point = points.first(where: { !holds(at: $0) }) {
        throw contradiction(.falseVerdict("proved"), at: point)
      }
      if let (_, point) = otherHistory { throw contradiction(.falseVerdict("proved"), at: point) }
      try compare(cases)
    case .broken(let counterexample):
      guard !points.isEmpty else { throw contradiction(.falseVerdict("broken")) }
      try compare(counterexample)
    }
    guard let precondition = finding.precondition else { return }
    for point in points {
      let isSafe = precondition.holds(at: point)
      if isSafe != holds(at: point) { throw contradiction(.condition(holds: isSafe), at: point) }
    }
  }

  /// Another history that has the property at a point, if none may.
  var otherHistory: (history: [Int], point: [String: Rational])? {
    guard question.isOnly else { return nil }
    for force in others {
      if let point = force.points.first(where: force.holds) {
        return (force.question.history, point)
      }
    }
    return nil
  }

  private var others: [GameBruteForce] {
    game.tree.endingHistories.filter { $0 != question.history }.compactMap { history in
      var other = question
      other.history = history
      return GameBruteForce(other, of: game)
    }
  }

  func contradiction(
    _ kind: GameContradiction.Kind, at point: [String: Rational]? = nil
  ) -> GameContradiction {
    GameContradiction(question: question, kind: kind, point: point)
  }

  // MARK: - Proofs

  /// Each case has a strategy that shows the property at its point, and each point is in a case.
  private func compare(_ cases: [GameCase]) throws {
    for region in cases {
      guard constraints.allSatisfy({ $0.holds(at: region.point) }), region.contains(region.point)
      else { throw contradiction(.strategy("a case does not hold at its point"), at: region.point) }
      let followers = followers(of: region.strategy)
      guard !followers.isEmpty else {
        throw contradiction(.strategy("a strategy is none"), at: region.point)
      }
      guard followers.allSatisfy(test(at: region.point)) else {
        throw contradiction(.strategy("a strategy does not show it"), at: region.point)
      }
    }
    if let point = points.first(where: { point in !cases.contains { $0.contains(point) } }) {
      throw contradiction(.strategy("no case includes all"), at: point)
    }
  }

  /// The joint strategies that play the honest history and make all of these moves.
  private func followers(of moves: [Move]) -> [Int] {
    honest.filter { strategy in
      moves.allSatisfy { move in
        guard let history = strategies.history(after: move.history),
          case .move(move.player, _, _) = strategies.histories[history]
        else { return false }
        return strategies.action(of: strategy, at: history) == move.action
      }
    }
  }
}

extension GameCase {
  fileprivate func contains(_ point: [String: Rational]) -> Bool {
    conditions.allSatisfy { $0.holds(at: point) }
  }
}
