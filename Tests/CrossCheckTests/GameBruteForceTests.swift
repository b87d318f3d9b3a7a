import CrossCheck
import Exact
import Games
import Testing

@Suite("Trying every strategy of a game")
struct GameBruteForceTests {
  private enum Verdict {
    case proved, broken, vacuous
  }

  private func verdict(
    _ property: SecurityProperty, _ history: Int = 0, mostDeviators: Int? = nil, of game: Game
  ) throws -> Verdict {
    let question = GameQuestion(
      property, of: game.honestHistories[history], mostDeviators: mostDeviators)
    let force = try #require(GameBruteForce(question, of: game))
    if force.points.isEmpty { return .vacuous }
    return force.points.allSatisfy(force.holds) ? .proved : .broken
  }

  private func expect(
    _ game: Game, _ property: SecurityProperty, _ verdicts: Verdict...
  ) throws {
    for (history, expected) in verdicts.enumerated() {
      #expect(
        try verdict(property, history, of: game) == expected,
        "\(property.rawValue), history \(history)")
    }
  }

  private let a = Payoff.symbol("a")
  private let b = Payoff.symbol("b")

  @Test("where a player gets less by what is honest, no property holds")
  func runningExample() throws {
    let game = Sketch.move(
      0,
      [
        ("l", .end([a - 1, a])),
        ("r", .move(1, [("l", .end([a - 2, b])), ("r", .end([b, a]))])),
      ]
    ).game(
      players: 2, honest: [["r", "l"]], constants: ["a", "b"], where: [.comparison(a, .greater)])
    for property in SecurityProperty.allCases { try expect(game, property, .broken) }
  }

  @Test("a strategy may depend on the values of the symbols")
  func splits() throws {
    let game = Sketch.move(
      0,
      [
        ("q", .end([a, a])),
        ("l", .move(1, [("r", .end([a, b])), ("y", .end([a, .zero - b]))])),
      ]
    ).game(
      players: 2, honest: [["q"], ["l", "r"], ["l", "y"]], constants: ["a", "b"],
      where: [.comparison(a, .greater)])
    for property in SecurityProperty.allCases {
      try expect(game, property, .proved, .broken, .broken)
    }
  }

  @Test("three symbols with alternatives among their constraints are gone through")
  func threeSymbols() throws {
    let (t, j, f) = (Payoff.symbol("t"), Payoff.symbol("j"), Payoff.symbol("f"))
    let game = Sketch.move(
      0,
      [
        ("n", .end([t, 0])),
        ("a", .move(1, [("o", .end([j, 0])), ("d", .end([f, 0]))])),
      ]
    ).game(
      players: 2, honest: [["n"], ["a", "o"], ["a", "d"]], constants: ["t", "j", "f"],
      where: [
        .comparison(t, .greater),
        .any([.comparison(j - t, .greater), .comparison(f - t, .greater)]),
        .any([.comparison(t - j, .greater), .comparison(t - f, .greater)]),
      ])
    for property in SecurityProperty.allCases {
      try expect(game, property, .proved, .broken, .broken)
    }
  }

  @Test("a threat that would not be carried out is enough for resilience, not for practicality")
  func marketEntry() throws {
    let game = Sketch.move(
      0,
      [
        ("o", .end([0, 1])),
        ("e", .move(1, [("i", .end([1, 1])), ("s", .end([-1, -1]))])),
      ]
    ).game(players: 2, honest: [["o"], ["e", "i"], ["e", "s"]])
    try expect(game, .weakImmunity, .proved, .broken, .broken)
    try expect(game, .weakerImmunity, .proved, .broken, .broken)
    try expect(game, .collusionResilience, .proved, .proved, .broken)
    try expect(game, .practicality, .broken, .proved, .broken)
  }

  @Test("one strategy has to withstand all groups, not one each")
  func oneStrategy() throws {
    // Left lets the first player gain alone, right lets it gain with the third.
    let game = Sketch.move(
      0,
      [
        ("stay", .end([0, 0, 0])),
        ("go", .move(1, [("left", .end([1, -1, -1])), ("right", .end([0, 0, 1]))])),
      ]
    ).game(players: 3, honest: [["stay"]])
    let question = GameQuestion(.collusionResilience, of: game.honestHistories[0])
    let force = try #require(GameBruteForce(question, of: game))
    #expect(!force.holds(at: [:]))
    #expect(force.eachGroupIsWithstood(at: [:]))
    #expect(force.isUnited)
    #expect(try verdict(.collusionResilience, mostDeviators: 1, of: game) == .proved)
  }

  @Test("what two can do to a third is no matter where only one deviates")
  func bound() throws {
    let game = Sketch.move(
      0,
      [
        ("stay", .end([0, 0, 0])),
        ("go", .move(1, [("spare", .end([0, 0, 0])), ("harm", .end([0, 0, -1]))])),
      ]
    ).game(players: 3, honest: [["stay"]])
    #expect(try verdict(.weakImmunity, mostDeviators: 1, of: game) == .proved)
    #expect(try verdict(.weakImmunity, mostDeviators: 2, of: game) == .broken)
    #expect(try verdict(.weakImmunity, of: game) == .broken)
  }

  @Test("a loss that is infinitely small is none for weaker immunity")
  func infinitesimals() throws {
    let e = Payoff.infinitesimal("e")
    let game = Sketch.move(0, [("l", .end([.zero - e, 0])), ("r", .end([0, 0]))]).game(
      players: 2, honest: [["l"]], infinitesimals: ["e"], where: [.comparison(e, .greater)])
    try expect(game, .weakImmunity, .broken)
    try expect(game, .weakerImmunity, .proved)
    try expect(game, .collusionResilience, .broken)
  }

  @Test("constraints that contradict each other are found")
  func contradiction() throws {
    let game = Sketch.move(0, [("l", .end([a, b])), ("r", .end([0, 0]))]).game(
      players: 2, honest: [["l"]], constants: ["a", "b"],
      where: [
        .comparison(a - b, .greater), .comparison(b, .greaterOrEqual), .comparison(a, .less),
      ])
    try expect(game, .weakImmunity, .vacuous)
  }
}
