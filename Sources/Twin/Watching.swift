import Mechanisms

/// Who sees what of a choice that was made.
extension Performance {
  /// Notes who sees what of a choice: always what it, or its camp, did itself.
  func observe(_ asking: Asking) {
    let choice = asking.choice
    let sightings = choice.options.map {
      number(of: Sighting(asking.moment, script.options[$0.name]))
    }
    let seen = zip(asking.agents, asking.taken).map { (agent: $0, sighting: sightings[$1]) }
    guard let audience = choice.audience else {
      for (agent, sighting) in seen { knowledge.note(sighting, of: agent) }
      return
    }
    for camp in camps {
      let isSeen = audience.contains { hasAgents(of: camp, in: $0) }
      for (agent, sighting) in seen
      where isSeen || roster.side(of: agent, role: choice.group.role).camp == camp {
        knowledge.note(sighting, of: agent, by: .camp(camp))
      }
    }
    if respondent != nil { observe(seen, of: choice.group.role, by: self.audience(audience)) }
  }

  /// Notes what single agents see of a choice by agents of a role.
  private func observe(
    _ seen: [(agent: Int, sighting: Int32)], of role: Int, by audience: Knowledge.Audience
  ) {
    for (agent, sighting) in seen where !audience.includes(agent, of: role) {
      guard let party = party(of: agent, role: role), party == .agent(agent) else { continue }
      knowledge.note(sighting, of: agent, by: party)
    }
    knowledge.note(
      Dictionary(seen.map { ($0.agent, $0.sighting) }, uniquingKeysWith: { first, _ in first }),
      by: audience)
  }

  private func audience(_ pools: [Script.Pool]) -> Knowledge.Audience {
    var audience = Knowledge.Audience()
    for pool in pools {
      switch pool {
      case .role(let role): audience.roles.append(role)
      case .drawn(let name): audience.agents.formUnion(drawn[name])
      }
    }
    return audience
  }

  /// Whether some agent of a camp is in the pool now.
  private func hasAgents(of camp: Camp, in pool: Script.Pool) -> Bool {
    switch pool {
    case .role(let role): roster.isAny(camp, of: role)
    case .drawn(let name):
      drawn[name].contains { roster.side(of: $0, role: roster.role(of: $0)).camp == camp }
    }
  }

  /// Shows what the options taken let learn to whoever took them.
  func learn(from asking: Asking) {
    let role = asking.choice.group.role
    var learned: [Party: [Script.Secret]] = [:]
    for (agent, taken) in zip(asking.agents, asking.taken) {
      guard let party = party(of: agent, role: role) else { continue }
      for secret in asking.choice.options[taken].learns
      where !learned[party, default: []].contains(secret) {
        learned[party, default: []].append(secret)
        show(secret, at: asking.moment, to: party)
      }
    }
  }
}
