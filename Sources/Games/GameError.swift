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
