import Foundation
import Mechanisms

/// The mechanisms in the repository's own folders.
enum Shipped {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every file in the folders of `Properties`, by its name without its ending.
  private static let paths: [String: String] = {
    let folder = root.appendingPathComponent("Properties")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "yaml" }
      .reduce(into: [:]) { $0[$1.deletingPathExtension().lastPathComponent] = $1.path }
  }()

  static let names: [String] = paths.keys.sorted()

  /// Those without rounds that never end, in which plain search does not look for a best plan.
  static let finite = names.filter { (try? mechanism($0))?.repetition == nil }

  static func mechanism(_ name: String) throws -> Mechanism {
    try Mechanism(contentsOf: paths[name] ?? "Properties/\(name).yaml")
  }
}
