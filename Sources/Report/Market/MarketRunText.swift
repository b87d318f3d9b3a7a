import Exact
import Mechanisms
import Simulation

/// What came out of a market, for people: as much as fits a screen.
public struct MarketRunText {
  let run: MarketRun
  let figures: MarketFigures
  let palette: Palette

  /// More situations than this are not told.
  private static let mostStrategies = 12
  private static let mostViolations = 4

  public init(_ run: MarketRun, palette: Palette = .plain) {
    self.run = run
    figures = MarketFigures(run)
    self.palette = palette
  }

  public var text: String {
    guard !run.outcomes.isEmpty else { return heading }
    let parts = [
      [heading, about] + parameters, table, courses, inAll, choices, strategies, violations,
    ]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  // MARK: - What was simulated

  /// That of the market, or else of its mechanism.
  var name: String { run.market.name.isEmpty ? run.mechanism.name : run.market.name }

  private var heading: String {
    let file = run.mechanism.location.file
    let rules = run.file == file ? "" : ", by the rules of \(run.mechanism.name)"
    return "\(palette.paint(name, .mechanism))  (\(run.file)\(rules))"
  }

  var about: String {
    let outcomes = run.outcomes
    let deals = outcomes.reduce(0) { $0 + $1.deals }
    let unfinished = run.isComplete ? "" : " of \((run.market.deals * outcomes.count).grouped)"
    if outcomes.count == 1 {
      return """
        \(deals.grouped)\(unfinished) deals in \(outcomes[0].ticks.grouped) ticks; \
        seed \(outcomes[0].seed), digest \(outcomes[0].digest)
        """
    }
    let ticks = outcomes.reduce(0) { $0 + $1.ticks } / outcomes.count
    return """
      \(deals.grouped)\(unfinished) deals in \(outcomes.count) runs of \(ticks.grouped) ticks on average; \
      seeds \(outcomes[0].seed) to \(outcomes[outcomes.count - 1].seed)
      """
  }

  private var parameters: [String] {
    let (fixed, varying) = run.market.values(of: run.mechanism)
    let differing = varying.map { name, values in
      values.count > 4
        ? "\(name) from \(values[0]) to \(values[values.count - 1])"
        : "\(name) \(values.map(\.description).joined(separator: " or "))"
    }
    return PointText(fixed, of: run.mechanism).lines
      + (differing.isEmpty ? [] : ["from deal to deal: \(differing.joined(separator: ", "))"])
  }

  // MARK: - Who got what

  private var hasCost: Bool { !run.market.interest.isZero }

  /// What is in the columns of ``rows``.
  var header: [String] {
    ["money per deal", "agents", "mean", "± 95 %", "honestly", "departs"]
      + (hasCost ? ["capital"] : [])
  }

  /// What each population and each cartel got.
  var rows: [[String]] {
    (figures.populations + figures.cartels).map { party in
      [
        party.name, party.agents.map(\.grouped) ?? "",
        party.money.isEmpty ? "" : party.money.mean.plain,
        party.money.margin?.plain ?? "", party.honest.map(\.approximation.plain) ?? "",
        (party.departure ?? party.cheated)?.percent ?? "",
      ] + (hasCost ? [party.capitalCost?.plain ?? ""] : [])
    }
  }

  /// What the columns mean, and what the attacks that cartels follow bring exactly.
  var notes: [String] {
    let costs = hasCost ? "; capital: what it cost that money was locked" : ""
    return [
      """
      honestly: the same, exactly, where all do what is prescribed; departs: how far what is done is from \
      that\(costs)
      """
    ] + predictions
  }

  private var table: [String] {
    let width = hasCost ? 24 : 30
    let shortened = rows.map { [$0[0].shortened(to: width)] + $0.dropFirst() }
    return Table(header: header, rows: shortened).lines + notes
  }

  /// What the attacks that cartels follow bring exactly.
  private var predictions: [String] {
    figures.cartels.compactMap { cartel in
      cartel.attacking.map { attacking in
        let gain = attacking - (cartel.honest ?? 0)
        return """
          the attack on '\(cartel.name)' brings \(attacking) by the rules, \
          \(cartel.honest.map { "honest play \($0): a gain of \(gain)" } ?? "")
          """
      }
    }
  }

  // MARK: - Over time

  private var courses: [String] {
    let parties = (figures.populations + figures.cartels).filter { party in
      party.cheating.contains { ($0 ?? 0) > 0 }
    }
    let top = parties.flatMap(\.cheating).compactMap { $0 }.max() ?? 0
    guard top > 0 else { return [] }
    let names = parties.map { $0.name.shortened(to: 30) }
    let width = names.map(\.count).max() ?? 0
    return ["what is never prescribed, over time; full height is \(top.percent) of what was asked"]
      + zip(names, parties).map { name, party in
        let padding = String(repeating: " ", count: width - name.count)
        let line = Sparkline.text(party.cheating, to: top, width: 25)
        let last = party.cheating.last { $0 != nil } ?? nil
        return "  \(name)\(padding)  \(line)  \(last?.percent ?? "") at the end"
      }
  }

  // MARK: - In all

  /// What came out of all deals together.
  var inAll: [String] {
    var lines = [
      """
      a deal brings all together \(figures.welfare.text), and \(figures.burned.mean.plain) is burned; \
      it settles in \(figures.timeToSettle.text) ticks, at the latest in \(figures.longest.grouped); \
      \(figures.locked.mean.plain) is locked at a time
      """
    ]
    let faults = figures.faults.map { "\($0.fault.rawValue) \($0.count.grouped)" }
    var troubles: [String] = []
    if figures.timeouts > 0 { troubles.append(figures.timeouts.counted("timeout")) }
    if !faults.isEmpty { troubles.append("faults: \(faults.joined(separator: ", "))") }
    if figures.newNames > 0 { troubles.append("\(figures.newNames.counted("new name")) bought") }
    if !troubles.isEmpty { lines.append(troubles.joined(separator: "; ")) }
    for name in run.market.lasting {
      let all = run.outcomes.compactMap { $0.lasting[name] }
      guard let lowest = all.map(\.lowest).min() else { continue }
      let balance = Measured(means: all.map(\.balance.approximation))
      lines.append(
        "\(name) holds \(balance.text) in the end, and never less than \(lowest.approximation.plain)"
      )
    }
    return lines
  }

  /// How often each option was taken.
  var choices: [String] {
    let width = figures.choices.map(\.name.count).max() ?? 0
    return figures.choices.map { choice in
      let padding = String(repeating: " ", count: width - choice.name.count)
      let shares = choice.options.map { "\($0.name) \($0.share.percent)" }
      return "\(choice.name)\(padding) : \(shares.joined(separator: ", "))"
    }
  }

  /// What those do who learn, where they know the same; the first line says so.
  var strategies: [String] {
    guard !figures.strategies.isEmpty else { return [] }
    let told = Set(
      figures.strategies.indices.sorted {
        figures.strategies[$0].times > figures.strategies[$1].times
      }.prefix(Self.mostStrategies))
    let lines = figures.strategies.indices.filter(told.contains).map {
      StrategyText(strategy: figures.strategies[$0], run: run).line
    }
    let rest = figures.strategies.count - told.count
    let when = run.isComplete ? "in the last tenth of the deals" : "so far"
    return ["what those do who learn, \(when):"] + lines
      + (rest == 0 ? [] : ["and in \(rest.counted("rarer situation"))"])
  }

  // MARK: - What must not happen

  /// What must not happen, and did; the first line says how often.
  var violations: [String] {
    let count = run.violationCount
    guard count > 0 else { return [] }
    var kinds: [(name: String, first: Violation, seed: UInt64)] = []
    for outcome in run.outcomes {
      for violation in outcome.violations
      where !kinds.contains(where: { $0.name == violation.kind.name }) {
        kinds.append((violation.kind.name, violation, outcome.seed))
      }
    }
    let against =
      run.breaksClaims
      ? ", against what is claimed" : "; nothing is claimed that rules this out"
    let headline = palette.paint("\(count.counted("violation"))\(against)", .remark)
    return [headline]
      + kinds.prefix(Self.mostViolations).map { kind in
        let violation = kind.first
        let place = violation.deal.map { "deal \($0), " } ?? ""
        let seed = run.outcomes.count > 1 ? ", seed \(kind.seed)" : ""
        let story =
          violation.story.isEmpty ? "" : " after \(violation.story.joined(separator: ", "))"
        return
          "- \(kind.name): \(violation.kind) (first in \(place)tick \(violation.tick)\(seed))\(story)"
      }
  }
}
