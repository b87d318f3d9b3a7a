import Exact
import Export
import Foundation
import Games
import Mechanisms
import Testing
import Twin

@Suite("A mechanism in Gambit")
struct GambitTests {
  /// What Gambit is to find, as `Tests/ask-gambit` reads it.
  private struct Case: Encodable {
    struct Decision: Encodable {
      var set: Int
      var options: [String: Rational]
    }

    var file: String
    var players: [String]
    var decisions: [Decision] = []
    var ends: [[Rational]] = []
    /// Of the first agent of each role, what it is expected to have, and the most that it gains alone.
    var honest: [String: Rational] = [:]
    var gains: [String: Rational] = [:]

    init(_ game: MechanismGame, in file: String) {
      self.file = file
      players = game.game.players
      add(game.game.tree.root, of: game)
    }

    private mutating func add(_ node: GameTree.Node, of game: MechanismGame) {
      let tree = game.game.tree
      switch tree.kind(of: node) {
      case .terminal(let outcome):
        ends.append((0..<tree.players).compactMap { tree.payoff(of: $0, in: outcome).constant })
      case .decision(_, let set):
        let number = set ?? 0
        let weights = game.openSets.contains(number) ? [] : game.prescription.probabilities[number]
        let names = tree.edges(of: node).map { tree.actions[tree.action(on: $0)] }
        decisions.append(
          Decision(set: number, options: Dictionary(uniqueKeysWithValues: zip(names, weights))))
      case .chance: break
      }
      for edge in tree.edges(of: node) { add(tree.child(on: edge), of: game) }
    }
  }

  @Test(
    "Gambit finds the same money at every end, and the same gains, of all that is shipped",
    .enabled(if: OtherTool.hasPackage("pygambit"), "pygambit is absent; 'make test' installs it"))
  func shipped() async throws {
    let folder = try Folder()
    let gains = Dictionary(
      grouping: try await Shipped.cases.value.filter { $0.size == 1 },
      by: \.name)
    var files: [String] = []
    for one in try await Shipped.unrolled.value {
      let tree = try folder.write(one.game.game.gambitText(), as: "\(one.name).efg")
      var expected = Case(one.game, in: tree)
      for found in gains[one.name] ?? [] {
        expected.honest[found.agent] = found.honest
        expected.gains[found.agent] = found.gain
      }
      files.append(
        try folder.write(
          String(decoding: JSONEncoder().encode(expected), as: UTF8.self), as: "\(one.name).json"))
    }
    let (status, output) = try OtherTool.gambit.run(files)
    #expect(status == 0, "\(output)")
  }
}
