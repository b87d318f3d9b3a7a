public import Exact
import SystemPackage

extension Game {
  /// Reads a file in Gambit's format for games in extensive form (`.efg`), version 2.
  ///
  /// Payoffs on the way are added to those at the end. Names of players and of the actions of a node that are empty
  /// or occur again get numbers.
  ///
  /// - Complexity: O(bytes) time; two words for each node of the file besides the tree.
  /// - Throws: What is wrong with it, with places.
  public init(gambitFile path: String) throws(GameErrors) {
    let file = try FileDescriptor(reading: path)
    defer { try? file.close() }
    self = try GambitReader.game(.file(file), file: path)
  }

  /// Reads a text in Gambit's format.
  ///
  /// - Parameter file: What places refer to, and the game's name if it has no title.
  public init(gambit bytes: [UInt8], file: String = "") throws(GameErrors) {
    self = try GambitReader.game(.bytes(bytes, next: 0), file: file)
  }

  /// Writes the game in Gambit's format, in pieces: exact numbers, and each history for itself, alike or not.
  ///
  /// Whoever acts outside of all information sets is written in one of its own. Histories that are honest, and
  /// constraints, are not written.
  ///
  /// - Parameters:
  ///   - values: What the constants that occur in payoffs are.
  ///   - write: What takes a piece.
  /// - Complexity: O(``GameTree/historyCount``) in time; memory for one path.
  /// - Throws: ``GameErrors`` if a constant has no value, an amount an infinitesimal part, or a name cannot be
  ///   written; what `write` throws.
  public func writeGambit(
    at values: [String: Rational] = [:], to write: (String) throws -> Void
  ) throws {
    try withoutActuallyEscaping(write) { write in
      var writer = try GambitWriter(self, at: values, to: write)
      try writer.run()
    }
  }

  /// The same as one text.
  public func gambitText(at values: [String: Rational] = [:]) throws -> String {
    var text = ""
    try writeGambit(at: values) { text += $0 }
    return text
  }
}
