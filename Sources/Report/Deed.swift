import Exact
import Mechanisms

/// What those asked in one situation do, in words.
struct Deed {
  let set: InformationSet
  let split: [String: Int]
  let mechanism: Mechanism
  private let prescription: Prescription
  private let choice: Choice

  init(
    _ set: InformationSet, _ split: [String: Int], on mechanism: Mechanism,
    overrides: [Property.Override]
  ) {
    self.set = set
    self.split = split
    self.mechanism = mechanism
    guard let choice = mechanism.choices.first(where: { $0.id == set.view.moment.step }) else {
      preconditionFailure("a plan for a choice that the mechanism does not have")
    }
    self.choice = choice
    prescription = choice.prescription(under: overrides)
  }

  /// The deed as a line of a list; nil if it is what is prescribed.
  var line: String? { words.map { "- \($0)" } }

  /// The deed in words; nil if it is what is prescribed.
  var words: String? {
    let taken = choice.options.compactMap { option in
      split[option.name].map { (option: option.name, count: $0) }
    }.filter { $0.count > 0 }
    guard !taken.isEmpty else { return nil }
    if let prescribed = prescription.always, taken.map(\.option) == [prescribed] { return nil }
    let total = taken.reduce(0) { $0 + $1.count }
    let deed = taken.map { part in
      total == 1 || taken.count == 1 ? part.option : "\(part.count) \(part.option)"
    }.joined(separator: ", ")
    let situation = knowledge.isEmpty ? "" : " (knowing: \(knowledge.joined(separator: "; ")))"
    return "\(who(total)) at \(moment): \(deed)\(instead)\(situation)"
  }

  private func who(_ count: Int) -> String {
    let isOnly = mechanism.roles.first { $0.name == set.asked.role }?.isSingle ?? false
    if isOnly { return "the \(set.asked.role)" }
    let how = set.asked.side == .byzantine ? "byzantine" : "colluding"
    return count == 1 ? "a \(how) \(set.asked.role)" : "\(count) \(how) \(set.asked.role)s"
  }

  var moment: String { text(set.view.moment) }

  /// Where the choice stands.
  var place: Location { choice.location }

  private func text(_ moment: Moment) -> String {
    let round = moment.rounds.map { " in round \($0)" }.joined()
    return mechanism.label(of: moment.step) + round
  }

  private var instead: String {
    if let always = prescription.always { return ", not \(always)" }
    if prescription.rules.count == 1 {
      let parts = prescription.rules[0].mixture.parts.map {
        "\($0.name) with probability \($0.probability.content)"
      }
      return ", not \(parts.joined(separator: ", "))"
    }
    return ", whatever the rules say"
  }

  /// What the coalition knows that sets this situation apart.
  var knowledge: [String] {
    var facts = set.view.sightings.map(fact)
    facts += set.asked.sightings.filter { !isMenu($0) }.map { sighting in
      sighting.fact == Sighting.drawn
        ? "drawn as \(mechanism.label(of: sighting.moment.step))" : fact(sighting)
    }
    for (alike, count) in set.view.crowd.sorted(by: { $0.key < $1.key }) where alike != set.asked {
      for sighting in alike.sightings where !isMenu(sighting) {
        let who =
          mechanism.roles.first { $0.name == alike.role }?.isSingle ?? false
          ? "" : "\(count) \(adjective(alike.side)) \(alike.role): "
        facts.append(who + fact(sighting))
      }
    }
    // What several know is told once.
    var told: Set<String> = []
    return facts.filter { told.insert($0).inserted }
  }

  private func adjective(_ side: Side) -> String {
    switch side {
    case .outsider: "honest"
    case .accomplice, .deviator, .favoured: "colluding"
    case .byzantine: "byzantine"
    }
  }

  /// Whether it is the options that somebody has or had, not what they did.
  private func isMenu(_ sighting: Sighting) -> Bool {
    sighting.fact.contains(" | ") || sighting.moment == set.view.moment
  }

  private func fact(_ sighting: Sighting) -> String {
    sighting.fact.contains(" = ")
      ? sighting.fact : "\(text(sighting.moment)) = \(sighting.fact)"
  }
}

extension Prescription {
  /// The option that is prescribed for certain, in every situation.
  var always: String? { rules.count == 1 ? rules[0].mixture.pure : nil }
}
