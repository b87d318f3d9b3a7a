import Mechanisms

/// Whoever knows things together.
enum Party: Hashable {
  case camp(Camp)
  /// An agent that shares what it knows with nobody.
  case agent(Int)
}

/// What everybody knows, and what some know besides: a log of what is not about an agent, and of each
/// agent what was seen.
///
/// An agent's history is one number, interned in ``Histories``, since many agents mostly show others few
/// different things; agents of whom nothing was seen take no room.
struct Knowledge {
  /// Agents of a role of whom the same was seen.
  private struct Kind: Hashable {
    var role: Int
    var history: Int32
  }

  /// What somebody knows that not everybody does.
  private struct Secrets {
    var log: [Sighting] = []
    /// Of each agent, the numbers of the sightings.
    var seen: [Int: [Int32]] = [:]
  }

  /// Those agents who see a choice that is not for all to see, as single ones.
  struct Audience {
    var roles: [Int] = []
    var agents: Set<Int> = []

    var isEmpty: Bool { roles.isEmpty && agents.isEmpty }

    func includes(_ agent: Int, of role: Int) -> Bool {
      roles.contains(role) || agents.contains(agent)
    }
  }

  private let roster: Roster
  private let histories: Histories
  private var log: [Sighting] = []
  /// What all have seen of each agent.
  private var seen: [Int: Int32] = [:]
  private var crowd: [Kind: Int] = [:]
  private var secrets: [Party: Secrets] = [:]
  /// What was shown to some single agents only.
  private var confided: [(audience: Audience, seen: [Int: Int32])] = []

  init(of roster: Roster, in histories: Histories) {
    self.roster = roster
    self.histories = histories
  }

  func number(of sighting: Sighting) -> Int32 { histories.number(of: sighting) }

  // MARK: - Noting

  /// Notes what a party, or everybody, comes to know.
  mutating func note(_ sighting: Sighting, by party: Party? = nil) {
    if let party {
      secrets[party, default: Secrets()].log.append(sighting)
    } else {
      log.append(sighting)
    }
  }

  /// Notes what a party, or everybody, sees of an agent: a sighting by its number.
  mutating func note(_ sighting: Int32, of agent: Int, by party: Party? = nil) {
    if let party {
      secrets[party, default: Secrets()].seen[agent, default: []].append(sighting)
      return
    }
    let role = roster.role(of: agent)
    if let before = seen[agent] { leave(Kind(role: role, history: before), in: &crowd) }
    let history = histories.extended(seen[agent] ?? 0, by: sighting)
    seen[agent] = history
    crowd[Kind(role: role, history: history), default: 0] += 1
  }

  /// Notes what single agents see of others: of each one sighting.
  mutating func note(_ sightings: [Int: Int32], by audience: Audience) {
    if audience.isEmpty { return }
    confided.append((audience, sightings))
  }

  // MARK: - Knowing

  /// The number of an agent's history as a party knows it; equal numbers mean equal histories.
  func history(of agent: Int, to party: Party) -> Int32 {
    history(of: agent, with: secrets[party], and: confided(to: party))
  }

  private func history(of agent: Int, with own: Secrets?, and confided: [[Int: Int32]]) -> Int32 {
    let sightings = (own?.seen[agent] ?? []) + confided.compactMap { $0[agent] }
    return sightings.reduce(seen[agent] ?? 0) { histories.extended($0, by: $1) }
  }

  /// The agents of a role on a side with that history.
  func alike(_ side: Side, of role: Int, history: Int32) -> Alike {
    Alike(roster.roles[role].name, side, histories[history])
  }

  /// What a party knows.
  ///
  /// - Complexity: O(agents on any side but the outsiders', and of whom the party knows more than others).
  func view(at moment: Moment, of party: Party) -> View {
    let own = secrets[party]
    let confided = confided(to: party)
    var apart = Set((own?.seen ?? [:]).keys)
    for shown in confided { apart.formUnion(shown.keys) }
    switch party {
    case .camp: for role in roster.roles { apart.formUnion(role.insiders) }
    case .agent(let agent): apart.insert(agent)
    }
    var others = self.crowd
    var crowd: [Alike: Int] = [:]
    for agent in apart {
      let role = roster.role(of: agent)
      if let before = seen[agent] { leave(Kind(role: role, history: before), in: &others) }
      let history = history(of: agent, with: own, and: confided)
      if history == 0 { continue }
      let side = side(of: agent, role: role, to: party)
      crowd[alike(side, of: role, history: history), default: 0] += 1
    }
    for (kind, number) in others {
      crowd[alike(.outsider, of: kind.role, history: kind.history), default: 0] += number
    }
    return View(moment, sightings: (log + (own?.log ?? [])).sorted(), crowd: crowd)
  }

  private func side(of agent: Int, role: Int, to party: Party) -> Side {
    switch party {
    case .camp(let camp): roster.side(of: agent, role: role).seen(by: camp)
    case .agent(let own): agent == own ? .deviator : .outsider
    }
  }

  /// What was shown to an agent among others.
  private func confided(to party: Party) -> [[Int: Int32]] {
    guard case .agent(let agent) = party, !confided.isEmpty else { return [] }
    let role = roster.role(of: agent)
    return confided.filter { $0.audience.includes(agent, of: role) }.map(\.seen)
  }

  private func leave(_ kind: Kind, in crowd: inout [Kind: Int]) {
    let left = (crowd[kind] ?? 0) - 1
    crowd[kind] = left > 0 ? left : nil
  }
}
