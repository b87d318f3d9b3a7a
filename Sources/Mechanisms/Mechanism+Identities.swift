import Exact

extension Mechanism {
  /// The mechanism as it is once some roles have more agents: identities that somebody added. Where the number
  /// of a role's agents is a parameter, everything that speaks of that parameter knows of them.
  public func adding(_ identities: [String: Int]) -> Mechanism {
    var mechanism = self
    for (name, count) in identities.sorted(by: { $0.key < $1.key }) where count > 0 {
      guard let index = roles.firstIndex(where: { $0.name == name }) else { continue }
      if case .parameter(let parameter) = roles[index].size.content {
        let larger = Larger(parameter, by: count)
        mechanism.roles = mechanism.roles.map { role in
          var role = role
          role.size = larger.formula(role.size)
          return role
        }
        mechanism.steps = mechanism.steps.map { larger.step($0) }
      } else {
        mechanism.roles[index].size.content = .arithmetic(
          .plus, mechanism.roles[index].size.content, .number(Rational(count)))
      }
    }
    return mechanism
  }
}

extension Property.Override {
  /// The prescription as it is once some roles have more agents.
  public func adding(_ identities: [String: Int], to mechanism: Mechanism) -> Property.Override {
    var override = self
    for (name, count) in identities.sorted(by: { $0.key < $1.key }) where count > 0 {
      let size = mechanism.roles.first { $0.name == name }?.size.content
      guard case .parameter(let parameter)? = size else { continue }
      override.prescription = Larger(parameter, by: count).prescription(override.prescription)
    }
    return override
  }
}

/// Puts a larger number in the place of a parameter, wherever a step speaks of it.
private struct Larger {
  let name: String
  let more: Int

  init(_ name: String, by more: Int) {
    self.name = name
    self.more = more
  }

  func formula(_ formula: Located<Formula>) -> Located<Formula> {
    Located(self.formula(formula.content), at: formula.location)
  }

  func formula(_ formula: Formula) -> Formula {
    func all(_ parts: [Formula]) -> [Formula] { parts.map { self.formula($0) } }
    return switch formula {
    case .parameter(name): .arithmetic(.plus, formula, .number(Rational(more)))
    case .number, .truth, .option, .parameter, .binding, .outcome, .attribute, .own, .isIn: formula
    case .count(let group): .count(self.group(group))
    case .negative(let part): .negative(self.formula(part))
    case .arithmetic(let operation, let left, let right):
      .arithmetic(operation, self.formula(left), self.formula(right))
    case .power(let base, let exponent): .power(self.formula(base), exponent)
    case .comparison(let relation, let left, let right):
      .comparison(relation, self.formula(left), self.formula(right))
    case .not(let part): .not(self.formula(part))
    case .all(let parts): .all(all(parts))
    case .any(let parts): .any(all(parts))
    case .conditional(let condition, let first, let second):
      .conditional(self.formula(condition), self.formula(first), self.formula(second))
    case .minimum(let parts): .minimum(all(parts))
    case .maximum(let parts): .maximum(all(parts))
    case .floor(let part): .floor(self.formula(part))
    case .ceiling(let part): .ceiling(self.formula(part))
    }
  }

  func group(_ group: Group) -> Group {
    Group(group.name, role: group.role, where: group.condition.map { formula($0) })
  }

  func mixture(_ mixture: Mixture) -> Mixture {
    Mixture(mixture.parts.map { Mixture.Part($0.name, formula($0.probability)) })
  }

  func prescription(_ prescription: Prescription) -> Prescription {
    Prescription(
      prescription.rules.map { rule in
        Prescription.Rule(if: rule.condition.map { formula($0) }, take: mixture(rule.mixture))
      })
  }

  func step(_ step: Step) -> Step {
    var step = step
    step.action = action(step.action)
    return step
  }

  private func action(_ action: Step.Action) -> Step.Action {
    switch action {
    case .choose(let choices): .choose(choices.map { choice($0) })
    case .chance(let chance):
      .chance(Chance(chance.name, mixture(chance.outcomes), hidden: chance.hidden))
    case .ownChance(let chance):
      .ownChance(
        OwnChance(
          of: group(chance.group), chance.attribute, mixture(chance.outcomes),
          hidden: chance.hidden))
    case .reveal: action
    case .draw(let draw): .draw(Draw(draw.name, from: group(draw.group), count: draw.count))
    case .pay(let payment):
      .pay(
        Payment(
          formula(payment.amount), from: party(payment.source), to: party(payment.target)))
    case .bind(let name, let formula): .bind(name, self.formula(formula))
    case .when(let condition, let then, let otherwise):
      .when(formula(condition), then: then.map { step($0) }, else: otherwise.map { step($0) })
    case .rounds(let count, let steps): .rounds(count, steps.map { step($0) })
    case .forever(let repetition):
      .forever(
        Repetition(
          discount: formula(repetition.discount), keeping: repetition.kept,
          until: repetition.until.map { formula($0) }, repetition.steps.map { step($0) }))
    }
  }

  private func party(_ party: Payment.Party) -> Payment.Party {
    switch party {
    case .account: party
    case .agents(let group): .agents(self.group(group))
    }
  }

  private func choice(_ choice: Choice) -> Choice {
    var choice = choice
    choice.group = group(choice.group)
    choice.options = choice.options.map { option in
      var option = option
      option.cost = option.cost.map { formula($0) }
      option.condition = option.condition.map { formula($0) }
      return option
    }
    choice.prescription = prescription(choice.prescription)
    return choice
  }
}
