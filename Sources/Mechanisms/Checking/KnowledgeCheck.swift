/// Whether honest agents know what their rules read.
///
/// Walks the steps once for all agents of each role, keeping the set of histories that honest play can
/// give an agent. A rule's condition is evaluated from left to right with the agent's own choices, as
/// far as they decide; what is read beyond that must be known to the agent.
final class KnowledgeCheck {
  typealias State = [String: Set<History>]

  let vocabulary: Vocabulary
  let mechanism: Mechanism
  let overrides: [Property.Override]
  let log: DiagnosticLog
  /// Drawn groups that exclude others: `draw: second`, `from: juror where not in first`.
  private(set) var excluded: [String: Set<String>] = [:]
  /// Attributes that may have been set before.
  var everSet: Set<Secret> = []
  /// Attributes that are chosen in this step.
  var pending: Set<Secret> = []
  private var budget = 50_000
  /// The attributes that formulas read anywhere. Histories need not tell others apart.
  private(set) var read: Set<String> = []

  init(
    _ mechanism: Mechanism, _ vocabulary: Vocabulary, _ overrides: [Property.Override],
    _ log: DiagnosticLog
  ) {
    self.mechanism = mechanism
    self.vocabulary = vocabulary
    self.overrides = overrides
    self.log = log
  }

  /// Reports every rule that reads something its agent does not know.
  func run() {
    findExclusions(mechanism.steps)
    findReads()
    _ = walk(mechanism.steps, beginning)
  }

  private func findExclusions(_ steps: [Step]) {
    for step in steps {
      switch step.action {
      case .draw(let draw):
        let others = Set(draw.group.condition.map(Self.exclusions) ?? [])
        excluded[draw.name] = excluded[draw.name]?.intersection(others) ?? others
      case .when(_, let then, let otherwise):
        findExclusions(then)
        findExclusions(otherwise)
      case .rounds(_, let inner): findExclusions(inner)
      case .forever(let repetition): findExclusions(repetition.steps)
      default: break
      }
    }
  }

  private func findReads() {
    func note(_ formula: Formula?) {
      formula?.visit { part in
        switch part {
        case .own(let attribute), .attribute(_, let attribute): read.insert(attribute)
        default: break
        }
      }
    }
    func note(_ prescription: Prescription) {
      for rule in prescription.rules {
        note(rule.condition?.content)
        for part in rule.mixture.parts { note(part.probability.content) }
      }
    }
    for step in mechanism.allSteps {
      switch step.action {
      case .choose(let choices):
        for choice in choices {
          note(choice.group.condition)
          note(choice.prescription)
        }
      case .ownChance(let chance): note(chance.group.condition)
      case .draw(let draw): note(draw.group.condition)
      case .bind(_, let formula), .when(let formula, _, _): note(formula.content)
      case .chance, .reveal, .pay, .rounds, .forever: break
      }
    }
    for override in overrides { note(override.prescription) }
  }

  /// The drawn groups that a condition rules out.
  static func exclusions(_ condition: Formula) -> [String] {
    switch condition {
    case .not(.isIn(let name)): [name]
    case .all(let parts): parts.flatMap(exclusions)
    default: []
    }
  }

  // MARK: - Steps

  private func walk(_ steps: [Step], _ start: State) -> State {
    var state = start
    for step in steps {
      budget -= state.values.reduce(1) { $0 + $1.count }
      // Too many histories to follow: what is not looked at is not rejected.
      if budget < 0 { return state }
      state = take(step, state)
    }
    return state
  }

  private func map(_ state: State, _ change: (inout History, String) -> Void) -> State {
    var result: State = [:]
    for (role, histories) in state {
      result[role] = Set(
        histories.map { history in
          var history = history
          change(&history, role)
          return history
        })
    }
    return result
  }

  private func take(_ step: Step, _ state: State) -> State {
    switch step.action {
    case .choose(let choices): return choose(choices, state)
    case .chance(let chance):
      return map(state) { history, _ in
        history.replace({ $0 == .outcome(chance.name) }, lost: { $0 == .outcome(chance.name) })
        if chance.hidden {
          history.unknown.insert(.outcome(chance.name))
        } else {
          history.unknown.remove(.outcome(chance.name))
        }
      }
    case .ownChance(let chance): return draw(chance, state)
    case .reveal(let secret): return map(state) { $0.learn(secret, role: $1) }
    case .draw(let draw): return self.draw(draw, state)
    case .pay: return state
    case .bind(let name, let formula): return bind(name, formula.content, state)
    case .when(let condition, let then, let otherwise):
      return branch(condition.content, then, otherwise, state)
    case .rounds(let number, let inner):
      var state = state
      for _ in 0..<min(max(number, 0), 50) {
        let next = walk(inner, state)
        if next == state || budget < 0 { return next }
        state = next
      }
      return state
    case .forever(let repetition):
      // A round begins with what is kept, which all know.
      everSet = []
      return walk(repetition.steps, beginning)
    }
  }

  private var beginning: State {
    Dictionary(
      mechanism.roles.map { ($0.name, [History()]) }, uniquingKeysWith: { first, _ in first })
  }

  private func bind(_ name: String, _ formula: Formula, _ state: State) -> State {
    map(state) { history, role in
      var reading = Reading(self, history, role)
      _ = reading.value(formula)
      history.replace({ $0 == .binding(name) }, lost: { _ in false })
      let unknown = history.frames.reduce(into: Set(reading.missing.flatMap(\.unknown))) {
        $0.formUnion($1.unknown)
      }
      history.blocked[name] = unknown.isEmpty ? nil : unknown
    }
  }

  private func branch(_ condition: Formula, _ then: [Step], _ otherwise: [Step], _ state: State)
    -> State
  {
    var yes: State = [:]
    var no: State = [:]
    for (role, histories) in state {
      yes[role] = []
      no[role] = []
      for history in histories {
        var reading = Reading(self, history, role)
        let value = reading.value(condition)
        let unknown = Set(reading.missing.flatMap(\.unknown))
        if value != .truth(false) {
          var inside = history
          inside.enterBranch(condition, true, unknown: unknown)
          yes[role]?.insert(inside)
        }
        if value != .truth(true) {
          var inside = history
          inside.enterBranch(condition, false, unknown: unknown)
          no[role]?.insert(inside)
        }
      }
    }
    let names = Self.bindings(then).union(Self.bindings(otherwise))
    let before = everSet
    let first = map(walk(then, yes)) { history, _ in history.leaveBranch(binding: names) }
    let afterThen = everSet
    everSet = before
    let second = map(walk(otherwise, no)) { history, _ in history.leaveBranch(binding: names) }
    everSet.formUnion(afterThen)
    return first.merging(second) { $0.union($1) }
  }

  private static func bindings(_ steps: [Step]) -> Set<String> {
    steps.reduce(into: []) { names, step in
      switch step.action {
      case .bind(let name, _): names.insert(name)
      case .when(_, let then, let otherwise):
        names.formUnion(bindings(then).union(bindings(otherwise)))
      case .rounds(_, let inner): names.formUnion(bindings(inner))
      case .forever(let repetition): names.formUnion(bindings(repetition.steps))
      default: break
      }
    }
  }
}
