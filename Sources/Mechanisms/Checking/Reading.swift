/// Reads a formula from left to right as one honest agent would, noting what it does not know.
struct Reading {
  struct Missing {
    var name: String
    var unknown: Set<History.Unknown>
    var why: Mistake.Ignorance
  }

  private let check: KnowledgeCheck
  private let history: History
  private let role: String
  private(set) var missing: [Missing] = []

  init(_ check: KnowledgeCheck, _ history: History, _ role: String) {
    self.check = check
    self.history = history
    self.role = role
  }

  mutating func value(_ formula: Formula) -> History.Value {
    if let value = history.assumed[formula] { return value }
    switch formula {
    case .option(let name): return .option(name)
    case .truth(let value): return .truth(value)
    case .own(let attribute): return own(attribute)
    case .isIn(let group): return .truth(history.memberships.contains(group))
    case .outcome(let name):
      if history.unknown.contains(.outcome(name)) { note(name, [.outcome(name)], .hidden) }
      return .some
    case .binding(let name):
      if let unknown = history.blocked[name] { note(name, unknown, .computed) }
      return .some
    case .attribute(let group, let attribute): return attributeOf(group, attribute)
    case .count(let group):
      count(group)
      return .some
    case .comparison(let sign, let left, let right):
      let first = value(left)
      let second = value(right)
      guard case .option(let one) = first, case .option(let other) = second else { return .some }
      return .truth((one == other) == (sign == .equal))
    case .not(let part):
      if case .truth(let holds) = value(part) { return .truth(!holds) }
      return .some
    case .all(let parts): return all(parts, decidedBy: false)
    case .any(let parts): return all(parts, decidedBy: true)
    case .conditional(let condition, let yes, let no):
      if case .truth(let holds) = value(condition) { return value(holds ? yes : no) }
      let first = value(yes)
      let second = value(no)
      return first == second ? first : .some
    default:
      for part in formula.parts { _ = value(part) }
      return .some
    }
  }

  private mutating func all(_ parts: [Formula], decidedBy decisive: Bool) -> History.Value {
    var isOpen = false
    for part in parts {
      switch value(part) {
      case .truth(decisive): return .truth(decisive)
      case .truth: break
      default: isOpen = true
      }
    }
    return isOpen ? .some : .truth(!decisive)
  }

  private mutating func note(
    _ name: String, _ unknown: Set<History.Unknown>, _ why: Mistake.Ignorance
  ) {
    missing.append(Missing(name: name, unknown: unknown, why: why))
  }

  private mutating func own(_ attribute: String) -> History.Value {
    if let value = history.own[attribute] { return .option(value) }
    if history.unknown.contains(.own(attribute)) {
      note(attribute, [.own(attribute)], .ownHidden)
      return .some
    }
    return history.varying.contains(attribute) ? .some : .option(unset)
  }

  /// Whether a group is the agent itself and nobody else.
  private func isSelf(_ group: String) -> Bool {
    check.vocabulary.isSingle(group)
      && (group == role || history.memberships.contains(group))
  }

  private mutating func attributeOf(_ group: String, _ attribute: String) -> History.Value {
    guard let other = check.vocabulary.role(of: group) else { return .some }
    if isSelf(group) { return own(attribute) }
    lookAt(other, attribute, of: group, excluding: [], named: "\(group).\(attribute)")
    return .some
  }

  private mutating func count(_ group: Group) {
    guard let condition = group.condition else { return }
    if isSelf(group.name) {
      _ = value(condition)
      return
    }
    var name = group.name
    if !group.isDrawn, case .all(let parts) = condition {
      for case .isIn(let drawn) in parts { name = drawn }
    } else if !group.isDrawn, case .isIn(let drawn) = condition {
      name = drawn
    }
    others(condition, Group(name, role: group.role), Set(KnowledgeCheck.exclusions(condition)))
  }

  /// Reads a condition on other agents, whose attributes may be anything.
  private mutating func others(_ condition: Formula, _ group: Group, _ excluded: Set<String>) {
    switch condition {
    case .own(let attribute):
      lookAt(
        group.role, attribute, of: group.name, excluding: excluded,
        named: "\(group.name).\(attribute)")
    case .isIn: break
    case .count, .attribute, .outcome, .binding: _ = value(condition)
    default: for part in condition.parts { others(part, group, excluded) }
    }
  }

  private mutating func lookAt(
    _ other: String, _ attribute: String, of group: String, excluding excluded: Set<String>,
    named name: String
  ) {
    let secret = Secret.attribute(role: other, attribute)
    if check.pending.contains(secret), !check.everSet.contains(secret) {
      return note(name, [.past], .atTheSameTime)
    }
    let seen = history.seen.filter { $0.role == other && $0.attribute == attribute }
    if seen.contains(where: { $0.group == group || $0.group == other }) { return }
    let unknown = history.unknown.filter { unknown in
      guard case .attribute(other, attribute, let source) = unknown else { return false }
      return !excluded.contains(source) && check.overlap(source, group, other)
    }
    if !unknown.isEmpty { note(name, unknown, .unseen) }
  }
}
