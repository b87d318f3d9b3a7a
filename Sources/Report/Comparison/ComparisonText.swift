import Collusion
public import Comparison
import Exact
import Mechanisms

/// What a change of the rules comes to, in words.
public struct ComparisonText: Sendable {
  private let versions: VersionComparison

  public init(_ versions: VersionComparison) { self.versions = versions }

  /// For a terminal.
  public var text: String { outline.text }

  /// For a pull request.
  public var markdown: String { outline.markdown }

  private var outline: Outline {
    let sections = versions.changed.map { MechanismComparisonText($0).section }
    let others =
      versions.added.map { Outline.Point.item(mark: "added", Self.title($0)) }
      + versions.removed.map { .item(mark: "removed", Self.title($0)) }
    return Outline(sections + others + [.item(summary)])
  }

  private static func title(_ mechanism: Mechanism) -> String {
    "\(mechanism.name)  (\(mechanism.location.file))"
  }

  // MARK: - In one line

  private var summary: String {
    let comparisons = versions.changed.filter { !$0.rules.isSame }
    let renamed = versions.changed.count - comparisons.count
    let counts = [
      (versions.added.count, "added"), (versions.removed.count, "removed"),
      (renamed, "renamed"), (versions.unchanged, "as before"),
    ]
    let changed =
      comparisons.isEmpty ? "no mechanism" : Self.counted(comparisons.count, "mechanism")
    let parts = ["\(changed) changed"] + counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return parts.joined(separator: ", ") + properties(comparisons.flatMap(\.properties))
  }

  private func properties(_ properties: [PropertyComparison]) -> String {
    if properties.isEmpty { return "" }
    let worse = properties.filter { !$0.worse.isEmpty }.count
    let better = properties.filter { $0.worse.isEmpty && !$0.better.isEmpty }.count
    let all = Self.counted(properties.count, "property", "properties")
    return "; \(all): \(worse) worse, \(better) better"
  }

  private static func counted(_ count: Int, _ one: String, _ several: String? = nil) -> String {
    "\(count) \(count == 1 ? one : several ?? "\(one)s")"
  }
}
