import Collusion
import Exact
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

  /// The names of all of them but those with rounds without end.
  static let finite = paths.keys.filter { (try? mechanism($0))?.repetition == nil }.sorted()

  static func mechanism(_ name: String) throws -> Mechanism {
    try Mechanism(contentsOf: paths[name] ?? "Properties/\(name).yaml")
  }

  /// A mechanism with its parameters at their defaults, and near them.
  static func atUsual(
    _ name: String
  ) async throws -> (mechanism: Mechanism, point: [String: Rational]) {
    let mechanism = try mechanism(name)
    return (mechanism, try await Checker().usualParameters(of: mechanism) ?? [:])
  }
}
