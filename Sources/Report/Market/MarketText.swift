import CrossCheck
import Exact
import Foundation
import Simulation

/// What a market taught, in a line of Markdown.
enum MarketText {
  static func text(of trial: MarketTrial) -> String {
    let learned = learned(trial)
    guard let attack = trial.attack else { return learned }
    return "the attack brings \(text(of: attack.gain)) a deal"
      + (attack.agrees ? "" : ", not \(attack.predicted)") + "; who learns \(learned)"
  }

  /// What the coalition came to do that learned.
  private static func learned(_ trial: MarketTrial) -> String {
    guard let departure = trial.departure else { return "is never asked" }
    if departure < 0.01 { return "does as prescribed" }
    return "does otherwise in \(percent(departure)), for \(text(of: trial.gain))"
  }

  static func text(of market: LearningMarket) -> String {
    let parts = market.departures.map {
      $0.departure < 0.01
        ? "\($0.role) as prescribed" : "\($0.role) otherwise in \(percent($0.departure))"
    }
    return "If all learn what pays, each for itself: " + parts.joined(separator: ", ") + "."
  }

  private static func percent(_ share: Double) -> String {
    share > 0.995 ? "all decisions" : String(format: "%.0f %% of decisions", share * 100)
  }

  /// A gain with its interval of 99.9 % confidence.
  static func text(of gain: Estimate) -> String {
    let margin = gain.margin(.high)
    if margin == 0 { return String(format: "%.4g", gain.mean) }
    // As many decimals as the margin has meaning.
    let decimals = margin >= 10 ? 0 : margin >= 1 ? 1 : margin >= 0.1 ? 2 : margin >= 0.01 ? 3 : 4
    return String(format: "%.\(decimals)f ± %.\(decimals)f", gain.mean, margin)
  }
}
