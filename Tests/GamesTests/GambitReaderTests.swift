import Exact
import Games
import Testing

@Suite("A file in Gambit's format")
struct GambitReaderTests {
  private static let text = #"""
    EFG 2 R "cards" { "Ann" "Bob" }
    "A hand of \"poker\"."

    c "deal" 1 "(0,1)" { "red" 1/2 "black" 0.5 } 1 "ante" { -1, -1 }
    p "" 1 1 "sees red" { "raise" "fold" } 0
    p "" 2 1 "sees a raise" { "call" "pass" } 0
    t "" 2 "win" { 5 -1.5e0 }
    t "" 3 "take" { 2.5, +.5 }
    t "" 4 "even" { 1 1 }
    p "" 1 2 "" { "raise" "fold" } 2
    p "" 2 1 0
    t "" 5 "lose" { -4 5. }
    t "" 3
    t "" 0
    """#

  private func read(_ text: String) throws -> Game {
    try Game(gambit: Array(text.utf8), file: "g.efg")
  }

  private func mistakes(_ text: String) -> [String] {
    do throws(GameErrors) {
      _ = try Game(gambit: Array(text.utf8), file: "g.efg")
      return []
    } catch {
      return error.list.map { "\($0.line):\($0.column): \($0.message)" }
    }
  }

  @Test("says who plays, what they know, how likely chances are, and what is paid in all")
  func meaning() throws {
    let game = try read(Self.text)
    #expect(game.name == "cards" && game.players == ["Ann", "Bob"])
    let tree = game.tree
    #expect(tree.informationSets.map(\.label) == ["sees red", "sees a raise", ""])
    #expect(tree.informationSets.map(\.player) == [0, 1, 0])
    #expect(tree.distributions == [[Rational(1, 2), Rational(1, 2)]])
    #expect(tree.historyCount == 11)
    let ends = tree.endingHistories.map { history -> String in
      guard case .terminal(let outcome) = tree.kind(of: tree.nodes(along: history)!.last!) else {
        return ""
      }
      let names = history.map { tree.actions[$0] }.joined(separator: " ")
      return "\(names): \(tree.payoff(of: 0, in: outcome)), \(tree.payoff(of: 1, in: outcome))"
    }
    #expect(
      ends == [
        "red raise call: 4, -5/2", "red raise pass: 3/2, -1/2", "red fold: 0, 0",
        "black raise call: 0, 5/2", "black raise pass: 13/2, -2", "black fold: 4, -5/2",
      ])
  }

  @Test("needs names of players and of the actions of a node; those that it lacks get numbers")
  func names() throws {
    let text = Self.text.replacing("\"Bob\"", with: "\"Ann\"").replacing(
      "{ \"call\" \"pass\" }", with: "{ \"\" \"\" }")
    let game = try read(text)
    #expect(game.players == ["Ann_1", "Ann_2"])
    #expect(game.tree.actions == ["red", "black", "raise", "fold", "_1", "_2"])
  }

  @Test(
    "may stand on one line, or a word on each, with a comment or without, and with a chance of zero"
  )
  func layout() throws {
    let expected = try read(Self.text).gambitText()
    #expect(try read(Self.text.replacing("\n", with: " ")).gambitText() == expected)
    #expect(try read(Self.text.replacing("\n", with: "\r\n\t")).gambitText() == expected)
    let short = Self.text.replacing("\"A hand of \\\"poker\\\".\"", with: "")
    #expect(try read(short).gambitText() == expected)
    let never = Self.text.replacing("\"red\" 1/2 \"black\" 0.5", with: "\"red\" 0 \"black\" 1")
    #expect(try read(never).tree.distributions == [[0, 1]])
  }

  @Test(
    "is told what is wrong with it, and where",
    arguments: [
      ("EFG 2", "NFG 1", "1:1: expected 'EFG', as a game in Gambit's format begins, found 'NFG'"),
      ("EFG 2", "EFG 1", "1:7: only version 2 of the format is supported"),
      ("2 R", "2 X", "1:7: expected 'R' or 'D', found 'X'"),
      (#""cards""#, "", "1:10: expected the title in quotes, found '{'"),
      (#"{ "Ann" "Bob" }"#, "{ }", "2:1: a game needs a player"),
      (#"{ "Ann" "Bob" }"#, #"{ "Ann" Bob }"#, "1:25: expected a player in quotes, found 'Bob'"),
      ("1/2", "1/3", "4:10: the probabilities sum to 5/6, not to 1"),
      ("1/2", "-1/2", "4:28: a probability below zero"),
      ("1/2", "1/0", "4:28: '1/0' is not a number, or one of more than 2000 digits"),
      ("1/2", "half", "4:28: expected a probability, found 'half'"),
      ("1/2", "1e9999", "4:28: '1e9999' is not a number, or one of more than 2000 digits"),
      (#""red" 1/2 "black" 0.5"#, "", "4:10: a chance without outcomes"),
      ("{ -1, -1 }", "{ -1 }", "4:60: there is no payoff for 'Bob'"),
      (
        "{ -1, -1 }", "{ -1, -1, -1 }",
        "4:65: expected '}' after a payoff for each player, found '-1'"
      ),
      ("{ -1, -1 }", "", "5:1: expected '{', found 'p'"),
      (#"p "" 1 1"#, #"p "" 3 1"#, "5:6: there is no player 3"),
      (#"p "" 1 1"#, #"p "" 1 0"#, "5:8: there is no information set 0"),
      (#"p "" 1 1"#, #"q "" 1 1"#, "5:1: expected a node: 'c', 'p' or 't', found 'q'"),
      (#"p "" 1 1"#, "p 1 1", "5:3: expected the name of the node in quotes, found '1'"),
      (#"{ "call" "pass" }"#, "{ }", "6:8: an information set without actions"),
      (#"p "" 2 1 0"#, #"p "" 2 2 0"#, "11:8: information set 2 of 'Bob' is not described"),
      (
        #"p "" 2 1 0"#, #"p "" 2 1 "sees a raise" { "pass" "call" } 0"#,
        "11:8: information set 1 of 'Bob' was described otherwise before"
      ),
      (
        #"p "" 2 1 0"#, #"p "" 2 1 "another" { "call" "pass" } 0"#,
        "11:8: information set 1 of 'Bob' was described otherwise before"
      ),
      (#"p "" 2 1 0"#, #"c "" 2 0"#, "11:6: chance 2 is not described"),
      (
        #"p "" 2 1 0"#, #"c "" 1 "(0,1)" { "red" 1 } 0"#,
        "11:6: chance 1 was described otherwise before"
      ),
      (#"t "" 0"#, #"t "" 9"#, "14:6: outcome 9 is not described"),
      (#"t "" 0"#, #"t "" -1"#, "14:6: expected the number of an outcome, or 0, found '-1'"),
      (
        #"t "" 0"#, #"t "" 0 "none" { 0 0 }"#,
        "14:6: outcome 0 stands for none, and has no payoffs"
      ),
      (#"t "" 0"#, #"t "" 2 "win" { 5 0 }"#, "14:6: outcome 2 was described otherwise before"),
      (#"t "" 0"#, #"t """#, "14:5: expected the number of an outcome, or 0, found the end"),
      (#"t "" 0"#, "", "14:1: expected a node: 'c', 'p' or 't', found the end"),
      (#"t "" 0"#, "t \"\" 0\nt \"\" 0", "15:1: expected the end, found 't'"),
      (#"t "" 0"#, #"t " 0"#, "14:3: this text has no end"),
      (
        "{ -1, -1 }", "{ 1e-1990, -1 }",
        "7:6: what is paid until here is a number of more than 2000 digits"
      ),
      (
        "{ -1, -1 }", "{ 1e9223372036854775807, -1 }",
        "4:57: '1e9223372036854775807' is not a number, or one of more than 2000 digits"
      ),
      (
        "{ -1, -1 }", "{ 1e-9223372036854775808, -1 }",
        "4:57: '1e-9223372036854775808' is not a number, or one of more than 2000 digits"
      ),
    ])
  func mistakes(_ old: String, _ new: String, _ message: String) {
    let text = Self.text.replacing(old, with: new, maxReplacements: 1)
    #expect(mistakes(text).first == message)
  }

  @Test("may leave information sets without names; those that it lacks get numbers")
  func informationSets() throws {
    let text = Self.text.replacing("\"sees red\"", with: "\"\"")
    #expect(try read(text).tree.namesOfInformationSets == ["_1", "sees a raise", "_2"])
  }

  @Test("may nest a hundred thousand moves deep, and not more")
  func depth() throws {
    func text(_ depth: Int) -> String {
      "EFG 2 R \"\" { \"A\" }\np \"\" 1 1 \"\" { \"on\" } 0\n"
        + String(repeating: "p \"\" 1 1 0\n", count: depth - 1) + "t \"\" 0"
    }
    let game = try read(text(GameLimits.depth - 1))
    #expect(game.tree.historyCount == GameLimits.depth)
    #expect(try read(game.gambitText()).tree.historyCount == GameLimits.depth)
    #expect(
      mistakes(text(GameLimits.depth)) == ["100002:1: a game of more than 100000 moves"])
  }
}
