import Foundation

/// Where text for people goes.
enum Output {
  static func say(_ text: String) { write(text + "\n", to: .standardOutput) }

  static func complain(_ text: String) { write(text + "\n", to: .standardError) }

  /// Shows how far long work has come, on a terminal; elsewhere nothing.
  static func progress(_ text: String) {
    guard isatty(STDERR_FILENO) != 0 else { return }
    write("\r\u{1B}[K\(text)", to: .standardError)
  }

  static func end(_ status: Int32) -> Never {
    progress("")
    exit(status)
  }

  private static func write(_ text: String, to file: FileHandle) {
    try? file.write(contentsOf: Data(text.utf8))
  }
}
