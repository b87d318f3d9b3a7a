import Exact
import Foundation
import Games
import Testing

@Suite("A file in CheckMate's format")
struct CheckMateReaderTests {
  private static let text = #"""
    {"players": ["A", "B"],
    "actions": ["left", "right"],
    "infinitesimals": ["epsilon"],
    "constants": ["a", "b"],
    "initial_constraints": ["a > 0", "( a = b | a - 1 != 2 * b )"],
    "property_constraints": {"weak_immunity": [], "practicality": ["b >= a"]},
    "honest_histories": [["left"]],
    "tree": {"player": "A", "children": [
    {"action": "left", "child": {"utility": [{"player": "A", "value": "a"}, {"player": "B", "value": -1.5}]}},
    {"action": "right", "child": {"utility": [{"player": "A", "value": "b"}, {"player": "B", "value": "epsilon"}]}}]}}
    """#

  private func read(_ text: String) throws -> Game {
    try Game(checkMate: Array(text.utf8), file: "g.json")
  }

  /// What is wrong with the text, without the file's name.
  private func mistakes(_ text: some Sequence<UInt8>) -> [String] {
    do throws(GameErrors) {
      _ = try Game(checkMate: Array(text), file: "g.json")
      return []
    } catch {
      return error.list.map { "\($0.line):\($0.column): \($0.message)" }
    }
  }

  private func mistakes(replacing old: String, by new: String) -> [String] {
    #expect(Self.text.contains(old))
    return mistakes(Self.text.replacing(old, with: new, maxReplacements: 1).utf8)
  }

  // MARK: - What it says

  @Test("says who plays, what they get, and what is assumed")
  func meaning() throws {
    let game = try read(Self.text)
    #expect(game.name == "g")
    #expect(game.players == ["A", "B"])
    #expect(game.constants == ["a", "b"] && game.infinitesimals == ["epsilon"])
    #expect(game.constraints.map(\.description) == ["a > 0", "a = b or a != 1 + 2*b"])
    #expect(game.ownConstraints.mapValues { $0.map(\.description) } == [.practicality: ["b >= a"]])
    #expect(game.honestHistories == [[0]])
    let ends = game.tree.endingHistories.map { game.tree.nodes(along: $0)!.last! }
    let payoffs = ends.map { end in
      guard case .terminal(let outcome) = game.tree.kind(of: end) else { return [""] }
      return (0..<2).map { "\(game.tree.payoff(of: $0, in: outcome))" }
    }
    #expect(payoffs == [["a", "-3/2"], ["b", "epsilon"]])
  }

  @Test(
    "reads the same with its keys in another order, blanks anywhere, or a mark for the order of bytes"
  )
  func order() throws {
    let expected = try read(Self.text).checkMateText()
    let lines = Self.text.split(separator: "\n")
    let tree = lines[7...].joined(separator: "\n").dropLast()
    let others = [lines[0].dropFirst()] + lines[1..<7]
    let treeFirst = "{" + tree + "," + others.joined(separator: "\n").dropLast() + "}"
    #expect(try read(treeFirst).checkMateText() == expected)
    let edges = Self.text
      .replacing(/"player": "A", "children": (\[[^§]*\])\}\}/) {
        "\"children\": \($0.1), \"player\": \"A\"}}"
      }
      .replacing(/\{("action": "\w+"), ("child": .*\}\]\})\}/) { "{\($0.2), \($0.1)}" }
    #expect(edges != Self.text)
    #expect(try read(edges).checkMateText() == expected)
    #expect(try read("\u{FEFF}" + Self.text).checkMateText() == expected)
    let blank = Self.text.replacing(/[\[\]{},:]/) { "\r\n\t \($0.0)      \n" }
    #expect(try read(blank).checkMateText() == expected)
  }

  @Test("has names with escapes, which are those that they stand for")
  func escapes() throws {
    let text = Self.text.replacing("\"left\"", with: #""l\u00e9ft \"\ud83d\ude00\\""#)
    #expect(try read(text).tree.actions == ["léft \"😀\\", "right"])
  }

  @Test(
    "has amounts over + - * with parentheses and exact numbers",
    arguments: [
      ("2 * (a - b) * a", "2*a^2 - 2*a*b"), ("-a - -b", "b - a"), ("1.25e1 * a", "25/2*a"),
      ("a + 3.0 * epsilon * b", "a + 3*b*epsilon"), ("2.0 * 1e-2", "1/50"), ("((a))", "a"),
    ])
  func amounts(_ text: String, _ amount: String) throws {
    let game = try read(Self.text.replacing(#""value": "a""#, with: #""value": "\#(text)""#))
    #expect(game.tree.payoffs[0].description == amount)
  }

  @Test("may be longer than what is held of it, with names and blanks across the seams")
  func long() throws {
    for length in [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89] {
      let blanks = String(repeating: " ", count: (1 << 20) - 600 + 7 * length)
      let text = Self.text.replacing("\"tree\"", with: blanks + "\"tree\"")
      #expect(try read(text).tree.historyCount == 3)
    }
    let name = String(repeating: "é", count: 300_000)
    let text = Self.text.replacing("\"right\"", with: "\"\(name)\"")
    #expect(try read(text).tree.actions[1] == name)
  }

  // MARK: - What is wrong with it

  @Test(
    "is told what is wrong with it, and where",
    arguments: [
      (#""players""#, #""player""#, "1:2: unknown key 'player'; did you mean 'players'?"),
      (
        #""players": ["A", "B"]"#, #""players": ["A", "A"]"#,
        "1:19: the player 'A' is declared twice"
      ),
      (#""players": ["A", "B"]"#, #""players": []"#, "1:14: a game needs a player"),
      (
        #"["left", "right"]"#, #"["left", "left", "right"]"#,
        "2:21: the action 'left' is declared twice"
      ),
      (
        #""constants": ["a", "b"]"#, #""constants": ["a", "a", "b"]"#,
        "4:20: the constant 'a' is declared twice"
      ),
      (
        #""constants": ["a", "b"]"#, #""constants": ["a", "b", "epsilon"]"#,
        "4:25: 'epsilon' is declared as a constant and as an infinitesimal"
      ),
      (
        #""constants": ["a", "b"]"#, #""constants": ["a", "b", "2e1"]"#,
        "4:25: '2e1' cannot be the name of a constant: it has to be letters, digits and underscores, and no number"
      ),
      (
        #""constants": ["a", "b"]"#, #""constants": ["a", "b", "c d"]"#,
        "4:25: 'c d' cannot be the name of a constant: it has to be letters, digits and underscores, and no number"
      ),
      (#""constants": ["a", "b"],\#n"#, #""#, "1:1: the game needs 'constants'"),
      (
        #""honest_histories""#, #""actions": [], "honest_histories""#,
        "7:1: the key 'actions' is given twice"
      ),
      (#"[["left"]]"#, #"[]"#, "7:22: there is no honest history to ask about"),
      (
        #"[["left"]]"#, #"[["left", "right"]]"#,
        "7:31: this history goes on with 'right' where the game is over"
      ),
      (
        #"[["left"]]"#, #"[["lefty"]]"#,
        "7:23: unknown action 'lefty' after this history; did you mean 'left'?"
      ),
      (#"[["left"]]"#, #"[["left"], []]"#, "7:32: this history ends where the game is not over"),
      (
        #"[["left"]]"#, #"[[["left"]]]"#,
        "7:23: histories with conditions, of a later format of CheckMate, are not supported"
      ),
      (
        #""honest_histories""#, #""honest_utilities": [{"utility": []}], "honest_histories""#,
        "7:21: honest utilities, of a later format of CheckMate, are not supported"
      ),
      (
        #""weak_immunity""#, #""weak_imunity""#,
        "6:26: unknown property 'weak_imunity'; did you mean 'weak_immunity'?"
      ),
      (#""weak_immunity""#, #""practicality""#, "6:46: the key 'practicality' is given twice"),
      (#""a > 0""#, #""a""#, "5:26: this is an amount, and a condition is needed, such as 'a > 0'"),
      (#""a > 0""#, #""a > 0 >""#, "5:26: this is a condition, and an amount is needed"),
      (
        #""a > 0""#, #""a > 0 | b""#,
        "5:33: this is an amount, and a condition is needed, such as 'a > 0'"
      ),
      (#""a > 0""#, #""(a > 0) + 1 = 2""#, "5:26: this is a condition, and an amount is needed"),
      (#""a > 0""#, #""a > c""#, "5:30: unknown constant or infinitesimal 'c'"),
      (#""a > 0""#, #""a / 2 > 0""#, "5:28: there is no division in this format"),
      (#""a > 0""#, #""a > 0)""#, "5:31: expected an operator or the end, found ')'"),
      (#""a > 0""#, #""é > (0""#, "5:26: unknown constant or infinitesimal 'é'"),
      (#""a > 0""#, #"a > 0"#, "5:25: expected a constraint in quotes, found 'a'"),
      (#"{"player": "A", "children""#, #"{"player": "C", "children""#, "8:20: unknown player 'C'"),
      (#"{"player": "A", "children""#, #"{"children""#, "10:113: this node needs 'player'"),
      (
        #"{"player": "A", "children""#, #"{"player": "A", "player": "A", "children""#,
        "8:25: the key 'player' is given twice"
      ),
      (
        #"{"player": "A", "children""#, #"{"player": "A", "utility": [], "children""#,
        "8:37: there is no payoff for 'A'"
      ),
      (
        #"{"player": "A", "children""#, #"{"plaier": "A", "children""#,
        "8:10: unknown key 'plaier' in a node; did you mean 'player'?"
      ),
      (
        #"{"player": "A", "children""#, #"{"condition": [{"constraint": "a > 0"}], "children""#,
        "8:10: conditions in the tree, of a later format of CheckMate, are not supported"
      ),
      (
        #""child": {"utility": [{"player": "A", "value": "a"}, {"player": "B", "value": -1.5}]}"#,
        #""child": {}"#,
        "9:30: this node needs 'player' or 'utility'"
      ),
      (
        #""child": {"utility": [{"player": "A", "value": "a"}, {"player": "B", "value": -1.5}]}"#,
        #""child": {"player": "A"}"#,
        "9:43: this node needs 'children'"
      ),
      (
        #""child": {"utility": [{"player": "A", "value": "a"}, {"player": "B", "value": -1.5}]}"#,
        #""child": {"player": "A", "children": []}"#,
        "9:59: this node has no actions"
      ),
      (
        #""action": "right""#, #""action": "left""#,
        "10:12: this node already has the action 'left'"
      ),
      (
        #""action": "right""#, #""action": "rigth""#,
        "10:12: unknown action 'rigth'; did you mean 'right'?"
      ),
      (#""action": "right", "#, #""#, "10:92: this edge needs 'action'"),
      (
        #""action": "right""#, #""Action": "right""#,
        "10:2: unknown key 'Action' in an edge; did you mean 'action'?"
      ),
      (#"{"player": "A", "value": "a"}, "#, #""#, "9:72: there is no payoff for 'A'"),
      (
        #"{"player": "A", "value": "a"}"#, #"{"player": "B", "value": "a"}"#,
        "9:84: there are two payoffs for 'B'"
      ),
      (
        #"{"player": "A", "value": "a"}"#, #"{"player": "C", "value": "a"}"#,
        "9:53: unknown player 'C'"
      ),
      (#"{"player": "A", "value": "a"}"#, #"{"player": "A"}"#, "9:56: this payoff needs 'value'"),
      (
        #"{"player": "A", "value": "a"}"#, #"{"player": "A", "value": "a", "value": "a"}"#,
        "9:72: the key 'value' is given twice"
      ),
      (
        #"{"player": "A", "value": "a"}"#, #"{"player": "A", "value": null}"#,
        "9:67: expected an amount: a number, or a formula in quotes, found 'n'"
      ),
      (
        #""value": "epsilon""#, #""value": "a + epsilon * epsilon""#,
        "10:112: a product of two infinitesimals cannot be told from zero"
      ),
      (
        #""value": "epsilon""#, #""value": "epsilom""#,
        "10:100: unknown constant or infinitesimal 'epsilom'; did you mean 'epsilon'?"
      ),
      (
        #""value": "epsilon""#, #""value": "\u0065 + ""#,
        "10:99: unknown constant or infinitesimal 'e'"
      ),
      (
        #""value": "epsilon""#, #""value": 1e99999999999999999999"#,
        "10:99: numbers of more than 2000 digits, written out, in one formula"
      ),
      (
        #""value": "epsilon""#, #""value": "1e1500 * 1e1500""#,
        "10:109: numbers of more than 2000 digits, written out, in one formula"
      ),
      (#"-1.5"#, #"-01.5"#, "9:98: this is not a number that JSON has"),
      (#"-1.5"#, #"1."#, "9:98: this is not a number that JSON has"),
      (#"-1.5"#, #"--1"#, "9:98: this is not a number that JSON has"),
      (#"-1.5"#, #"tru"#, "9:98: expected an amount: a number, or a formula in quotes, found 't'"),
      (#"-1.5"#, #""a" "b""#, "9:102: expected ',' or '}', found '\"'"),
      (#""left""#, #""le\qft""#, "2:16: this is not an escape that JSON has"),
      (#""left""#, #""\ud800""#, "2:14: this is not an escape that JSON has"),
      (
        #""left""#, #""le\#tft""#,
        "2:16: a control character in a text has to be written as an escape"
      ),
      (#""left""#, #""""#, "2:13: this action needs a name without control characters"),
      (#""left""#, #""\n""#, "2:13: this action needs a name without control characters"),
      (
        #""value": "epsilon"}]}}]}}"#, #""value": "epsilon"}]}}]}} x"#,
        "10:116: expected the end, found 'x'"
      ),
      (
        #""value": "epsilon"}]}}]}}"#, #""value": "epsilon"}]}}]}"#,
        "10:114: expected ',' or '}', found the end"
      ),
      (#""value": "epsilon"}]}}]}}"#, #""value": "eps"#, "10:99: this text has no end"),
      (
        #""value": "epsilon"}]}}]}}"#, #""value": "epsilon"}]}},]}}"#,
        "10:113: expected an edge: '{', found ']'"
      ),
      (#""tree": {"#, #""tree": ["#, "8:9: expected a node: '{', found '['"),
      (#""players": "#, #""players" "#, "1:12: expected ':' after the key, found '['"),
    ])
  func mistakes(_ old: String, _ new: String, _ message: String) {
    #expect(mistakes(replacing: old, by: new).first == message)
  }

  @Test("is told everything that is wrong with it at once, up to a limit")
  func everything() {
    let text = Self.text.replacing("\"a > 0\"", with: "\"a > \"").replacing(
      "[[\"left\"]]", with: "[[\"up\"]]")
    #expect(
      mistakes(text.utf8) == [
        "5:30: expected a number or a name, found the end of the formula",
        "7:23: unknown action 'up' after this history",
      ])
    let names = Array(repeating: "\"left\"", count: 1000).joined(separator: ", ")
    let many = Self.text.replacing("\"left\", \"right\"", with: names)
    #expect(mistakes(many.utf8).count == GameLimits.errors)
  }

  @Test("has to be text in UTF-8")
  func encoding() {
    let text = Array(Self.text.utf8)
    let broken = text.prefix(20) + [0xFF] + text.dropFirst(20)
    #expect(mistakes(broken) == ["1:19: this is not text in UTF-8"])
    #expect(
      mistakes(text.prefix(1) + [0xC3]) == [
        "1:2: expected a key in quotes, found no text in UTF-8"
      ])
  }

  @Test("may nest a hundred thousand moves deep, and not more")
  func depth() throws {
    func text(_ depth: Int) -> String {
      let start = #"{"player": "A", "children": [{"action": "left", "child": "#
      let end = #"{"utility": [{"player": "A", "value": 1}, {"player": "B", "value": 2}]}"#
      let history = Array(repeating: "\"left\"", count: depth).joined(separator: ", ")
      return #"""
        {"players": ["A", "B"], "actions": ["left"], "infinitesimals": [], "constants": [],
        "initial_constraints": [], "property_constraints": {}, "honest_histories": [[\#(history)]],
        "tree": \#(String(repeating: start, count: depth))\#(end)\#(String(repeating: "}]}", count: depth))}
        """#
    }
    let deep = try read(text(GameLimits.depth - 1))
    #expect(deep.tree.count == GameLimits.depth)
    let again = try Game(checkMate: Array(try deep.checkMateText().utf8))
    #expect(again.tree.historyCount == GameLimits.depth)
    let deeper = mistakes(text(GameLimits.depth).utf8)
    #expect(deeper.map { $0.split(separator: ": ").last } == ["a game of more than 100000 moves"])
    let brackets = mistakes(Array(repeating: UInt8(ascii: "["), count: 1_000_000))
    #expect(brackets == ["1:1: expected '{', as a game in CheckMate's format begins, found '['"])
    let key = "{\"x\": " + String(repeating: "[", count: 1_000_000)
    #expect(mistakes(key.utf8).last == "1:400008: nested more than 400000 levels deep")
  }

  @Test("may have formulas that are deep or large, within limits that are told")
  func formulas() {
    func mistake(_ formula: String) -> String? {
      mistakes(replacing: "\"value\": \"a\"", by: "\"value\": \"\(formula)\"").first
    }
    #expect(mistake(String(repeating: "(", count: 1000))?.hasSuffix("200 levels deep") == true)
    #expect(mistake(String(repeating: "-", count: 1000))?.hasSuffix("200 levels deep") == true)
    #expect(mistake(String(repeating: "a+", count: 9999) + "a")?.hasSuffix("10000 bytes") == true)
    let power = Array(repeating: "(a + b)", count: 1000).joined(separator: "*")
    #expect(mistake(power)?.hasSuffix("too much work to expand") == true)
    #expect(mistake(Array(repeating: "a", count: 5000).joined(separator: "+")) == nil)
  }

  @Test(
    "that is not there, or is a folder, cannot be read",
    arguments: [("/nowhere/game.json", "No such file or directory"), ("/", "Is a directory")])
  func files(_ path: String, _ reason: String) {
    do throws(GameErrors) {
      _ = try Game(checkMateFile: path)
      Issue.record("it was read")
    } catch {
      #expect(error.description == "\(path): cannot be read: \(reason)")
    }
  }

  @Test("may come from a pipe, which is read once, if its tree stands last")
  func pipe() throws {
    func read(_ text: String) throws -> Game {
      let pipe = Pipe()
      try pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
      try pipe.fileHandleForWriting.close()
      return try Game(checkMateFile: "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)")
    }
    #expect(try read(Self.text).tree.historyCount == 3)
    let treeFirst = Self.text.replacing(/"players": (.*,)\n([^§]*)\}$/) {
      "\($0.2), \"players\": \($0.1.dropLast())}"
    }
    #expect {
      try read(treeFirst)
    } throws: {
      "\($0)".hasSuffix(
        ":7:8: the tree stands before the names it uses, and the file can be read only once")
    }
  }

  // MARK: - Files of other projects

  @Test(
    "of CheckMate's own has as many nodes as it says", .enabled(if: SharedGames.areThere),
    arguments: [
      ("running_example", 2, 5), ("splits_wi", 2, 5), ("splits_cr", 2, 5),
      ("market_entry_game", 2, 5), ("closing_game-simplified", 2, 8), ("closing_game-pruned", 2, 8),
      ("routing_game-pruned", 2, 8), ("routing_game-simplified", 5, 17), ("centipede_three", 3, 19),
      ("ebos", 4, 31), ("auction", 4, 92),
    ])
  func shared(_ name: String, _ players: Int, _ nodes: Int) throws {
    let game = try Game(checkMateFile: SharedGames.path(of: name))
    #expect(game.name == name)
    #expect(game.players.count == players)
    #expect(game.tree.historyCount == nodes)
    let text = try game.checkMateText()
    let again = try Game(checkMate: Array(text.utf8))
    #expect(again.constraints == game.constraints && again.ownConstraints == game.ownConstraints)
    #expect(again.honestHistories == game.honestHistories)
    #expect(again.tree.count == game.tree.count)
    #expect(try again.checkMateText() == text)
  }
}
