public import Mechanisms

/// Why something cannot be written in another tool's format.
public enum ExportError: Error, Hashable, Sendable {
  /// Rounds without end make no finite tree.
  case endless
  /// Nobody is ever asked to choose between several options.
  case nobodyChooses
  /// Several players decide, where the format has one.
  case severalPlayers
  /// The tree has more nodes than this.
  case tooManyNodes(limit: Int)
  /// What an honest agent is to do where others led it cannot be done.
  case nothingPrescribed(agent: String, at: Location)
}

extension ExportError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .endless: "rounds without end make no finite tree"
    case .nobodyChooses: "nobody has a choice, so that there is no game"
    case .severalPlayers: "in this format only one player decides: a coalition, or a single agent"
    case .tooManyNodes(let limit):
      "the tree has more than \(limit) nodes; try smaller sizes, or allow more"
    case .nothingPrescribed(let agent, let location):
      "\(location): \(agent) is honest, and what is prescribed to it cannot be done there"
    }
  }
}
