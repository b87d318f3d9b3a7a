import Foundation

/// Where text for people goes.
enum Output {
  static func say(_ text: String) { Screen.shared.write(text + "\n", to: .standardOutput) }

  static func complain(_ text: String) { Screen.shared.write(text + "\n", to: .standardError) }

  /// Shows how far long work has come, on a terminal; elsewhere nothing.
  static func progress(_ text: String) { Screen.shared.show(text.isEmpty ? [] : [text]) }

  static func end(_ status: Int32) -> Never {
    Screen.shared.show([])
    exit(status)
  }
}
