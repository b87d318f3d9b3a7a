import Foundation
import Mechanisms

/// Where text for people goes.
enum Output {
  static func say(_ text: String) { Screen.shared.write(text + "\n", to: .standardOutput) }

  static func complain(_ text: String) { Screen.shared.write(text + "\n", to: .standardError) }

  /// Shows how far long work has come, on a terminal; elsewhere nothing.
  static func progress(_ text: String) { Screen.shared.show(text.isEmpty ? [] : [text]) }

  /// Writes a text to a file, in the place of what was there if that is a file and no device.
  ///
  /// - Throws: if that cannot be done.
  static func write(_ text: String, to path: String) throws {
    let isFile = FileText.isFile(path) || !FileManager.default.fileExists(atPath: path)
    try text.write(toFile: path, atomically: isFile, encoding: .utf8)
  }

  static func end(_ status: Int32) -> Never {
    Screen.shared.show([])
    exit(status)
  }
}
