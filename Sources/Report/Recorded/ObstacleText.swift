public import Collusion
import Exact
import Mechanisms
import Twin

/// What keeps a recorded attack from breaking its property, in words.
public struct ObstacleText: Sendable {
  private let obstacle: Obstacle
  private let attack: RecordedAttack

  public init(_ obstacle: Obstacle, to attack: RecordedAttack) {
    self.obstacle = obstacle
    self.attack = attack
  }

  public var text: String {
    switch obstacle {
    case .otherClaim:
      "'\(attack.property.name)' claims something now that it is no counterexample to"
    case .tooMany(let count, let role, let most):
      """
      it needs \(count) \(role.map { "'\($0)' agents" } ?? "agents"), and \
      '\(attack.property.name)' speaks of at most \(most)
      """
    case .unknownSteps(let mistakes):
      "its plan does not fit the mechanism: \(mistakes.list.first.map { "\($0)" } ?? "")"
    case .missingParameter(let name):
      "it gives no value to the parameter '\(name)', which has no default"
    case .fraction(let name, let value): "the integer '\(name)' cannot be \(value)"
    case .assumption(let assumption):
      "its parameters are not allowed by '\(assumption.content)' (\(assumption.location))"
    case .plan(let error): "at \(situation(error)), \(error)"
    case .gain(let gain, let allowed):
      "it gains \(gain), and more than \(allowed) would break '\(attack.property.name)'"
    case .unplayable(let reason): "it cannot be played: \(reason)"
    }
  }

  /// Where a plan cannot be followed, with what is known there.
  private func situation(_ error: PlanError) -> String {
    let deed = Deed(
      error.informationSet, [:], on: attack.mechanism, overrides: attack.property.prescriptions)
    let known = deed.knowledge
    return deed.moment + (known.isEmpty ? "" : " (knowing: \(known.joined(separator: "; ")))")
  }
}
