/// Reading the claims.
extension MechanismReader {
  private static let claims: [String: Property.Claim] = [
    "no profitable deviation": .noProfitableDeviation,
    "some parameters are safe": .someParametersAreSafe,
  ]

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
    var fields = Fields(entry, "a property", log)
    guard fields.isMap else { return nil }
    let coalition = fields.require("coalition")
    let given = fields.take("given").map { conditions($0, "a condition") } ?? []
    let prescriptions = fields.take("prescribe").map { overrides($0) } ?? []
    let claim = claim(&fields)
    let margin = fields.take("margin").map { number($0, in: .parameters) }
    let expected = fields.take("expect")
      .flatMap { oneOf(Property.Expectation.allCases.map(\.rawValue), $0, "verdict") }
      .flatMap { Property.Expectation(rawValue: $0) }
    fields.finish()
    return Property(
      name, against: coalition.map { coalitions($0) } ?? .perRole([]), given: given,
      prescribing: prescriptions, claim: claim, margin: margin, expect: expected, at: location)
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
    guard let name = name(key, "a role") else { return nil }
    if vocabulary.roles[name] != nil { return name }
    log.report(
      .unknown("role", name, nearest(to: name, among: vocabulary.roles.keys)), at: place(of: key))
    return nil
  }

  private func claim(_ fields: inout Fields) -> Property.Claim {
    var claimed = Property.Claim.noProfitableDeviation
    if let claim = fields.take("claim") {
      let text = text(claim, "a claim")
      if let known = Self.claims[text] {
        claimed = known
      } else if claim.text != nil {
        log.report(
          .unknownClaim(text, nearest(to: text, among: Self.claims.keys)), at: place(of: claim))
      }
    }
    let each = fields.take("each member gains")
    let byzantine = fields.take("byzantine")
    if claimed == .someParametersAreSafe, let other = each ?? byzantine {
      log.report(
        .notSupportedYet("'some parameters are safe' of other claims"), at: other.location)
    }
    if each != nil, let byzantine {
      log.report(
        .notSupportedYet("'each member gains' together with 'byzantine'"), at: byzantine.location)
    }
    if let byzantine {
      let pairs = self.pairs(byzantine, "byzantine agents")
      let bounds = self.bounds(pairs)
      if pairs.isEmpty { log.report(.emptyList("'byzantine'"), at: byzantine.location) }
      return .noProfitableDeviationAmongByzantine(bounds)
    }
    guard let each,
      let how = oneOf(["true", "weakly", "strongly", "false"], each, "each member gains"),
      how != "false"
    else { return claimed }
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
}
