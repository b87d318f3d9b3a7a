import Collusion
import Exact
import Export
import Foundation
import Games
import Mechanisms
import Twin

/// The mechanisms in the repository's own folders, at their defaults and near them.
enum Shipped {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every file in the folders of `Properties`, by its name without its ending.
  private static let paths: [String: String] = {
    let folder = root.appendingPathComponent("Properties")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "yaml" }
      .reduce(into: [:]) { $0[$1.deletingPathExtension().lastPathComponent] = $1.path }
  }()

  static let names = paths.keys.sorted()

  static func mechanism(_ name: String) throws -> Mechanism {
    try Mechanism(contentsOf: paths[name] ?? "Properties/\(name).yaml")
  }

  static func point(of mechanism: Mechanism) async throws -> [String: Rational] {
    try await Checker().usualParameters(of: mechanism) ?? [:]
  }

  /// More nodes than this are not unrolled here.
  static let mostNodes = 7_000

  /// A mechanism in which everybody decides.
  struct Unrolled: Sendable {
    var name: String
    var mechanism: Mechanism
    var point: [String: Rational]
    var game: MechanismGame
  }

  /// All that are small enough, unrolled.
  static let unrolled = Task {
    var unrolled: [Unrolled] = []
    for name in names {
      let mechanism = try mechanism(name)
      let point = try await point(of: mechanism)
      do {
        let game = try MechanismGame(mechanism, at: point, limit: mostNodes)
        unrolled.append(Unrolled(name: name, mechanism: mechanism, point: point, game: game))
      } catch is ExportError {
        continue
      }
    }
    return unrolled
  }

  /// A coalition, with what the twin finds of it.
  struct Case: Sendable {
    var name: String
    var coalition: [String: Int]
    var game: MechanismGame
    var honest: Rational
    var gain: Rational
    /// How many agents it has.
    var size: Int { coalition.values.reduce(0, +) }
    /// What the player is called.
    var agent: String { game.game.players[0] }
  }

  /// Of each that is unrolled, every single agent and every two agents of different roles who are at most so
  /// often asked that the twin can look for their best plan in short time.
  static let cases = Task {
    var cases: [Case] = []
    for one in try await unrolled.value {
      for coalition in coalitions(of: one.mechanism) {
        do {
          let twin = try Twin(
            one.mechanism, parameters: one.point, coalition: Coalition(coalition))
          let gain = try twin.bestReply(limit: 5_000).gain
          cases.append(
            Case(
              name: one.name, coalition: coalition,
              game: try MechanismGame(
                one.mechanism, at: one.point, coalition: coalition, limit: mostNodes),
              honest: try twin.sincere.expectation().coalition, gain: gain))
        } catch is PlanError {
          continue
        } catch TwinError.tooManyPaths {
          continue
        } catch TwinError.moreMembersThanAgents {
          continue
        }
      }
    }
    return cases
  }

  private static func coalitions(of mechanism: Mechanism) -> [[String: Int]] {
    let roles = mechanism.roles.map(\.name)
    let pairs = roles.indices.flatMap { first in
      roles[..<first].map { [$0: 1, roles[first]: 1] }
    }
    return roles.map { [$0: 1] } + pairs + roles.map { [$0: 2] }
  }
}
