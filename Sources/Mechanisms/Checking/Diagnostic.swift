/// A mistake in a description, with where it is.
public struct Diagnostic: Hashable, Sendable {
  /// The file as it was named; empty for descriptions that Swift code built.
  public var file: String
  /// From 1; 0 if there is no place to point at.
  public var line: Int
  /// From 1, in characters (Unicode scalars); 0 if there is no place to point at.
  public var column: Int
  public var message: String

  public init(file: String, line: Int, column: Int, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `file:line:column: message`, without what is not known of the place.
  public var description: String {
    if line > 0 { return "\(file):\(line):\(column): \(message)" }
    return file.isEmpty ? message : "\(file): \(message)"
  }
}

extension Diagnostic: Comparable {
  public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    if left.file != right.file { return left.file < right.file }
    if left.line != right.line { return left.line < right.line }
    if left.column != right.column { return left.column < right.column }
    return left.message < right.message
  }
}

/// Why a description was rejected: its mistakes, sorted by place, each once.
public struct Diagnostics: Error, Hashable, Sendable {
  /// At most ``Limits/diagnostics`` of them; never empty.
  public var list: [Diagnostic]

  public init(_ list: [Diagnostic]) { self.list = list }
}

extension Diagnostics: CustomStringConvertible {
  /// One line each.
  public var description: String { list.map(\.description).joined(separator: "\n") }
}
