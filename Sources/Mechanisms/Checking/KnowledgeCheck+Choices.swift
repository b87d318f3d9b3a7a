import Exact

extension KnowledgeCheck {
  func choose(_ choices: [Choice], _ state: State) -> State {
    pending = Set(choices.map { .attribute(role: $0.group.role, $0.attribute) })
    var result: State = [:]
    for (role, histories) in state {
      result[role] = []
      for history in histories {
        var variants: [(history: History, chose: [Int: String])] = [(history, [:])]
        for choice in choices where choice.group.role == role {
          variants = variants.flatMap { asked($0.history, choice, $0.chose) }
        }
        for var variant in variants {
          for choice in choices {
            witness(
              choice.group, choice.attribute, chosenBySelf: variant.chose[choice.id] != nil,
              sees(choice, variant.history, role), &variant.history, role)
          }
          for choice in choices {
            let taken = variant.chose[choice.id]
            for secret in choice.options.filter({ $0.name == taken }).flatMap(\.learns) {
              variant.history.learn(secret, role: role)
            }
          }
          result[role]?.insert(variant.history)
        }
      }
    }
    everSet.formUnion(pending)
    pending = []
    return result
  }

  /// What may become of an agent at a choice: not asked, or asked and taking an option.
  private func asked(_ history: History, _ choice: Choice, _ chose: [Int: String]) -> [(
    History, [Int: String]
  )] {
    let role = choice.group.role
    if choice.group.isDrawn, !history.memberships.contains(choice.group.name) {
      return [(history, chose)]
    }
    var result: [(History, [Int: String])] = []
    var inside = history
    if let condition = choice.group.condition {
      var reading = Reading(self, history, role)
      let value = reading.value(condition)
      if value != .truth(true) { result.append((history, chose)) }
      if value == .truth(false) { return result }
      // Being asked tells that the condition holds.
      inside.assume(condition, true)
    }
    inside.wasAsked = true
    for name in options(choice.prescription(under: overrides), inside, role) {
      var taken = inside
      taken.replace({ $0 == .own(choice.attribute) }, lost: { $0 == .own(choice.attribute) })
      taken.own[choice.attribute] = read.contains(choice.attribute) ? name : nil
      taken.varying.remove(choice.attribute)
      taken.unknown.remove(.own(choice.attribute))
      result.append((taken, chose.merging([choice.id: name]) { $1 }))
    }
    return result
  }

  /// The options that the prescription may take, after reporting what it reads and must not.
  private func options(_ prescription: Prescription, _ history: History, _ role: String) -> Set<
    String
  > {
    var names: Set<String> = []
    for rule in prescription.rules {
      var holds = History.Value.truth(true)
      if let condition = rule.condition {
        holds = reads(condition, history, role)
        if holds == .truth(false) { continue }
      }
      for part in rule.mixture.parts {
        _ = reads(part.probability, history, role)
        if Evaluation.constant(part.probability.content)?.isZero != true { names.insert(part.name) }
      }
      if holds == .truth(true) { break }
    }
    return names
  }

  private func reads(_ formula: Located<Formula>, _ history: History, _ role: String)
    -> History.Value
  {
    var reading = Reading(self, history, role)
    let value = reading.value(formula.content)
    if let first = reading.missing.first {
      log.report(.reads(first.name, by: role, because: first.why), at: formula.location)
    }
    return value
  }

  private func sees(_ choice: Choice, _ history: History, _ role: String) -> Bool {
    switch choice.audience {
    case .everyone: true
    case .only(let names): names.contains(role) || !history.memberships.isDisjoint(with: names)
    }
  }

  /// What an agent makes of agents of a group getting an attribute.
  func witness(
    _ group: Group, _ attribute: String, chosenBySelf: Bool, _ sees: Bool, _ history: inout History,
    _ role: String
  ) {
    let isOnlySelf = chosenBySelf && vocabulary.isSingle(group.name)
    func isIt(_ unknown: History.Unknown) -> Bool {
      if case .attribute(group.role, attribute, _) = unknown { return true }
      return false
    }
    history.replace(
      { formula in
        switch formula {
        case .attribute(let name, attribute): self.vocabulary.role(of: name) == group.role
        case .count(let counted): counted.role == group.role && counted.condition != nil
        default: false
        }
      }, lost: isIt)
    let seen = History.Seen(role: group.role, attribute: attribute, group: group.name)
    if sees || isOnlySelf {
      guard group.condition == nil else { return }
      history.unknown.remove(.attribute(role: group.role, attribute, group: group.name))
      if !group.isDrawn { history.unknown = history.unknown.filter { !isIt($0) } }
      history.seen.insert(seen)
    } else {
      history.unknown.insert(.attribute(role: group.role, attribute, group: group.name))
      history.seen = history.seen.filter {
        $0.role != group.role || $0.attribute != attribute
          || !overlap($0.group, group.name, group.role)
      }
    }
  }

  /// Whether groups of one role may have agents in common.
  func overlap(_ first: String, _ second: String, _ role: String) -> Bool {
    if first == second || first == role || second == role { return true }
    return !(excluded[first]?.contains(second) ?? false)
      && !(excluded[second]?.contains(first) ?? false)
  }
}
