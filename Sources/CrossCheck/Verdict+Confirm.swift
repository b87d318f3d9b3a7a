import Collusion
import Exact
import Interpretation
import Mechanisms
import Twin

extension Verdict {
  /// Looks whether the attack of a verdict is one: by a coalition of the property's class, at parameters
  /// that are assumed, and with that gain in the twin.
  ///
  /// - Throws: a ``Contradiction`` if not.
  func confirm(on mechanism: Mechanism, _ property: Property) throws {
    if case .broken(.persistence(let persistence)) = self {
      try confirm(persistence, on: mechanism, property)
    }
    guard let attack else { return }
    let domain = RationalDomain(attack.parameters)
    for assumption in mechanism.assumptions + property.given
    where try !domain.truth(of: assumption) {
      throw Contradiction(.falseAttack("its parameters violate '\(assumption.content)'"))
    }
    for parameter in mechanism.parameters where parameter.isInteger {
      if !(attack.parameters[parameter.name]?.isInteger ?? false) {
        throw Contradiction(.falseAttack("'\(parameter.name)' is no whole number"))
      }
    }
    let attacker = Attacker(mechanism, property)
    // Mechanisms too large for the cross-check were replayed when the verdict was reached.
    guard let most = try? attacker.mostMembers(at: attack.parameters) else { return }
    for (role, members) in attack.coalition.members where members > most[role] ?? 0 {
      throw Contradiction(.falseAttack("\(members) \(role) are too many"))
    }
    if attack.coalition.size > (try attacker.mostTogether(at: attack.parameters)) {
      throw Contradiction(.falseAttack("\(attack.coalition.size) agents are too many"))
    }
    guard attack.gain > (try attacker.margin(at: attack.parameters)) else {
      throw Contradiction(.falseAttack("it gains \(attack.gain), which is allowed"))
    }
  }

  /// Looks whether a quantity is what is said where it does not go to zero: in an equilibrium, where there is
  /// to be one.
  private func confirm(
    _ persistence: Persistence, on mechanism: Mechanism, _ property: Property
  ) throws {
    guard case .vanishes(let vanishing) = property.claim else { return }
    let domain = RationalDomain(persistence.point)
    if let quantity = vanishing.quantity,
      try domain.number(of: quantity) != persistence.quantity.evaluate(at: persistence.point)
    {
      throw Contradiction(.falseAttack("the quantity is not \(persistence.quantity)"))
    }
    guard !vanishing.solvedFor.isEmpty else { return }
    let there = BruteForce(
      mechanism: mechanism, property: property, point: persistence.point, checker: Checker())
    if let most = try there.largestGain(), most > 0 {
      throw Contradiction(.falseAttack("it is no equilibrium: somebody gains \(most)"))
    }
  }

  /// - Throws: a ``Contradiction`` if a quantity is not small far out though the verdict says so.
  func judge(_ vanishing: Property.Vanishing, at point: [String: Rational]) throws {
    guard self == .proved, let quantity = vanishing.quantity else { return }
    let value = try RationalDomain(point).number(of: quantity)
    if value > Attacker.little {
      throw Contradiction(.bound("little", gain: value, at: point))
    }
  }

  /// - Throws: a ``Contradiction`` if the verdict does not allow what a coalition gained.
  func judge(_ attempt: Attempt, allowed: Rational) throws {
    switch self {
    case .proved where attempt.gain > allowed:
      throw Contradiction(.verdict("proved", gain: attempt.gain, allowed: allowed), attempt)
    case .vacuous:
      throw Contradiction(.verdict("vacuous", gain: attempt.gain, allowed: allowed), attempt)
    default: break
    }
  }
}
