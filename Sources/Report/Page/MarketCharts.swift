import Mechanisms
import Simulation

/// How a market went over time, as pictures.
struct MarketCharts {
  let run: MarketRun
  let figures: MarketFigures

  /// The share of what was done that is never prescribed, and the money in the accounts of deals.
  var all: [Chart] { [cheating, locked].compactMap { $0 } }

  /// How many deals were settled at the end of each window.
  private var deals: [Int] {
    run.outcomes.max { $0.windows.count < $1.windows.count }?.windows.map(\.deals) ?? []
  }

  /// - Returns: nil where nobody ever did what is never prescribed.
  private var cheating: Chart? {
    let parties = (figures.populations + figures.cartels).filter { party in
      party.cheating.contains { ($0 ?? 0) > 0 }
    }
    guard !parties.isEmpty else { return nil }
    let courses = parties.map { party in
      (name: party.name, values: party.cheating.map { $0.map { $0 * 100 } })
    }
    return chart(
      "How much is done that is never prescribed", of: "share of what was asked, in %", courses)
  }

  private var locked: Chart? {
    let windows = run.outcomes.map(\.windows)
    let values = deals.indices.map { number in
      let all = windows.compactMap { $0.indices.contains(number) ? $0[number].locked : nil }
      return all.isEmpty ? nil : all.reduce(0, +) / Double(all.count)
    }
    guard values.contains(where: { ($0 ?? 0) > 0 }) else { return nil }
    return chart(
      "Money locked in deals", of: "money", [(name: "in the accounts of deals", values: values)])
  }

  private func chart(
    _ title: String, of quantity: String, _ courses: [(name: String, values: [Double?])]
  ) -> Chart {
    let deals = deals
    var script = [
      "set xrange [0:\(deals.last ?? 1)]", "set yrange [0:*]",
      "set xlabel 'deals settled'", "set ylabel \(Quoted.text(quantity))",
    ]
    var plots: [String] = []
    for (place, course) in courses.enumerated() {
      script.append("$course\(place) << END")
      script += zip(deals, course.values).map { deals, value in
        value.map { "\(deals) \($0)" } ?? ""
      }
      script.append("END")
      plots.append(
        "$course\(place) with lines linewidth 2.5 linecolor \(Chart.Tone.attack(place).code)")
    }
    script.append("plot \(plots.joined(separator: ", "))")
    let words = courses.compactMap { course -> String? in
      let known = course.values.compactMap { $0 }
      guard let first = known.first, let last = known.last else { return nil }
      return "\(course.name): from \(first.short) to \(last.short)"
    }
    return Chart(
      title: title,
      description: """
        \(quantity.capitalizedFirst), over \((deals.last ?? 0).grouped) deals, left to right. \
        \(words.joined(separator: "; ")).
        """,
      legend: courses.enumerated().map { place, course in
        Chart.Entry(tone: .attack(place), label: "", text: course.name)
      }, script: script.joined(separator: "\n"))
  }
}
