import Exact

/// The names that a mechanism declares, and what they mean.
struct Vocabulary {
  struct DrawnGroup {
    var role: String
    /// Whether every draw of that name picks one agent.
    var isSingle: Bool
  }

  var parameters: Set<String> = []
  /// The roles, with their sizes.
  var roles: [String: Formula] = [:]
  var accounts: Set<String> = []
  var draws: [String: DrawnGroup] = [:]
  /// The options (or outcomes) of each attribute of each role.
  var attributes: [String: [String: [String]]] = [:]
  /// The outcomes of each chance that is one for all.
  var chances: [String: [String]] = [:]
  var bindings: Set<String> = []
  var options: Set<String> = [unset]

  /// The role of the agents of a role or drawn group.
  func role(of group: String) -> String? {
    roles[group] != nil ? group : draws[group]?.role
  }

  /// Whether a role or drawn group is one agent, whatever the parameters.
  func isSingle(_ group: String) -> Bool {
    if let size = roles[group] { return size == .number(1) }
    return draws[group]?.isSingle ?? false
  }

  /// The names of roles and drawn groups.
  var groups: [String] { Array(roles.keys) + Array(draws.keys) }

  mutating func add(attribute: String, of role: String, options names: [String]) {
    attributes[role, default: [:]][attribute, default: []] += names
    options.formUnion(names)
  }

  mutating func add(chance: String, outcomes names: [String]) {
    chances[chance, default: []] += names
    options.formUnion(names)
  }

  mutating func add(draw: String, from role: String, isSingle: Bool) {
    draws[draw] = DrawnGroup(
      role: role, isSingle: isSingle && (draws[draw]?.isSingle ?? true))
  }
}

/// What a formula yields; for options, which.
enum ValueType: Equatable {
  case number
  case truth
  case option(Set<String>)

  var kind: Formula.Kind {
    switch self {
    case .number: .number
    case .truth: .truth
    case .option: .option
    }
  }

  /// The type of what is one or the other, if they fit.
  func joined(_ other: ValueType) -> ValueType? {
    if case .option(let left) = self, case .option(let right) = other {
      return .option(left.union(right))
    }
    return self == other ? self : nil
  }
}

/// Where a formula stands: what it may speak of.
struct Scope {
  /// Only parameters (and sizes of roles), as in an assumption.
  var parametersOnly = false
  /// The roles of the agent it speaks of; the first that has an attribute is meant.
  var agents: [String] = []
  /// What is bound at that place.
  var bound: [String: ValueType] = [:]

  static let parameters = Scope(parametersOnly: true)

  func speaking(of agents: [String]) -> Scope {
    var scope = self
    scope.agents = agents
    return scope
  }
}
