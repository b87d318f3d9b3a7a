import Collusion
import Exact
import Mechanisms

/// What shows that a property does not hold, in words.
struct CounterexampleText {
  let counterexample: Counterexample
  let mechanism: Mechanism
  let property: Property

  init(_ counterexample: Counterexample, on mechanism: Mechanism, property: Property) {
    self.counterexample = counterexample
    self.mechanism = mechanism
    self.property = property
  }

  /// All that there is to tell.
  var lines: [String] {
    switch counterexample {
    case .attack(let attack): story(of: attack)?.lines ?? ["it gains \(attack.gain)"]
    case .persistence(let persistence):
      PersistenceText(persistence, on: mechanism, property: property).lines
    case .mixture(let attack):
      MixedAttackText(attack, on: mechanism, property: property).lines
    case .breach(let breach): BreachText(breach, on: mechanism).lines
    }
  }

  /// What shows, in one line.
  var headline: String {
    switch counterexample {
    case .attack(let attack): story(of: attack)?.headline ?? "It gains \(attack.gain)."
    case .persistence(let persistence):
      PersistenceText(persistence, on: mechanism, property: property).headline
    case .mixture(let attack):
      MixedAttackText(attack, on: mechanism, property: property).headline
    case .breach(let breach): BreachText(breach, on: mechanism).headline
    }
  }

  /// What shows, who does what by that, and which parameters are not as usual.
  var brief: [String] {
    let deeds = counterexample.attack.flatMap { story(of: $0)?.deeds } ?? []
    return [headline] + deeds
      + (PointText(counterexample.point, of: mechanism).whereUnusual.map { [$0] } ?? [])
  }

  private func story(of attack: Attack) -> Story? {
    try? Story(of: attack, on: mechanism, property: property)
  }
}

extension Counterexample {
  /// The parameters at which it shows.
  var point: [String: Rational] {
    switch self {
    case .attack(let attack): attack.parameters
    case .persistence(let persistence): persistence.point
    case .breach(let breach): breach.parameters
    case .mixture(let attack): attack.parameters
    }
  }
}
