public import Collusion
import CrossCheck
import Exact
public import Games
public import Mechanisms
import PropertyTesting
import Twin

/// A run as text for a terminal.
public struct RunText: Sendable {
  /// How much is told.
  public enum Detail: Sendable {
    /// Only what is not as expected.
    case quiet
    case normal
    /// Also what each verdict took, and whether it was known from before.
    case verbose
  }

  let detail: Detail
  let palette: Palette

  public init(_ detail: Detail = .normal, palette: Palette = .plain) {
    self.detail = detail
    self.palette = palette
  }

  /// A mechanism with the verdicts on its properties, and the story of each attack; empty if there is nothing
  /// to tell.
  public func section(_ mechanism: Mechanism, _ findings: [Finding]) -> String {
    let told = detail == .quiet ? findings.filter { !$0.isExpected } : findings
    if told.isEmpty && detail == .quiet { return "" }
    return ([header(mechanism)] + told.flatMap { lines($0, on: mechanism) })
      .joined(separator: "\n")
  }

  func header(_ mechanism: Mechanism) -> String {
    "\(palette.paint(mechanism.name, .mechanism))  (\(mechanism.location.file))"
  }

  /// A game tree with the verdicts on the claims about it, and what shows each; empty if there is nothing to tell.
  public func section(_ game: Game, _ results: [GameResult]) -> String {
    let told = detail == .quiet ? results.filter { !$0.isExpected } : results
    if told.isEmpty && detail == .quiet { return "" }
    let players = game.players.count == 1 ? "1 player" : "\(game.players.count) players"
    let nodes = game.tree.historyCount == 1 ? "1 node" : "\(game.tree.historyCount) nodes"
    let size = "\(players), \(nodes)"
    let header = "\(palette.paint(game.name, .mechanism))  (\(game.file); \(size))"
    let lines = told.flatMap { result in
      [title(result)] + GameText(result).lines.map { "             \($0)" }
    }
    return ([header] + lines).joined(separator: "\n")
  }

  private func title(_ result: GameResult) -> String {
    title(result.verdict, result.name, expected: result.expected, isExpected: result.isExpected)
      + cost(result.duration, result.solving, isRemembered: false)
  }

  /// A verdict with what it is about.
  private func title(_ finding: Finding) -> String {
    title(
      finding.verdict.expectation, finding.property.name, expected: finding.property.expected,
      isExpected: finding.isExpected)
      + cost(finding.duration, finding.solving, isRemembered: finding.isRemembered)
  }

  private func title(
    _ verdict: Property.Expectation, _ name: String, expected: Property.Expectation?,
    isExpected: Bool
  ) -> String {
    let padding = String(repeating: " ", count: max(0, 10 - verdict.rawValue.count))
    let word = palette.paint(verdict.rawValue, .verdict(verdict, isExpected: isExpected))
    let remark =
      expected.flatMap { expected in
        isExpected ? nil : palette.paint("  <- expected: \(expected.rawValue)", .remark)
      } ?? ""
    return "  \(word)\(padding) \(name)\(remark)"
  }

  /// What it took, where that is told.
  private func cost(_ duration: Duration, _ solving: Duration, isRemembered: Bool) -> String {
    guard detail == .verbose else { return "" }
    let solver = solving == .zero ? "" : ", \(solving.seconds) s of it in the solver"
    let memory = isRemembered ? ", known from before" : ""
    return "  (\(duration.seconds) s\(solver)\(memory))"
  }

  /// A finding, with the story of its attack.
  public func lines(_ finding: Finding, on mechanism: Mechanism) -> [String] {
    [title(finding)] + details(finding, on: mechanism).map { "             \($0)" }
  }

  /// What there is to tell of a finding beside its verdict: the story of its attack, or why it is not decided, and where
  /// the property holds.
  func details(_ finding: Finding, on mechanism: Mechanism) -> [String] {
    switch finding.verdict {
    case .proved, .impossible: condition(finding)
    case .undecided(let reason), .vacuous(let reason): [reason]
    case .broken(let counterexample):
      CounterexampleText(counterexample, on: mechanism, property: finding.property).lines
        + condition(finding)
    }
  }

  /// A mechanism with why each verdict is what it is.
  public func section(_ mechanism: Mechanism, explaining findings: [Finding]) -> String {
    let explained = findings.flatMap { finding in
      [title(finding)] + ExplanationText(finding, on: mechanism).lines.map { "    \($0)" }
    }
    return ([header(mechanism)] + explained).joined(separator: "\n")
  }

  /// Attacks of more conjuncts than this are not told.
  private static let mostConjuncts = 12

  /// Mechanisms' conditions: each part with the attack that needs it, solved for a parameter if one is
  /// named.
  public func section(
    _ mechanism: Mechanism, conditionsOf findings: [Finding], solvedFor parameter: String?,
    minimising cost: String?
  ) -> String {
    var lines = [header(mechanism)]
    for finding in findings {
      guard let condition = finding.condition else {
        lines += self.lines(finding, on: mechanism)
        continue
      }
      lines.append("  \(finding.property.name)")
      let text = ConditionText(condition)
      lines += text.lines.map { "    \($0)" }
      for part in condition.parts.prefix(Self.mostConjuncts) {
        lines.append("    \(text.failing(part))")
        if let parameter, !part[0].solutions.isEmpty {
          lines.append("      that is, \(text.solved(part, for: parameter))")
        }
        for conjunct in part {
          let story = try? Story(of: conjunct.attack, on: mechanism, property: finding.property)
          lines += (story?.brief ?? []).map { "      \($0)" }
        }
      }
      if let point = condition.safePoint, !condition.conjuncts.isEmpty {
        let values = mechanism.parameters.compactMap { parameter in
          point[parameter.name].map { "\(parameter.name) = \($0)" }
        }
        lines.append("    safe, for example, where \(values.joined(separator: ", "))")
      }
      lines += extremes(finding, on: mechanism, minimising: cost).map { "    \($0)" }
    }
    return lines.joined(separator: "\n")
  }

  private func extremes(
    _ finding: Finding, on mechanism: Mechanism, minimising cost: String?
  ) -> [String] {
    let text = ExtremumText(mechanism: mechanism, property: finding.property)
    var lines: [String] = []
    switch finding.gainBound {
    case .success(let bound):
      let told = finding.condition?.conjuncts.prefix(Self.mostConjuncts).map(\.attack) ?? []
      lines += text.lines(bound, told: told)
    case .failure(let none): lines.append(text.line(none, of: text.largest))
    case nil: break
    }
    let cost = cost ?? ""
    switch finding.cheapest {
    case .success(let cheapest): lines += text.lines(cheapest, cost: cost)
    case .failure(let none): lines.append(text.line(none, of: "the least \(cost)"))
    case nil: break
    }
    return lines
  }

  private func condition(_ finding: Finding) -> [String] {
    finding.condition.map { ConditionText($0).lines } ?? []
  }

  /// What came of attacking the properties of a mechanism.
  public func section(_ mechanism: Mechanism, _ tested: [Run.Tested]) -> String {
    var lines = [header(mechanism)]
    var coverage = Coverage()
    for tested in tested {
      let verdict = tested.finding.verdict.expectation.rawValue
      let padding = String(repeating: " ", count: max(0, 10 - verdict.count))
      lines.append("  \(verdict)\(padding) \(tested.finding.property.name)")
      lines.append("             \(account(of: tested.outcome))")
      coverage.formUnion(tested.outcome.coverage)
    }
    let uncovered = mechanism.uncovered(by: coverage)
    if !uncovered.isEmpty, !tested.isEmpty {
      lines.append("  never taken: \(uncovered.joined(separator: "; "))")
    }
    return lines.joined(separator: "\n")
  }

  private func account(of outcome: PropertyExamination.Outcome) -> String {
    let report = outcome.report
    var text = "\(report.passed) cases, \(outcome.plans) plans"
    if let best = outcome.best { text += "; largest gain \(best.gain)" }
    if let smallest = outcome.smallest?.coalition {
      let members = smallest.members.sorted { $0.key < $1.key }
        .map { "\($0.value) \($0.key)" }
      text += "; smallest coalition that gained: \(members.joined(separator: " and "))"
    }
    if report.passed == 0 { text += " (nothing could be played: too many agents or paths)" }
    return text
  }

  /// What came out, in one line; and in another what evidence was written.
  public func summary(_ run: Run, total: Int, in duration: Duration) -> String {
    let evidence = run.evidence.map {
      "\n\($0.proofs) proofs rest on \($0.questions) questions in \($0.directory); "
        + "manifest \($0.sha256)"
    }
    return overview(run, total: total, in: duration) + (evidence ?? "")
  }

  private func replays(_ replays: [Run.Replayed]) -> [String] {
    let fixed = replays.filter { $0.outcome == .fixed }.count
    let others = replays.count - fixed
    let same = replays.filter { $0.outcome == .same }.count
    var parts: [String] = []
    if others > 0 {
      parts.append("\(same) of \(others) recorded attacks replayed with the same gain")
    }
    if fixed > 0 {
      parts.append(
        fixed == 1 ? "one fixed attack stays fixed" : "\(fixed) fixed attacks stay fixed")
    }
    return parts
  }

  private func changes(_ changes: [RecordChange]) -> String {
    let counts = RecordChange.Kind.allCases.compactMap { kind in
      let count = changes.filter { $0.change == kind }.count
      return count > 0 ? "\(count) \(kind.rawValue)" : nil
    }
    return "recorded attacks: \(counts.joined(separator: ", "))"
  }

  private func overview(_ run: Run, total: Int, in duration: Duration) -> String {
    var counts: [String] = []
    for verdict in Property.Expectation.allCases {
      let count = run.verdicts.filter { $0.verdict == verdict }.count
      if count > 0 { counts.append("\(count) \(verdict.rawValue)") }
    }
    let unexpected = run.verdicts.filter { !$0.isExpected }.count
    var parts: [String] = []
    if total > 0 {
      let answers = run.verdicts.filter { $0.verdict != .undecided }
      let decided = "\(answers.count) of \(total) properties decided"
      parts.append(counts.isEmpty ? decided : "\(decided): \(counts.joined(separator: ", "))")
    }
    let remembered = run.results.filter(\.finding.isRemembered).count
    if remembered > 0 { parts.append("\(remembered) known from before") }
    if unexpected > 0 { parts.append("\(unexpected) not as expected") }
    parts += replays(run.replays)
    if !run.traces.isEmpty {
      let same = run.traces.filter(\.isSame).count
      parts.append("\(same) of \(run.traces.count) traces happen in the twin as they say")
    }
    if !run.changes.isEmpty { parts.append(changes(run.changes)) }
    if !run.tested.isEmpty {
      let cases = run.tested.reduce(0) { $0 + $1.outcome.report.passed }
      let plans = run.tested.reduce(0) { $0 + $1.outcome.plans }
      parts.append(
        "\(run.tested.count) properties attacked in \(cases) cases with \(plans) plans")
      let count = run.contradictions.count
      parts.append(count == 0 ? "no contradiction" : "\(count) contradictions")
    }
    if !run.disturbed.isEmpty { parts.append(overview(run.disturbed)) }
    if !run.markets.isEmpty { parts.append(overview(run.markets)) }
    if !run.errors.isEmpty { parts.append("\(run.errors.count) errors") }
    return parts.joined(separator: "; ") + " (\(duration.seconds) s)"
  }
}
