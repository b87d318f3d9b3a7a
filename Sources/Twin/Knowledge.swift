import Mechanisms

/// What a camp knows: a log of what is not about an agent, and of each agent what was seen.
///
/// An agent's history is one number, interned in ``Histories``, since many agents mostly show the
/// coalition few different things.
struct Knowledge {
  let camp: Camp
  private let roster: Roster
  private let histories: Histories
  private var log: [Sighting] = []
  /// The history of each agent.
  private var seen: [Int32]

  init(of camp: Camp, among roster: Roster, in histories: Histories) {
    self.camp = camp
    self.roster = roster
    self.histories = histories
    seen = Array(repeating: 0, count: roster.count)
  }

  mutating func note(_ sighting: Sighting) { log.append(sighting) }

  mutating func note(_ sighting: Sighting, of agent: Int) {
    note(histories.number(of: sighting), of: agent)
  }

  /// Notes a sighting by its number in the histories.
  mutating func note(_ sighting: Int32, of agent: Int) {
    seen[agent] = histories.extended(seen[agent], by: sighting)
  }

  func number(of sighting: Sighting) -> Int32 { histories.number(of: sighting) }

  /// The number of an agent's history; equal numbers mean equal histories.
  func history(of agent: Int) -> Int32 { seen[agent] }

  /// The agents of a role on a side with that history.
  func alike(_ side: Side, of role: Int, history: Int32) -> Alike {
    Alike(roster.roles[role].name, side, histories[history])
  }

  /// - Complexity: O(agents).
  func view(at moment: Moment) -> View {
    var crowd: [Alike: Int] = [:]
    for role in roster.roles {
      for (side, agents) in role.sides {
        var numbers: [Int32: Int] = [:]
        for agent in agents where seen[agent] != 0 { numbers[seen[agent], default: 0] += 1 }
        for (history, number) in numbers {
          let alike = Alike(role.name, side.seen(by: camp), histories[history])
          crowd[alike, default: 0] += number
        }
      }
    }
    return View(moment, sightings: log.sorted(), crowd: crowd)
  }
}

/// All histories that occurred: each is an earlier one with a sighting more. They are kept from path
/// to path.
final class Histories {
  private var sightings: [Sighting] = []
  private var numbers: [Sighting: Int32] = [:]
  /// Of each history, its sightings, sorted; 0 is the empty one.
  private var sorted: [[Sighting]] = [[]]
  private var known: [[Sighting]: Int32] = [[]: 0]
  private var next: [UInt64: Int32] = [:]

  subscript(_ history: Int32) -> [Sighting] { sorted[Int(history)] }

  func number(of sighting: Sighting) -> Int32 {
    if let known = numbers[sighting] { return known }
    let number = Int32(sightings.count)
    sightings.append(sighting)
    numbers[sighting] = number
    return number
  }

  func extended(_ history: Int32, by sighting: Int32) -> Int32 {
    let key = UInt64(UInt32(history)) << 32 | UInt64(UInt32(sighting))
    if let extended = next[key] { return extended }
    let longer = (sorted[Int(history)] + [sightings[Int(sighting)]]).sorted()
    let number = known[longer] ?? Int32(sorted.count)
    if known[longer] == nil {
      known[longer] = number
      sorted.append(longer)
    }
    next[key] = number
    return number
  }
}
