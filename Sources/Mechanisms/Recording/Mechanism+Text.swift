import Exact
import Yams

extension Mechanism {
  /// The mechanism as a file; reading it yields an equal mechanism.
  ///
  /// - Throws: if the YAML cannot be written.
  public func text() throws -> String {
    try Yams.serialize(node: node, width: -1, allowUnicode: true, sortKeys: false)
  }

  /// The mechanism as a YAML node.
  var node: Node {
    map([
      ("mechanism", scalar(name)),
      ("about", about.isEmpty ? nil : scalar(about)),
      ("source", source.isEmpty ? nil : scalar(source)),
      ("parameters", parameters.isEmpty ? nil : map(parameters.map { ($0.name, $0.node) })),
      ("assume", assumptions.isEmpty ? nil : list(assumptions.map(\.node))),
      ("roles", map(roles.map { ($0.name, $0.node) })),
      ("accounts", accounts.isEmpty ? nil : map(accounts.map { ($0.name, $0.node) })),
      ("steps", list(steps.map(\.node))),
      ("design", design?.node),
      ("properties", properties.isEmpty ? nil : map(properties.map { ($0.name, $0.node) })),
    ])
  }
}

private func scalar(_ text: String) -> Node {
  // Quoted, so that no text is taken for anything else.
  .scalar(Node.Scalar(text, .implicit, .doubleQuoted))
}

private func list(_ nodes: [Node]) -> Node { Node(nodes) }

/// A map without the entries that are nil.
private func map(_ pairs: [(String, Node?)]) -> Node {
  Node(pairs.compactMap { key, value in value.map { (scalar(key), $0) } })
}

private var nothing: Node { Node("", .implicit, .plain) }

extension Located<Formula> {
  fileprivate var node: Node { scalar(content.description) }
}

extension Parameter {
  var node: Node {
    map([
      ("about", about.isEmpty ? nil : scalar(about)),
      ("type", isInteger ? scalar("integer") : nil),
      ("default", defaultValue.map { scalar($0.description) }),
    ])
  }
}

extension Design {
  var node: Node {
    map([("over", list(chosen.map(scalar))), ("minimise", cost.node)])
  }
}

extension Role {
  var node: Node {
    guard let identityCost else { return size.node }
    return map([("size", size.node), ("identity", identityCost.node)])
  }
}

extension Account {
  var node: Node {
    map([("may go below zero", mayGoBelowZero ? scalar("true") : nil)])
  }
}

// MARK: - Steps

extension Step {
  var node: Node {
    switch action {
    case .choose(let choices):
      choices.count == 1 && choices[0].id == id
        ? choices[0].node : map([("together", list(choices.map(\.node)))])
    case .chance(let chance):
      map([
        ("chance", scalar(chance.name)), ("outcomes", chance.outcomes.node),
        ("hidden", chance.hidden ? scalar("true") : nil),
      ])
    case .ownChance(let chance):
      map([
        ("chance", scalar("\(chance.group.name).\(chance.attribute)")),
        ("outcomes", chance.outcomes.node), ("hidden", chance.hidden ? scalar("true") : nil),
        ("where", chance.group.condition.map { scalar($0.description) }),
      ])
    case .reveal(let secret): map([("reveal", scalar(secret.description))])
    case .draw(let draw):
      map([
        ("draw", scalar(draw.name)), ("from", scalar(draw.group.description)),
        ("count", draw.count == 1 ? nil : scalar("\(draw.count)")),
      ])
    case .pay(let payment):
      map([
        ("pay", payment.amount.node), ("from", scalar(payment.source.description)),
        ("to", scalar(payment.target.description)),
      ])
    case .bind(let name, let formula): map([("let", scalar(name)), ("be", formula.node)])
    case .when(let condition, let then, let otherwise):
      map([
        ("when", condition.node), ("then", list(then.map(\.node))),
        ("else", otherwise.isEmpty ? nil : list(otherwise.map(\.node))),
      ])
    case .rounds(let count, let steps):
      map([("repeat", scalar("\(count)")), ("steps", list(steps.map(\.node)))])
    case .forever(let repetition):
      map([
        ("repeat", scalar("forever")), ("discount", repetition.discount.node),
        ("keep", repetition.kept.isEmpty ? nil : list(repetition.kept.map(scalar))),
        ("until", repetition.until?.node), ("steps", list(repetition.steps.map(\.node))),
      ])
    }
  }
}

extension Choice {
  var node: Node {
    map([
      ("choose", scalar("\(group.name).\(attribute)")),
      ("where", group.condition.map { scalar($0.description) }),
      ("options", map(options.map { ($0.name, $0.node) })), ("honest", prescription.node),
      ("seen by", audience.node), ("timeout", timeout.map(scalar)),
    ])
  }
}

extension Choice.Audience {
  fileprivate var node: Node? {
    switch self {
    case .everyone: nil
    case .only(let names): names.isEmpty ? scalar("none") : list(names.map(scalar))
    }
  }
}

extension Option {
  var node: Node {
    if cost == nil && condition == nil && learns.isEmpty { return nothing }
    return map([
      ("cost", cost?.node), ("if", condition?.node),
      ("learns", learns.isEmpty ? nil : list(learns.map { scalar($0.description) })),
    ])
  }
}

extension Prescription {
  fileprivate var node: Node {
    if rules.count == 1, rules[0].condition == nil { return rules[0].mixture.node }
    return list(rules.map { map([("if", $0.condition?.node), ("take", $0.mixture.node)]) })
  }
}

extension Mixture {
  fileprivate var node: Node {
    if parts.count == 1, parts[0].probability.content == .number(1) {
      return scalar(parts[0].name)
    }
    return map(parts.map { ($0.name, $0.probability.node) })
  }
}

// MARK: - Properties

extension Property {
  /// The property as a YAML node, without its name.
  var node: Node {
    map([
      ("coalition", claim.isAboutCoalitions ? coalitions.node : nil),
      ("accounts", claim.accounts.map { list($0.map(scalar)) }),
      ("given", given.isEmpty ? nil : list(given.map(\.node))),
      (
        "prescribe",
        prescriptions.isEmpty
          ? nil
          : map(prescriptions.map { ("\($0.role).\($0.attribute)", $0.prescription.node) })
      ),
      ("claim", claim.named), ("each member gains", claim.members), ("byzantine", claim.byzantine),
      ("for", claim.guarantee.map { list($0.roles.map(scalar)) }),
      ("floor", claim.guarantee?.floor?.node), ("quantity", claim.vanishing?.quantity?.node),
      ("solving for", claim.vanishing.flatMap(\.solved)), ("as", claim.vanishing?.limit.node),
      ("uniformly", claim.vanishing.flatMap(\.uniformly)),
      ("beyond", claim.vanishing.flatMap(\.beyond)),
      (
        "identities",
        identities.isEmpty ? nil : map(identities.map { ($0.role, $0.most.node) })
      ), ("margin", margin?.node), ("assuming", honesty.isEmpty ? nil : scalar(honesty)),
      ("expect", expected.map { scalar($0.rawValue) }),
    ])
  }
}

extension Property.Claim {
  fileprivate var named: Node? {
    switch self {
    case .someParametersAreSafe: scalar("some parameters are safe")
    case .vanishes: scalar("vanishes")
    case .coalitionProofness: scalar("coalition-proofness")
    case .conservation: scalar("conservation")
    case .solvency: scalar("solvency")
    case .guarantee(let guarantee):
      scalar(guarantee.floor == nil ? "immunity" : "individual rationality")
    default: nil
    }
  }

  fileprivate var vanishing: Property.Vanishing? {
    if case .vanishes(let vanishing) = self { vanishing } else { nil }
  }

  fileprivate var members: Node? {
    guard case .notEachMemberGains(let strongly) = self else { return nil }
    return scalar(strongly ? "strongly" : "weakly")
  }

  fileprivate var byzantine: Node? {
    switch self {
    case .noProfitableDeviationAmong(let byzantine): byzantine.node
    case .guarantee(let guarantee): guarantee.byzantine.node
    default: nil
    }
  }

  fileprivate var guarantee: Property.Guarantee? {
    if case .guarantee(let guarantee) = self { guarantee } else { nil }
  }
}

extension Property.Vanishing {
  fileprivate var solved: Node? { solvedFor.isEmpty ? nil : list(solvedFor.map(scalar)) }
  fileprivate var uniformly: Node? { extent == .pointwise ? nil : scalar("true") }
  fileprivate var beyond: Node? {
    if case .uniform(let threshold?) = extent { threshold.node } else { nil }
  }
}

extension Property.Vanishing.Limit {
  fileprivate var node: Node {
    scalar(description)
  }
}

extension Property.Byzantine {
  fileprivate var node: Node? {
    switch self {
    case .atMost(let bounds): bounds.isEmpty ? nil : map(bounds.map { ($0.role, $0.most.node) })
    case .everyoneElse: scalar(Self.everyoneElseName)
    }
  }
}

extension CoalitionClass {
  fileprivate var node: Node {
    switch self {
    case .size(let most): map([("size", most.node)])
    case .perRole(let bounds): map(bounds.map { ($0.role, $0.most.node) })
    }
  }
}
