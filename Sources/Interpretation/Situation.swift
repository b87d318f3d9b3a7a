import Mechanisms

/// Where a walk stands: which agents there are, what they have done and what is known.
struct Situation<Number: Hashable, Truth: Hashable>: Hashable {
  var position: Int
  /// How many agents there are of each kind; kinds without agents are left out.
  var crowd: [Kind: Size<Number>]
  var bindings: [String: Value<Number, Truth>] = [:]
  /// The outcomes of chances that are one for all.
  var outcomes: [String: String] = [:]
  /// What the coalition knows that is not about an agent, sorted.
  var sightings: [Sighting] = []
  /// The money in each declared account, where the walk keeps accounts.
  var balances: [String: Number] = [:]

  /// The kinds with their sizes, in an order that is the same in every run.
  var kinds: [(kind: Kind, size: Size<Number>)] {
    crowd.map { (kind: $0.key, size: $0.value) }.sorted { $0.kind.precedes($1.kind) }
  }
}

/// Agents that are alike in everything that matters from here on.
struct Kind: Hashable {
  var role: String
  var side: Side
  var attributes: [String: String] = [:]
  var draws: Set<String> = []
  /// What the coalition saw of each, sorted.
  var sightings: [Sighting] = []

  var alike: Alike { Alike(role, side, sightings) }
  var isMember: Bool { side != .outsider }

  func isIn(_ group: Group) -> Bool {
    role == group.role && (!group.isDrawn || draws.contains(group.name))
  }

  mutating func see(_ sighting: Sighting) {
    sightings.append(sighting)
    sightings.sort()
  }
}

/// A number of agents. If they came about by a chance of each agent in a group too large to split
/// (or of symbolic size), it is the expected number, which may be used linearly only.
struct Size<Number: Hashable>: Hashable {
  var number: Number
  var isExpectation = false
}

/// What a formula yields.
enum Value<Number: Hashable, Truth: Hashable>: Hashable {
  case number(Number, isExpectation: Bool)
  case truth(Truth, isExpectation: Bool)
  case option(String)
}
