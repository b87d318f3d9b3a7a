import Collusion
public import Comparison
import Exact
import Mechanisms

/// What a change of the rules comes to, as JSON. Its keys are always there; what does not apply is null. Exact
/// numbers are strings.
public struct ComparisonDocument: Encodable {
  var cartel: String
  var changed: [MechanismComparisonDocument]
  /// How many mechanisms are as they were.
  var unchanged: Int
  /// The names of mechanisms that are in one version only.
  var added: [String]
  var removed: [String]
  var errors: [ErrorDocument]

  /// - Parameter version: Cartel's.
  public init(_ versions: VersionComparison, version: String) {
    cartel = version
    changed = versions.changed.map(MechanismComparisonDocument.init)
    unchanged = versions.unchanged
    added = versions.added.map(\.name)
    removed = versions.removed.map(\.name)
    errors = (versions.errors + versions.disagreements).map(ErrorDocument.init)
  }

  /// The JSON, with sorted keys.
  public func json() throws -> String { try JSONText.text(of: self) }
}

struct MechanismComparisonDocument: Encodable {
  struct Property: Encodable {
    var property: String
    var verdict: String
  }

  var mechanism: String
  var file: String
  /// Whether something became worse.
  var worse: Bool
  /// Each name that is another now, in words.
  var renamed: [String]
  var rules: [RuleChangeDocument]
  var properties: [PropertyComparisonDocument]
  /// What is found about properties that are claimed in one version only.
  var added: [Property]
  var removed: [Property]

  init(_ comparison: MechanismComparison) {
    func property(_ finding: Finding) -> Property {
      Property(property: finding.property.name, verdict: finding.verdict.expectation.rawValue)
    }
    mechanism = comparison.rules.new.name
    file = comparison.rules.new.location.file
    worse = comparison.isWorse
    renamed = RenamingText(comparison.rules.renaming).lines
    rules = comparison.rules.changes.map(RuleChangeDocument.init)
    properties = comparison.properties.map {
      PropertyComparisonDocument($0, comparison.rules)
    }
    added = comparison.added.map(property)
    removed = comparison.removed.map(property)
  }
}

struct RuleChangeDocument: Encodable {
  /// In a sentence.
  var change: String
  /// The entry of the file that says something else; null where something was added, removed or moved.
  var entry: Nullable<String>
  var old: Nullable<String>
  var new: Nullable<String>
  var file: String
  var line: Int

  init(_ change: RuleChange) {
    self.change = RuleChangeText(change).sentence
    (entry, old, new) = (Nullable(nil), Nullable(nil), Nullable(nil))
    if case .changed(let key, let before, let after) = change.kind {
      (entry, old, new) = (Nullable(key), Nullable(before), Nullable(after))
    }
    file = change.location.file
    line = change.location.line
  }
}

struct PropertyComparisonDocument: Encodable {
  /// What is found under one of both rules.
  struct OutlookDocument: Encodable {
    var verdict: String
    var expected: Nullable<String>
    var condition: Nullable<String>
    /// The verdict at the defaults.
    var atDefaults: Nullable<String>
    /// At the defaults, in money.
    var largestGain: Nullable<ExtremumDocument>
    /// Of the smallest attack.
    var coalition: Nullable<[String: Int]>
    var gain: Nullable<String>

    init(_ outlook: Outlook) {
      verdict = outlook.finding.verdict.expectation.rawValue
      expected = Nullable(outlook.finding.property.expected?.rawValue)
      condition = Nullable(outlook.condition.flatMap { ConditionText($0).formula })
      atDefaults = Nullable(outlook.usual?.expectation.rawValue)
      largestGain = Nullable(outlook.bound.map { ExtremumDocument($0.supremum) })
      let attack = outlook.finding.verdict.attack
      coalition = Nullable(attack?.coalition.members)
      gain = Nullable(attack.map { "\($0.gain)" })
    }
  }

  /// An attack that pays under one of both rules only.
  struct ShiftDocument: Encodable {
    var coalition: [String: Int]
    var parameters: [String: String]
    var attack: AttackSummary
    var gain: String
    /// What the same plan gains under the other rules; null if it does not fit them.
    var gainElsewhere: Nullable<String>
    /// Whether it is known that no attack pays there under the other rules.
    var isKnown: Bool
    /// What the other rules assume that does not hold at the parameters; null if they may be these.
    var forbiddenBy: Nullable<String>

    init(_ shift: Shift, on mechanism: Mechanism, _ property: Property) {
      coalition = shift.attack.coalition.members
      parameters = shift.attack.parameters.mapValues { "\($0)" }
      attack = AttackSummary(shift.attack, on: mechanism, property)
      gain = "\(shift.attack.gain)"
      if case .gains(let gain) = shift.elsewhere {
        gainElsewhere = Nullable("\(gain)")
      } else {
        gainElsewhere = Nullable(nil)
      }
      isKnown = shift.isKnown
      forbiddenBy = Nullable(shift.forbidding.map { "\($0.content)" })
    }
  }

  var property: String
  /// In which respects it became worse: `verdict`, `parameters`, `defaults`, `bound`, `expectation`.
  var worse: [String]
  var better: [String]
  var old: OutlookDocument
  var new: OutlookDocument
  var opened: [ShiftDocument]
  var closed: [ShiftDocument]
  /// Why more may have been opened or closed.
  var reason: Nullable<String>

  init(_ comparison: PropertyComparison, _ rules: RuleComparison) {
    property = comparison.new.finding.property.name
    worse = Self.words(comparison.worse)
    better = Self.words(comparison.better)
    old = OutlookDocument(comparison.old)
    new = OutlookDocument(comparison.new)
    opened = comparison.opened.map {
      ShiftDocument($0, on: rules.new, comparison.new.finding.property)
    }
    closed = comparison.closed.map {
      ShiftDocument($0, on: rules.old, comparison.old.finding.property)
    }
    reason = Nullable(comparison.openReason)
  }

  private static func words(_ respects: Set<PropertyComparison.Respect>) -> [String] {
    PropertyComparison.Respect.allCases.filter(respects.contains).map { respect in
      switch respect {
      case .verdict: "verdict"
      case .parameters: "parameters"
      case .usual: "defaults"
      case .bound: "bound"
      case .expectation: "expectation"
      }
    }
  }
}
