/// A mistake in a game, with where it is.
public struct GameError: Error, Hashable, Sendable {
  /// The file as it was named; empty if there is none.
  public var file: String
  /// From 1; 0 if there is no place to point at.
  public var line: Int
  /// From 1, in characters (Unicode scalars); 0 if there is no place to point at.
  public var column: Int
  public var message: String

  public init(_ message: String, file: String = "", line: Int = 0, column: Int = 0) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }
}

extension GameError: CustomStringConvertible {
  /// `file:line:column: message`, without what is not known of the place.
  public var description: String {
    if line > 0 { return "\(file):\(line):\(column): \(message)" }
    return file.isEmpty ? message : "\(file): \(message)"
  }
}

/// Why a file was rejected: its mistakes, in the order in which they were found.
public struct GameErrors: Error, Hashable, Sendable {
  /// At most ``GameLimits/errors`` of them; never empty.
  public var list: [GameError]

  public init(_ list: [GameError]) { self.list = list }
}

extension GameErrors: CustomStringConvertible {
  /// One line each.
  public var description: String { list.map(\.description).joined(separator: "\n") }
}
