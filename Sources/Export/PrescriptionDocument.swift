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
    let tree = game.tree
    return zip(tree.informationSets.indices, tree.actionsOfInformationSets).map { number, actions in
      let set = tree.informationSets[number]
      let parts = openSets.contains(number) ? [] : prescription.probabilities[number]
      return PrescribedSet(
        player: game.players[set.player], set: set.label,
        options: Dictionary(
          uniqueKeysWithValues: zip(actions, parts).filter { !$0.1.isZero }.map {
            (tree.actions[$0], $1)
          }))
    }
  }
}
