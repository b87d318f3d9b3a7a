public import Mechanisms

/// The steps of a mechanism laid out for walking: rounds unrolled, each step with its successor, and
/// with what is read from there on, so that situations that differ only in what is never read again
/// are one.
public struct Program: Sendable {
  struct Node: Sendable {
    var action: Action
    var rounds: [Int]
    var location: Location
    var next: Int
  }

  enum Action: Sendable {
    case choose([Choice])
    case chance(Int, Chance)
    case ownChance(Int, OwnChance)
    case reveal(Int, Secret)
    case draw(Int, Draw)
    case pay(Payment)
    case bind(String, Located<Formula>)
    case branch(Located<Formula>, otherwise: Int)
    /// The first of infinitely many rounds begins.
    case enter(Repetition)
    /// A round is over.
    case again(Repetition)
  }

  /// What later steps read.
  struct Live: Hashable, Sendable {
    var attributes: Set<RoleAttribute> = []
    var draws: Set<String> = []
    var bindings: Set<String> = []
    var outcomes: Set<String> = []
    /// The roles whose agents are asked.
    var asked: Set<String> = []

    func union(_ other: Live) -> Live {
      Live(
        attributes: attributes.union(other.attributes), draws: draws.union(other.draws),
        bindings: bindings.union(other.bindings), outcomes: outcomes.union(other.outcomes),
        asked: asked.union(other.asked))
    }
  }

  struct RoleAttribute: Hashable, Sendable {
    var role: String
    var attribute: String
  }

  public let mechanism: Mechanism
  /// Where the steps end: every other position leads to smaller ones.
  static let end = 0
  let start: Int
  /// Where each of infinitely many rounds begins, and the number of the step that repeats them; nil if there
  /// are none.
  let round: (start: Int, step: Int)?
  /// `nodes[p - 1]` is at position p.
  private let nodes: [Node]
  private let live: [Live]

  /// - Complexity: O(steps × rounds).
  public init(_ mechanism: Mechanism, prescribing overrides: [Property.Override] = []) {
    self.mechanism = mechanism
    var layout = Layout(overrides: overrides, drawn: mechanism.drawnRoles)
    start = layout.lay(mechanism.steps, rounds: [], before: Program.end)
    nodes = layout.nodes
    round = layout.round
    live = layout.live
  }

  func node(at position: Int) -> Node { nodes[position - 1] }
  func live(at position: Int) -> Live { live[position] }
}

/// Lays steps out from the last to the first.
private struct Layout {
  var overrides: [Property.Override]
  var drawn: [String: String]
  var nodes: [Program.Node] = []
  var live = [Program.Live()]
  var round: (start: Int, step: Int)?

  /// Lays out the steps before a position and returns the position of the first.
  mutating func lay(_ steps: [Step], rounds: [Int], before next: Int) -> Int {
    var next = next
    for step in steps.reversed() { next = lay(step, rounds: rounds, before: next) }
    return next
  }

  private mutating func lay(_ step: Step, rounds: [Int], before next: Int) -> Int {
    switch step.action {
    case .choose(let choices):
      return append(.choose(choices.map(prescribed)), step, rounds, next)
    case .chance(let chance):
      return append(.chance(step.id, chance), step, rounds, next)
    case .ownChance(let chance):
      return append(.ownChance(step.id, chance), step, rounds, next)
    case .reveal(let secret):
      return append(.reveal(step.id, secret), step, rounds, next)
    case .draw(let draw):
      return append(.draw(step.id, draw), step, rounds, next)
    case .pay(let payment):
      return append(.pay(payment), step, rounds, next)
    case .bind(let name, let formula):
      return append(.bind(name, formula), step, rounds, next)
    case .when(let condition, let then, let otherwise):
      let second = lay(otherwise, rounds: rounds, before: next)
      let first = lay(then, rounds: rounds, before: next)
      return append(.branch(condition, otherwise: second), step, rounds, first)
    case .rounds(let count, let steps):
      var next = next
      for round in stride(from: count, to: 0, by: -1) {
        next = lay(steps, rounds: rounds + [round], before: next)
      }
      return next
    case .forever(let repetition):
      let end = append(.again(repetition), step, rounds, next)
      let start = lay(repetition.steps, rounds: rounds, before: end)
      round = (start: start, step: step.id)
      return append(.enter(repetition), step, rounds, start)
    }
  }

  private func prescribed(_ choice: Choice) -> Choice {
    var choice = choice
    for override in overrides
    where override.role == choice.group.role && override.attribute == choice.attribute {
      choice.prescription = override.prescription
    }
    return choice
  }

  private mutating func append(
    _ action: Program.Action, _ step: Step, _ rounds: [Int], _ next: Int
  ) -> Int {
    nodes.append(
      Program.Node(action: action, rounds: rounds, location: step.location, next: next))
    var reads = Reads(drawn: drawn)
    var after = live[next]
    switch action {
    case .choose(let choices):
      for choice in choices { reads.add(choice) }
    case .chance(_, let chance):
      after.outcomes.remove(chance.name)
      reads.add(chance.outcomes)
    case .ownChance(_, let chance):
      reads.add(chance.group)
      reads.add(chance.outcomes)
    case .reveal(_, let secret): reads.add(secret)
    case .draw(_, let draw):
      after.draws.remove(draw.name)
      reads.add(draw.group)
    case .pay(let payment):
      for party in [payment.source, payment.target] {
        if case .agents(let group) = party {
          reads.add(group)
          reads.add(payment.amount.content, own: group.role)
        }
      }
      reads.add(payment.amount.content, own: nil)
    case .bind(let name, let formula):
      after.bindings.remove(name)
      reads.add(formula.content, own: nil)
    case .branch(let condition, let otherwise):
      after = after.union(live[otherwise])
      reads.add(condition.content, own: nil)
    case .enter(let repetition):
      reads.live.bindings.formUnion(repetition.kept)
    case .again(let repetition):
      reads.live.bindings.formUnion(repetition.kept)
      if let until = repetition.until { reads.add(until.content, own: nil) }
    }
    live.append(after.union(reads.live))
    return nodes.count
  }
}

/// Collects what formulas and groups read.
private struct Reads {
  var live = Program.Live()
  var drawn: [String: String]

  init(drawn: [String: String]) { self.drawn = drawn }

  mutating func add(_ group: Group) {
    if group.isDrawn { live.draws.insert(group.name) }
    if let condition = group.condition { add(condition, own: group.role) }
  }

  mutating func add(_ mixture: Mixture, own role: String? = nil) {
    for part in mixture.parts { add(part.probability.content, own: role) }
  }

  mutating func add(_ secret: Secret) {
    switch secret {
    case .outcome(let name): live.outcomes.insert(name)
    case .attribute(let role, let name):
      live.attributes.insert(Program.RoleAttribute(role: role, attribute: name))
    }
  }

  mutating func add(_ choice: Choice) {
    let role = choice.group.role
    live.asked.insert(role)
    add(choice.group)
    for option in choice.options {
      if let cost = option.cost { add(cost.content, own: role) }
      if let condition = option.condition { add(condition.content, own: role) }
      for secret in option.learns { add(secret) }
    }
    for rule in choice.prescription.rules {
      if let condition = rule.condition { add(condition.content, own: role) }
      add(rule.mixture, own: role)
    }
    if case .only(let names) = choice.audience {
      live.draws.formUnion(names.filter { drawn[$0] != nil })
    }
  }

  mutating func add(_ formula: Formula, own role: String?) {
    switch formula {
    case .number, .truth, .option, .parameter: break
    case .binding(let name): live.bindings.insert(name)
    case .outcome(let name): live.outcomes.insert(name)
    case .attribute(let name, let attribute):
      if drawn[name] != nil { live.draws.insert(name) }
      live.attributes.insert(
        Program.RoleAttribute(role: drawn[name] ?? name, attribute: attribute))
    case .own(let attribute):
      if let role {
        live.attributes.insert(Program.RoleAttribute(role: role, attribute: attribute))
      }
    case .isIn(let name): live.draws.insert(name)
    case .count(let group): add(group)
    case .negative(let part), .power(let part, _), .not(let part), .floor(let part),
      .ceiling(let part):
      add(part, own: role)
    case .arithmetic(_, let left, let right), .comparison(_, let left, let right):
      add(left, own: role)
      add(right, own: role)
    case .all(let parts), .any(let parts), .minimum(let parts), .maximum(let parts):
      for part in parts { add(part, own: role) }
    case .conditional(let condition, let first, let second):
      add(condition, own: role)
      add(first, own: role)
      add(second, own: role)
    }
  }
}
