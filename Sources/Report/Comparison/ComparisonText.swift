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
    let properties = comparisons.flatMap(\.properties)
    var parts = [Self.counted(comparisons.count, "mechanism") + " changed"]
    let renamed = versions.changed.count - comparisons.count
    if renamed > 0 { parts.append("\(renamed) changed in names only") }
    if versions.unchanged > 0 { parts.append("\(versions.unchanged) as they were") }
    var text = parts.joined(separator: ", ")
    let worse = properties.filter { !$0.worse.isEmpty }.count
    let better = properties.filter { $0.worse.isEmpty && !$0.better.isEmpty }.count
    if !properties.isEmpty {
      text += "; " + Self.counted(properties.count, "property", "properties")
      text += ": \(worse) worse, \(better) better"
    }
    return text
  }

  private static func counted(_ count: Int, _ one: String, _ several: String? = nil) -> String {
    "\(count) \(count == 1 ? one : several ?? "\(one)s")"
  }
}
