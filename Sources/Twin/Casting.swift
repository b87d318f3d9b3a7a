import Exact
import Mechanisms

/// Resolves the names of a mechanism and puts in the values of its parameters.
struct Casting {
  let parameters: [String: Rational]
  let overrides: [Property.Override]
  private let roles: [String: Int]
  private(set) var script = Script()

  init(
    _ mechanism: Mechanism, parameters: [String: Rational],
    prescribing overrides: [Property.Override]
  ) throws {
    self.parameters = parameters
    self.overrides = overrides
    roles = Dictionary(
      mechanism.roles.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    script.columns = Array(repeating: [:], count: mechanism.roles.count)
    for account in mechanism.accounts { _ = script.accounts.number(of: account.name) }
    script.mayOwe = mechanism.accounts.map(\.mayGoBelowZero) + [true, true]
    _ = script.accounts.number(of: Mechanism.world)
    _ = script.accounts.number(of: Mechanism.burn)
    script.steps = try mechanism.steps.map { try step($0) }
  }

  private mutating func step(_ step: Step) throws -> Script.Step {
    Script.Step(id: step.id, action: try action(of: step), location: step.location)
  }

  private mutating func action(of step: Step) throws -> Script.Action {
    let location = step.location
    switch step.action {
    case .choose(let choices):
      return .choose(try choices.map { try choice($0) })
    case .chance(let chance):
      return .chance(
        outcome: script.outcomes.number(of: chance.name),
        try mixture(chance.outcomes, at: location), hidden: chance.hidden)
    case .ownChance(let chance):
      let group = try gathering(chance.group, at: location)
      let attribute = script.attributes.number(of: chance.attribute)
      return .ownChance(
        group, attribute: attribute, column: column(of: attribute, role: group.role),
        try mixture(chance.outcomes, at: location), hidden: chance.hidden)
    case .reveal(let secret):
      return .reveal(try self.secret(secret, at: location))
    case .draw(let draw):
      return .draw(
        name: script.draws.number(of: draw.name), try gathering(draw.group, at: location),
        count: draw.count)
    case .pay(let payment):
      return .pay(
        try phrase(payment.amount), from: try party(payment.source, at: location),
        to: try party(payment.target, at: location))
    case .bind(let name, let formula):
      return .bind(script.bindings.number(of: name), try phrase(formula))
    case .when(let condition, let yes, let no):
      return .when(
        try phrase(condition), then: try yes.map { try self.step($0) },
        else: try no.map { try self.step($0) })
    case .rounds(let count, let steps):
      return .rounds(count, try steps.map { try self.step($0) })
    case .forever(let repetition):
      return .forever(
        Script.Repetition(
          id: step.id, discount: try phrase(repetition.discount),
          kept: repetition.kept.map { script.bindings.number(of: $0) },
          until: try repetition.until.map { try phrase($0) },
          steps: try repetition.steps.map { try self.step($0) }))
    }
  }

  private mutating func choice(_ choice: Choice) throws -> Script.Choice {
    let group = try gathering(choice.group, at: choice.location)
    let attribute = script.attributes.number(of: choice.attribute)
    let override = overrides.last {
      $0.role == choice.group.role && $0.attribute == choice.attribute
    }
    return Script.Choice(
      id: choice.id, group: group, attribute: attribute,
      column: column(of: attribute, role: group.role),
      options: try choice.options.map { try option($0) },
      rules: try (override?.prescription ?? choice.prescription).rules.map { rule in
        (
          try rule.condition.map { try phrase($0) },
          try mixture(rule.mixture, at: rule.condition?.location ?? choice.location)
        )
      },
      audience: try audience(choice.audience, at: choice.location),
      timeout: choice.timeout.map { script.options.number(of: $0) }, location: choice.location)
  }

  private mutating func option(_ option: Option) throws -> Script.Option {
    Script.Option(
      name: script.options.number(of: option.name), cost: try option.cost.map { try phrase($0) },
      condition: try option.condition.map { try phrase($0) },
      learns: try option.learns.map { try secret($0, at: option.location) },
      location: option.location)
  }

  private mutating func audience(
    _ audience: Choice.Audience, at location: Location
  ) throws -> [Script.Pool]? {
    guard case .only(let names) = audience else { return nil }
    return names.map { pool($0) }
  }

  private mutating func mixture(_ mixture: Mixture, at location: Location) throws -> Script.Mixture
  {
    Script.Mixture(
      parts: try mixture.parts.map {
        (script.options.number(of: $0.name), try phrase($0.probability))
      }, location: location)
  }

  private mutating func secret(_ secret: Secret, at location: Location) throws -> Script.Secret {
    switch secret {
    case .outcome(let name): return .outcome(script.outcomes.number(of: name))
    case .attribute(let role, let name):
      return .attribute(role: try self.role(role, at: location), script.attributes.number(of: name))
    }
  }

  private mutating func party(_ party: Payment.Party, at location: Location) throws -> Script.Party
  {
    switch party {
    case .agents(let group): return .agents(try gathering(group, at: location))
    case .account(let name):
      guard let account = script.accounts.find(name) else {
        throw TwinError.undeclared(name, at: location)
      }
      return .account(account)
    }
  }

  private mutating func gathering(_ group: Group, at location: Location) throws -> Script.Gathering
  {
    Script.Gathering(
      name: group.name, pool: pool(group.name), role: try role(group.role, at: location),
      condition: try group.condition.map { try expression($0, at: location) })
  }

  private mutating func pool(_ name: String) -> Script.Pool {
    roles[name].map { .role($0) } ?? .drawn(script.draws.number(of: name))
  }

  private func role(_ name: String, at location: Location) throws -> Int {
    guard let role = roles[name] else { throw TwinError.undeclared(name, at: location) }
    return role
  }

  private mutating func column(of attribute: Int, role: Int) -> Int {
    if let known = script.columns[role][attribute] { return known }
    script.columnRoles.append(role)
    script.columns[role][attribute] = script.columnRoles.count - 1
    return script.columnRoles.count - 1
  }

  mutating func phrase(_ formula: Located<Formula>) throws -> Script.Phrase {
    Script.Phrase(
      expression: try expression(formula.content, at: formula.location), location: formula.location)
  }

  private mutating func expression(_ formula: Formula, at location: Location) throws -> Expression {
    func each(_ parts: [Formula]) throws -> [Expression] {
      try parts.map { try expression($0, at: location) }
    }
    switch formula {
    case .number(let number): return .constant(.number(number))
    case .truth(let truth): return .constant(.truth(truth))
    case .option(let name): return .constant(.option(script.options.number(of: name)))
    case .parameter(let name):
      guard let value = parameters[name] else { throw TwinError.missingParameter(name) }
      return .constant(.number(value))
    case .binding(let name): return .binding(script.bindings.number(of: name))
    case .outcome(let name): return .outcome(script.outcomes.number(of: name))
    case .attribute(let of, let name):
      return .attribute(of: pool(of), name: of, script.attributes.number(of: name))
    case .own(let name): return .own(script.attributes.number(of: name))
    case .isIn(let name): return .isIn(draw: script.draws.number(of: name))
    case .count(let group):
      let gathering = try gathering(group, at: location)
      if let known = script.counted.firstIndex(of: gathering) { return .count(known) }
      script.counted.append(gathering)
      return .count(script.counted.count - 1)
    case .negative(let part): return .negative(try expression(part, at: location))
    case .arithmetic(let operation, let left, let right):
      return .arithmetic(
        operation, try expression(left, at: location), try expression(right, at: location))
    case .power(let base, let exponent):
      return .power(try expression(base, at: location), exponent)
    case .comparison(let comparison, let left, let right):
      return .comparison(
        comparison, try expression(left, at: location), try expression(right, at: location))
    case .not(let part): return .not(try expression(part, at: location))
    case .all(let parts): return .all(try each(parts))
    case .any(let parts): return .any(try each(parts))
    case .conditional(let condition, let yes, let no):
      return .conditional(
        try expression(condition, at: location), try expression(yes, at: location),
        try expression(no, at: location))
    case .minimum(let parts): return .minimum(try each(parts))
    case .maximum(let parts): return .maximum(try each(parts))
    case .floor(let part): return .floor(try expression(part, at: location))
    case .ceiling(let part): return .ceiling(try expression(part, at: location))
    }
  }
}
