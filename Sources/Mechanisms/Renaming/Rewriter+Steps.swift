extension Rewriter {
  func rewrite(_ steps: [Step]) -> [Step] { steps.map { rewrite($0) } }

  func rewrite(_ step: Step) -> Step {
    var step = step
    step.action = rewrite(step.action)
    return step
  }

  private func rewrite(_ action: Step.Action) -> Step.Action {
    switch action {
    case .choose(let choices): .choose(choices.map { rewrite($0) })
    case .chance(let chance):
      .chance(
        Chance(
          rewrite(chance.name, as: .chance), rewrite(chance.outcomes, of: chance.name),
          hidden: chance.hidden))
    case .ownChance(let chance):
      .ownChance(
        OwnChance(
          of: rewrite(chance.group), attribute(chance.attribute, of: chance.group.role),
          rewrite(
            chance.outcomes, of: Owners.text(chance.attribute, of: chance.group.role),
            on: [chance.group.role]),
          hidden: chance.hidden))
    case .reveal(let secret): .reveal(rewrite(secret))
    case .draw(let draw):
      .draw(
        Draw(rewrite(draw.name, as: .draw), from: rewrite(draw.group), count: draw.count))
    case .pay(let payment): .pay(rewrite(payment))
    case .bind(let name, let formula): .bind(rewrite(name, as: .binding), rewrite(formula))
    case .when(let condition, let then, let otherwise):
      .when(rewrite(condition), then: rewrite(then), else: rewrite(otherwise))
    case .rounds(let count, let steps): .rounds(count, rewrite(steps))
    case .forever(let repetition):
      .forever(
        Repetition(
          discount: rewrite(repetition.discount),
          keeping: repetition.kept.map { rewrite($0, as: .binding) },
          until: repetition.until.map { rewrite($0) }, rewrite(repetition.steps)))
    }
  }

  private func rewrite(_ payment: Payment) -> Payment {
    let roles = [payment.source, payment.target].compactMap(\.role)
    return Payment(
      rewrite(payment.amount, on: roles), from: rewrite(payment.source),
      to: rewrite(payment.target))
  }

  private func rewrite(_ party: Payment.Party) -> Payment.Party {
    switch party {
    case .account(let name): .account(account(name))
    case .agents(let group): .agents(rewrite(group))
    }
  }

  private func rewrite(_ choice: Choice) -> Choice {
    var choice = choice
    let role = choice.group.role
    let owner = Owners.text(choice.attribute, of: role)
    choice.options = choice.options.map { option in
      var option = option
      option.name = self.option(option.name, of: owner)
      option.cost = option.cost.map { rewrite($0, on: [role]) }
      option.condition = option.condition.map { rewrite($0, on: [role]) }
      option.learns = option.learns.map { rewrite($0) }
      return option
    }
    choice.prescription = rewrite(choice.prescription, of: owner, on: role)
    choice.timeout = choice.timeout.map { option($0, of: owner) }
    if case .only(let names) = choice.audience { choice.audience = .only(names.map { pool($0) }) }
    choice.attribute = attribute(choice.attribute, of: role)
    choice.group = rewrite(choice.group)
    return choice
  }

  func rewrite(_ prescription: Prescription, of owner: String, on role: String) -> Prescription {
    Prescription(
      prescription.rules.map { rule in
        Prescription.Rule(
          if: rule.condition.map { rewrite($0, on: [role]) },
          take: rewrite(rule.mixture, of: owner, on: [role]))
      })
  }

  private func rewrite(_ mixture: Mixture, of owner: String, on agents: [String] = []) -> Mixture {
    Mixture(
      mixture.parts.map { part in
        Mixture.Part(option(part.name, of: owner), rewrite(part.probability, on: agents))
      })
  }

  private func rewrite(_ secret: Secret) -> Secret {
    switch secret {
    case .outcome(let name): .outcome(rewrite(name, as: .chance))
    case .attribute(let role, let name):
      .attribute(role: rewrite(role, as: .role), attribute(name, of: role))
    }
  }
}

extension Payment.Party {
  /// The role of its agents, if it is some.
  fileprivate var role: String? {
    if case .agents(let group) = self { group.role } else { nil }
  }
}
