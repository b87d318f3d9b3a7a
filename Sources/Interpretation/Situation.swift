import Mechanisms

/// Where a walk stands: which agents there are, what they have done and what is known.
struct Situation<Number: Hashable, Truth: Hashable>: Hashable {
  var position: Int
  /// How many agents there are of each kind; kinds without agents are left out.
  var crowd: [Kind: Size<Number>]
  var bindings: [String: Value<Number, Truth>] = [:]
  /// The outcomes of chances that are one for all.
  var outcomes: [String: String] = [:]
  /// What is known that is not about an agent.
  var seen = Seen()
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
  /// What was seen of each.
  var seen = Seen()

  /// The agents as a camp tells them from others.
  func alike(to camp: Camp) -> Alike { Alike(role, side.seen(by: camp), seen[camp]) }

  func isIn(_ group: Group) -> Bool {
    role == group.role && (!group.isDrawn || draws.contains(group.name))
  }
}

/// What each camp saw, sorted.
struct Seen: Hashable {
  private var coalition: [Sighting] = []
  private var byzantine: [Sighting] = []

  subscript(camp: Camp) -> [Sighting] {
    get { camp == .coalition ? coalition : byzantine }
    set { if camp == .coalition { coalition = newValue } else { byzantine = newValue } }
  }

  mutating func add(_ sighting: Sighting, by camp: Camp) {
    self[camp].append(sighting)
    self[camp].sort()
  }

  func precedes(_ other: Seen) -> Bool {
    coalition == other.coalition
      ? byzantine.lexicographicallyPrecedes(other.byzantine)
      : coalition.lexicographicallyPrecedes(other.coalition)
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
