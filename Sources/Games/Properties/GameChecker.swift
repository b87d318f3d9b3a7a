import SMT

/// Decides whether honest histories have properties, for all values of a game's symbols.
///
/// Games have perfect information and no chance here, and at most 16 players.
public struct GameChecker: Sendable {
  /// For each question.
  public var timeout: Duration
  /// Where a broken property holds is worked out if there are at most so many cases.
  public var mostCases: Int
  /// So many moves of a strategy are told at most.
  public var mostMoves: Int

  public init(timeout: Duration = .seconds(60), mostCases: Int = 200, mostMoves: Int = 200) {
    self.timeout = timeout
    self.mostCases = mostCases
    self.mostMoves = mostMoves
  }

  /// Answers a question.
  ///
  /// - Throws: a ``GameError`` if the history does not exist or does not end, or the game is of a kind that the
  ///   properties are not defined for; a ``GameDisagreement``; an
  ///   `SMTError`.
  /// - Complexity: for each case O(nodes and edges · sets of players), and one question of a solver; practicality
  ///   O(nodes and edges · outcomes that are tied).
  public func finding(on question: GameQuestion, of game: Game) throws -> GameFinding {
    let start = ContinuousClock.now
    if question.isOnly, question.mostFaulty != nil {
      throw GameError("whether no other history is robust cannot be asked", file: game.file)
    }
    let path = try path(of: question, in: game)
    let constraints = game.constraints + (game.ownConstraints[question.property] ?? [])
    var finding = GameFinding(
      question: question, verdict: .vacuous, duration: .zero, solving: .zero)
    do {
      let search = try CaseSearch(game, constraints, until: start + timeout)
      if !search.isVacuous {
        let inquiry = GameInquiry(
          tree: game.tree, path: path, search: search, question: question, checker: self)
        (finding.verdict, finding.precondition) = try inquiry.answer()
      }
      finding.solving = search.solving
    } catch let undecided as CaseSearch.Undecided {
      finding.verdict = .undecided(undecided.reason)
    }
    finding.duration = ContinuousClock.now - start
    return finding
  }

  private func path(of question: GameQuestion, in game: Game) throws -> HonestPath {
    let tree = game.tree
    guard let path = HonestPath(question.history, in: tree) else {
      throw GameError("the honest history is none that ends in this game", file: game.file)
    }
    guard tree.players <= PlayerSet.mostPlayers else {
      throw GameError(
        "\(tree.players) players are more than \(PlayerSet.mostPlayers)", file: game.file)
    }
    guard tree.hasPerfectInformation else {
      throw GameError(
        "\(question.property.rawValue) is defined for games without chance in which all is seen",
        file: game.file)
    }
    return path
  }
}
