import Collusion
import Mechanisms

/// What a page says about one property, piece by piece; the pieces have the names that the template uses.
struct PropertyContent {
  let place: String
  let title: String
  let verdict: String
  let symbol: String
  let expected: String?
  let isUnexpected: Bool
  let claim: String
  let given: [String]
  let honesty: String?
  let location: String
  let reason: String?
  let condition: [String]
  let storyTitle: String
  let headline: String?
  let deeds: [String]
  let earnings: Earned?
  let remarks: [String]
  let diagram: DiagramContent?
  let attacks: [AttackContent]
  var charts: [ChartContent]

  /// A table of what all expect.
  struct Earned {
    let header: [String]
    let rows: [Row]

    struct Row {
      let who: String
      let amounts: [String]
    }
  }

  /// A part of the condition, with the attack that needs it.
  struct AttackContent {
    let number: String
    let unless: String?
    let claimed: String
    let acts: [String]
    let places: [String]
  }

  /// - Parameter place: Its identifier in the page.
  /// - Parameter parameters: Those over which a map is to be drawn, if they were chosen.
  init(
    _ finding: Finding, of mechanism: Mechanism, at place: String, mapOver parameters: [String]?
  ) {
    let property = finding.property
    self.place = place
    title = property.name
    verdict = finding.verdict.expectation.rawValue
    symbol = finding.verdict.expectation.symbol
    isUnexpected = !finding.isExpected
    expected = property.expected?.rawValue
    claim = Inline.html(ClaimText(property, of: mechanism).claim)
    given = property.given.map { "\($0.content)" }
    honesty = property.honesty.isEmpty ? nil : property.honesty
    location = "\(property.location.file):\(property.location.line)"
    reason = finding.verdict.reason
    condition = finding.condition.map { ConditionText($0).lines } ?? []
    let telling = Telling(finding, of: mechanism)
    storyTitle =
      finding.verdict == .impossible
      ? "One of the attacks that leave nothing" : "What breaks it"
    headline = telling.headline
    deeds = telling.deeds
    remarks = telling.remarks
    earnings =
      telling.earnings.isEmpty
      ? nil
      : Earned(
        header: Story.earningsHeader,
        rows: telling.earnings.map { Earned.Row(who: $0[0], amounts: Array($0.dropFirst())) })
    diagram = DiagramContent(finding, of: mechanism)
    attacks = Self.attacks(finding, on: mechanism)
    charts = ChartContent.charts(finding, of: mechanism, at: place, mapOver: parameters)
  }

  /// More attacks than this are not told.
  private static let mostAttacks = 12

  private static func attacks(_ finding: Finding, on mechanism: Mechanism) -> [AttackContent] {
    guard let condition = finding.condition,
      condition.conjuncts.map(\.attack) != [finding.toldAttack]
    else { return [] }
    let text = ConditionText(condition)
    return condition.conjuncts.prefix(mostAttacks).enumerated().map { place, conjunct in
      let isTold = conjunct.attack == finding.toldAttack
      let story = try? Story(of: conjunct.attack, on: mechanism, property: finding.property)
      return AttackContent(
        number: "\(place + 1)",
        unless: text.isNever([conjunct]) ? nil : text.text([conjunct]),
        claimed: isTold
          ? "The attack above." : story?.headline ?? "It gains \(conjunct.attack.gain).",
        acts: isTold ? [] : story?.deeds.map(Telling.item) ?? [],
        places: isTold ? [] : story?.parameters ?? [])
    }
  }
}

/// What was found to be wrong, as a headline, deeds, earnings and remarks.
private struct Telling {
  var headline: String?
  var deeds: [String] = []
  var earnings: [[String]] = []
  var remarks: [String] = []

  init(_ finding: Finding, of mechanism: Mechanism) {
    let property = finding.property
    if let attack = finding.toldAttack { tell(attack, on: mechanism, property) }
    guard case .broken(let counterexample) = finding.verdict else { return }
    switch counterexample {
    case .attack: break
    case .persistence(let persistence):
      let lines = PersistenceText(persistence, on: mechanism, property: property).lines
      headline = lines.first
      if persistence.attack == nil { remarks = Array(lines.dropFirst()) }
    case .mixture(let attack):
      split(MixedAttackText(attack, on: mechanism, property: property).lines)
    case .breach(let breach): split(BreachText(breach, on: mechanism).lines)
    }
  }

  private mutating func tell(_ attack: Attack, on mechanism: Mechanism, _ property: Property) {
    guard let story = try? Story(of: attack, on: mechanism, property: property) else {
      headline = "It gains \(attack.gain)."
      return
    }
    (headline, deeds, earnings, remarks) =
      (story.headline, story.deeds.map(Self.item), story.earningsRows, story.remarks)
  }

  /// Takes lines of which those with a dash say what is done.
  private mutating func split(_ lines: [String]) {
    headline = lines.first
    deeds = lines.dropFirst().filter { $0.hasPrefix("- ") || $0.hasPrefix("with ") }.map(Self.item)
    remarks = lines.dropFirst().filter { !$0.hasPrefix("- ") && !$0.hasPrefix("with ") }
  }

  static func item(_ line: String) -> String {
    line.hasPrefix("- ") ? String(line.dropFirst(2)) : line
  }
}
