import Exact
import Mechanisms
import Twin

extension Attacker {
  /// Plans of more than so many are not tried one by one.
  private static let mostPlans = 100

  /// The most that a coalition gains among byzantine agents, or that a victim loses, by any joint plan; 0 if
  /// none; nil if there are too many plans.
  ///
  /// - Throws: whatever the twin throws.
  func largestGain(
    of coalition: Coalition, harming victim: String?, at point: [String: Rational]
  ) throws -> Rational? {
    let plans = EveryPlan()
    var best: Rational = 0
    for _ in 0..<Self.mostPlans {
      let attempt = try attempt(
        by: coalition, harming: victim, at: point, improvising: plans.split)
      best = max(best, attempt.gain)
      if !plans.advance() { return best }
    }
    return nil
  }
}
