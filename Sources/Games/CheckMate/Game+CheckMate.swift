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
}
