import Collusion
import CrossCheck
import Foundation
import Games
import Mechanisms
import PropertyTesting
import Report
import SMT
import Store
import Synchronization

/// One run of the command line: what was found so far, and saying so, also when it is interrupted.
final class Session: Sendable {
  private struct State {
    var run = Run()
    var total = 0
    /// The mechanism at work, with the findings on its properties so far.
    var current: (mechanism: Mechanism, findings: [Int: Finding])?
    /// Which of those at work each of its properties is.
    var places: [Int: Int] = [:]
    var progress = ProgressText()
    var hasEnded = false
  }

  private let state = Mutex(State())
  private let format: Options.Format
  private let detail: RunText.Detail
  /// Whether of what was found about each mechanism only that is told which is not as expected.
  private let isBrief: Bool
  private let start = ContinuousClock.now

  init(format: Options.Format, _ detail: RunText.Detail = .normal, isBrief: Bool = false) {
    self.format = format
    self.detail = detail
    self.isBrief = isBrief
  }

  private var text: RunText { RunText(detail, palette: .terminal) }

  /// Whether what is going on is shown.
  private var isLive: Bool { format == .text && detail != .quiet && Screen.shared.isLive }

  /// The solver that is asked, with its version.
  static var solver: String { "Z3 \(Context.solverVersion)" }

  @discardableResult
  func note<Answer: Sendable>(_ change: (inout Run) throws -> Answer) rethrows -> Answer {
    try state.withLock { try change(&$0.run) }
  }

  /// What is known of a mechanism; nil if something is wrong with it, which is noted then.
  ///
  /// - Throws: `SMTError`.
  func examination(of mechanism: Mechanism, by decider: Decider) async throws -> Examination? {
    let examination = try await decider.problems(of: mechanism)
    note { $0.errors += examination.found.map(Diagnostic.init) }
    return examination.found.isEmpty ? examination : nil
  }

  /// Does something with a mechanism. A disagreement about it, and a fault of it, are noted, and it is done with.
  ///
  /// - Throws: whatever else the work throws.
  func noting(about mechanism: Mechanism, _ work: () async throws -> Void) async throws {
    do {
      try await work()
    } catch let disagreement as Disagreement {
      note { $0.disagreements.append(Diagnostic(disagreement, in: mechanism)) }
    } catch let fault as Fault {
      note { $0.errors.append(Diagnostic(fault)) }
    }
  }

  func expect(_ properties: Int) {
    state.withLock {
      $0.total += properties
      $0.progress.total += properties
    }
  }

  func progress(_ text: String) {
    if isLive { Output.progress(text) }
  }

  func begin(_ mechanism: Mechanism) {
    state.withLock { state in
      state.current = (mechanism: mechanism, findings: [:])
      for place in state.places.values { state.progress.end(place) }
      state.places = [:]
    }
  }

  /// Work on a property of the mechanism at work begins.
  func begin(_ index: Int) {
    let now = ContinuousClock.now - start
    state.withLock { state in
      guard let mechanism = state.current?.mechanism else { return }
      state.places[index] = state.progress.begin(
        "\(mechanism.name) · \(mechanism.properties[index].name)", at: now)
    }
  }

  func add(_ finding: Finding, at index: Int) {
    state.withLock { state in
      // It may be told of again, once more was found.
      let isNew = state.current?.findings[index] == nil
      state.current?.findings[index] = finding
      if let place = state.places.removeValue(forKey: index) { state.progress.end(place) }
      guard isNew else { return }
      state.progress.count(finding.verdict.expectation)
      if finding.isRemembered { state.progress.remembered += 1 }
      if !finding.isExpected { state.progress.unexpected += 1 }
    }
  }

  /// Shows several times a second what is at work, as long as there is something to decide.
  func showWork() {
    guard isLive else { return }
    Task.detached { [self] in
      while !state.withLock(\.hasEnded) {
        let now = ContinuousClock.now - start
        // Nothing is shown any more once the work is no longer current.
        state.withLock { state in
          guard state.current != nil else { return }
          Screen.shared.show(state.progress.lines(at: now, width: Screen.shared.width - 1))
        }
        try? await Task.sleep(for: .milliseconds(100))
      }
    }
  }

  /// Decides what is asked of a game tree, and tells it.
  ///
  /// - Throws: `SMTError`.
  func decide(_ subject: GameSubject, within timeout: Duration) throws {
    var results: [GameResult] = []
    progress("\(subject.game.name)")
    do {
      try subject.findings(within: timeout) { results.append($0) }
    } catch let mistakes as Diagnostics {
      note { $0.errors += mistakes.list }
    } catch is ProfileDisagreement {
      disagree(
        "a deviation that the solver found gains nothing when it is played; please report it",
        about: subject.game)
    } catch is GameDisagreement {
      disagree(
        "what was found to break a property does not when the tree is walked; please report it",
        about: subject.game)
    }
    note { [results] in $0.games += results }
    progress("")
    let section = text.section(subject.game, results)
    if format == .text, !section.isEmpty { Output.say(section + "\n") }
  }

  private func disagree(_ message: String, about game: Game) {
    note {
      $0.disagreements.append(Diagnostic(file: game.file, line: 0, column: 0, message: message))
    }
  }

  /// Notes what came of attacking a property.
  func add(_ tested: Run.Tested) { note { $0.tested.append(tested) } }

  /// Notes and tells what came of holding markets against what is known of a mechanism.
  func add(_ examination: MarketExamination) {
    note { $0.markets.append(examination) }
    progress("")
    let section = text.section(examination)
    if format == .text, !section.isEmpty { Output.say(section + "\n") }
  }

  /// Notes and tells what came of letting things go wrong in markets of a mechanism.
  func add(_ disturbed: Run.Disturbed) {
    note { $0.disturbed.append(disturbed) }
    progress("")
    let section = text.section(disturbed)
    if format == .text, !section.isEmpty { Output.say(section + "\n") }
  }

  /// Notes and tells what came of checking random mechanisms or games.
  func add(_ report: Report, to place: any WritableKeyPath<Run, Report?> & Sendable) {
    note { $0[keyPath: place] = report }
    progress("")
    if format == .text { Output.say(report.lines.joined(separator: "\n")) }
  }

  /// Tells what came of attacking the properties of a mechanism.
  func finish(testing mechanism: Mechanism) {
    let tested = state.withLock { $0.run.tested.filter { $0.mechanism == mechanism } }
    progress("")
    if format == .text { Output.say(text.section(mechanism, tested) + "\n") }
  }

  /// Notes and tells the conditions on the parameters of a mechanism.
  func finish(
    conditionsOf mechanism: Mechanism, _ findings: [Finding], solvedFor parameter: String?,
    minimising cost: String?
  ) {
    note { $0.results += findings.map { Run.Result(mechanism, $0) } }
    progress("")
    if format == .text {
      Output.say(
        text.section(
          mechanism, conditionsOf: findings, solvedFor: parameter, minimising: cost) + "\n")
    }
  }

  /// Notes and tells why verdicts on a mechanism are what they are.
  func finish(explaining mechanism: Mechanism, _ findings: [Finding]) {
    note { $0.results += findings.map { Run.Result(mechanism, $0) } }
    progress("")
    if format == .text { Output.say(text.section(mechanism, explaining: findings)) }
  }

  /// Tells what was found about the mechanism at work.
  func finish() {
    guard let section = state.withLock({ close(&$0) }) else { return }
    progress("")
    if format == .text, !section.isEmpty { Output.say(section + "\n") }
  }

  /// Notes what was done to the file of a recorded attack, and tells it.
  func add(_ change: RecordChange) {
    note { $0.changes.append(change) }
    guard format == .text, let line = change.line else { return }
    progress("")
    Output.say(line)
  }

  /// Moves the findings at work to the run, and words them.
  private func close(_ state: inout State) -> String? {
    guard let current = state.current else { return nil }
    let findings = current.findings.sorted { $0.key < $1.key }.map(\.value)
    state.run.results += findings.map { Run.Result(current.mechanism, $0) }
    state.current = nil
    let text = isBrief ? RunText(.quiet, palette: .terminal) : text
    return text.section(current.mechanism, findings)
  }

  /// Tells what came out, and ends the process.
  func end() -> Never {
    finish()
    conclude(status: nil)
  }

  private func conclude(status: Int32?) -> Never {
    let (run, total, isFirst) = state.withLock { state in
      defer { state.hasEnded = true }
      return (state.run, state.total, !state.hasEnded)
    }
    // Whoever was first ends the process.
    while !isFirst { sleep(1) }
    let status = status ?? run.status
    let summary = RunText().summary(run, total: total, in: ContinuousClock.now - start)
    progress("")
    switch format {
    case .json:
      let document = RunDocument(run, version: Cartel.version, solver: Self.solver)
      Output.say((try? document.json()) ?? "{}")
    case .junit: Output.say(JUnitDocument(run).xml())
    case .sarif:
      let document = SARIFDocument(run, version: Cartel.version, status: status)
      Output.say((try? document.json()) ?? "{}")
    case .github: Output.say(GitHubAnnotations(run, summary: summary).text)
    case .text:
      for error in run.errors + run.failedReplays + run.contradictions {
        Output.complain("\(error)")
      }
      if total > 0 || !run.replays.isEmpty || !run.traces.isEmpty || !run.tested.isEmpty
        || !run.disturbed.isEmpty || !run.markets.isEmpty || !run.changes.isEmpty
      {
        Output.say(summary)
      }
    }
    Output.end(status)
  }

  // MARK: - Interruption

  /// From here on, an interrupt tells what was decided so far and ends the process with status 130,
  /// whatever is at work.
  func endOnInterrupt() {
    onInterrupt { [self] in
      guard !state.withLock({ $0.hasEnded }) else { return }
      finish()
      if format == .text { Output.complain("interrupted") }
      conclude(status: 130)
    }
  }
}

extension Diagnostic {
  init(_ disagreement: Disagreement, in mechanism: Mechanism) {
    self.init(
      file: mechanism.location.file, line: 0, column: 0, message: "\(disagreement)")
  }

  /// A fault of a mechanism, as a message about its file.
  init(_ fault: Fault) {
    self.init(
      file: fault.location.file, line: fault.location.line, column: fault.location.column,
      message: "\(fault.kind)")
  }

  init(_ problem: Unsoundness) {
    self.init(problem.fault)
    if !problem.example.isEmpty {
      let values = problem.example.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
      message += ", for example where \(values.joined(separator: ", "))"
    }
  }
}
