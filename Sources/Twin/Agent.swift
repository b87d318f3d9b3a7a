import Mechanisms

/// An agent as people call it: `client` if it is the only one of its role, else `mediator 3`.
public struct AgentName: Codable, Hashable, Sendable {
  public var role: String
  /// Its number in its role, from 1; nil if it is the only one.
  public var number: Int?

  public init(_ role: String, _ number: Int? = nil) {
    self.role = role
    self.number = number
  }
}

extension AgentName: CustomStringConvertible {
  public var description: String { number.map { "\(role) \($0)" } ?? role }
}

/// Who takes part: the agents of all roles, numbered through from 0, role by role; in each role first
/// the deviators, then the accomplices, then the byzantine agents, then the outsiders.
struct Roster: Codable, Hashable, Sendable {
  struct Role: Codable, Hashable, Sendable {
    var name: String
    var agents: Range<Int>
    var members: Int
    var deviators: Int
    var byzantine: Int
    /// Whether the first deviator is favoured.
    var favours = false

    /// The agents on any side but the outsiders'.
    var insiders: Range<Int> { agents.lowerBound..<agents.lowerBound + members + byzantine }

    /// The agents of each side.
    var sides: [(side: Side, agents: Range<Int>)] {
      let ends = [deviators, members, members + byzantine, agents.count].map {
        agents.lowerBound + $0
      }
      let first = agents.lowerBound + (favours && deviators > 0 ? 1 : 0)
      return [
        (side: .favoured, agents: agents.lowerBound..<first),
        (side: .deviator, agents: first..<ends[0]),
        (side: .accomplice, agents: ends[0]..<ends[1]),
        (side: .byzantine, agents: ends[1]..<ends[2]),
        (side: .outsider, agents: ends[2]..<ends[3]),
      ]
    }
  }

  private(set) var roles: [Role] = []
  private(set) var count = 0

  mutating func add(
    _ name: String, size: Int, members: Int, deviators: Int, byzantine: Int, favours: Bool
  ) {
    roles.append(
      Role(
        name: name, agents: count..<count + size, members: members, deviators: deviators,
        byzantine: byzantine, favours: favours))
    count += size
  }

  func role(of agent: Int) -> Int {
    // Roles are few.
    for index in roles.indices where agent < roles[index].agents.upperBound { return index }
    preconditionFailure("no such agent")
  }

  /// - Complexity: O(1).
  func side(of agent: Int, role: Int) -> Side {
    let index = agent - roles[role].agents.lowerBound
    if index < roles[role].deviators {
      return index == 0 && roles[role].favours ? .favoured : .deviator
    }
    if index < roles[role].members { return .accomplice }
    return index < roles[role].members + roles[role].byzantine ? .byzantine : .outsider
  }

  /// Whether any agent of a role is of a camp.
  func isAny(_ camp: Camp, of role: Int) -> Bool {
    camp == .coalition ? roles[role].members > 0 : roles[role].byzantine > 0
  }

  /// The same agents, of whom all members do what is prescribed.
  var sincere: Roster {
    var roster = self
    for index in roster.roles.indices { roster.roles[index].deviators = 0 }
    return roster
  }

  func name(of agent: Int) -> AgentName {
    let role = roles[role(of: agent)]
    return role.agents.count == 1
      ? AgentName(role.name) : AgentName(role.name, agent - role.agents.lowerBound + 1)
  }

  func agent(_ name: AgentName) -> Int? {
    guard let role = roles.first(where: { $0.name == name.role }) else { return nil }
    guard let number = name.number else {
      return role.agents.count == 1 ? role.agents.lowerBound : nil
    }
    return role.agents.count > 0 && (1...role.agents.count).contains(number)
      ? role.agents.lowerBound + number - 1 : nil
  }
}
