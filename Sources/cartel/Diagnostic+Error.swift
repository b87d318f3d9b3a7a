import Mechanisms

extension Diagnostic {
  /// What an error says, as messages about a file.
  static func list(of error: any Error, about path: String) -> [Diagnostic] {
    switch error {
    case let mistakes as Diagnostics: mistakes.list
    case let fault as Fault: [Diagnostic(fault)]
    default: [Diagnostic(file: path, line: 0, column: 0, message: "\(error)")]
    }
  }
}
