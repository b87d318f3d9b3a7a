import Collusion
import Comparison
import Exact
import Mechanisms

/// What a change of one mechanism comes to, in words.
struct MechanismComparisonText {
  private let comparison: MechanismComparison

  init(_ comparison: MechanismComparison) { self.comparison = comparison }

  var section: Outline.Point {
    let new = comparison.rules.new
    let title = "\(new.name)  (\(new.location.file))"
    let renamed = RenamingText(comparison.rules.renaming).lines
    guard !comparison.rules.isSame else {
      return .section(
        title, [.item("nothing changed but names:", renamed.map { .item($0) })])
    }
    var points: [Outline.Point] = []
    if !renamed.isEmpty { points.append(.item("names:", renamed.map { .item($0) })) }
    points.append(
      .item(
        "what changed in the rules:",
        comparison.rules.changes.map {
          .item("- \(RuleChangeText($0).line(in: new.location.file))")
        }))
    return .section(title, points + properties)
  }

  // MARK: - Properties

  private var properties: [Outline.Point] {
    if !comparison.oldProblems.isEmpty {
      let problems = comparison.oldProblems.map { Outline.Point.item("\($0.fault)") }
      return [.item("nothing can be said of the old rules, which are not sound:", problems)]
        + comparison.added.map { alone($0, "now") }
    }
    var told = Told()
    var points = comparison.properties.filter(\.isChanged)
      .sorted { $0.rank < $1.rank }
      .map { PropertyComparisonText($0, comparison.rules).point(&told) }
    points += comparison.added.map { alone($0, "new") }
    points += comparison.removed.map { alone($0, "removed") }
    let same = comparison.properties.filter { !$0.isChanged }.count
    if same > 0 {
      points.append(
        .item(same == 1 ? "1 property is as it was" : "\(same) properties are as they were"))
    }
    return points
  }

  /// A property that is claimed under one of both rules.
  private func alone(_ finding: Finding, _ mark: String) -> Outline.Point {
    let verdict = finding.verdict.expectation.rawValue
    let expected =
      finding.isExpected ? "" : finding.property.expected.map { ", not \($0.rawValue)" } ?? ""
    return .item(mark: mark, "\(finding.property.name): \(verdict)\(expected)")
  }

  /// The attacks that were told, each with the property that it was told of.
  struct Told {
    var attacks: [(attack: Attack, property: String)] = []

    /// The property that an attack was told of before, which is told now otherwise.
    mutating func property(of attack: Attack, _ name: String) -> String? {
      if let known = attacks.first(where: { $0.attack.isSamePlay(as: attack) }) {
        return known.property
      }
      attacks.append((attack: attack, property: name))
      return nil
    }
  }
}

extension PropertyComparison {
  /// By which properties are ordered for reading.
  fileprivate var rank: Int { worse.isEmpty ? better.isEmpty ? 2 : 1 : 0 }
}

extension Attack {
  fileprivate func isSamePlay(as other: Attack) -> Bool {
    coalition == other.coalition && deviation == other.deviation && parameters == other.parameters
  }
}
