import CrossCheck
import Exact
import Games
import PropertyTesting
import Testing

@Suite("Random games")
struct GameExaminationTests {
  @Test("what is found about random games is what trying every strategy comes to")
  func agreement() async {
    var settings = Settings(cases: 40)
    settings.seed = 1
    settings.shrinkingTime = .seconds(20)
    let report = await GameExamination().property.examine(settings)
    print(report.lines.joined(separator: "\n"))
    #expect(report.failure == nil)
    #expect(report.rejected == 0)
  }

  @Test("in some of them each group is withstood, but not all by one strategy")
  func oneStrategy() async {
    var settings = Settings(cases: 500)
    settings.seed = 1
    let test = PropertyTest { test in
      let game = try test.draw(.games)
      guard game.players.count > 2 else { return }
      let question = GameQuestion(.collusionResilience, of: game.honestHistories[0])
      if let force = GameBruteForce(question, of: game), force.isUnited { test.label("united") }
    }
    let report = await test.examine(settings)
    #expect(report.labels["united", default: 0] > 0)
  }

  // MARK: - Findings that are false

  private let a = Payoff.symbol("a")

  /// The first player may take what the second one loses, if that is anything.
  private var game: Game {
    Sketch.move(0, [("stay", .end([0, 0])), ("take", .end([a, .zero - a]))]).game(
      players: 2, honest: [["stay"]], constants: ["a"])
  }

  private func finding(
    _ property: SecurityProperty, of game: Game, changing change: (inout GameFinding) -> Void
  ) throws {
    let question = GameQuestion(property, of: game.honestHistories[0])
    let force = try #require(GameBruteForce(question, of: game))
    var finding = try GameChecker().finding(on: question, of: game)
    try force.compare(finding)
    change(&finding)
    try force.compare(finding)
  }

  private func broken(
    _ property: SecurityProperty, changing change: (inout GameCounterexample) -> Void
  ) throws {
    try finding(property, of: game) { finding in
      guard case .broken(var counterexample) = finding.verdict else { return }
      change(&counterexample)
      finding.verdict = .broken(counterexample)
    }
  }

  @Test("a verdict that is not so is a contradiction", arguments: SecurityProperty.allCases)
  func falseVerdict(property: SecurityProperty) throws {
    #expect(throws: GameContradiction.self) {
      try finding(property, of: game) { $0.verdict = .proved([]) }
    }
    #expect(throws: GameContradiction.self) {
      try finding(property, of: game) { $0.verdict = .vacuous }
    }
    var safe = game
    safe.constraints = [.comparison(a, .lessOrEqual)]
    safe.constraints.append(.comparison(a, .greaterOrEqual))
    let question = GameQuestion(property, of: game.honestHistories[0])
    let verdict = try GameChecker().finding(on: question, of: game).verdict
    #expect(throws: GameContradiction.self) {
      try finding(property, of: safe) { $0.verdict = verdict }
    }
  }

  @Test("a counterexample of which anything is not so is a contradiction")
  func falseCounterexample() throws {
    #expect(throws: Never.self) { try broken(.collusionResilience) { _ in } }
    #expect(throws: GameContradiction.self) {
      try broken(.collusionResilience) { $0.point = ["a": -1] }
    }
    #expect(throws: GameContradiction.self) {
      try broken(.collusionResilience) { $0.amount = Amount(100) }
    }
    #expect(throws: GameContradiction.self) {
      try broken(.collusionResilience) { $0.groups = [[1]] }
    }
    #expect(throws: GameContradiction.self) { try broken(.collusionResilience) { $0.moves = [] } }
    #expect(throws: GameContradiction.self) { try broken(.weakImmunity) { $0.victim = 0 } }
    #expect(throws: GameContradiction.self) { try broken(.weakImmunity) { $0.amount = .zero } }
    #expect(throws: GameContradiction.self) { try broken(.practicality) { $0.outcome = nil } }
    #expect(throws: GameContradiction.self) { try broken(.practicality) { $0.moves = [] } }
  }

  @Test("a condition that holds elsewhere than the property is a contradiction")
  func falseCondition() throws {
    #expect(throws: GameContradiction.self) {
      try finding(.collusionResilience, of: game) { $0.precondition?.clauses = [] }
    }
    #expect(throws: GameContradiction.self) {
      try finding(.collusionResilience, of: game) { $0.precondition?.clauses.append([]) }
    }
  }

  @Test("a strategy that does not show what is proved is a contradiction")
  func falseStrategy() throws {
    // The second player withstands the first by staying, not by giving.
    let game = Sketch.move(
      0,
      [
        ("stay", .end([0, 0])),
        ("ask", .move(1, [("stay", .end([0, 0])), ("give", .end([1, -1]))])),
      ]
    ).game(players: 2, honest: [["stay"]])
    let changes: [(inout [Move]) -> Void] = [{ $0 = [] }, { $0[0].action = 2 }]
    for change in changes {
      #expect(throws: GameContradiction.self) {
        try finding(.collusionResilience, of: game) { finding in
          guard case .proved(var cases) = finding.verdict else { return }
          change(&cases[0].strategy)
          finding.verdict = .proved(cases)
        }
      }
    }
  }
}
