import Exact
import Games

extension MechanismGame {
  /// What is prescribed, as what is claimed of the game in a file of its own: a profile from which nobody gains by
  /// deviating alone. Where nothing is prescribed, it is the first option.
  ///
  /// - Parameter file: The game's file, as it is named from there.
  public func claimsText(on file: String) -> String {
    let tree = game.tree
    let actions = tree.actionsOfInformationSets
    var lines = ["game: \(quoted(file))", "about: \(quoted("What \(game.name) prescribes."))"]
    lines.append("profile:")
    for (player, name) in game.players.enumerated() {
      lines.append("  \(quoted(name)):")
      for (number, set) in tree.informationSets.enumerated() where set.player == player {
        let parts = zip(actions[number], prescription.probabilities[number])
          .filter { !$0.1.isZero }
          .map { "\(quoted(tree.actions[$0])): \($1)" }
        lines.append("    \(quoted(set.label)): {\(parts.joined(separator: ", "))}")
      }
    }
    lines += ["claims:", "  nobody gains alone: {property: equilibrium}"]
    return lines.joined(separator: "\n") + "\n"
  }

  private func quoted(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }
}
