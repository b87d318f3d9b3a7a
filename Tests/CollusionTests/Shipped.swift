import Collusion
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

  /// Some of each kind, for what takes long where nothing is optimised. Everything in `Properties` is decided,
  /// replayed and attacked by the tool itself (`make test`).
  static let names = [
    "announced-cheating", "audit", "colluders-contract", "committee", "committee-faults",
    "inspection",
    "jackpot", "modicum", "modicum-deal", "peer-prediction", "prediction-market",
    "prisoners-contract", "random-committee", "random-committee-any-size", "random-mediator",
    "reputation", "reputation-finite", "sortition", "staked-committee", "traitors-contract",
    "traitors-contract-observable", "whistleblower",
  ]

  /// Those without rounds that never end, in which plain search does not look for a best plan.
  static let finite = names.filter { (try? mechanism($0))?.repetition == nil }

  static func mechanism(_ name: String) throws -> Mechanism {
    try Mechanism(contentsOf: paths[name] ?? "Properties/\(name).yaml")
  }
}

/// What is found about one property of a mechanism, both given as text.
func verdict(_ mechanism: String, _ property: String) async throws -> Verdict {
  let indented = property.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
  let read = try Mechanism(
    reading: mechanism + "\nproperties:\n  it:\n" + indented + "\n", file: "game.yaml")
  return try await Checker().finding(on: read.properties[0], of: read).verdict
}
