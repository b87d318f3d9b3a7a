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
    struct Entry: Codable {
      var player: String
      var set: String
      var options: [String: String]
    }

    var file: String
    var players: [String]
    var leaves: [[Rational]]
    var prescription: [Entry]
    /// Of the first agent of each role, what it is expected to have, and the most that it gains alone.
    var honest: [String: Rational] = [:]
    var gains: [String: Rational] = [:]

    init(_ game: MechanismGame, in file: String) throws {
      self.file = file
      players = game.game.players
      let tree = game.game.tree
      leaves = tree.endingHistories.map { history in
        guard let end = tree.nodes(along: history)?.last,
          case .terminal(let outcome) = tree.kind(of: end)
        else { return [] }
        return players.indices.compactMap { tree.payoff(of: $0, in: outcome).constant }
      }
      prescription = try JSONDecoder().decode(
        [Entry].self, from: Data(game.prescriptionDocument().utf8))
    }
  }

  @Test(
    "Gambit finds the same money at every end, and the same gains, of all that is shipped",
    .enabled(if: OtherTool.hasPackage("pygambit"), "pygambit is absent; 'make test' installs it"))
  func shipped() async throws {
    let folder = try Folder()
    let gains = Dictionary(
      grouping: try await Shipped.cases.value.filter { $0.coalition.values.reduce(0, +) == 1 },
      by: \.name)
    var files: [String] = []
    for one in try await Shipped.unrolled.value {
      let tree = try folder.write(one.game.game.gambitText(), as: "\(one.name).efg")
      var expected = try Case(one.game, in: tree)
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
    print(output)
  }
}
