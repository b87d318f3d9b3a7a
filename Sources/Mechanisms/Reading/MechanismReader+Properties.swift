import Exact
import Spelling

/// Reading the claims.
extension MechanismReader {
  /// What a property may claim, by name.
  enum ClaimName: String, CaseIterable {
    case noProfitableDeviation = "no profitable deviation"
    case someParametersAreSafe = "some parameters are safe"
    case equilibrium
    case dominance
    case coalitionProofness = "coalition-proofness"
    case immunity
    case individualRationality = "individual rationality"
    case conservation
    case solvency
    case vanishes
  }

  func properties(_ entry: Entry) -> [Property] {
    pairs(entry, "properties").compactMap { key, value in
      guard let name = key.text, !key.isEmpty else {
        log.report(
          .expectedEntry("the name of a property", found: key.nature), at: key.location)
        return nil
      }
      return property(name, value, at: key.location)
    }
  }

  private func property(_ name: String, _ entry: Entry, at location: Location) -> Property? {
    var fields = Fields(entry, .property, log)
    guard fields.isMap else { return nil }
    let claimed = claimed(&fields)
    let coalition = coalitions(&fields, of: claimed)
    var given = fields.take("given").map { conditions($0, "a condition") } ?? []
    if let usual = fields.take("usual") { given += usualConditions(usual) }
    let prescriptions = fields.take("prescribe").map { overrides($0) } ?? []
    let claim = claim(claimed, &fields)
    let identities = fields.take("identities").map { entry in
      if claim != .noProfitableDeviation {
        log.report(.notSupportedYet("'identities' of other claims"), at: entry.location)
      }
      return bounds(pairs(entry, "identities"))
    }
    switch claimed {
    case .vanishes, .conservation, .solvency:
      refuse("margin", &fields, of: claimed, because: "it allows no gain")
    default: break
    }
    let margin = fields.take("margin").map { number($0, in: .parameters) }
    let expected = fields.take("expect")
      .flatMap { oneOf(Property.Expectation.allCases.map(\.rawValue), $0, "verdict") }
      .flatMap { Property.Expectation(rawValue: $0) }
    let assumed = fields.take("assuming").map { text($0, "a text") }
    fields.finish()
    var property = Property(
      name, against: coalition, given: given,
      prescribing: prescriptions, claim: claim, margin: margin, expect: expected, at: location)
    property.identities = identities ?? []
    property.honesty = assumed ?? ""
    return property
  }

  /// That all is usual that the design does not leave open.
  private func usualConditions(_ entry: Entry) -> [Located<Formula>] {
    guard flag(entry, "usual") else { return [] }
    guard let design else {
      log.report(.usualWithoutDesign, at: entry.location)
      return []
    }
    return defaults.filter { !design.chosen.contains($0.name) }.map { name, value in
      Located(.comparison(.equal, .parameter(name), .number(value)), at: entry.location)
    }
  }

  /// The coalitions a property speaks of.
  private func coalitions(_ fields: inout Fields, of claim: ClaimName) -> CoalitionClass {
    let eachAlone = CoalitionClass.size(Located(.number(1)))
    switch claim {
    case .equilibrium:
      refuse("coalition", &fields, of: claim, because: "it is about each agent alone")
      return eachAlone
    case .immunity, .individualRationality:
      refuse(
        "coalition", &fields, of: claim,
        because: "it is about those who do what is prescribed; others are 'byzantine'")
      return .perRole([])
    case .conservation, .solvency:
      refuse("coalition", &fields, of: claim, because: "it is about whoever does what")
      return .perRole([])
    case .dominance: return fields.take("coalition").map { coalitions($0) } ?? eachAlone
    case .vanishes where fields.has("quantity"):
      return fields.take("coalition").map { coalitions($0) } ?? eachAlone
    case .noProfitableDeviation, .someParametersAreSafe, .vanishes, .coalitionProofness:
      return fields.require("coalition").map { coalitions($0) } ?? .perRole([])
    }
  }

  private func refuse(
    _ key: String, _ fields: inout Fields, of claim: ClaimName, because why: String
  ) {
    guard let entry = fields.take(key) else { return }
    log.report(.hasNo(key, claim: claim.rawValue, because: why), at: entry.location)
  }

  private func coalitions(_ entry: Entry) -> CoalitionClass {
    let pairs = pairs(entry, "a coalition")
    if pairs.isEmpty, case .map = entry.content {
      log.report(.emptyList("'coalition'"), at: entry.location)
    }
    if pairs.count == 1, pairs[0].key.text == "size", vocabulary.roles["size"] == nil {
      return .size(number(pairs[0].value, in: .parameters))
    }
    return .perRole(bounds(pairs))
  }

  private func bounds(_ pairs: [(key: Entry, value: Entry)]) -> [CoalitionClass.Bound] {
    pairs.compactMap { key, value in
      let most = number(value, in: .parameters)
      guard let role = role(key) else { return nil }
      return CoalitionClass.Bound(role, most)
    }
  }

  private func role(_ key: Entry) -> String? {
    name(key, "a role").flatMap {
      declared($0, "role", among: vocabulary.roles.keys, at: place(of: key))
    }
  }

  private func claimed(_ fields: inout Fields) -> ClaimName {
    guard let claim = fields.take("claim") else { return .noProfitableDeviation }
    let text = text(claim, "a claim")
    if let known = ClaimName(rawValue: text) { return known }
    if claim.text != nil {
      log.report(
        .unknownClaim(text, nearest(to: text, among: ClaimName.allCases.map(\.rawValue))),
        at: place(of: claim))
    }
    return .noProfitableDeviation
  }

  private func claim(_ name: ClaimName, _ fields: inout Fields) -> Property.Claim {
    switch name {
    case .noProfitableDeviation: deviation(&fields)
    case .equilibrium: .noProfitableDeviation
    case .dominance: .noProfitableDeviationAmong(.everyoneElse)
    case .coalitionProofness: .coalitionProofness
    case .immunity, .individualRationality: .guarantee(guarantee(name, &fields))
    case .someParametersAreSafe: .someParametersAreSafe
    case .conservation: .conservation(accounts: accounts(&fields))
    case .solvency: .solvency(accounts: accounts(&fields))
    case .vanishes: .vanishes(vanishing(&fields))
    }
  }

  /// That there is no profitable deviation, of some kind.
  private func deviation(_ fields: inout Fields) -> Property.Claim {
    let each = fields.take("each member gains")
    let byzantine = fields.take("byzantine")
    if each != nil, let byzantine {
      log.report(
        .notSupportedYet("'each member gains' together with 'byzantine'"), at: byzantine.location)
    }
    if let byzantine { return .noProfitableDeviationAmong(self.byzantine(byzantine)) }
    guard let each,
      let how = oneOf(["true", "weakly", "strongly", "false"], each, "each member gains"),
      how != "false"
    else { return .noProfitableDeviation }
    return .notEachMemberGains(strongly: how == "strongly")
  }

  private func overrides(_ entry: Entry) -> [Property.Override] {
    pairs(entry, "prescriptions").compactMap { key, value in
      guard let (name, attribute) = dottedName(key), let role = overridden(name) else {
        return nil
      }
      let attributes = vocabulary.attributes[role] ?? [:]
      guard let attribute, let options = attributes[attribute.text] else {
        log.report(
          .unknown(
            "attribute", key.text ?? "",
            attribute.flatMap { nearest(to: $0.text, among: attributes.keys) }),
          at: attribute?.location ?? place(of: key))
        return nil
      }
      let prescription = prescription(
        value, options: options, of: key.text ?? "", scope.speaking(of: [role]))
      return Property.Override(role, attribute.text, prescription)
    }
  }

  private func overridden(_ name: Token) -> String? {
    resolver.role(of: name.text, at: name.location)
  }

  private func byzantine(_ entry: Entry) -> Property.Byzantine {
    if entry.text == Property.Byzantine.everyoneElseName { return .everyoneElse }
    guard case .map = entry.content else {
      log.report(
        .expectedEntry(
          "a map of roles, or '\(Property.Byzantine.everyoneElseName)'", found: entry.nature),
        at: entry.location)
      return .atMost([])
    }
    let pairs = pairs(entry, "byzantine agents")
    if pairs.isEmpty { log.report(.emptyList("'byzantine'"), at: entry.location) }
    return .atMost(bounds(pairs))
  }

  /// The accounts that are named, or all.
  private func accounts(_ fields: inout Fields) -> [String] {
    guard let named = fields.take("accounts") else { return accountNames }
    return listOrOne(named).compactMap { entry in
      name(entry, "an account").flatMap {
        declared($0, "account", among: vocabulary.accounts, at: place(of: entry))
      }
    }
  }

  /// What is guaranteed to agents of some roles, or of all.
  private func guarantee(_ name: ClaimName, _ fields: inout Fields) -> Property.Guarantee {
    let named = fields.take("for")
    let roles = named.map { listOrOne($0).compactMap { self.role($0) } }
    if let named, case .list(let list) = named.content, list.isEmpty {
      log.report(.emptyList("'for'"), at: named.location)
    }
    let floor = fields.take("floor").map { number($0, in: .parameters) }
    let byzantine = name == .immunity ? fields.require("byzantine") : fields.take("byzantine")
    return Property.Guarantee(
      to: roles ?? roleNames,
      floor: floor ?? (name == .immunity ? nil : Located(.number(0))),
      among: byzantine.map { self.byzantine($0) } ?? .atMost([]))
  }
}
