import Exact
import Spelling

extension MechanismChecker {
  func checkProperties() {
    var names: Set<String> = []
    for property in mechanism.properties {
      log.subject = property.name
      if !names.insert(property.name).inserted {
        log.report(.propertyTwice(property.name), at: property.location)
      }
      switch property.coalitions {
      case .size(let size): checkCount(size, of: "")
      case .perRole(let bounds):
        if bounds.isEmpty, property.claim.isAboutCoalitions {
          log.report(.emptyList("'coalition'"), at: property.location)
        }
        for bound in bounds { check(bound, at: property.location) }
      }
      switch property.claim {
      case .noProfitableDeviation, .someParametersAreSafe, .notEachMemberGains,
        .coalitionProofness:
        break
      case .noProfitableDeviationAmong(let byzantine): check(byzantine, at: property.location)
      case .guarantee(let guarantee): check(guarantee, at: property.location)
      case .conservation(let accounts), .solvency(let accounts):
        for name in accounts where !vocabulary.accounts.contains(name) {
          log.report(
            .unknown("account", name, nearest(to: name, among: vocabulary.accounts)),
            at: property.location)
        }
      case .vanishes(let vanishing): check(vanishing, at: property.location)
      }
      for bound in property.identities {
        check(bound, at: property.location)
        if vocabulary.isSingle(bound.role) {
          log.report(.identitiesOfOne(bound.role), at: bound.most.location)
        }
      }
      for condition in property.given { check(condition, .truth, in: .parameters) }
      if let margin = property.margin { check(margin, .number, in: .parameters) }
      for override in property.prescriptions { check(override, at: property.location) }
    }
  }

  private func check(_ byzantine: Property.Byzantine, at location: Location) {
    guard case .atMost(let bounds) = byzantine else { return }
    for bound in bounds { check(bound, at: location) }
  }

  private func check(_ guarantee: Property.Guarantee, at location: Location) {
    for role in guarantee.roles where vocabulary.roles[role] == nil {
      log.report(
        .unknown("role", role, nearest(to: role, among: vocabulary.roles.keys)), at: location)
    }
    if let floor = guarantee.floor { check(floor, .number, in: .parameters) }
    check(guarantee.byzantine, at: location)
  }

  private func check(_ bound: CoalitionClass.Bound, at location: Location) {
    if vocabulary.roles[bound.role] == nil {
      log.report(
        .unknown("role", bound.role, nearest(to: bound.role, among: vocabulary.roles.keys)),
        at: location)
    }
    checkCount(bound.most, of: bound.role)
  }

  private func checkCount(_ count: Located<Formula>, of role: String) {
    check(count, .number, in: .parameters)
    if let value = Evaluation.constant(count.content), !value.isInteger || value < 0 {
      log.report(.boundNotCount(role), at: count.location)
    }
  }

  private func check(_ override: Property.Override, at location: Location) {
    let name = "\(override.role).\(override.attribute)"
    let overridden = choices.filter {
      $0.group.role == override.role && $0.attribute == override.attribute
    }
    if overridden.isEmpty { log.report(.overrideOfNothing(name), at: location) }
    for choice in overridden {
      check(
        override.prescription, options: Set(choice.options.map(\.name)), of: name, at: location,
        in: scope.speaking(of: [override.role]))
    }
  }

  private func check(_ vanishing: Property.Vanishing, at location: Location) {
    if vanishing.solvedFor.contains(vanishing.limit.parameter) {
      log.report(.limitSolvedFor(vanishing.limit.parameter), at: location)
    }
    for name in [vanishing.limit.parameter] + vanishing.solvedFor
    where !vocabulary.parameters.contains(name) {
      log.report(
        .unknown("parameter", name, nearest(to: name, among: vocabulary.parameters)),
        at: location)
    }
    let isInteger = mechanism.parameters.first { $0.name == vanishing.limit.parameter }?.isInteger
    if isInteger ?? false, vanishing.limit.value != nil {
      log.report(.wholeNumberNear(vanishing.limit.parameter), at: location)
    }
    if let quantity = vanishing.quantity { check(quantity, .number, in: .parameters) }
    guard case .uniform(let threshold?) = vanishing.extent else { return }
    var checker = self
    checker.vocabulary.parameters = [Property.Vanishing.epsilon]
    checker.check(threshold, .number, in: .parameters)
  }
}
