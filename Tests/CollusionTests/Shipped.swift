import Foundation
import Mechanisms

/// The mechanisms in the repository's own folders.
enum Shipped {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every file in `Properties`, without its ending.
  static let names: [String] = {
    let files = try? FileManager.default.contentsOfDirectory(
      atPath: root.appendingPathComponent("Properties").path)
    return (files ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  /// Those without rounds that never end, in which plain search does not look for a best plan.
  static let finite = names.filter { (try? mechanism($0))?.repetition == nil }

  static func mechanism(_ name: String) throws -> Mechanism {
    try Mechanism(contentsOf: root.appendingPathComponent("Properties/\(name).yaml").path)
  }
}
