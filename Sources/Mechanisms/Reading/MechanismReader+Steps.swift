import Exact
import Spelling

/// The second pass over the steps.
extension MechanismReader {
  mutating func steps(_ entry: Entry) -> [Step] {
    list(entry, "steps").compactMap { step($0) }
  }

  private mutating func newID() -> Int {
    defer { nextStep += 1 }
    return nextStep
  }

  private mutating func step(_ entry: Entry) -> Step? {
    guard case .map(let pairs) = entry.content else {
      log.report(.expectedEntry("a map for a step", found: entry.nature), at: entry.location)
      return nil
    }
    func key(of action: Form) -> Entry? { pairs.first { $0.key.text == action.rawValue }?.key }
    let found = Form.actions.filter { key(of: $0) != nil }
    guard let action = found.first else {
      reportNoAction(pairs, at: entry.location)
      return nil
    }
    if found.count > 1 {
      log.report(
        .severalActions(found[0].rawValue, found[1].rawValue),
        at: key(of: found[1])?.location ?? entry.location)
      return nil
    }
    var fields = Fields(entry, action, log)
    let location = fields.keyLocation(action.rawValue) ?? entry.location
    guard let value = fields.take(action.rawValue) else { return nil }
    let id = newID()
    let read: Step.Action? =
      switch action {
      case .choose: choice(value, &fields, id: id).map { .choose([$0]) }
      case .together: together(value)
      case .chance: chance(value, &fields)
      case .reveal: secret(value).map { .reveal($0) }
      case .draw: draw(value, &fields)
      case .pay: payment(value, &fields)
      case .binding: binding(value, &fields)
      case .when: when(value, &fields)
      default: rounds(value, &fields)
      }
    fields.finish()
    return read.map { Step(id: id, $0, at: location) }
  }

  private func reportNoAction(_ pairs: [Entry.Pair], at location: Location) {
    for key in pairs.map(\.key) {
      if let text = key.text, let meant = nearest(to: text, among: Form.actions.map(\.rawValue)) {
        log.report(.unknownKey(text, meant, of: "a step"), at: key.location)
        return
      }
    }
    log.report(.noAction, at: location)
  }

  // MARK: - Simple steps

  private mutating func binding(_ value: Entry, _ fields: inout Fields) -> Step.Action? {
    let entry = fields.require("be")
    guard let name = name(value, "a binding"), let entry else { return nil }
    guard let expression = expression(entry) else { return nil }
    let resolved = resolver.resolve(expression, in: scope)
    guard let type = resolved.type else { return nil }
    if let before = bound[name] {
      guard let joined = before.joined(type) else {
        log.report(
          .boundToAnotherKind(name, type.kind, before: before.kind), at: expression.location)
        return nil
      }
      bound[name] = joined
    } else {
      bound[name] = type
    }
    return .bind(name, Located(resolved.formula, at: expression.location))
  }

  private mutating func when(_ value: Entry, _ fields: inout Fields) -> Step.Action? {
    let condition = condition(value, in: scope)
    let then = fields.require("then")
    let otherwise = fields.take("else")
    let before = bound
    let first = then.map { steps($0) } ?? []
    let afterThen = bound
    // What only one branch binds cannot be read in the other.
    bound = before
    let second = otherwise.map { steps($0) } ?? []
    bound.merge(afterThen) { $0.joined($1) ?? $0 }
    return .when(condition, then: first, else: second)
  }

  private mutating func rounds(_ value: Entry, _ fields: inout Fields) -> Step.Action? {
    if value.text == "forever" {
      return repetition(&fields, at: place(of: value))
    }
    let number = whole(value, "the number of rounds", least: 1)
    let inner = fields.require("steps").map { steps($0) } ?? []
    return number.map { .rounds($0, inner) }
  }

  private mutating func repetition(
    _ fields: inout Fields, at location: Location
  ) -> Step.Action? {
    let discount = fields.require("discount").map { number($0, in: .parameters) }
    let kept = fields.take("keep").map { listOrOne($0).compactMap { self.kept($0) } } ?? []
    // A round begins with nothing else.
    bound = bound.filter { kept.contains($0.key) }
    let steps = fields.require("steps").map { self.steps($0) } ?? []
    let until = fields.take("until").map { condition($0, in: scope) }
    return .forever(
      Repetition(
        discount: discount ?? Located(.number(0), at: location), keeping: kept, until: until,
        steps))
  }

  private func kept(_ entry: Entry) -> String? {
    guard let name = name(entry, "what is kept") else { return nil }
    if bound[name] != nil { return name }
    log.report(
      .unknown("binding", name, nearest(to: name, among: bound.keys)), at: place(of: entry))
    return nil
  }

  private func draw(_ value: Entry, _ fields: inout Fields) -> Step.Action? {
    let from = fields.require("from")
    let count = fields.take("count")
    let number = count.map { whole($0, "the number of agents drawn", least: 1) } ?? 1
    guard let name = name(value, "a drawn group"), let from, let number,
      let expression = groupExpression(from),
      let group = resolver.group(expression, in: scope)
    else { return nil }
    if let role = vocabulary.draws[name]?.role, role != group.role {
      log.report(.drawFromAnotherRole(name), at: expression.location)
    }
    return .draw(Draw(name, from: group, count: number))
  }

  // MARK: - Payments

  private func payment(_ value: Entry, _ fields: inout Fields) -> Step.Action? {
    let source = fields.require("from").flatMap { party($0) }
    let target = fields.require("to").flatMap { party($0) }
    guard let source, let target else {
      // Still look at the amount, as far as it can be understood.
      _ = expression(value)
      return nil
    }
    let payers = vocabulary.agents(paying: source, to: target)
    let amount = number(value, in: scope.speaking(of: payers))
    return .pay(Payment(amount, from: source, to: target))
  }

  private func party(_ entry: Entry) -> Payment.Party? {
    guard let expression = groupExpression(entry) else { return nil }
    let isAccount =
      vocabulary.accounts.contains(expression.name)
      || [Mechanism.world, Mechanism.burn].contains(expression.name)
    if isAccount, expression.condition == nil { return .account(expression.name) }
    if !isAccount, vocabulary.role(of: expression.name) == nil {
      let candidates =
        vocabulary.groups + vocabulary.accounts + [Mechanism.world, Mechanism.burn]
      log.report(
        .unknown(
          "account, role or drawn group", expression.name,
          nearest(to: expression.name, among: candidates)), at: expression.location)
      return nil
    }
    return resolver.group(expression, in: scope).map { .agents($0) }
  }

  // MARK: - Secrets

  /// A chance, or `role.attribute`.
  func secret(_ entry: Entry) -> Secret? {
    guard let (name, attribute) = dottedName(entry) else { return nil }
    guard let attribute else {
      if vocabulary.chances[name.text] != nil { return .outcome(name.text) }
      let candidates =
        vocabulary.chances.keys
        + vocabulary.attributes.flatMap { role, all in all.keys.map { "\(role).\($0)" } }
      log.report(
        .unknown("chance", name.text, nearest(to: name.text, among: candidates)), at: name.location)
      return nil
    }
    guard let role = resolver.role(of: name.text, at: name.location) else { return nil }
    let attributes = vocabulary.attributes[role] ?? [:]
    guard attributes[attribute.text] != nil else {
      log.report(
        .unknown(
          "attribute", "\(name.text).\(attribute.text)",
          nearest(to: attribute.text, among: attributes.keys)), at: attribute.location)
      return nil
    }
    return .attribute(role: role, attribute.text)
  }
}
