public import CrossCheck
import Mechanisms
import Simulation

extension RunText {
  /// What came of holding markets against what is known of a mechanism.
  public func section(_ examination: MarketExamination) -> String {
    if detail == .quiet, !examination.isContradicted { return "" }
    var lines = [header(examination.mechanism)]
    for part in examination.disagreements {
      lines.append(
        "  disagrees  \(part.attack ?? "honest deals"): \(part.line.whose) should have "
          + "\(part.line.exact) a deal, and had \(MarketText.text(of: part.line.measured))")
    }
    let sums = examination.comparisons.count
    if sums > 0 {
      lines.append("  agrees     \(sums) sums of money with what the twin says exactly")
    }
    lines += examination.omitted.map { "  omitted    \($0)" }
    for (name, trial) in examination.chapter.trials.sorted(by: { $0.key < $1.key }) {
      lines.append("  \(trial.contradicts ? "contradicts" : "in a market") \(name)")
      lines.append("             " + MarketText.text(of: trial))
    }
    if let everybody = examination.chapter.everybody, !everybody.departures.isEmpty {
      lines.append("  " + MarketText.text(of: everybody))
    }
    return lines.joined(separator: "\n")
  }

  /// What came of holding markets against what is known, in a few words.
  func overview(_ examinations: [MarketExamination]) -> String {
    let sums = examinations.reduce(0) { $0 + $1.comparisons.count }
    let trials = examinations.flatMap { $0.chapter.trials.values }
    let held = trials.filter { $0.attack == nil }
    let honest = held.count { ($0.departure ?? 0) < 0.01 }
    let attacked = trials.filter { $0.attack != nil }
    let found = attacked.count { $0.findsAttack }
    let wrong = examinations.reduce(0) {
      $0 + $1.disagreements.count + $1.contradictions.count
    }
    return """
      \(examinations.count) mechanisms in markets: \(sums) sums of money as the twin says; where nothing is gained, \
      \(honest) of \(held.count) coalitions that learn do as prescribed; where an attack is known, \(found) of \
      \(attacked.count) find one as good
      """ + (wrong == 0 ? "" : "; \(wrong) CONTRADICTIONS")
  }
}

/// What came of holding markets against what is known of a mechanism, as JSON.
struct ExaminedMarketDocument: Encodable {
  struct Comparison: Encodable {
    var attack: Nullable<String>
    var whose: String
    var exact: String
    var measured: Estimate
    var distance: Nullable<Double>
  }

  struct Trial: Encodable {
    var property: String
    var departure: Nullable<Double>
    var gain: Estimate
    var predicted: Nullable<String>
    var attacking: Nullable<Estimate>
  }

  var mechanism: String
  var comparisons: [Comparison]
  var trials: [Trial]
  var omitted: [String]

  init(_ examination: MarketExamination) {
    mechanism = examination.mechanism.name
    comparisons = examination.comparisons.map {
      Comparison(
        attack: Nullable($0.attack), whose: $0.line.whose, exact: "\($0.line.exact)",
        measured: $0.line.measured,
        distance: Nullable($0.line.distance.isFinite ? $0.line.distance : nil))
    }
    trials = examination.chapter.trials.sorted { $0.key < $1.key }.map { name, trial in
      Trial(
        property: name, departure: Nullable(trial.departure), gain: trial.gain,
        predicted: Nullable(trial.attack.map { "\($0.predicted)" }),
        attacking: Nullable(trial.attack?.gain))
    }
    omitted = examination.omitted
  }
}
