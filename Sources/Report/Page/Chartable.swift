import Collusion
import Exact
import Interpretation
import Mechanisms

/// A finding with a condition that can be drawn, and where to draw it.
struct Chartable {
  let mechanism: Mechanism
  let finding: Finding
  let condition: Condition
  /// The parameters of the attack that was found, or else of one that the condition tells of.
  let point: [String: Rational]

  /// - Returns: nil where there is nothing to draw.
  init?(_ finding: Finding, of mechanism: Mechanism) {
    guard let condition = finding.condition, let first = condition.conjuncts.first else {
      return nil
    }
    self.mechanism = mechanism
    self.finding = finding
    self.condition = condition
    point = finding.toldAttack?.parameters ?? condition.safePoint ?? first.attack.parameters
  }

  var assumptions: [Located<Formula>] { mechanism.assumptions + finding.property.given }

  /// An axis for a parameter; nil if what is assumed leaves it one value.
  func axis(_ name: String) -> Slice.Axis? {
    guard let parameter = mechanism.parameters.first(where: { $0.name == name }) else { return nil }
    let values = [parameter.defaultValue, point[name], condition.safePoint?[name]]
    return Slice.Axis(
      parameter, assuming: assumptions.map(\.content), near: values.compactMap { $0 })
  }

  /// The parameters that the condition speaks of, those first that tell most: what is left to the
  /// designer, what usually is some amount, what many parts speak of; numbers of agents last. Of others, what
  /// comes late in the file is more often a lever, and what comes early given.
  var tellingParameters: [String] {
    let chosen = mechanism.design?.chosen ?? []
    let ranked = mechanism.parameters.enumerated().compactMap { place, parameter in
      let parts = condition.conjuncts.filter { $0.speaks(of: parameter.name) }.count
      guard parts > 0, axis(parameter.name) != nil else { return nil as ([Int], String)? }
      let rank = [
        chosen.contains(parameter.name) ? 0 : 1,
        parameter.defaultValue.map { $0.isZero ? 1 : 0 } ?? 2,
        parameter.isInteger ? 1 : 0, -parts, -place,
      ]
      return (rank, parameter.name)
    }
    return ranked.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
  }
}

extension Conjunct {
  fileprivate func speaks(of parameter: String) -> Bool {
    excess.variables.contains(parameter)
      || region.contains { $0.function.variables.contains(parameter) }
  }
}

extension Finding {
  /// The attack that is told as a story: the one that was found, or one of those that leave no parameters out.
  var toldAttack: Attack? {
    verdict == .impossible ? condition?.conjuncts.first?.attack : verdict.attack
  }
}
