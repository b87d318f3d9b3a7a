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
      try test.willRun()
      test.note(game.outline)
      for history in game.honestHistories {
        for property in SecurityProperty.allCases {
          let question = GameQuestion(property, of: history, mostDeviators: most, isOnly: isOnly)
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
    let property = question.property.rawValue + (question.isOnly ? " of one history alone" : "")
    test.label("\(property): \(finding.verdict.name)")
    if force.isUnited { test.label("each group is withstood, but not all by one strategy") }
  }
}

extension GameBruteForce {
  /// Whether collusion resilience is broken for no other reason than that one strategy has to withstand all
  /// groups.
  public var isUnited: Bool {
    question.property == .collusionResilience && !points.allSatisfy(holds)
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

extension Game {
  /// The game in lines, each history further to the right than what it goes on from.
  fileprivate var outline: String {
    func text(_ actions: [Int]) -> String {
      actions.map { tree.actions[$0] }.joined(separator: " ")
    }
    func lines(_ node: GameTree.Node, _ indentation: String) -> [String] {
      guard case .decision(let player, _) = tree.kind(of: node) else { return [] }
      return tree.edges(of: node).flatMap { edge in
        let child = tree.child(on: edge)
        let line = "\(indentation)\(players[player]) \(tree.actions[tree.action(on: edge)])"
        guard case .terminal(let outcome) = tree.kind(of: child) else {
          return [line] + lines(child, indentation + "  ")
        }
        let payoffs = players.indices.map { "\(tree.payoff(of: $0, in: outcome))" }
        return ["\(line): \(payoffs.joined(separator: ", "))"]
      }
    }
    let own = ownConstraints.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { property, all in
      all.map { "\(property.rawValue) where \($0)" }
    }
    let honest = honestHistories.map { "honest: \(text($0))" }
    return
      (["players \(players.joined(separator: ", "))"] + constraints.map { "where \($0)" } + own
      + honest + lines(tree.root, "")).joined(separator: "\n")
  }
}
