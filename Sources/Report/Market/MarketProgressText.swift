/// How far the runs of a market have come, in one line.
public enum MarketProgressText {
  /// - Parameter total: How many deals there are in all runs.
  /// - Parameter now: How long the whole has taken so far.
  public static func line(
    settled: Int, of total: Int, runs done: Int, of runs: Int, at now: Duration
  ) -> String {
    var parts = ["\(settled.grouped) of \(total.grouped) deals"]
    if runs > 1 { parts.append("\(done) of \(runs) runs") }
    if now >= .seconds(1), settled > 0, settled < total {
      let rest = now * (Double(total - settled) / Double(settled))
      parts.append("about \(ProgressText.time(rest)) left")
    }
    return "  \(ProgressText.bar(settled, of: total))  \(parts.joined(separator: " · "))"
  }
}
