public import CrossCheck
public import Mechanisms
import PropertyTesting
import Simulation

extension Run {
  /// A mechanism in whose markets things went wrong.
  public struct Disturbed: Sendable {
    public var mechanism: Mechanism
    public var outcome: FaultExamination.Outcome

    public init(_ mechanism: Mechanism, _ outcome: FaultExamination.Outcome) {
      self.mechanism = mechanism
      self.outcome = outcome
    }
  }
}

extension RunText {
  /// What came of letting things go wrong in markets of a mechanism.
  public func section(_ disturbed: Run.Disturbed) -> String {
    let outcome = disturbed.outcome
    if detail == .quiet, outcome.isExpected { return "" }
    var lines = [header(disturbed.mechanism)]
    if let failure = outcome.kept.failure {
      lines.append("  broken     what is claimed to hold whatever goes wrong")
      lines += story(of: failure.error)
    } else if outcome.kept.passed == 0 {
      lines.append("  undecided  no market could be held")
    } else {
      lines.append("  kept       in \(outcome.kept.passed) markets")
    }
    for (property, report) in outcome.broken {
      if let failure = report.failure {
        lines.append("  broken     \(property.name)")
        lines += story(of: failure.error)
      } else {
        lines.append("  kept       \(property.name)")
        lines.append(
          "             expects broken, and nothing that went wrong in \(report.passed) markets broke it"
        )
      }
    }
    return lines.joined(separator: "\n")
  }

  private func story(of error: any Error) -> [String] {
    "\(error)".split(separator: "\n").map { "             \($0)" }
  }

  /// What came of letting things go wrong, in a few words.
  func overview(_ disturbed: [Run.Disturbed]) -> String {
    let markets = disturbed.reduce(0) { sum, part in
      sum + part.outcome.kept.passed + part.outcome.broken.reduce(0) { $0 + $1.report.passed }
    }
    let unexpected = disturbed.count { !$0.outcome.isExpected }
    let mechanisms = "\(disturbed.count) mechanisms in \(markets) markets in which things go wrong"
    return unexpected == 0
      ? "\(mechanisms), all as expected" : "\(mechanisms), \(unexpected) not as expected"
  }
}

/// What came of letting things go wrong in markets of a mechanism, as JSON.
struct DisturbedDocument: Encodable {
  /// The simplest market in which something happened.
  struct Breach: Encodable {
    var violation: String
    var deals: Int?
    /// Each fault with its probability.
    var faults: [String: String]?
    var parameters: [String: String]?
    var seed: UInt64?
    var story: [String]?

    init(_ error: any Error) {
      guard let broken = error as? BrokenInvariant else {
        violation = "\(error)"
        return
      }
      violation = "\(broken.violation.kind)"
      deals = broken.market.deals
      faults = Dictionary(
        broken.market.faults.map { ($0.key.rawValue, "\($0.value)") },
        uniquingKeysWith: { first, _ in first })
      parameters = broken.market.parameters.mapValues { "\($0)" }
      seed = broken.market.seed
      story = broken.violation.story
    }
  }

  /// A property that expects to be broken.
  struct Broken: Encodable {
    var property: String
    var markets: Int
    var breach: Nullable<Breach>
  }

  var mechanism: String
  var markets: Int
  /// What happened that is claimed not to.
  var breach: Nullable<Breach>
  var broken: [Broken]
  var isExpected: Bool

  init(_ disturbed: Run.Disturbed) {
    let outcome = disturbed.outcome
    mechanism = disturbed.mechanism.name
    markets = outcome.kept.passed
    breach = Nullable(outcome.kept.failure.map { Breach($0.error) })
    broken = outcome.broken.map { property, report in
      Broken(
        property: property.name, markets: report.passed,
        breach: Nullable(report.failure.map { Breach($0.error) }))
    }
    isExpected = outcome.isExpected
  }
}
