import Collusion
import Exact
import Mechanisms
import Twin

/// What shows that a property does not hold, step by step, each at its place in a mechanism's file.
struct Trail: Sendable {
  struct Step: Sendable {
    var place: Location
    var text: String
  }

  /// When it is taken, if not always.
  var condition: String?
  /// Never empty.
  var steps: [Step]

  private init?(_ steps: [Step], if condition: String? = nil) {
    guard !steps.isEmpty else { return nil }
    self.steps = steps
    self.condition = condition
  }

  private init?(
    _ deviation: Deviation, on mechanism: Mechanism, _ property: Property,
    if condition: String? = nil
  ) {
    let steps = deviation.inOrder.compactMap { set, split -> Step? in
      let deed = Deed(set, split, on: mechanism, overrides: property.prescriptions)
      return deed.words.map { Step(place: deed.place, text: $0) }
    }
    self.init(steps, if: condition)
  }

  private init?(_ play: Play, on mechanism: Mechanism, _ property: Property) {
    let choices = Dictionary(
      mechanism.choices.map { ($0.id, $0.location) }, uniquingKeysWith: { first, _ in first })
    let playbook = Playbook([play], of: mechanism)
    self.init(
      play.events.map { event in
        let place: Location? =
          switch event {
          case .chose(_, _, _, let moment): choices[moment.step]
          // The place is not known of what was decided in an earlier run.
          case .paid(_, _, _, let location) where location.line > 0: location
          default: nil
          }
        return Step(place: place ?? property.location, text: playbook.line(for: event))
      })
  }

  /// One for each plan that may be followed; none where nobody does anything.
  static func all(
    of counterexample: Counterexample, on mechanism: Mechanism, _ property: Property
  ) -> [Trail] {
    switch counterexample {
    case .breach(let breach): return [Trail(breach.play, on: mechanism, property)].compactMap { $0 }
    case .mixture(let attack) where attack.parts.count > 1:
      return attack.parts.compactMap { part in
        Trail(
          part.deviation, on: mechanism, property,
          if: "with probability \(part.probability), by a common coin")
      }
    case .mixture(let attack):
      return attack.parts.compactMap { Trail($0.deviation, on: mechanism, property) }
    case .attack, .persistence:
      return [counterexample.attack].compactMap { attack in
        attack.flatMap { Trail($0.deviation, on: mechanism, property) }
      }
    }
  }
}
