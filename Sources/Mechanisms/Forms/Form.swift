/// A kind of map in a mechanism or market file. What its keys are is said once, here: the reader takes these,
/// and the schema tells those of mechanisms to editors.
enum Form: String, CaseIterable {
  case mechanism, parameter, role, account, design
  // Steps, each named by the key that tells it.
  case choose, together, chance, reveal, draw, pay
  case binding = "let"
  case when
  case rounds = "repeat"
  case part
  case choice, option, rule
  case property
  // Of markets.
  case market, population, cartel, pace, reputation, quantity, duration

  /// Those of mechanism files.
  static let ofMechanisms = allCases.filter { form in
    ![.market, .population, .cartel, .pace, .reputation, .quantity, .duration].contains(form)
  }

  /// The steps by which anything happens, in the order in which they are explained.
  static let actions: [Form] = [
    .choose, .together, .chance, .reveal, .draw, .pay, .binding, .when, .rounds,
  ]

  static let steps = actions + [.part]

  struct Key: Sendable {
    let name: String
    /// What it is for, for people.
    let about: String
    let shape: Shape
    var need = Need.optional
  }

  enum Need: Sendable {
    case required, optional
    /// Means something only beside what another key says.
    case sometimes
  }

  /// What may stand behind a key.
  indirect enum Shape: Sendable {
    case text
    /// A text of one line.
    case name
    case formula
    case flag
    /// Nothing written.
    case nothing
    case oneOf([String])
    case list(Shape)
    /// A map from names to what each stands for.
    case map(Shape, named: String)
    case form(Form)
    case steps
    case either([Shape])

    /// A list, or one alone.
    static func listOrOne(_ shape: Shape) -> Shape { .either([shape, .list(shape)]) }
  }

  var keys: [Key] {
    switch self {
    case .mechanism: Self.mechanismKeys
    case .parameter: Self.parameterKeys
    case .role: Self.roleKeys
    case .account: Self.accountKeys
    case .design: Self.designKeys
    case .choose, .choice: Self.choiceKeys
    case .together: Self.togetherKeys
    case .chance: Self.chanceKeys
    case .reveal: Self.revealKeys
    case .draw: Self.drawKeys
    case .pay: Self.payKeys
    case .binding: Self.bindingKeys
    case .when: Self.whenKeys
    case .rounds: Self.roundsKeys
    case .part: Self.partKeys
    case .option: Self.optionKeys
    case .rule: Self.ruleKeys
    case .property: Self.propertyKeys
    case .market: Self.marketKeys
    case .population: Self.populationKeys
    case .cartel: Self.cartelKeys
    case .pace: Self.paceKeys
    case .reputation: Self.reputationKeys
    case .quantity: Self.quantityKeys
    case .duration: Self.durationKeys
    }
  }

  /// What the map describes, for messages.
  var subject: String {
    switch self {
    case .mechanism: "a mechanism"
    case .parameter: "a parameter"
    case .role: "a role"
    case .account: "an account"
    case .design: "a design"
    case .choice: "a choice"
    case .option: "an option"
    case .rule: "a rule"
    case .property: "a property"
    case .market: "a market"
    case .population: "an entry of 'agents'"
    case .cartel: "a cartel"
    case .pace: "an entry of 'times'"
    case .reputation: "an entry of 'reputation'"
    case .quantity: "a quantity"
    case .duration: "a time"
    case .choose, .together, .chance, .reveal, .draw, .pay, .binding, .when, .rounds, .part:
      "'\(rawValue)'"
    }
  }
}
