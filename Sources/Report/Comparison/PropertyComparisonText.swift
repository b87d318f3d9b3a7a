import Collusion
import Comparison
import Exact
import Interpretation
import Mechanisms

/// What a change of the rules comes to for one property, in words.
struct PropertyComparisonText {
  private let comparison: PropertyComparison
  private let rules: RuleComparison

  init(_ comparison: PropertyComparison, _ rules: RuleComparison) {
    self.comparison = comparison
    self.rules = rules
  }

  private var property: Property { comparison.new.finding.property }

  func point(_ told: inout MechanismComparisonText.Told) -> Outline.Point {
    var points = verdict + condition + bound + smallest
    points += usual(&told)
    points += shifts(&told)
    if let reason = comparison.openReason {
      points.append(.item("more may have changed: \(reason)"))
    }
    return .item(mark: mark, property.name, points)
  }

  private var mark: String {
    if !comparison.worse.isEmpty { return "worse" }
    return comparison.better.isEmpty ? "changed" : "better"
  }

  // MARK: - What is found

  private var verdict: [Outline.Point] {
    let (old, new) = (comparison.old.finding, comparison.new.finding)
    var lines: [String] = []
    if old.verdict.expectation != new.verdict.expectation {
      let reason = new.verdict.reason.map { " (\($0))" } ?? ""
      lines.append(
        "\(new.verdict.expectation.rawValue) now\(reason); it was \(old.verdict.expectation.rawValue)"
      )
    }
    if !new.isExpected, let expected = new.property.expected {
      lines.append("expected: \(expected.rawValue)")
    }
    return lines.map { .item($0) }
  }

  private var condition: [Outline.Point] {
    guard let old = comparison.old.condition, let new = comparison.new.condition else { return [] }
    let (before, after) = (ConditionText(old).lines, ConditionText(new).lines)
    if before == after { return [] }
    return [("now", after), ("before", before)].map { word, lines in
      .item("\(word): \(lines[0])", lines.dropFirst().map { .item($0) })
    }
  }

  private var bound: [Outline.Point] {
    guard let old = comparison.old.bound?.supremum, let new = comparison.new.bound?.supremum else {
      return []
    }
    let (before, after) = (Self.text(old), Self.text(new))
    if before == after { return [] }
    let quantity = property.isAboutLosses ? "the largest loss" : "the largest gain"
    return [.item("\(quantity) at the defaults is \(after) now; it was \(before)")]
  }

  private static func text(_ extremum: Extremum) -> String {
    switch extremum {
    case .attained(let value, _): "\(value)"
    case .approached(let value, _): "nearly \(value)"
    case .enclosed(let value, _, _): "about \(value)"
    case .unbounded: "without bound"
    case .unknown: "not known"
    }
  }

  private var smallest: [Outline.Point] {
    guard let old = comparison.old.finding.verdict.attack,
      let new = comparison.new.finding.verdict.attack
    else { return [] }
    let (before, after) = (headline(old, rules.old), headline(new, rules.new))
    if before == after { return [] }
    return [.item("the smallest attack: \(after) Before: \(before)")]
  }

  private func headline(_ attack: Attack, _ mechanism: Mechanism) -> String {
    story(attack, mechanism)?.headline ?? "it gains \(attack.gain)."
  }

  private func story(_ attack: Attack, _ mechanism: Mechanism) -> Story? {
    try? Story(of: attack, on: mechanism, property: property)
  }

  // MARK: - At the defaults

  private func usual(_ told: inout MechanismComparisonText.Told) -> [Outline.Point] {
    guard let old = comparison.old.usual, let new = comparison.new.usual,
      old.expectation != new.expectation
    else { return [] }
    let text = "at the defaults: \(Self.safety(new)) now; \(Self.safety(old)) before"
    let (attack, mechanism) =
      new.attack == nil ? (old.attack, rules.old) : (new.attack, rules.new)
    return [.item(text, attack.map { self.told($0, mechanism, &told) } ?? [])]
  }

  private static func safety(_ verdict: Verdict) -> String {
    switch verdict {
    case .proved: "no attack pays"
    case .broken, .impossible: "an attack pays"
    case .undecided(let reason): "it is not known whether one pays (\(reason))"
    case .vacuous: "nothing is claimed"
    }
  }

  // MARK: - Elsewhere

  private func shifts(_ told: inout MechanismComparisonText.Told) -> [Outline.Point] {
    comparison.opened.map { shift in
      shifted(shift, "opened: an attack pays now where none did", rules.new, "before", &told)
    }
      + comparison.closed.map { shift in
        shifted(shift, "closed: no attack pays now where one did", rules.old, "now", &told)
      }
  }

  private func shifted(
    _ shift: Shift, _ text: String, _ mechanism: Mechanism, _ elsewhere: String,
    _ told: inout MechanismComparisonText.Told
  ) -> Outline.Point {
    let doubt = shift.isKnown ? "" : ", as far as is known"
    let reply =
      switch shift.elsewhere {
      case .gains(let gain): "\(elsewhere), the same plan gains \(gain) there"
      case .doesNotFit: "\(elsewhere), the same plan does not fit the rules"
      }
    return .item(text + doubt, self.told(shift.attack, mechanism, &told) + [.item(reply)])
  }

  /// An attack, unless it was told before.
  private func told(
    _ attack: Attack, _ mechanism: Mechanism, _ told: inout MechanismComparisonText.Told
  ) -> [Outline.Point] {
    if let name = told.property(of: attack, property.name) {
      return [.item(name == property.name ? "by the attack above" : "by the attack of '\(name)'")]
    }
    guard let story = story(attack, mechanism) else { return [.item("it gains \(attack.gain)")] }
    let unusual = PointText(attack.parameters, of: mechanism).unusual
    let place = unusual.isEmpty ? "at the defaults" : "where \(unusual.joined(separator: ", "))"
    return ([story.headline] + story.deeds + [place]).map { .item($0) }
  }
}
