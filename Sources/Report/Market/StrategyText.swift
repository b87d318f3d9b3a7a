import Exact
import Mechanisms
import Simulation

/// What those who learn do where they know the same, in words.
struct StrategyText {
  let strategy: StrategyOutcome
  let run: MarketRun

  /// Who is asked, where, and what it knows.
  var situation: String {
    let deed = Deed(strategy.informationSet, [:], on: run.mechanism, overrides: run.prescriptions)
    let knowledge = deed.knowledge.filter { !$0.isEmpty }
    let facts =
      knowledge + strategy.parameters.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    let known = facts.isEmpty ? "" : " (knowing: \(facts.joined(separator: "; ")))"
    return "\(strategy.role) at \(deed.moment)\(known)"
  }

  /// How often each option was taken.
  var taken: String {
    let all = Double(max(strategy.times, 1))
    return zip(strategy.options, strategy.taken).filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }
      .map { "\($0.0) \((Double($0.1) / all).percent)" }.joined(separator: ", ")
  }

  /// What is prescribed there.
  var prescribed: String {
    let parts = zip(strategy.options, strategy.prescribed).filter { $0.1 > 0 }
    if parts.count == 1 { return parts[0].0 }
    return parts.map { "\($0.0) \($0.1.percent)" }.joined(separator: ", ")
  }

  var line: String { "- \(situation): \(taken); prescribed: \(prescribed)" }
}
