import Exact
import Interpretation
public import Mechanisms
import SMT

/// A property under other rules, with what is known of where it holds there. It speaks of parameters by the
/// same names.
public struct Elsewhere: Sendable {
  public var mechanism: Mechanism
  public var property: Property
  /// Where it holds there.
  public var condition: Condition

  public init(_ mechanism: Mechanism, _ property: Property, _ condition: Condition) {
    self.mechanism = mechanism
    self.property = property
    self.condition = condition
  }
}

extension Checker {
  /// Attacks on a property at parameters that are assumed also elsewhere, and at which the property's condition
  /// holds there: one for each conjunct that fails there, as small as can be and near the defaults.
  ///
  /// Parameters that only one of the two has are at their default, if they have one.
  ///
  /// - Parameter conjuncts: What to look at, of the condition under the rules that are attacked.
  /// - Returns: the attacks, as they were played by the twin; why there may be more, or some that are found may
  ///   pay elsewhere, too, if so.
  /// - Complexity: some questions for each conjunct.
  /// - Throws: ``Disagreement``; a `Fault` of the mechanism that shows in a replay; `SMTError`.
  public func attacks(
    on property: Property, of mechanism: Mechanism, unless conjuncts: [Conjunct],
    wherePreventedIn other: Elsewhere
  ) async throws -> (attacks: [Attack], openReason: String?) {
    try await asking { oracle in
      let subject = Subject(mechanism, property).joined(with: other)
      var attacks: [Attack] = []
      var open = other.condition.openReason
      for conjunct in conjuncts {
        let reason = try reasonForNoAnswer {
          if let attack = try subject.attack(failing: conjunct, beside: other.condition, oracle) {
            try attack.confirm(on: subject)
            attacks.append(attack)
          }
        }
        open = open ?? reason
      }
      return (attacks: attacks, openReason: open)
    }.0
  }
}

extension Subject {
  /// The same question where the assumptions of another one hold, too.
  fileprivate func joined(with other: Elsewhere) -> Subject {
    var (mechanism, property) = (mechanism, property)
    var held: [String: Rational] = [:]
    for parameter in other.mechanism.parameters {
      if let index = mechanism.parameters.firstIndex(where: { $0.name == parameter.name }) {
        mechanism.parameters[index].isInteger =
          mechanism.parameters[index].isInteger || parameter.isInteger
      } else {
        mechanism.parameters.append(parameter)
        held[parameter.name] = parameter.defaultValue
      }
    }
    for parameter in mechanism.parameters
    where !other.mechanism.parameters.contains(where: { $0.name == parameter.name }) {
      held[parameter.name] = parameter.defaultValue
    }
    mechanism.assumptions += other.mechanism.assumptions
    property.given += other.property.given
    return Subject(mechanism, property).holding(held)
  }

  /// The smallest attack by the coalition of a conjunct's, where that conjunct fails and a condition holds.
  ///
  /// - Throws: `Inquiry.NoAttack` where that was not decided.
  fileprivate func attack(
    failing conjunct: Conjunct, beside condition: Condition, _ oracle: Oracle
  ) throws -> Attack? {
    let inquiry = try Inquiry(self, Shape(of: conjunct.attack, on: property), asking: oracle)
    return try inquiry.smallestAttack { inquiry in
      let domain = inquiry.domain
      let fails = conjunct.speaksOfNumbers ? [] : [domain.failure(of: conjunct)]
      let hold = condition.conjuncts.filter { !$0.speaksOfNumbers }
        .map { domain.not(domain.failure(of: $0)) }
      return (fails + hold).map(domain.term)
    }
  }
}

extension Shape {
  /// That of an attack.
  fileprivate init(of attack: Attack, on property: Property) {
    let coalition = attack.coalition
    self.init(
      members: coalition.members.mapValues(Count.some),
      deviators: coalition.deviators.mapValues(Count.some))
    byzantine =
      property.claim.byzantine == .everyoneElse
      ? .everyoneElse : .counts(coalition.byzantine.mapValues(Count.some))
    identities = coalition.identities
    victim = attack.victim
  }
}
