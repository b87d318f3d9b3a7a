public import Games
public import PropertyTesting

/// Holds everything that is found about a small game against trying every strategy.
public struct GameExamination: Sendable {
  public var checker: GameChecker

  public init(checker: GameChecker = GameChecker(timeout: .seconds(20))) { self.checker = checker }

  /// That nothing is found wrong with any random game.
  public var property: PropertyTest {
    PropertyTest { test in
      let game = try test.draw(.games)
      let most = try test.flip() ? 1 + (try test.pick(below: game.players.count)) : nil
      let isOnly = try test.flip(probability: 0.2)
      // What a group and others can do together is too much to try in larger games.
      let isSmall = game.players.count < 4 && game.constants.count < 2
      let mostFaulty = try isSmall && test.flip(probability: 0.3) ? test.pick(below: 3) : nil
      try test.willRun()
      test.note((try? game.checkMateText()) ?? "")
      for history in game.honestHistories {
        for property in SecurityProperty.allCases {
          let question = GameQuestion(
            property, of: history, mostDeviators: most, isOnly: isOnly)
          try examine(question, of: game, test)
        }
        if let mostFaulty {
          let question = GameQuestion(
            .collusionResilience, of: history, mostDeviators: most, mostFaulty: mostFaulty)
          try examine(question, of: game, test)
        }
      }
    }
  }

  /// - Throws: a ``GameContradiction``; `Rejection` if not every strategy can be tried.
  public func examine(_ question: GameQuestion, of game: Game, _ test: TestCase) throws {
    guard let force = GameBruteForce(question, of: game) else { throw Rejection.assumption }
    let finding: GameFinding
    do {
      finding = try checker.finding(on: question, of: game)
    } catch {
      throw GameContradiction(question: question, kind: .failure("\(error)"))
    }
    try force.compare(finding)
    let property =
      (question.mostFaulty == nil ? question.property.rawValue : "robustness")
      + (question.isOnly ? " of one history alone" : "")
    test.label("\(property): \(finding.verdict.name)")
    if force.isUnited { test.label("each group is withstood, but not all by one strategy") }
  }
}

extension GameBruteForce {
  /// Whether collusion resilience is broken for no other reason than that one strategy has to withstand all
  /// groups.
  public var isUnited: Bool {
    question.property == .collusionResilience && question.mostFaulty == nil
      && !points.allSatisfy(holds)
      && points.allSatisfy(eachGroupIsWithstood)
  }
}

extension GameVerdict {
  fileprivate var name: String {
    switch self {
    case .proved: "proved"
    case .broken: "broken"
    case .undecided: "undecided"
    case .vacuous: "vacuous"
    }
  }
}
