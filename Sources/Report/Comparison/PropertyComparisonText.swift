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
    var points = verdict + condition + spare + smallest
    points += usual(&told)
    points += comparison.opened.flatMap { opened($0, &told) }
    points += comparison.closed.flatMap { closed($0, &told) }
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
    guard !comparison.isConditionSame, let old = comparison.old.condition,
      let new = comparison.new.condition
    else { return [] }
    return [("now", new), ("before", old)].map { word, condition in
      let lines = ConditionText(condition).lines
      return .item("\(word): \(lines[0])", lines.dropFirst().map { .item($0) })
    }
  }

  private var spare: [Outline.Point] {
    comparison.spare.map { spare in
      let safe = ConditionText.text([spare.conjunct])
      let (now, before) = (Self.text(spare.new), Self.text(spare.old))
      let (holds, held) = (Self.holds(spare.new), Self.holds(spare.old))
      return .item(
        "safe where \(safe): at the defaults, \(now) \(holds ? "holds" : "fails") now, "
          + "\(before) \(held ? "held" : "failed") before")
    }
  }

  private static func text(_ sides: (left: Rational, right: Rational)) -> String {
    "\(sides.left) <= \(sides.right)"
  }

  private static func holds(_ sides: (left: Rational, right: Rational)) -> Bool {
    sides.left <= sides.right
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
    guard comparison.isOtherAttack, let old = comparison.old.finding.verdict.attack,
      let new = comparison.new.finding.verdict.attack
    else { return [] }
    let headlines = [(new, rules.new), (old, rules.old)].map { attack, mechanism in
      story(attack, mechanism)?.headline ?? "It gains \(attack.gain)."
    }
    return [
      .item("the smallest attack now: \(headlines[0])"),
      .item("the smallest before: \(headlines[1])"),
    ]
  }

  private func story(_ attack: Attack, _ mechanism: Mechanism) -> Story? {
    try? Story(of: attack, on: mechanism, property: property)
  }

  // MARK: - At the defaults

  /// The verdicts and the largest gains there, with an attack that shows what is worse, or what is better.
  private func usual(_ told: inout MechanismComparisonText.Told) -> [Outline.Point] {
    var lines: [String] = []
    var (before, after) = (comparison.old.bound?.attack, comparison.new.bound?.attack)
    if let old = comparison.old.usual, let new = comparison.new.usual,
      old.expectation != new.expectation, ![old, new].contains(where: Self.saysNothing)
    {
      lines.append(Self.safety(new, before: old))
      (before, after) = (old.attack, new.attack)
    }
    if let old = comparison.old.bound, let new = comparison.new.bound {
      let (was, now) = (Self.text(old.supremum), Self.text(new.supremum))
      let quantity = property.isAboutLosses ? "the largest loss" : "the largest gain"
      if was != now { lines.append("\(quantity) is \(now) now, it was \(was)") }
    }
    if lines.isEmpty { return [] }
    var story: [Outline.Point] = []
    if !comparison.worse.isDisjoint(with: [.usual, .bound]), let after {
      story = self.told(after, rules.new, &told)
    } else if comparison.better.contains(.usual), let before {
      story = self.told(before, rules.old, &told)
    }
    let text = "at the defaults, \(lines.joined(separator: "; "))"
    if story.count == 1, case .item(_, let reference, _) = story[0] {
      return [.item("\(text): \(reference)")]
    }
    return [.item(story.isEmpty ? text : "\(text):", story)]
  }

  private static func safety(_ new: Verdict, before old: Verdict) -> String {
    switch (old, new) {
    case (.proved, .broken): "an attack pays now, and none did"
    case (.broken, .proved): "no attack pays now, and one did"
    default: "\(safety(new)) now; before, \(safety(old))"
    }
  }

  private static func safety(_ verdict: Verdict) -> String {
    switch verdict {
    case .proved: "no attack pays"
    case .broken: "an attack pays"
    case .impossible, .undecided, .vacuous:
      "it is not known whether an attack pays" + (verdict.reason.map { " (\($0))" } ?? "")
    }
  }

  /// Whether the property does not speak of the defaults.
  private static func saysNothing(_ verdict: Verdict) -> Bool {
    if case .vacuous = verdict { true } else { false }
  }

  // MARK: - Elsewhere

  private func opened(
    _ shift: Shift, _ told: inout MechanismComparisonText.Told
  ) -> [Outline.Point] {
    let text =
      shift.forbidding.map {
        "opened: this pays now; before, '\($0.content)' did not allow these parameters"
      } ?? "opened: this pays now, and nothing did there"
    return shifted(shift, text, rules.new, "before", &told)
  }

  private func closed(
    _ shift: Shift, _ told: inout MechanismComparisonText.Told
  ) -> [Outline.Point] {
    let text =
      shift.forbidding.map {
        "closed: this paid; now, '\($0.content)' does not allow these parameters"
      } ?? "closed: this paid, and nothing does there now"
    return shifted(shift, text, rules.old, "now", &told)
  }

  private func shifted(
    _ shift: Shift, _ text: String, _ mechanism: Mechanism, _ elsewhere: String,
    _ told: inout MechanismComparisonText.Told
  ) -> [Outline.Point] {
    let isUsual = PointText(shift.attack.parameters, of: mechanism).unusual.isEmpty
    let doubt = (isUsual ? ", at the defaults" : "") + (shift.isKnown ? "" : ", as far as is known")
    let reply =
      switch shift.elsewhere {
      case .gains(let gain): "\(elsewhere), that plan gains \(gain) there"
      case .doesNotFit: "\(elsewhere), that plan cannot be carried out"
      }
    let story = self.told(shift.attack, mechanism, &told)
    if story.count == 1, case .item(_, let reference, _) = story[0] {
      return [.item("\(text)\(doubt): \(reference); \(reply)")]
    }
    return [.item(text + doubt + ":", story + [.item(reply)])]
  }

  /// An attack, unless it was told before.
  private func told(
    _ attack: Attack, _ mechanism: Mechanism, _ told: inout MechanismComparisonText.Told
  ) -> [Outline.Point] {
    if let name = told.property(of: attack, property.name) {
      return [.item(name == property.name ? "the attack above" : "the attack on '\(name)'")]
    }
    guard let story = story(attack, mechanism) else { return [.item("It gains \(attack.gain).")] }
    let unusual = PointText(attack.parameters, of: mechanism).unusual
    let place = unusual.isEmpty ? [] : ["where \(unusual.joined(separator: ", "))"]
    return ([story.headline] + story.deeds + place).map { .item($0) }
  }
}
