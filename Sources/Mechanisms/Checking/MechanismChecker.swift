import Exact
import Spelling

/// Walks the value types of a mechanism, collecting mistakes.
struct MechanismChecker {
  let mechanism: Mechanism
  let log: DiagnosticLog
  var vocabulary = Vocabulary()
  var bound: [String: ValueType] = [:]
  private var declarations = Declarations()
  private(set) var choices: [Choice] = []
  private var identities: Set<Int> = []
  private let labels: [Int: String]

  init(_ mechanism: Mechanism, _ log: DiagnosticLog) {
    self.mechanism = mechanism
    self.log = log
    labels = mechanism.labels
  }

  var resolver: Resolver { Resolver(vocabulary: vocabulary, log: log) }
  var scope: Scope { Scope(bound: bound) }

  mutating func check() {
    declare()
    declarations.check(log)
    checkParameters()
    checkRoles()
    if mechanism.steps.isEmpty { log.report(.emptyList("'steps'"), at: mechanism.location) }
    check(mechanism.steps)
    if unrolled(mechanism.steps) > Limits.unrolledSteps {
      log.report(.tooManySteps, at: firstRepeat(mechanism.steps)?.location ?? mechanism.location)
    }
    checkProperties()
    log.subject = ""
  }

  // MARK: - Declarations

  private mutating func declare() {
    for parameter in mechanism.parameters {
      declare(parameter.name, .parameter, at: parameter.location)
      vocabulary.parameters.insert(parameter.name)
    }
    for role in mechanism.roles {
      declare(role.name, .role, at: role.size.location)
      vocabulary.roles[role.name] = role.size.content
    }
    for account in mechanism.accounts {
      declare(account.name, .account, at: account.location)
      vocabulary.accounts.insert(account.name)
    }
    declare(mechanism.steps)
  }

  private mutating func declare(_ name: String, _ kind: Declarations.Kind, at location: Location) {
    let isValid =
      kind == .option
      ? Names.isValidOption(name, at: location, log)
      : Names.isValid(name, kind.rawValue, at: location, log)
    if isValid { declarations.add(name, kind, at: location) }
  }

  private mutating func declare(_ steps: [Step]) {
    for step in steps {
      switch step.action {
      case .choose(let made):
        for choice in made {
          declare(choice.attribute, .attribute, at: choice.location)
          for option in choice.options { declare(option.name, .option, at: option.location) }
          vocabulary.add(
            attribute: choice.attribute, of: choice.group.role,
            options: choice.options.map(\.name))
        }
      case .chance(let chance):
        declare(chance.name, .chance, at: step.location)
        declare(chance.outcomes)
        vocabulary.add(chance: chance.name, outcomes: chance.outcomes.parts.map(\.name))
      case .ownChance(let chance):
        declare(chance.attribute, .attribute, at: step.location)
        declare(chance.outcomes)
        vocabulary.add(
          attribute: chance.attribute, of: chance.group.role,
          options: chance.outcomes.parts.map(\.name))
      case .draw(let draw):
        declare(draw.name, .draw, at: step.location)
        if vocabulary.roles[draw.name] == nil {
          vocabulary.add(draw: draw.name, from: draw.group.role, isSingle: draw.count == 1)
        }
      case .bind(let name, _):
        declare(name, .binding, at: step.location)
        vocabulary.bindings.insert(name)
      case .when(_, let then, let otherwise):
        declare(then)
        declare(otherwise)
      case .rounds(_, let inner): declare(inner)
      case .forever(let repetition): declare(repetition.steps)
      case .reveal, .pay: break
      }
    }
  }

  private mutating func declare(_ outcomes: Mixture) {
    for part in outcomes.parts { declare(part.name, .option, at: part.probability.location) }
  }

  // MARK: - Parameters and roles

  private func checkParameters() {
    var evaluation = Evaluation(mechanism.defaultsInFormulas)
    for parameter in mechanism.parameters {
      if parameter.isInteger, parameter.defaultValue.map({ !$0.isInteger }) ?? false {
        log.report(.fractionalDefault(parameter.name), at: parameter.location)
      }
    }
    for assumption in mechanism.assumptions {
      check(assumption, .truth, in: .parameters)
      if evaluation.truth(assumption.content) == false {
        log.report(.defaultViolates, at: assumption.location)
      }
    }
  }

  private func checkRoles() {
    if mechanism.roles.isEmpty { log.report(.emptyList("'roles'"), at: mechanism.location) }
    for role in mechanism.roles {
      check(role.size, .number, in: .parameters)
      if let cost = role.identityCost { check(cost, .number, in: .parameters) }
      if let size = Evaluation.constant(role.size.content), !size.isInteger || size < 1 {
        log.report(.sizeBelow1(role.name), at: role.size.location)
      }
    }
  }

  // MARK: - Steps

  private mutating func check(_ steps: [Step]) {
    for step in steps {
      log.subject = labels[step.id] ?? ""
      var own = [step.id]
      if case .choose(let made) = step.action {
        own += made.map(\.id)
        if made.count == 1 { own = Array(Set(own)) }
      }
      for id in own where !identities.insert(id).inserted {
        log.report(.identityTwice(id), at: step.location)
      }
      check(step)
    }
  }

  private mutating func check(_ step: Step) {
    switch step.action {
    case .choose(let made):
      checkTogether(made, at: step.location)
      for choice in made { check(choice) }
    case .chance(let chance):
      checkMixture(chance.outcomes, "'outcomes'", at: step.location, in: scope)
    case .ownChance(let chance):
      check(chance.group, at: step.location)
      checkMixture(chance.outcomes, "'outcomes'", at: step.location, in: scope)
    case .reveal(let secret): check(secret, at: step.location)
    case .draw(let draw): check(draw, at: step.location)
    case .pay(let payment): check(payment, at: step.location)
    case .bind(let name, let formula): bind(name, formula)
    case .when(let condition, let then, let otherwise):
      check(condition, .truth, in: scope)
      let before = bound
      check(then)
      let afterThen = bound
      bound = before
      check(otherwise)
      bound.merge(afterThen) { $0.joined($1) ?? $0 }
    case .rounds(let number, let inner):
      if number < 1 {
        log.report(.notWhole("the number of rounds", least: 1), at: step.location)
      }
      if inner.isEmpty { log.report(.emptyList("'steps'"), at: step.location) }
      check(inner)
    case .forever(let repetition): check(repetition, step)
    }
  }

  private mutating func check(_ repetition: Repetition, _ step: Step) {
    if mechanism.steps.last?.id != step.id { log.report(.foreverNotLast, at: step.location) }
    check(repetition.discount, .number, in: .parameters)
    if let value = Evaluation.constant(repetition.discount.content), value < 0 || value >= 1 {
      log.report(.notADiscount, at: repetition.discount.location)
    }
    for name in repetition.kept where bound[name] == nil {
      log.report(.unknown("binding", name, nearest(to: name, among: bound.keys)), at: step.location)
    }
    bound = bound.filter { repetition.kept.contains($0.key) }
    if repetition.steps.isEmpty { log.report(.emptyList("'steps'"), at: step.location) }
    check(repetition.steps)
    if let until = repetition.until { check(until, .truth, in: scope) }
  }

  private mutating func bind(_ name: String, _ formula: Located<Formula>) {
    let expression = Expression(formula.content, at: formula.location)
    checkConstants(formula)
    guard let type = resolver.resolve(expression, in: scope).type else { return }
    if let before = bound[name], before.joined(type) == nil {
      log.report(.boundToAnotherKind(name, type.kind, before: before.kind), at: formula.location)
    }
    bound[name] = bound[name]?.joined(type) ?? type
  }

  private func checkTogether(_ made: [Choice], at location: Location) {
    if made.isEmpty { log.report(.emptyList("'together'"), at: location) }
    var roles: Set<String> = []
    for choice in made where !roles.insert(choice.group.role).inserted {
      log.report(.togetherRoleTwice(choice.group.role), at: choice.location)
    }
  }

  private mutating func check(_ choice: Choice) {
    choices.append(choice)
    check(choice.group, at: choice.location)
    let agent = scope.speaking(of: [choice.group.role])
    if choice.options.isEmpty { log.report(.emptyList("'options'"), at: choice.location) }
    var names: Set<String> = []
    for option in choice.options {
      if !names.insert(option.name).inserted {
        log.report(.optionTwice(option.name), at: option.location)
      }
      if let cost = option.cost { check(cost, .number, in: agent) }
      if let condition = option.condition { check(condition, .truth, in: agent) }
      for secret in option.learns { check(secret, at: option.location) }
    }
    if case .only(let audience) = choice.audience {
      for name in audience { _ = resolver.role(of: name, at: choice.location) }
    }
    if let mistake = choice.timeoutMistake { log.report(mistake, at: choice.location) }
    check(
      choice.prescription, options: names, of: choice.name, at: choice.location, in: agent)
  }

  func check(
    _ prescription: Prescription, options: Set<String>, of choice: String, at location: Location,
    in scope: Scope
  ) {
    let rules = prescription.rules
    if rules.isEmpty { log.report(.emptyList("'honest'"), at: location) }
    for (index, rule) in rules.enumerated() {
      if let condition = rule.condition { check(condition, .truth, in: scope) }
      checkMixture(rule.mixture, "a mixture", at: location, in: scope)
      for part in rule.mixture.parts where !options.contains(part.name) {
        log.report(
          .unknownOption(
            part.name, of: choice, nearest(to: part.name, among: options), all: options.sorted()),
          at: part.probability.location)
      }
      let place =
        rule.condition?.location ?? rule.mixture.parts.first?.probability.location ?? location
      if index > 0, rules[index - 1].condition == nil { log.report(.unreachableRule, at: place) }
      if index == rules.count - 1, rule.condition != nil {
        log.report(.lastRuleHasCondition, at: place)
      }
    }
  }

  private func check(_ draw: Draw, at location: Location) {
    check(draw.group, at: location)
    if draw.count < 1 {
      log.report(.notWhole("the number of agents drawn", least: 1), at: location)
    }
    if let role = vocabulary.draws[draw.name]?.role, role != draw.group.role {
      log.report(.drawFromAnotherRole(draw.name), at: location)
    }
    if let formula = vocabulary.role(of: draw.group.name).flatMap({ vocabulary.roles[$0] }),
      let size = Evaluation.constant(formula),
      size < Rational(draw.count)
    {
      log.report(
        .drawsTooMany(draw.count, from: draw.group.name, size: size.description), at: location)
    }
  }

  private func check(_ payment: Payment, at location: Location) {
    for party in [payment.source, payment.target] {
      switch party {
      case .account(let name):
        if !vocabulary.accounts.contains(name), name != Mechanism.world, name != Mechanism.burn {
          let candidates = vocabulary.accounts.union([Mechanism.world, Mechanism.burn])
          log.report(.unknown("account", name, nearest(to: name, among: candidates)), at: location)
        }
      case .agents(let group): check(group, at: location)
      }
    }
    let agents = vocabulary.agents(paying: payment.source, to: payment.target)
    check(payment.amount, .number, in: scope.speaking(of: agents))
    if Evaluation.constant(payment.amount.content).map({ $0 < 0 }) ?? false {
      log.report(.negativeConstant, at: payment.amount.location)
    }
    if case .agents(let payer) = payment.source, case .agents(let payee) = payment.target,
      !vocabulary.isSingle(payer.name), !vocabulary.isSingle(payee.name),
      payer.condition == nil, payee.condition == nil
    {
      log.report(.paymentBetweenGroups, at: payment.amount.location)
    }
  }

  private func check(_ secret: Secret, at location: Location) {
    switch secret {
    case .outcome(let name):
      if vocabulary.chances[name] == nil {
        log.report(
          .unknown("chance", name, nearest(to: name, among: vocabulary.chances.keys)), at: location)
      }
    case .attribute(let role, let name):
      let attributes = vocabulary.attributes[role] ?? [:]
      if attributes[name] == nil {
        log.report(
          .unknown("attribute", "\(secret)", nearest(to: name, among: attributes.keys)),
          at: location)
      }
    }
  }
}
