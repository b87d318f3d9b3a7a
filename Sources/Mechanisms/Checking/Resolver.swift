import Exact
import Spelling

/// Gives the names of a formula their meaning and checks that its parts fit.
struct Resolver {
  let vocabulary: Vocabulary
  let log: DiagnosticLog

  /// A formula, and what it yields; no type if there was a mistake, which was reported.
  typealias Resolved = (formula: Formula, type: ValueType?)

  private static let failed: Resolved = (.number(0), nil)

  func formula(_ expression: Expression, yielding kind: Formula.Kind, in scope: Scope) -> Formula {
    resolve(expression, yielding: kind, in: scope).formula
  }

  private func resolve(_ expression: Expression, yielding kind: Formula.Kind, in scope: Scope)
    -> Resolved
  {
    let resolved = resolve(expression, in: scope)
    if let type = resolved.type, type.kind != kind {
      if case .option(let name) = resolved.formula {
        log.report(.optionInsteadOf(kind, name: name), at: expression.location)
      } else {
        log.report(.wrongKind(type.kind, expected: kind), at: expression.location)
      }
      return Self.failed
    }
    return resolved
  }

  func resolve(_ expression: Expression, in scope: Scope) -> Resolved {
    func number(_ part: Expression) -> Formula { formula(part, yielding: .number, in: scope) }
    func truth(_ part: Expression) -> Formula { formula(part, yielding: .truth, in: scope) }
    switch expression.shape {
    case .number(let value, _): return (.number(value), .number)
    case .truth(let value): return (.truth(value), .truth)
    case .name(let name, let meaning):
      return resolve(name, meaning, at: expression.location, in: scope)
    case .member(let group, let attribute, let place):
      return member(group, attribute, at: (expression.location, place), in: scope)
    case .function(let function, let parts):
      let parts = parts.map(number)
      let formula: Formula =
        switch function {
        case .minimum: .minimum(parts)
        case .maximum: .maximum(parts)
        case .floor: .floor(parts[0])
        case .ceiling: .ceiling(parts[0])
        }
      return (formula, .number)
    case .size(let group): return size(group, in: scope)
    case .isIn(let name): return membership(name, at: expression.location, in: scope)
    case .negative(let part):
      let part = number(part)
      if case .number(let value) = part { return (.number(-value), .number) }
      return (.negative(part), .number)
    case .arithmetic(let sign, let left, let right):
      let (left, right) = (number(left), number(right))
      // `1/4` is a number, as it is where Swift code builds a formula.
      if case (.over, .number(let dividend), .number(let divisor)) = (sign, left, right),
        dividend.isInteger, divisor.isInteger, !divisor.isZero
      {
        return (.number(dividend / divisor), .number)
      }
      return (.arithmetic(sign, left, right), .number)
    case .power(let base, let exponent): return (.power(number(base), exponent), .number)
    case .chain(let parts, let signs): return chain(parts, signs, in: scope)
    case .not(let part): return (.not(truth(part)), .truth)
    case .all(let parts): return (.all(parts.map(truth)), .truth)
    case .any(let parts): return (.any(parts.map(truth)), .truth)
    case .conditional(let condition, let yes, let no):
      let condition = truth(condition)
      let first = resolve(yes, in: scope)
      let second = resolve(no, in: scope)
      guard let left = first.type, let right = second.type else { return Self.failed }
      guard let type = left.joined(right) else {
        log.report(.branchesDiffer(left.kind, right.kind), at: no.location)
        return Self.failed
      }
      return (.conditional(condition, first.formula, second.formula), type)
    }
  }

  // MARK: - Names

  private func resolve(
    _ name: String, _ expected: Expression.Meaning?, at place: Location, in scope: Scope
  ) -> Resolved {
    let resolved = meaning(name, at: place, in: scope, expected)
    if let expected, resolved.type != nil, resolved.meaning != expected {
      log.report(.notWhatItIsUsedAs(name, expected.rawValue), at: place)
      return Self.failed
    }
    return (resolved.formula, resolved.type)
  }

  private func meaning(
    _ name: String, at place: Location, in scope: Scope, _ expected: Expression.Meaning?
  ) -> (formula: Formula, type: ValueType?, meaning: Expression.Meaning) {
    if expected == .option, vocabulary.options.contains(name) {
      return (.option(name), .option([name]), .option)
    }
    if vocabulary.parameters.contains(name) { return (.parameter(name), .number, .parameter) }
    if scope.parametersOnly {
      if isDeclaredElsewhere(name) {
        log.report(.onlyParametersHere(name), at: place)
      } else {
        log.report(
          .unknown("parameter", name, nearest(to: name, among: vocabulary.parameters)), at: place)
      }
      return (.number(0), nil, .parameter)
    }
    if let options = ownOptions(name, in: scope) {
      return (.own(name), .option(Set(options)), .own)
    }
    if let type = scope.bound[name] { return (.binding(name), type, .binding) }
    if vocabulary.bindings.contains(name) {
      log.report(.notYetBound(name), at: place)
      return (.number(0), nil, .binding)
    }
    if let outcomes = vocabulary.chances[name] {
      return (.outcome(name), .option(Set(outcomes)), .outcome)
    }
    if vocabulary.options.contains(name) { return (.option(name), .option([name]), .option) }
    reportUnknown(name, at: place, in: scope)
    return (.number(0), nil, .option)
  }

  private func ownOptions(_ name: String, in scope: Scope) -> [String]? {
    for role in scope.agents {
      if let options = vocabulary.attributes[role]?[name] { return options }
    }
    return nil
  }

  private func isDeclaredElsewhere(_ name: String) -> Bool {
    vocabulary.bindings.contains(name) || vocabulary.chances[name] != nil
      || vocabulary.options.contains(name)
      || vocabulary.attributes.values.contains { $0[name] != nil }
  }

  private func reportUnknown(_ name: String, at place: Location, in scope: Scope) {
    if log.isFull { return }
    let roles = vocabulary.attributes.filter { $0.value[name] != nil }.keys.sorted()
    if let role = roles.first {
      log.report(.attributeOfWhom(name, role: role), at: place)
    } else if vocabulary.role(of: name) != nil {
      log.report(.groupAsValue(name), at: place)
    } else {
      let own = scope.agents.flatMap { vocabulary.attributes[$0]?.keys.sorted() ?? [] }
      let candidates =
        Array(vocabulary.parameters) + own + scope.bound.keys + vocabulary.chances.keys
        + vocabulary.options
      log.report(.unknown("name", name, nearest(to: name, among: candidates)), at: place)
    }
  }

  private func member(
    _ group: String, _ attribute: String, at places: (group: Location, attribute: Location),
    in scope: Scope
  ) -> Resolved {
    if scope.parametersOnly {
      log.report(.onlyParametersHere("\(group).\(attribute)"), at: places.group)
      return Self.failed
    }
    guard let role = role(of: group, at: places.group) else { return Self.failed }
    let attributes = vocabulary.attributes[role] ?? [:]
    guard let options = attributes[attribute] else {
      log.report(
        .unknown(
          "attribute", "\(group).\(attribute)", nearest(to: attribute, among: attributes.keys)),
        at: places.attribute)
      return Self.failed
    }
    guard vocabulary.isSingle(group) else {
      log.report(.severalAgents(group, attribute), at: places.group)
      return Self.failed
    }
    return (.attribute(of: group, attribute), .option(Set(options)))
  }

  /// The role of a group, or `nil` after saying that there is no such group.
  func role(of group: String, at place: Location) -> String? {
    if let role = vocabulary.role(of: group) { return role }
    if vocabulary.accounts.contains(group) || group == Mechanism.world || group == Mechanism.burn {
      log.report(.accountAsGroup(group), at: place)
    } else {
      log.report(
        .unknown("role or drawn group", group, nearest(to: group, among: vocabulary.groups)),
        at: place)
    }
    return nil
  }

  // MARK: - Groups

  /// A group, or `nil` if there was a mistake, which was reported.
  func group(_ expression: GroupExpression, in scope: Scope) -> Group? {
    guard let role = role(of: expression.name, at: expression.location) else { return nil }
    let condition = expression.condition.map {
      formula($0, yielding: .truth, in: scope.speaking(of: [role]))
    }
    return Group(expression.name, role: role, where: condition)
  }

  private func size(_ group: GroupExpression, in scope: Scope) -> Resolved {
    guard scope.parametersOnly else {
      guard let group = self.group(group, in: scope) else { return Self.failed }
      return (.count(group), .number)
    }
    guard role(of: group.name, at: group.location) != nil else { return Self.failed }
    // Where nothing has been played, the size of a role is what the role says.
    guard let size = vocabulary.roles[group.name], group.condition == nil else {
      log.report(.onlyParametersHere("count(\(group.name) …)"), at: group.location)
      return Self.failed
    }
    return (size, .number)
  }

  private func membership(_ name: String, at place: Location, in scope: Scope) -> Resolved {
    guard let draw = vocabulary.draws[name] else {
      log.report(
        .unknown("drawn group", name, nearest(to: name, among: vocabulary.draws.keys)), at: place)
      return Self.failed
    }
    guard !scope.parametersOnly, !scope.agents.isEmpty else {
      log.report(.nobodySpokenOf("in \(name)"), at: place)
      return Self.failed
    }
    guard scope.agents.contains(draw.role) else {
      log.report(.neverIn(scope.agents[0], group: name, role: draw.role), at: place)
      return Self.failed
    }
    return (.isIn(name), .truth)
  }
}
