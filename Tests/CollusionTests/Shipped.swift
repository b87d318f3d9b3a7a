import Foundation
import Mechanisms

/// The mechanisms in the repository's own folders.
enum Shipped {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let names = ["audit", "committee", "prisoners-contract", "random-mediator"]

  static func mechanism(_ name: String) throws -> Mechanism {
    try Mechanism(contentsOf: root.appendingPathComponent("Properties/\(name).yaml").path)
  }
}
