import Exact

extension Mechanism {
  /// The mechanism without some conditions and payments. Steps keep their numbers.
  public func dropping(_ premises: Set<Premise>) -> Mechanism {
    changing(premises) { _, _ in nil }
  }

  /// The mechanism in which some conditions may fail, and some payments may not be made: of each of these,
  /// a parameter beside the others says whether it is.
  ///
  /// What holds there at all parameters holds whichever of them are dropped.
  public func leavingOpen(_ premises: Set<Premise>) -> Mechanism {
    var mechanism = changing(premises) { amount, premise in
      Located(
        .conditional(premise.isPaid, amount.content, .number(0)), at: amount.location)
    }
    mechanism.parameters += premises.filter { !$0.isCondition }.map(\.switchName).sorted()
      .map { Parameter($0, default: 1) }
    return mechanism
  }

  /// The mechanism without some conditions, and with other sums in the place of some payments; none where the
  /// sum is nil.
  private func changing(
    _ premises: Set<Premise>, _ sum: (Located<Formula>, Premise) -> Located<Formula>?
  ) -> Mechanism {
    var mechanism = self
    let kinds = Set(premises.map(\.kind))
    mechanism.assumptions = assumptions.leavingOut { kinds.contains(.assumption($0, part: $1)) }
    var payments: [Int: Premise] = [:]
    var costs: [Int: [String: Premise]] = [:]
    for premise in premises {
      switch premise.kind {
      case .payment(let steps): for step in steps { payments[step] = premise }
      case .cost(let option, let choices):
        for choice in choices { costs[choice, default: [:]][option] = premise }
      case .identity(let name):
        for index in roles.indices where roles[index].name == name {
          mechanism.roles[index].identityCost = roles[index].identityCost.flatMap {
            sum($0, premise)
          }
        }
      case .assumption, .given: break
      }
    }
    mechanism.steps = steps.replacing { step in
      var step = step
      switch step.action {
      case .pay(var payment):
        guard let premise = payments[step.id] else { return step }
        guard let amount = sum(payment.amount, premise) else { return nil }
        payment.amount = amount
        step.action = .pay(payment)
      case .choose(var choices):
        for choice in choices.indices {
          for option in choices[choice].options.indices {
            guard let cost = choices[choice].options[option].cost,
              let premise = costs[choices[choice].id]?[choices[choice].options[option].name]
            else { continue }
            choices[choice].options[option].cost = sum(cost, premise)
          }
        }
        step.action = .choose(choices)
      default: break
      }
      return step
    }
    return mechanism
  }
}

extension Property {
  /// The property without some of what it is given.
  public func dropping(_ premises: Set<Premise>) -> Property {
    var property = self
    let kinds = Set(premises.map(\.kind))
    property.given = given.leavingOut { kinds.contains(.given($0, part: $1)) }
    return property
  }
}

extension Premise {
  /// The parameter that says whether it is paid, where that is left open: 1, and nothing below, is that it is.
  fileprivate var switchName: String {
    switch kind {
    case .payment(let steps): "paid \(steps[0])"
    case .cost(let option, let choices): "paid \(option) at \(choices[0])"
    case .identity(let role): "paid for identities of \(role)"
    case .assumption, .given: preconditionFailure("a condition is not paid")
    }
  }

  /// That the payment is made, where that is left open.
  fileprivate var isPaid: Formula {
    .comparison(.greaterOrEqual, .parameter(switchName), .number(1))
  }

  /// That it is not dropped, where it is left open: the condition, or that the payment is made.
  public var condition: Located<Formula> { Located(formula ?? isPaid, at: location) }
}

extension [Located<Formula>] {
  /// The formulas without some of their conjuncts, told by their place and their part.
  fileprivate func leavingOut(_ isDropped: (Int, Int) -> Bool) -> [Located<Formula>] {
    enumerated().compactMap { index, formula in
      let left = formula.content.conjuncts.enumerated().filter { !isDropped(index, $0.offset) }
      if left.isEmpty { return nil }
      let parts = left.map(\.element)
      return Located(parts.count == 1 ? parts[0] : .all(parts), at: formula.location)
    }
  }
}

extension [Step] {
  /// The steps, with those inside of others, each replaced or left out.
  fileprivate func replacing(_ change: (Step) -> Step?) -> [Step] {
    compactMap { step in
      var step = step
      switch step.action {
      case .when(let condition, let then, let otherwise):
        step.action = .when(
          condition, then: then.replacing(change), else: otherwise.replacing(change))
      case .rounds(let number, let steps): step.action = .rounds(number, steps.replacing(change))
      case .forever(var repetition):
        repetition.steps = repetition.steps.replacing(change)
        step.action = .forever(repetition)
      default: break
      }
      return change(step)
    }
  }
}
