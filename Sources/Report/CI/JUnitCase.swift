import Collusion
import Foundation
import Mechanisms

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A property, a recorded attack or a file as a test case in JUnit XML.
struct JUnitCase: Sendable {
  enum Outcome: Sendable {
    case passed
    /// It is not as expected: what kind of thing it is instead, in a line, and in full.
    case failed(kind: String, line: String, text: String)
    case skipped(reason: String)
    /// Something is wrong that it cannot be judged for.
    case wrong([Diagnostic])
  }

  var name: String
  var duration = Duration.zero
  var outcome: Outcome

  init(_ result: Run.Result) {
    let finding = result.finding
    name = finding.property.name
    duration = finding.duration
    switch finding.verdict {
    case _ where finding.isExpected: outcome = .passed
    case .undecided(let reason): outcome = .skipped(reason: "undecided: \(reason)")
    default:
      let details = RunText().details(finding, on: result.mechanism)
      outcome = .failed(
        kind: finding.verdict.expectation.rawValue,
        line: ([finding.outcome] + details.prefix(1)).joined(separator: ": "),
        text: (["\(finding.property.location)"] + details).joined(separator: "\n"))
    }
  }

  init(_ result: GameResult) {
    name = result.name
    duration = result.duration
    let text = GameText(result)
    if result.isExpected {
      outcome = .passed
    } else if result.verdict == .undecided {
      outcome = .skipped(reason: "undecided: \(text.headline ?? "")")
    } else {
      outcome = .failed(
        kind: result.verdict.rawValue,
        line: ([result.outcome] + text.lines.prefix(1)).joined(separator: ": "),
        text: (["\(result.location)"] + text.lines).joined(separator: "\n"))
    }
  }

  init(_ tested: Run.Tested) {
    name = tested.finding.property.name
    outcome = tested.contradiction.map { .wrong([$0]) } ?? .passed
  }

  private init(_ name: String, _ outcome: Outcome) {
    self.name = name
    self.outcome = outcome
  }

  /// One for each recorded attack, and for each trace.
  static func replays(of run: Run) -> [JUnitCase] {
    let failed = Dictionary(
      run.failedReplays.map { ($0.file, $0.message) }, uniquingKeysWith: { "\($0); \($1)" })
    return (run.replays.map(\.path) + run.traces.map(\.path)).map { path in
      JUnitCase(
        path,
        failed[path].map { .failed(kind: "recorded attack", line: $0, text: "\(path): \($0)") }
          ?? .passed)
    }
  }

  /// One for each file in which something is wrong.
  static func files(_ diagnostics: [Diagnostic]) -> [JUnitCase] {
    Dictionary(grouping: diagnostics, by: \.file).sorted { $0.key < $1.key }
      .map { JUnitCase($0.key.isEmpty ? "cartel" : $0.key, .wrong($0.value)) }
  }

  var isFailed: Bool { if case .failed = outcome { true } else { false } }
  var isSkipped: Bool { if case .skipped = outcome { true } else { false } }
  var isWrong: Bool { if case .wrong = outcome { true } else { false } }

  func element(of suite: String) -> XMLElement {
    XMLElement(
      "testcase", ["name": name, "classname": suite, "time": "\(duration.seconds)"], parts)
  }

  private var parts: [XMLElement] {
    switch outcome {
    case .passed: []
    case .failed(let kind, let line, let text):
      [XMLElement("failure", ["type": kind, "message": line], text: text)]
    case .skipped(let reason): [XMLElement("skipped", ["message": reason])]
    case .wrong(let diagnostics):
      diagnostics.map {
        XMLElement("error", ["type": "error", "message": $0.message], text: "\($0)")
      }
    }
  }
}

extension [JUnitCase] {
  /// What they took together.
  var seconds: Double { reduce(.zero) { $0 + $1.duration }.seconds }
}
