import SystemPackage

extension Game {
  /// Reads a file in CheckMate's JSON format; its name is that of the file.
  ///
  /// - Complexity: O(bytes) time, besides working out each formula that occurs once; memory for the tree alone.
  /// - Throws: What is wrong with it, with places.
  public init(checkMateFile path: String) throws(GameErrors) {
    let file = try FileDescriptor(reading: path)
    defer { try? file.close() }
    self = try CheckMateReader.game(.file(file), file: path)
  }

  /// Reads a text in CheckMate's JSON format.
  ///
  /// - Parameter file: What places and the game's name refer to.
  public init(checkMate bytes: [UInt8], file: String = "") throws(GameErrors) {
    self = try CheckMateReader.game(.bytes(bytes, next: 0), file: file)
  }

  /// Writes the game in CheckMate's JSON format, in pieces, with each history for itself, alike or not.
  ///
  /// - Parameter write: What takes a piece.
  /// - Complexity: O(``GameTree/historyCount``) in time; memory for one path.
  /// - Throws: ``GameErrors`` if the format cannot express the game: it has chance, somebody does not see all, there
  ///   is no honest history, or a number has no end as a decimal; what `write` throws.
  public func writeCheckMate(to write: (String) throws -> Void) throws {
    try withoutActuallyEscaping(write) { write in
      var writer = try CheckMateWriter(self, to: write)
      try writer.run()
    }
  }

  /// The same as one text.
  public func checkMateText() throws -> String {
    var text = ""
    try writeCheckMate { text += $0 }
    return text
  }
}
