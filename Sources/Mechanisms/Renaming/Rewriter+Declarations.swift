extension Rewriter {
  func rewrite(_ mechanism: Mechanism) -> Mechanism {
    var mechanism = mechanism
    mechanism.name = rewrite(mechanism.name, as: .mechanism)
    mechanism.parameters = mechanism.parameters.map { parameter in
      var parameter = parameter
      parameter.name = rewrite(parameter.name, as: .parameter)
      return parameter
    }
    mechanism.assumptions = mechanism.assumptions.map { rewrite($0) }
    mechanism.roles = mechanism.roles.map { rewrite($0) }
    mechanism.accounts = mechanism.accounts.map { account in
      var account = account
      account.name = self.account(account.name)
      return account
    }
    mechanism.steps = rewrite(mechanism.steps)
    mechanism.design = rewrite(mechanism.design)
    mechanism.properties = mechanism.properties.map { rewrite($0) }
    return mechanism
  }

  func rewrite(_ role: Role) -> Role {
    Role(
      rewrite(role.name, as: .role), rewrite(role.size),
      identityCost: role.identityCost.map { rewrite($0) })
  }

  func rewrite(_ design: Design?) -> Design? {
    design.map { design in
      Design(
        over: design.chosen.map { rewrite($0, as: .parameter) }, minimising: rewrite(design.cost))
    }
  }

  func rewrite(_ property: Property) -> Property {
    var property = property
    property.name = rewrite(property.name, as: .property)
    property.coalitions = rewrite(property.coalitions)
    property.given = property.given.map { rewrite($0) }
    property.prescriptions = property.prescriptions.map { rewrite($0) }
    property.claim = rewrite(property.claim)
    property.identities = rewrite(property.identities)
    property.margin = property.margin.map { rewrite($0) }
    return property
  }

  func rewrite(_ override: Property.Override) -> Property.Override {
    Property.Override(
      rewrite(override.role, as: .role), attribute(override.attribute, of: override.role),
      rewrite(
        override.prescription, of: Owners.text(override.attribute, of: override.role),
        on: override.role))
  }

  private func rewrite(_ bounds: [CoalitionClass.Bound]) -> [CoalitionClass.Bound] {
    bounds.map { CoalitionClass.Bound(rewrite($0.role, as: .role), rewrite($0.most)) }
  }

  private func rewrite(_ coalitions: CoalitionClass) -> CoalitionClass {
    switch coalitions {
    case .perRole(let bounds): .perRole(rewrite(bounds))
    case .size(let most): .size(rewrite(most))
    }
  }

  private func rewrite(_ byzantine: Property.Byzantine) -> Property.Byzantine {
    switch byzantine {
    case .atMost(let bounds): .atMost(rewrite(bounds))
    case .everyoneElse: byzantine
    }
  }

  private func rewrite(_ claim: Property.Claim) -> Property.Claim {
    switch claim {
    case .noProfitableDeviation, .someParametersAreSafe, .notEachMemberGains, .coalitionProofness:
      claim
    case .noProfitableDeviationAmong(let byzantine):
      .noProfitableDeviationAmong(rewrite(byzantine))
    case .guarantee(let guarantee):
      .guarantee(
        Property.Guarantee(
          to: guarantee.roles.map { rewrite($0, as: .role) },
          floor: guarantee.floor.map { rewrite($0) }, among: rewrite(guarantee.byzantine)))
    case .conservation(let accounts): .conservation(accounts: accounts.map { account($0) })
    case .solvency(let accounts): .solvency(accounts: accounts.map { account($0) })
    case .vanishes(let vanishing): .vanishes(rewrite(vanishing))
    }
  }

  /// A threshold speaks of no names of the mechanism.
  private func rewrite(_ vanishing: Property.Vanishing) -> Property.Vanishing {
    var vanishing = vanishing
    vanishing.quantity = vanishing.quantity.map { rewrite($0) }
    vanishing.solvedFor = vanishing.solvedFor.map { rewrite($0, as: .parameter) }
    vanishing.limit.parameter = rewrite(vanishing.limit.parameter, as: .parameter)
    return vanishing
  }
}
