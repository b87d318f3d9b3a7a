import Exact
import Foundation
import Games

extension MechanismGame {
  /// What is prescribed in each information set, as JSON: a list of `{"player", "set", "options"}`, where
  /// `options` are the probabilities of those that are taken; none where nothing is prescribed, as nobody comes
  /// there who does what is.
  ///
  /// - Throws: never but for what the encoder throws.
  public func prescriptionDocument() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(prescribedSets), as: UTF8.self) + "\n"
  }

  private struct PrescribedSet: Encodable {
    var player: String
    var set: String
    var options: [String: Rational]
  }

  private var prescribedSets: [PrescribedSet] {
    var names: [Int: [String]] = [:]
    let tree = game.tree
    for node in 0..<tree.count {
      guard case .decision(_, let set?) = tree.kind(of: node), names[set] == nil else { continue }
      names[set] = tree.edges(of: node).map { tree.actions[tree.action(on: $0)] }
    }
    return tree.informationSets.enumerated().map { number, set in
      let parts = zip(names[number] ?? [], prescription.probabilities[number])
      return PrescribedSet(
        player: game.players[set.player], set: set.label,
        options: Dictionary(
          uniqueKeysWithValues: parts.filter { !$0.1.isZero }))
    }
  }
}
