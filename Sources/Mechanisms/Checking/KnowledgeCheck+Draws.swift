import Exact

extension KnowledgeCheck {
  func draw(_ chance: OwnChance, _ state: State) -> State {
    let group = chance.group
    let secret = Secret.attribute(role: group.role, chance.attribute)
    var result: State = [:]
    for (role, histories) in state {
      var next: Set<History> = []
      for history in histories {
        var variants: [(history: History, isDrawn: Bool)] = [(history, false)]
        if role == group.role { variants = met(chance, history) }
        for var variant in variants {
          witness(
            group, chance.attribute, chosenBySelf: variant.isDrawn && !chance.hidden,
            !chance.hidden,
            &variant.history, role)
          next.insert(variant.history)
        }
      }
      result[role] = next
    }
    everSet.insert(secret)
    return result
  }

  private func met(_ chance: OwnChance, _ history: History) -> [(History, Bool)] {
    let group = chance.group
    if group.isDrawn, !history.memberships.contains(group.name) { return [(history, false)] }
    var reading = Reading(self, history, group.role)
    let value = group.condition.map { reading.value($0) } ?? .truth(true)
    var result: [(History, Bool)] = []
    if value != .truth(true) { result.append((history, false)) }
    if value == .truth(false) { return result }
    var met = history
    let attribute = chance.attribute
    met.replace({ $0 == .own(attribute) }, lost: { $0 == .own(attribute) })
    met.varying.remove(attribute)
    met.own[attribute] = nil
    if chance.hidden {
      met.unknown.insert(.own(attribute))
      return result + [(met, true)]
    }
    met.unknown.remove(.own(attribute))
    for part in chance.outcomes.parts
    where Evaluation.constant(part.probability.content)?.isZero != true {
      var outcome = met
      outcome.own[attribute] = read.contains(attribute) ? part.name : nil
      result.append((outcome, true))
    }
    return result
  }

  func draw(_ draw: Draw, _ state: State) -> State {
    var result: State = [:]
    for (role, histories) in state {
      var next: Set<History> = []
      for var history in histories {
        forgetGroup(draw.name, &history)
        guard role == draw.group.role else {
          next.insert(history)
          continue
        }
        var value = History.Value.truth(true)
        if draw.group.isDrawn, !history.memberships.contains(draw.group.name) {
          value = .truth(false)
        } else if let condition = draw.group.condition {
          var reading = Reading(self, history, role)
          value = reading.value(condition)
        }
        history.memberships.remove(draw.name)
        if !(value == .truth(true) && draw.group.condition == nil
          && vocabulary.isSingle(draw.group.name))
        {
          next.insert(history)
        }
        if value != .truth(false) {
          history.memberships.insert(draw.name)
          next.insert(history)
        }
      }
      result[role] = next
    }
    return result
  }

  /// The agents who were in a drawn group may be anywhere in their role once it is drawn again.
  private func forgetGroup(_ name: String, _ history: inout History) {
    history.replace(
      { formula in
        switch formula {
        case .attribute(let group, _), .isIn(let group): group == name
        case .count(let group): group.name == name || group.condition != nil
        default: false
        }
      }, lost: { _ in false })
    history.seen = history.seen.filter { $0.group != name }
    history.unknown = Set(
      history.unknown.map { unknown in
        if case .attribute(let role, let attribute, name) = unknown {
          return .attribute(role: role, attribute, group: role)
        }
        return unknown
      })
  }
}
