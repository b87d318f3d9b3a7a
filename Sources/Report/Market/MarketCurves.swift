import Mechanisms
import Simulation

/// How a market went over time, as a table for other programs: a row for each window of each run.
public struct MarketCurves {
  let run: MarketRun

  public init(_ run: MarketRun) { self.run = run }

  /// As CSV, with a header.
  public var csv: String {
    guard let first = run.outcomes.first else { return "" }
    let windows = run.outcomes.flatMap(\.windows)
    let noted = windows.first?.cheating.count ?? 0
    let parties =
      first.populations.map { "\($0.role), \($0.conduct)" } + first.cartels.map(\.name)
    let header =
      ["seed", "deals", "tick", "locked"] + parties.prefix(noted).map { "departs: \($0)" }
      + run.market.lasting.map { "account: \($0)" }
    let rows = run.outcomes.flatMap { outcome in
      outcome.windows.map { Self.row($0, seed: outcome.seed) }
    }
    return ([header] + rows).map { CSV.row($0) + "\n" }.joined()
  }

  private static func row(_ window: Window, seed: UInt64) -> [String] {
    let first = ["\(seed)", "\(window.deals)", "\(window.tick)", "\(window.locked)"]
    let departed = window.cheating.map { share in share.map { "\($0)" } ?? "" }
    return first + departed + window.lasting.map { "\($0)" }
  }
}
