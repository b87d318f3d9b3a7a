import SystemPackage

extension Game {
  /// Reads a file in Gambit's format for games in extensive form (`.efg`), version 2.
  ///
  /// Payoffs on the way are added to those at the end. Names of players and of the actions of a node that are empty
  /// or occur again get numbers. An information set of a single node is told only if it has a name.
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
}
