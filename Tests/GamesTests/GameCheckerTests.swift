import Exact
import Games
import Testing

@Suite("What is found about an honest history")
struct GameCheckerTests {
  /// A game with a few constants, whose tree is given as JSON.
  private func game(
    players: [String] = ["A", "B", "C"], constraints: [String] = [], honest: String, _ tree: String
  ) throws -> Game {
    func list(_ names: [String]) -> String {
      names.map { "\"\($0)\"" }.joined(separator: ", ")
    }
    let text = """
      {"players": [\(list(players))], "actions": ["o", "e", "n", "x", "y"], "infinitesimals": ["i"],
       "constants": ["p", "q"], "initial_constraints": [\(list(constraints))],
       "property_constraints": {}, "honest_histories": [[\(honest)]], "tree": \(tree)}
      """
    return try Game(checkMate: Array(text.utf8))
  }

  private func end(_ payoffs: (String, String)...) -> String {
    let list = payoffs.map { #"{"player": "\#($0.0)", "value": "\#($0.1)"}"# }
    return #"{"utility": [\#(list.joined(separator: ", "))]}"#
  }

  private func decision(_ player: String, _ children: (String, String)...) -> String {
    let list = children.map { #"{"action": "\#($0.0)", "child": \#($0.1)}"# }
    return #"{"player": "\#(player)", "children": [\#(list.joined(separator: ", "))]}"#
  }

  /// A may leave `o`; then B decides whether A gains, or A and C do together.
  private func dilemma() throws -> Game {
    let after = decision(
      "B", ("x", end(("A", "1"), ("B", "-1"), ("C", "-2"))),
      ("y", end(("A", "-1"), ("B", "0"), ("C", "3"))))
    let tree = decision(
      "A", ("o", end(("A", "0"), ("B", "0"), ("C", "0"))), ("e", after))
    return try game(honest: "\"o\"", tree)
  }

  private func verdict(
    _ property: SecurityProperty, _ game: Game, size: Int? = nil, faulty: Int? = nil,
    isOnly: Bool = false
  ) throws -> GameVerdict {
    let question = GameQuestion(
      property, of: game.honestHistories[0], mostDeviators: size, mostFaulty: faulty,
      isOnly: isOnly)
    return try GameChecker().finding(on: question, of: game).verdict
  }

  @Test("is not resilient if each group is withstood, but not all of them by one strategy")
  func oneStrategy() throws {
    let found = try verdict(.collusionResilience, dilemma())
    guard case .broken(let shown) = found else {
      Issue.record("\(found)")
      return
    }
    #expect(shown.groups.map(Set.init) == [[0], [0, 2]])
    #expect(shown.amount == nil)
    let alone = try verdict(.collusionResilience, dilemma(), size: 1)
    guard case .proved = alone else {
      Issue.record("\(alone)")
      return
    }
  }

  @Test("is robust or not by whom else does anything")
  func robustness() throws {
    let found = try verdict(.collusionResilience, dilemma(), size: 1, faulty: 1)
    guard case .broken(let shown) = found else {
      Issue.record("\(found)")
      return
    }
    #expect(shown.groups == [[0]])
    #expect(shown.faulty == [1])
  }

  @Test("is robust only if everybody together has nothing better, and else may be resilient")
  func everybody() throws {
    func answer(_ x: String, _ y: String) -> String {
      decision("B", ("x", end(("A", x), ("B", x))), ("y", end(("A", y), ("B", y))))
    }
    let tree = decision("A", ("x", answer("1", "0")), ("y", answer("0", "5")))
    let game = try game(players: ["A", "B"], honest: #""x", "x""#, tree)
    let resilient = try verdict(.collusionResilience, game, size: 2)
    guard case .proved = resilient else {
      Issue.record("\(resilient)")
      return
    }
    let robust = try verdict(.collusionResilience, game, size: 2, faulty: 0)
    guard case .broken(let shown) = robust else {
      Issue.record("\(robust)")
      return
    }
    #expect(shown.groups == [[0, 1]])
    #expect(shown.amount == Amount(8))
  }

  /// N may enter a market; E then ignores it or starves it.
  private func entry(honest: String) throws -> Game {
    let after = decision(
      "B", ("x", end(("A", "p"), ("B", "p"))), ("y", end(("A", "-q"), ("B", "-q"))))
    let tree = decision("A", ("o", end(("A", "0"), ("B", "p * p"))), ("e", after))
    return try game(players: ["A", "B"], constraints: ["p > 0", "q > 0"], honest: honest, tree)
  }

  @Test("is the only practical one, or another is named")
  func only() throws {
    let practical = try verdict(.practicality, entry(honest: #""e", "x""#), isOnly: true)
    guard case .proved = practical else {
      Issue.record("\(practical)")
      return
    }
    let game = try entry(honest: #""o""#)
    let resilient = try verdict(.collusionResilience, game, isOnly: true)
    guard case .broken(let shown) = resilient else {
      Issue.record("\(resilient)")
      return
    }
    #expect(shown.other?.map { game.tree.actions[$0] } == ["e", "x"])
  }

  @Test("is not said of one history because of what holds in a case of another")
  func casesOfAnother() throws {
    func end(_ a: String, _ b: String, _ c: String = "0") -> String {
      self.end(("A", a), ("B", b), ("C", c), ("D", "0"))
    }
    // `o` is practical, for another reason where p > 200; that p > -1000 is true there. `e`, `x` is practical where
    // p <= -2000.
    let indifferent = decision("D", ("x", end("-1", "10", "-1000")), ("y", end("-1", "10", "p")))
    let tree = decision(
      "A", ("o", end("0", "0")),
      ("n", decision("B", ("x", end("-1", "200")), ("y", end("100 - p", "p")))),
      (
        "e",
        decision(
          "B", ("x", end("0", "0")),
          ("y", decision("C", ("x", indifferent), ("y", end("-1", "-5", "-2000")))))
      ),
      ("x", end("-9", "-1000")))
    let game = try game(players: ["A", "B", "C", "D"], honest: "\"o\"", tree)
    guard case .proved(let cases) = try verdict(.practicality, game),
      case .broken(let shown) = try verdict(.practicality, game, isOnly: true)
    else {
      Issue.record("the history is practical, but not alone")
      return
    }
    #expect(cases.count == 2)
    #expect(shown.other?.map { game.tree.actions[$0] } == ["e", "x"])
    #expect(shown.point["p"].map { $0 <= -2000 } == true)
  }

  @Test("is true of a single player exactly if it has nothing better")
  func singlePlayer() throws {
    let tree = decision("A", ("o", end(("A", "p"))), ("e", end(("A", "q"))))
    let game = try game(
      players: ["A"], constraints: ["p > 0", "q > 0"], honest: "\"o\"", tree)
    for property in [SecurityProperty.weakImmunity, .weakerImmunity, .collusionResilience] {
      let found = try verdict(property, game)
      guard case .proved = found else {
        Issue.record("\(found)")
        return
      }
    }
    let question = GameQuestion(.practicality, of: game.honestHistories[0])
    let finding = try GameChecker().finding(on: question, of: game)
    guard case .broken = finding.verdict else {
      Issue.record("\(finding.verdict)")
      return
    }
    let precondition = try #require(finding.precondition)
    #expect(precondition.clauses.map { $0.map(\.description) } == [["q <= p"]])
  }

  @Test("is nothing where the constraints contradict each other")
  func vacuous() throws {
    let tree = decision("A", ("o", end(("A", "p"))), ("e", end(("A", "q"))))
    let game = try game(
      players: ["A"], constraints: ["p > q", "q > p"], honest: "\"o\"", tree)
    let found = try verdict(.practicality, game)
    guard case .vacuous = found else {
      Issue.record("\(found)")
      return
    }
  }

  @Test("goes by infinitesimals only where the rest is equal")
  func infinitesimals() throws {
    let tree = decision("A", ("o", end(("A", "p"))), ("e", end(("A", "q - i"))))
    let game = try game(
      players: ["A"], constraints: ["p >= q", "i > 0"], honest: "\"o\"", tree)
    let found = try verdict(.practicality, game)
    guard case .proved = found else {
      Issue.record("\(found)")
      return
    }
    let other = try self.game(
      players: ["A"], constraints: ["p >= q", "i < 0"], honest: "\"o\"", tree)
    guard case .broken(let shown) = try verdict(.practicality, other) else {
      Issue.record("an infinitesimal gain was not found")
      return
    }
    #expect(shown.amount.map { $0.real.isZero && $0.infinitesimal > 0 } ?? false)
  }

  @Test("is proved, or at least not wrongly, where only irrational numbers lie on the border")
  func irrational() throws {
    let tree = decision("A", ("o", end(("A", "p - 1"))), ("e", end(("A", "0"))))
    let game = try game(
      players: ["A"], constraints: ["p * p > 2", "p > 0"], honest: "\"o\"", tree)
    let found = try verdict(.practicality, game)
    guard case .proved = found else {
      Issue.record("\(found)")
      return
    }
    let border = try self.game(
      players: ["A"], constraints: ["p * p = 2"], honest: "\"o\"", tree)
    let open = try verdict(.practicality, border)
    guard case .undecided = open else {
      Issue.record("\(open)")
      return
    }
  }
}
