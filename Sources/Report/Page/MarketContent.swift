import Mechanisms

/// What a page says about one market.
struct MarketContent {
  let marketAnchor: String
  let marketName: String
  let marketAbout: String
  let marketFile: String
  let rules: String
  /// What was simulated, and what came out in all.
  let facts: [String]
  let columns: [String]
  let parties: [Party]
  let legend: [String]
  /// What those do who learn.
  let habits: [String]
  let violations: [String]
  var charts: [ChartContent]

  struct Party {
    let who: String
    let amounts: [String]
  }

  init(_ run: MarketRun, at anchor: String) {
    let text = MarketRunText(run)
    marketAnchor = anchor
    marketName = text.name
    marketAbout = run.market.about
    marketFile = run.file
    rules = run.mechanism.name
    facts = [text.about] + text.inAll + text.choices
    columns = text.header
    parties = text.rows.map { Party(who: $0[0], amounts: Array($0.dropFirst())) }
    legend = text.notes
    habits = text.strategies.map { $0.hasPrefix("- ") ? String($0.dropFirst(2)) : $0 }
    violations = text.violations.map { $0.hasPrefix("- ") ? String($0.dropFirst(2)) : $0 }
    charts = MarketCharts(run: run, figures: text.figures).all.enumerated().map { place, chart in
      ChartContent(chart, named: "\(anchor).\(place + 1)")
    }
  }
}
