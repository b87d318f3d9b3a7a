import Exact
import Spelling

/// Reading choices, chances, and what is prescribed.
extension MechanismReader {
  mutating func together(_ entry: Entry) -> Step.Action? {
    let entries = list(entry, "choices")
    if entries.isEmpty {
      log.report(.emptyList("'together'"), at: entry.location)
      return nil
    }
    var choices: [Choice] = []
    for entry in entries {
      var fields = Fields(entry, .choice, log)
      let location = fields.keyLocation("choose") ?? entry.location
      let id = nextStep
      nextStep += 1
      guard let value = fields.require("choose") else { continue }
      if var choice = choice(value, &fields, id: id) {
        choice.location = location
        choices.append(choice)
      }
      fields.finish()
    }
    return choices.isEmpty ? nil : .choose(choices)
  }

  /// The group and attribute of `choose: role.attribute`.
  private func chooser(_ value: Entry, where condition: Entry?) -> (
    group: Group, attribute: String
  )? {
    guard let (name, attribute) = dottedName(value) else { return nil }
    guard let attribute else {
      log.report(
        .expected(
          "'.' and an attribute", found: Token(kind: .end, text: "", location: name.location)),
        at: name.location)
      return nil
    }
    guard let role = resolver.role(of: name.text, at: name.location),
      Names.isValid(attribute.text, "an attribute", at: attribute.location, log)
    else { return nil }
    let narrowed = condition.map {
      self.condition($0, in: scope.speaking(of: [role])).content
    }
    return (Group(name.text, role: role, where: narrowed), attribute.text)
  }

  func choice(_ value: Entry, _ fields: inout Fields, id: Int) -> Choice? {
    let location = fields.keyLocation("choose") ?? fields.entry.location
    let entry = fields.require("options")
    let honest = fields.require("honest")
    let condition = fields.take("where")
    let seen = fields.take("seen by")
    let timeout = fields.take("timeout")
    guard let (group, attribute) = chooser(value, where: condition) else { return nil }
    let agent = scope.speaking(of: [group.role])
    let options = entry.map { self.options($0, agent) } ?? []
    let names = options.map(\.name)
    let prescription =
      honest.map { self.prescription($0, options: names, of: "\(group.name).\(attribute)", agent) }
      ?? Prescription([])
    let choice = Choice(
      id: id, by: group, attribute, options: options, honest: prescription,
      seenBy: seen.map { audience($0) } ?? .everyone, timeout: timeout.flatMap { optionName($0) },
      at: location)
    if let timeout, let mistake = choice.timeoutMistake {
      log.report(mistake, at: place(of: timeout))
    }
    return choice
  }

  private func audience(_ entry: Entry) -> Choice.Audience {
    if entry.text == "none" { return .only([]) }
    if entry.text == "all" || entry.text == "everyone" { return .everyone }
    return .only(
      listOrOne(entry).compactMap { entry in
        guard let name = name(entry, "a role or drawn group") else { return nil }
        return resolver.role(of: name, at: place(of: entry)) == nil ? nil : name
      })
  }

  private func options(_ entry: Entry, _ agent: Scope) -> [Option] {
    let pairs: [(key: Entry, value: Entry?)] =
      switch entry.content {
      case .list(let list): list.map { ($0, nil) }
      case .map(let map): map.map { ($0.key, $0.value) }
      case .text: self.list(entry, "options, or a map").map { ($0, nil) }
      }
    if pairs.isEmpty { log.report(.emptyList("'options'"), at: entry.location) }
    return pairs.compactMap { key, value in
      guard let name = optionName(key) else { return nil }
      var option = Option(name, at: place(of: key))
      guard let value, !value.isNothing else { return option }
      var fields = Fields(value, .option, log)
      option.cost = fields.take("cost").map { number($0, in: agent) }
      option.condition = fields.take("if").map { condition($0, in: agent) }
      option.learns = fields.take("learns").map { listOrOne($0).compactMap { secret($0) } } ?? []
      fields.finish()
      return option
    }
  }

  // MARK: - Prescriptions and mixtures

  func prescription(_ entry: Entry, options: [String], of choice: String, _ agent: Scope)
    -> Prescription
  {
    guard case .list(let rules) = entry.content else {
      return Prescription([
        Prescription.Rule(take: mixture(entry, options: options, of: choice, agent))
      ])
    }
    if rules.isEmpty { log.report(.emptyList("'honest'"), at: entry.location) }
    return Prescription(
      rules.map { rule -> Prescription.Rule in
        guard case .map(let pairs) = rule.content,
          pairs.contains(where: { ["if", "take"].contains($0.key.text) })
        else {
          return Prescription.Rule(take: mixture(rule, options: options, of: choice, agent))
        }
        var fields = Fields(rule, .rule, log)
        let condition = fields.take("if").map { self.condition($0, in: agent) }
        let taken = fields.require("take")
        fields.finish()
        return Prescription.Rule(
          if: condition,
          take: taken.map { mixture($0, options: options, of: choice, agent) } ?? Mixture([]))
      })
  }

  /// One option, or `{option: probability}`.
  private func mixture(_ entry: Entry, options: [String], of choice: String, _ agent: Scope)
    -> Mixture
  {
    func option(_ entry: Entry) -> String? {
      guard let name = optionName(entry) else { return nil }
      if !options.contains(name), !options.isEmpty {
        log.report(
          .unknownOption(name, of: choice, nearest(to: name, among: options), all: options),
          at: place(of: entry))
      }
      return name
    }
    switch entry.content {
    case .text:
      guard let name = option(entry) else { return Mixture([]) }
      return Mixture([Mixture.Part(name, Located(.number(1), at: place(of: entry)))])
    case .map(let pairs):
      if pairs.isEmpty { log.report(.emptyList("a mixture"), at: entry.location) }
      return Mixture(
        pairs.compactMap { pair in
          let probability = number(pair.value, in: agent)
          return option(pair.key).map { Mixture.Part($0, probability) }
        })
    case .list:
      log.report(
        .expectedEntry("an option or a map of probabilities", found: entry.nature),
        at: entry.location)
      return Mixture([])
    }
  }

  // MARK: - Chances

  func chance(_ value: Entry, _ fields: inout Fields) -> Step.Action? {
    let outcomes = fields.require("outcomes")
    let hidden = fields.take("hidden").map { flag($0, "hidden") } ?? false
    guard let outcomes else { return nil }
    if value.text?.contains(".") == true {
      let condition = fields.take("where")
      guard let (group, attribute) = chooser(value, where: condition) else { return nil }
      return .ownChance(OwnChance(of: group, attribute, self.outcomes(outcomes), hidden: hidden))
    }
    guard let name = name(value, "a chance") else { return nil }
    return .chance(Chance(name, self.outcomes(outcomes), hidden: hidden))
  }

  private func outcomes(_ entry: Entry) -> Mixture {
    let pairs = pairs(entry, "outcomes and their probabilities")
    if pairs.isEmpty { log.report(.emptyList("'outcomes'"), at: entry.location) }
    return Mixture(
      pairs.compactMap { key, value in
        let probability = number(value, in: scope)
        return optionName(key).map { Mixture.Part($0, probability) }
      })
  }
}
