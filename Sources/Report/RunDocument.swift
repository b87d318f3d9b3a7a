import Collusion
import CrossCheck
import Exact
import Mechanisms
import PropertyTesting

/// A run as JSON. Its keys are always there; what does not apply is null. Exact numbers are strings.
/// Recorded attacks that are not as they should be, and disagreements, are among the errors.
public struct RunDocument: Encodable {
  var cartel: String
  var results: [ResultDocument]
  /// What came of attacking properties at random; only where that was asked for.
  var tested: [TestedDocument]?
  /// What came of letting things go wrong in markets; only where that was asked for.
  var faults: [DisturbedDocument]?
  /// What came of holding markets against what is known; only where that was asked for.
  var markets: [ExaminedMarketDocument]?
  var errors: [ErrorDocument]
  /// What was done to the files of recorded attacks; only where that was asked for.
  var records: [RecordChange]?
  /// The evidence that was written; only where that was asked for.
  var evidence: Run.Written?

  /// - Parameter version: Cartel's.
  /// - Parameter solver: The solver's name and version.
  public init(_ run: Run, version: String, solver: String) {
    cartel = version
    results =
      run.results.map { ResultDocument($0, solver: solver) }
      + run.games.map { ResultDocument($0, solver: solver) }
    tested = run.tested.isEmpty ? nil : run.tested.map(TestedDocument.init)
    faults = run.disturbed.isEmpty ? nil : run.disturbed.map(DisturbedDocument.init)
    markets = run.markets.isEmpty ? nil : run.markets.map(ExaminedMarketDocument.init)
    records = run.changes.isEmpty ? nil : run.changes
    evidence = run.evidence
    errors = (run.errors + run.failedReplays + run.contradictions).map(ErrorDocument.init)
  }

  /// The JSON, with sorted keys.
  public func json() throws -> String {
    try JSONText.text(of: self)
  }
}

struct TestedDocument: Encodable {
  var mechanism: String
  var property: String
  var verdict: String
  var cases: Int
  var plans: Int
  /// In money, at some parameters.
  var largestGain: Nullable<String>
  /// The fewest colluding agents that gained more than is allowed.
  var smallestCoalition: Nullable<[String: Int]>
  var contradiction: Nullable<String>

  init(_ tested: Run.Tested) {
    mechanism = tested.mechanism.name
    property = tested.finding.property.name
    verdict = tested.finding.verdict.expectation.rawValue
    cases = tested.outcome.report.passed
    plans = tested.outcome.plans
    largestGain = Nullable(tested.outcome.best.map { "\($0.gain)" })
    smallestCoalition = Nullable(tested.outcome.smallest?.coalition.members)
    contradiction = Nullable(tested.contradiction?.message)
  }
}

struct ResultDocument: Encodable {
  var mechanism: String
  var property: String
  var verdict: String
  var expected: Nullable<String>
  var coalition: Nullable<[String: Int]>
  var gain: Nullable<String>
  var parameters: Nullable<[String: String]>
  var attack: Nullable<AttackSummary>
  /// Where the property holds, exactly, or as far as is known.
  var condition: Nullable<String>
  /// The most that is gained; only of a run that asks for it.
  var largestGain: GainBoundDocument?
  /// The least cost of safety; only of a run that asks for it.
  var cheapest: CheapestDocument?
  var reason: Nullable<String>
  /// What keeps a history of a game tree from being left, case by case; only of those where it is proved.
  var strategy: [StrategyDocument]?
  /// Why the verdict is what it is; only of a run that asks for it, where there is more than a reason.
  var explanation: ExplanationDocument?
  /// Whether it was decided before, and only looked up.
  var remembered: Bool
  /// What deciding it took, when it was decided.
  var seconds: Double
  var solver: String

  init(_ result: Run.Result, solver: String) {
    let finding = result.finding
    mechanism = result.mechanism.name
    property = finding.property.name
    verdict = finding.verdict.expectation.rawValue
    expected = Nullable(finding.property.expected?.rawValue)
    let attack = finding.verdict.attack
    coalition = Nullable(attack?.coalition.members)
    gain = Nullable(attack.map { "\($0.gain)" })
    let counterexample = finding.verdict.counterexample
    parameters = Nullable(counterexample.map { $0.point.mapValues { "\($0)" } })
    self.attack = Nullable(attack.map { AttackSummary($0, on: result.mechanism, finding.property) })
    reason = Nullable(
      finding.verdict.reason
        ?? counterexample?.reason(on: result.mechanism, finding.property))
    condition = Nullable(finding.condition.flatMap { ConditionText($0).formula })
    largestGain = (try? finding.gainBound?.get()).map(GainBoundDocument.init)
    cheapest = (try? finding.cheapest?.get()).map(CheapestDocument.init)
    explanation = finding.explanation.map {
      ExplanationDocument($0, of: finding, on: result.mechanism)
    }
    remembered = finding.isRemembered
    seconds = finding.duration.seconds
    self.solver = solver
  }
}

/// Who deviates, and what they do in which situation.
struct AttackSummary: Encodable {
  struct Act: Encodable {
    var at: String
    var by: String
    var knowing: [String]
    var take: [String: Int]
  }

  var deviators: [String: Int]
  /// Those who do whatever they like, beside the coalition.
  var byzantine: [String: Int]
  /// The role whose agents lose, where a loss is at stake.
  var victim: Nullable<String>
  /// What a member of a role has to be paid by the others, at least; null for one agent.
  var sidePayments: Nullable<[String: String]>
  /// What a member of a role gains at most by leaving; null where that is not known.
  var temptations: Nullable<[String: String]>
  var selfEnforcing: Nullable<Bool>
  var plan: [Act]

  init(_ attack: Attack, on mechanism: Mechanism, _ property: Property) {
    deviators = attack.coalition.deviators
    byzantine = attack.coalition.byzantine
    victim = Nullable(attack.victim)
    let stability = attack.stability
    sidePayments = Nullable(stability?.sidePayments.mapValues { "\($0)" })
    temptations = Nullable(stability?.temptations?.mapValues { "\($0)" })
    selfEnforcing = Nullable(stability?.isSelfEnforcing)
    plan = attack.deviation.inOrder.map { set, split in
      let deed = Deed(set, split, on: mechanism, overrides: property.prescriptions)
      return Act(at: deed.moment, by: set.asked.role, knowing: deed.knowledge, take: split)
    }
  }
}

struct ErrorDocument: Encodable {
  var file: String
  var line: Int
  var column: Int
  var message: String

  init(_ diagnostic: Diagnostic) {
    file = diagnostic.file
    line = diagnostic.line
    column = diagnostic.column
    message = diagnostic.message
  }
}

/// A value, or an explicit null.
struct Nullable<Value: Encodable>: Encodable {
  var value: Value?

  init(_ value: Value?) { self.value = value }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let value { try container.encode(value) } else { try container.encodeNil() }
  }
}

extension Counterexample {
  /// What it shows, where that is not an attack.
  fileprivate func reason(on mechanism: Mechanism, _ property: Property) -> String? {
    if case .attack = self { return nil }
    return CounterexampleText(self, on: mechanism, property: property).headline
  }
}

extension Verdict {
  fileprivate var counterexample: Counterexample? {
    if case .broken(let counterexample) = self { counterexample } else { nil }
  }
}

extension Duration {
  /// In seconds, to the millisecond.
  public var seconds: Double {
    let (seconds, attoseconds) = components
    return (Double(seconds) * 1e3 + Double(attoseconds) / 1e15).rounded() / 1e3
  }
}
