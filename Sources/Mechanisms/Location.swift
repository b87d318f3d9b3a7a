/// Where something stands in a mechanism file: lines and columns count from 1, in characters.
///
/// A location takes no part in equality or hashing: two descriptions that mean the same are equal,
/// wherever they were written.
public struct Location: Sendable {
  public var file: String
  public var line: Int
  public var column: Int

  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The location of descriptions that Swift code built.
  public static let code = Location(file: "", line: 0, column: 0)
}

extension Location: Hashable {
  public static func == (_: Location, _: Location) -> Bool { true }
  public func hash(into _: inout Hasher) {}
}

extension Location: Codable {
  /// It is not kept: what means the same may stand elsewhere by then.
  public init(from _: any Decoder) { self = .code }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode("")
  }
}

extension Location: CustomStringConvertible {
  public var description: String { line == 0 ? file : "\(file):\(line):\(column)" }
}
