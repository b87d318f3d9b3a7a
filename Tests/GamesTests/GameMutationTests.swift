import Foundation
import Games
import Testing

@Suite("A game file that was changed at random")
struct GameMutationTests {
  /// How many of each format; `make soak` asks for many more.
  private static let files =
    ProcessInfo.processInfo.environment["CARTEL_MUTATIONS"].flatMap(Int.init) ?? 1000
  private static let parts = 20

  private static let checkMate = [
    #"""
    {"players": ["A", "B"],
    "actions": ["left", "right", "\u00e9\"\\"],
    "infinitesimals": ["epsilon"],
    "constants": ["a", "b", "c_1"],
    "initial_constraints": ["a > 0", "( a = b | a - 1 != 2 * b & c_1 <= epsilon )"],
    "property_constraints": {"weak_immunity": ["b < 1.5e1"], "weaker_immunity": [], "collusion_resilience": [],
    "practicality": ["b >= a"]},
    "honest_histories": [["left"], ["right", "left"]],
    "tree": {"player": "A", "children": [
    {"action": "left", "child": {"utility": [{"player": "A", "value": "a - (b + 2) * 3"}, {"player": "B", "value": -1.5}]}},
    {"action": "right", "child": {"player": "B", "children": [
    {"action": "left", "child": {"utility": [{"player": "A", "value": "b"}, {"player": "B", "value": "epsilon"}]}},
    {"action": "\u00e9\"\\", "child": {"utility": [{"value": "0", "player": "A"}, {"player": "B", "value": "-a"}]}}]}}]}}
    """#,
    #"""
    {
      "tree": {
        "children": [
          {"child": {"utility": [{"player": "A", "value": 3}]}, "action": "stop"},
          {
            "action": "go",
            "child": {"children": [{"action": "stop", "child": {"utility": [{"player": "A", "value": "m"}]}}], "player": "A"}
          }
        ],
        "player": "A"
      },
      "honest_histories": [["stop"]], "honest_utilities": [],
      "players": ["A"], "actions": ["go", "stop"], "constants": ["m"], "infinitesimals": [],
      "initial_constraints": [], "property_constraints": {}
    }
    """#,
  ].map { Array($0.utf8) }

  private static let gambit = [
    #"""
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
    """#,
    #"""
    EFG 2 D "one player" { "A" }
    p "start" 1 7 "driver" { "" "" } 0
    p "" 1 7 0
    t "" 1 "" { 1 } t "" 2 "" { 1/3 }
    c "" 2 "" { "x" 1 "y" 0 } 1
    t "" 0
    t "" 2
    """#,
  ].map { Array($0.utf8) }

  @Test(
    "in CheckMate's format is read and written as it is read, or rejected with places",
    arguments: 0..<parts)
  func checkMate(part: Int) throws {
    try read(Self.checkMate, part) { bytes throws(GameErrors) in
      try Game(checkMate: bytes, file: "g")
    } write: {
      try $0.checkMateText()
    }
  }

  @Test(
    "in Gambit's format is read and written as it is read, or rejected with places",
    arguments: 0..<parts)
  func gambit(part: Int) throws {
    try read(Self.gambit, part) { bytes throws(GameErrors) in
      try Game(gambit: bytes, file: "g")
    } write: {
      try $0.gambitText()
    }
  }

  private func read(
    _ files: [[UInt8]], _ part: Int, by read: ([UInt8]) throws(GameErrors) -> Game,
    write: (Game) throws -> String
  ) throws {
    for file in files { _ = try write(read(file)) }
    var mutation = Mutation(files: files, dice: Dice(seed: UInt64(part)))
    for _ in 0..<Self.files / Self.parts {
      let file = mutation.next()
      let game: Game
      do throws(GameErrors) {
        game = try read(file)
      } catch {
        let isToldWhere = error.list.allSatisfy {
          $0.line > 0 && $0.column > 0 && !$0.message.isEmpty
        }
        if error.list.isEmpty || !isToldWhere { fail(file, "\(error)") }
        continue
      }
      do {
        let text = try write(game)
        let again = try read(Array(text.utf8))
        if try write(again) != text { fail(file, "read back otherwise") }
      } catch let errors as GameErrors where errors.list.allSatisfy(Self.isLimit) {
        // Worked out, a formula can be longer than it may be.
      } catch {
        fail(file, "\(error)")
      }
    }
  }

  private static func isLimit(_ error: GameError) -> Bool {
    error.line == 0 && error.message.contains("more than")
  }

  private func fail(_ file: [UInt8], _ what: String) {
    Issue.record("\(what): \(String(decoding: file, as: UTF8.self))")
  }
}
