/// Which attribute or chance the options are values of that a mechanism's formulas speak of.
///
/// An attribute is written `role.name`, a chance `name`.
struct Owners {
  private let drawnRoles: [String: String]
  private var attributes: Set<String> = []
  /// Those whose values are compared with each other's, or bound.
  private var shared: Set<String> = []

  init(_ mechanism: Mechanism) {
    drawnRoles = mechanism.drawnRoles
    for step in mechanism.allSteps {
      switch step.action {
      case .choose(let choices):
        for choice in choices {
          attributes.insert(Self.text(choice.attribute, of: choice.group.role))
        }
      case .ownChance(let chance):
        attributes.insert(Self.text(chance.attribute, of: chance.group.role))
      default: break
      }
    }
    var found: Set<String> = []
    var visitor = Rewriter(self)
    visitor.formula = { [self] formula, agents in
      switch formula {
      case .comparison(_, let value, .option), .comparison(_, .option, let value):
        return owner(of: value, on: agents) == nil ? nil : formula
      default:
        guard let owner = owner(of: formula, on: agents) else { return nil }
        found.insert(owner)
        return formula
      }
    }
    _ = visitor.rewrite(mechanism)
    shared = found
  }

  static func text(_ attribute: String, of role: String) -> String { "\(role).\(attribute)" }

  func isDrawn(_ group: String) -> Bool { drawnRoles[group] != nil }

  /// The role of the agents of a role or drawn group.
  func role(of group: String) -> String { drawnRoles[group] ?? group }

  /// The first of some roles whose agents have an attribute.
  func role(with attribute: String, among roles: [String]) -> String {
    roles.first { attributes.contains(Self.text(attribute, of: $0)) } ?? roles.first ?? ""
  }

  /// What a formula is the value of, if it is an attribute or the outcome of a chance.
  func owner(of formula: Formula, on agents: [String]) -> String? {
    switch formula {
    case .attribute(let group, let name): Self.text(name, of: role(of: group))
    case .own(let name): Self.text(name, of: role(with: name, among: agents))
    case .outcome(let name): name
    default: nil
    }
  }

  /// Whose options have one name together with that owner's (see ``Name/Kind/option(of:)``).
  func scope(_ owner: String?) -> String {
    guard let owner, !shared.contains(owner) else { return "" }
    return owner
  }
}
