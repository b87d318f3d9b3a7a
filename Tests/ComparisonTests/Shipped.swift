import Foundation
import Mechanisms

/// The mechanisms in the repository's own folders.
enum Shipped {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A mechanism after changes of its text, each of which has to be possible.
  static func mechanism(
    _ name: String, _ changes: (old: String, new: String)...
  ) throws -> Mechanism {
    try mechanism(name, changed: changes)
  }

  static func mechanism(
    _ name: String, changed changes: [(old: String, new: String)]
  ) throws -> Mechanism {
    var text = try String(contentsOfFile: path(name), encoding: .utf8)
    for (old, new) in changes {
      guard text.contains(old) else { throw NotThere(text: old) }
      text = text.replacing(old, with: new)
    }
    return try Mechanism(reading: text, file: path(name))
  }

  struct NotThere: Error {
    var text: String
  }

  private static func path(_ name: String) -> String {
    root.appendingPathComponent("Properties/\(name).yaml").path
  }
}

extension Mechanism {
  /// With some of its properties only, so that less is solved.
  func with(_ names: String...) -> Mechanism {
    var mechanism = self
    mechanism.properties.removeAll { !names.contains($0.name) }
    return mechanism
  }
}
