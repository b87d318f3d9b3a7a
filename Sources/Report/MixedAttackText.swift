import Collusion
import Exact
import Mechanisms

/// Plans by which each member of a coalition gains, in words.
struct MixedAttackText {
  let attack: MixedAttack
  let mechanism: Mechanism
  let property: Property

  init(_ attack: MixedAttack, on mechanism: Mechanism, property: Property) {
    self.attack = attack
    self.mechanism = mechanism
    self.property = property
  }

  var headline: String {
    let gains = mechanism.roles.compactMap { role -> String? in
      guard let gain = attack.gains[role.name], let count = attack.coalition.members[role.name]
      else { return nil }
      if attack.coalition.favoured != nil, count > 1 {
        return "one of \(count) \(role.name)s gains \(gain)"
      }
      if role.isSingle { return "the \(role.name) gains \(gain)" }
      return count == 1
        ? "one \(role.name) gains \(gain)" : "\(count) \(role.name)s gain \(gain) each"
    }
    return gains.joined(separator: " and ").capitalizedFirst + "."
  }

  /// The headline, what is done with which probability, and the parameters.
  var lines: [String] {
    var lines = [headline]
    for part in attack.parts {
      if attack.parts.count > 1 {
        lines.append("with probability \(part.probability), by a common coin:")
      }
      let deeds = part.deviation.inOrder.compactMap { set, split in
        Deed(set, split, on: mechanism, overrides: property.prescriptions).line
      }
      lines += deeds.isEmpty ? ["- what is prescribed"] : deeds
    }
    return lines + PointText(attack.parameters, of: mechanism).lines
  }
}
