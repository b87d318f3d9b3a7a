/// A failure of Z3 or of this layer: what was attempted, what kind of failure it was, and the message.
public struct SMTError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The kinds of failure; all but the last four are Z3's own error codes.
  public enum Code: String, Sendable {
    case sort, index, invalidArgument, parser, noParser, invalidPattern, memory, file, fatal
    case invalidUsage, reference, exception
    /// An operation that was interrupted and has no way to answer "unknown".
    case interrupted
    /// Terms of two contexts met in one operation.
    case mixedContexts
    /// One name was declared with two sorts, or cannot be written in SMT-LIB.
    case name
    /// A value that is not a number or truth value of the expected kind.
    case value
  }

  public let code: Code
  /// Z3's message, or this layer's where Z3 was not asked.
  public let message: String
  /// The operation that failed, such as `+` or `check`.
  public let operation: String

  public init(code: Code, message: String, operation: String) {
    self.code = code
    self.message = message
    self.operation = operation
  }

  public var description: String { "\(operation): \(message)" }
}
