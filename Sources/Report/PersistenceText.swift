import Collusion
import Exact
import Mechanisms

/// How a quantity does not go to zero, in words.
struct PersistenceText {
  let persistence: Persistence
  let mechanism: Mechanism
  let property: Property

  init(_ persistence: Persistence, on mechanism: Mechanism, property: Property) {
    self.persistence = persistence
    self.mechanism = mechanism
    self.property = property
  }

  /// What happens, in one line.
  var headline: String {
    if let missed = persistence.missed {
      let region =
        persistence.limit.value.map { "less than \(missed.value) away from \($0)" }
        ?? "beyond \(missed.value)"
      return "\(name) should be at most \(missed.epsilon) \(region), and is "
        + "\(persistence.value.map { "\($0)" } ?? "more") where \(place)."
    }
    let fate = persistence.value.map { "comes near to \($0)" } ?? "grows without bound"
    let companions = persistence.along.sorted { $0.key < $1.key }
      .map { " and \($0.key) = \($0.value.factoredDescription)" }.joined()
    let side =
      persistence.limit.value == nil ? "" : " from \(persistence.isFromBelow ? "below" : "above")"
    return "As \(persistence.limit)\(side)\(companions), \(name) \(fate)."
  }

  private var name: String {
    switch property.claim {
    case .vanishes(let vanishing): vanishing.quantity.map { "\($0.content)" } ?? "the largest gain"
    default: "the quantity"
    }
  }

  private var place: String {
    let parameter = persistence.limit.parameter
    return "\(parameter) = \(persistence.point[parameter] ?? 0)"
  }

  /// The headline, the formula, the point, and the attack if there is one.
  var lines: [String] {
    var lines = [headline]
    if persistence.attack == nil {
      lines.append("it is \(persistence.quantity.factoredDescription)")
    }
    if !persistence.equilibrium.isEmpty {
      let values = persistence.equilibrium.sorted { $0.key < $1.key }
        .map { "\($0.key) = \($0.value.factoredDescription)" }
      lines.append("in equilibrium \(values.joined(separator: ", "))")
    }
    if let attack = persistence.attack {
      let story = try? Story(of: attack, on: mechanism, property: property).lines
      return lines + (story ?? ["it is \(attack.gain) where \(place)"])
    }
    return lines + PointText(persistence.point, of: mechanism).lines
  }
}
