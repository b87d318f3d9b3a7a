import Foundation
import Report
import Simulation
import Synchronization

/// The runs of one market: how far they have come, and what came of them, also when they are interrupted.
final class MarketSession: Sendable {
  private struct State {
    /// How many deals each run has settled, and what came of it.
    var settled: [Int]
    var outcomes: [MarketOutcome?]
    var isInterrupted = false
    var hasEnded = false
    var shown = ContinuousClock.now
  }

  private let state: Mutex<State>
  private let deals: Int
  private let isLive: Bool
  private let conclude: @Sendable ([MarketOutcome], _ isInterrupted: Bool) throws -> Int32
  private let start = ContinuousClock.now

  /// What is under way may take this long to come to an end.
  private static let patience = DispatchTimeInterval.milliseconds(500)
  private static let pause = Duration.milliseconds(100)

  /// - Parameter conclude: Tells what came of the runs that came to something, and with which status to end.
  init(
    runs: Int, of deals: Int, isLive: Bool,
    conclude: @escaping @Sendable ([MarketOutcome], _ isInterrupted: Bool) throws -> Int32
  ) {
    state = Mutex(
      State(
        settled: Array(repeating: 0, count: runs), outcomes: Array(repeating: nil, count: runs)))
    self.deals = deals
    self.isLive = isLive && Screen.shared.isLive
    self.conclude = conclude
  }

  var isInterrupted: Bool { state.withLock(\.isInterrupted) }

  /// Notes how far a run has come.
  ///
  /// - Throws: what stops it, after an interrupt.
  func progress(_ run: Int, _ settled: Int) throws {
    let line = try state.withLock { state in
      if state.isInterrupted { throw Simulation.Stop() }
      state.settled[run] = settled
      return self.line(&state)
    }
    if let line { Output.progress(line) }
  }

  func finish(_ run: Int, with outcome: MarketOutcome) {
    state.withLock { state in
      state.settled[run] = outcome.deals
      state.outcomes[run] = outcome
    }
  }

  /// What to show now; nil if that is not now.
  private func line(_ state: inout State) -> String? {
    let now = ContinuousClock.now
    guard isLive, !state.hasEnded, now - state.shown >= Self.pause else { return nil }
    state.shown = now
    let runs = state.outcomes.count
    return MarketProgressText.line(
      settled: state.settled.reduce(0, +), of: deals * runs,
      runs: state.outcomes.count { $0 != nil }, of: runs, at: now - start)
  }

  /// From here on, an interrupt tells what came out so far and ends the process with status 130.
  func endOnInterrupt() {
    onInterrupt { [self] in
      state.withLock { $0.isInterrupted = true }
      // What is under way ends by itself; if it does not, the others count.
      DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience) { self.end() }
    }
  }

  /// Tells what came out, and ends the process.
  func end() -> Never {
    let (outcomes, isInterrupted, isFirst) = state.withLock { state in
      defer { state.hasEnded = true }
      return (state.outcomes.compactMap { $0 }, state.isInterrupted, !state.hasEnded)
    }
    // Whoever was first ends the process.
    while !isFirst { sleep(1) }
    Output.progress("")
    do {
      let status = try conclude(outcomes, isInterrupted)
      if isInterrupted { Output.complain("interrupted") }
      Output.end(isInterrupted ? 130 : status)
    } catch {
      Output.complain("\(error)")
      Output.end(2)
    }
  }
}
