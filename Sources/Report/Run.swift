public import Collusion
public import CrossCheck
import Exact
public import Mechanisms
public import PropertyTesting

/// What one run of the command line found.
public struct Run: Sendable {
  /// A finding with the mechanism it is about.
  public struct Result: Sendable {
    public var mechanism: Mechanism
    public var finding: Finding

    public init(_ mechanism: Mechanism, _ finding: Finding) {
      self.mechanism = mechanism
      self.finding = finding
    }
  }

  /// A property that was attacked at random.
  public struct Tested: Sendable {
    public var mechanism: Mechanism
    public var finding: Finding
    public var outcome: PropertyExamination.Outcome

    public init(
      _ mechanism: Mechanism, _ finding: Finding, _ outcome: PropertyExamination.Outcome
    ) {
      self.mechanism = mechanism
      self.finding = finding
      self.outcome = outcome
    }
  }

  public var results: [Result] = []
  /// What was found about game trees.
  public var games: [GameResult] = []
  public var tested: [Tested] = []
  /// What came of letting things go wrong in markets.
  public var disturbed: [Disturbed] = []
  /// What came of holding markets against what is known.
  public var markets: [MarketExamination] = []
  /// What came of checking Cartel itself on random mechanisms.
  public var randomMechanisms: Report?
  /// What came of checking it on random games.
  public var randomGames: Report?
  public var replays: [Replayed] = []
  /// Markets that were simulated.
  public var simulated: [MarketRun] = []
  /// Traces that were held against the twin.
  public var traces: [ComparedTrace] = []
  /// What was done to the files of recorded attacks.
  public var changes: [RecordChange] = []
  public var errors: [Diagnostic] = []
  /// How Cartel contradicted itself, if it did.
  public var disagreements: [Diagnostic] = []
  /// The evidence that was written, if any.
  public internal(set) var evidence: Written?

  public init() {}

  /// Everything in which Cartel contradicted itself.
  public var contradictions: [Diagnostic] {
    let random = [("mechanism", randomMechanisms), ("game", randomGames)].compactMap {
      kind, report in
      report?.failure.map {
        Diagnostic(file: "", line: 0, column: 0, message: "random \(kind): \($0.error)")
      }
    }
    return disagreements + tested.compactMap(\.contradiction) + random
  }

  /// The recorded attacks, and the traces of them, that are not as they should be.
  public var failedReplays: [Diagnostic] {
    let attacks = replays.compactMap { replayed in
      replayed.complaint.map {
        Diagnostic(file: replayed.path, line: 0, column: 0, message: "the recorded attack \($0)")
      }
    }
    return attacks + traces.compactMap(\.complaint)
  }

  /// The exit status that tells it.
  public var status: Int32 {
    if !contradictions.isEmpty || markets.contains(where: \.isContradicted) { return 70 }
    if !errors.isEmpty { return 2 }
    if !failedReplays.isEmpty || disturbed.contains(where: { !$0.outcome.isExpected }) { return 1 }
    let unexpected = verdicts.filter { !$0.isExpected }
    if unexpected.contains(where: { $0.verdict != .undecided }) { return 1 }
    return unexpected.isEmpty ? 0 : 3
  }

  /// All verdicts, on mechanisms and on game trees.
  var verdicts: [(verdict: Property.Expectation, isExpected: Bool)] {
    results.map { ($0.finding.verdict.expectation, $0.finding.isExpected) }
      + games.map { ($0.verdict, $0.isExpected) }
  }
}

extension Run.Tested {
  /// How the attack contradicts what was decided, if it does.
  var contradiction: Diagnostic? {
    outcome.report.failure.map {
      Diagnostic(
        file: mechanism.location.file, line: 0, column: 0,
        message: "\(finding.property.name): \($0.error); token \($0.token)")
    }
  }
}
