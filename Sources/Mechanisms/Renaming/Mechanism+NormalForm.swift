extension Mechanism {
  /// The same mechanism without words and numbers of steps, and with everything in one order whose order means
  /// nothing: two mechanisms mean the same, in the same names, if these are equal.
  public var normalForm: Mechanism {
    var mechanism = withoutWords
    mechanism.parameters.sort { $0.name < $1.name }
    mechanism.assumptions = assumptions.inOneOrder
    mechanism.roles.sort { $0.name < $1.name }
    mechanism.accounts.sort { $0.name < $1.name }
    mechanism.steps = steps.map(\.normalForm)
    mechanism.design?.chosen.sort()
    mechanism.properties = properties.map(\.normalForm).sorted { $0.name < $1.name }
    return mechanism
  }

  /// The mechanism without what is only said about it.
  var withoutWords: Mechanism {
    var mechanism = self
    mechanism.about = ""
    mechanism.source = ""
    for index in parameters.indices { mechanism.parameters[index].about = "" }
    return mechanism
  }
}

extension [Located<Formula>] {
  /// Conditions that all have to hold, each once.
  fileprivate var inOneOrder: Self {
    let texts = map { (formula: $0, text: $0.content.description) }.sorted { $0.text < $1.text }
    return texts.reduce(into: []) { if $0.last != $1.formula { $0.append($1.formula) } }
  }
}

extension [CoalitionClass.Bound] {
  fileprivate var inOneOrder: Self { sorted { $0.role < $1.role } }
}

extension Step {
  /// The step without numbers, and with everything in one order whose order means nothing.
  public var normalForm: Step {
    var step = unnumbered
    step.action =
      switch step.action {
      case .choose(let choices):
        .choose(
          choices.map(\.normalForm).sorted {
            ($0.group.name, $0.attribute) < ($1.group.name, $1.attribute)
          })
      case .chance(let chance):
        .chance(Chance(chance.name, chance.outcomes.normalForm, hidden: chance.hidden))
      case .ownChance(let chance):
        .ownChance(
          OwnChance(
            of: chance.group, chance.attribute, chance.outcomes.normalForm, hidden: chance.hidden))
      case .when(let condition, let then, let otherwise):
        .when(condition, then: then.map(\.normalForm), else: otherwise.map(\.normalForm))
      case .rounds(let count, let steps): .rounds(count, steps.map(\.normalForm))
      case .forever(let repetition):
        .forever(
          Repetition(
            discount: repetition.discount, keeping: repetition.kept.sorted(),
            until: repetition.until, repetition.steps.map(\.normalForm)))
      case .reveal, .draw, .pay, .bind: action
      }
    return step
  }
}

extension Choice {
  /// The choice with everything in one order whose order means nothing.
  public var normalForm: Choice {
    var choice = self
    choice.options = options.map { option in
      var option = option
      option.learns.sort { $0.description < $1.description }
      return option
    }.sorted { $0.name < $1.name }
    choice.prescription = prescription.normalForm
    if case .only(let names) = audience { choice.audience = .only(names.sorted()) }
    return choice
  }
}

extension Prescription {
  fileprivate var normalForm: Prescription {
    Prescription(rules.map { Rule(if: $0.condition, take: $0.mixture.normalForm) })
  }
}

extension Mixture {
  fileprivate var normalForm: Mixture { Mixture(parts.sorted { $0.name < $1.name }) }
}

extension Property {
  /// The property without words, and with everything in one order whose order means nothing.
  public var normalForm: Property {
    var property = withoutWords
    property.given = given.inOneOrder
    property.identities = identities.inOneOrder
    property.prescriptions = prescriptions.map {
      Override($0.role, $0.attribute, $0.prescription.normalForm)
    }.sorted { ($0.role, $0.attribute) < ($1.role, $1.attribute) }
    if case .perRole(let bounds) = coalitions { property.coalitions = .perRole(bounds.inOneOrder) }
    property.claim = claim.normalForm
    return property
  }
}

extension Property {
  var withoutWords: Property {
    var property = self
    property.honesty = ""
    return property
  }
}

extension Property.Claim {
  fileprivate var normalForm: Property.Claim {
    switch self {
    case .noProfitableDeviationAmong(let byzantine):
      .noProfitableDeviationAmong(byzantine.normalForm)
    case .guarantee(let guarantee):
      .guarantee(
        Property.Guarantee(
          to: guarantee.roles.sorted(), floor: guarantee.floor,
          among: guarantee.byzantine.normalForm))
    case .conservation(let accounts): .conservation(accounts: accounts.sorted())
    case .solvency(let accounts): .solvency(accounts: accounts.sorted())
    case .vanishes(let vanishing):
      .vanishes(
        Property.Vanishing(
          vanishing.quantity, as: vanishing.limit, solvingFor: vanishing.solvedFor.sorted(),
          vanishing.extent))
    case .noProfitableDeviation, .someParametersAreSafe, .notEachMemberGains, .coalitionProofness:
      self
    }
  }
}

extension Property.Byzantine {
  fileprivate var normalForm: Property.Byzantine {
    switch self {
    case .atMost(let bounds): .atMost(bounds.inOneOrder)
    case .everyoneElse: self
    }
  }
}
