/// Puts something else in the place of names and formulas of a description, wherever it speaks of them; all
/// else stays as it is.
struct Rewriter {
  /// The name in the place of one.
  var name: (Name) -> String = { $0.text }
  /// What stands in the place of a formula, which may speak of an agent of some roles; if nil, its parts are
  /// rewritten.
  var formula: (Formula, _ agents: [String]) -> Formula? = { _, _ in nil }
  private let owners: Owners

  init(_ owners: Owners) { self.owners = owners }

  // MARK: - Names

  func rewrite(_ text: String, as kind: Name.Kind) -> String { name(Name(kind, text)) }

  /// A role or a drawn group.
  func pool(_ name: String) -> String { rewrite(name, as: owners.isDrawn(name) ? .draw : .role) }

  func attribute(_ name: String, of role: String) -> String {
    rewrite(name, as: .attribute(of: role))
  }

  /// - Parameter owner: What it is a value of; nil if that is not one attribute or chance.
  func option(_ name: String, of owner: String?) -> String {
    name == unset ? name : rewrite(name, as: .option(of: owners.scope(owner)))
  }

  func account(_ name: String) -> String {
    name == Mechanism.world || name == Mechanism.burn ? name : rewrite(name, as: .account)
  }

  // MARK: - Formulas

  /// - Parameter agents: The roles of the agent that the formula may speak of.
  func rewrite(_ formula: Located<Formula>, on agents: [String] = []) -> Located<Formula> {
    Located(rewrite(formula.content, on: agents), at: formula.location)
  }

  func rewrite(_ formula: Formula, on agents: [String] = []) -> Formula {
    if let replacement = self.formula(formula, agents) { return replacement }
    func part(_ formula: Formula) -> Formula { rewrite(formula, on: agents) }
    func value(_ name: String, of formula: Formula) -> Formula {
      .option(option(name, of: owners.owner(of: formula, on: agents)))
    }
    return switch formula {
    case .number, .truth: formula
    case .option(let name): .option(option(name, of: nil))
    case .parameter(let name): .parameter(rewrite(name, as: .parameter))
    case .binding(let name): .binding(rewrite(name, as: .binding))
    case .outcome(let name): .outcome(rewrite(name, as: .chance))
    case .attribute(let group, let name):
      .attribute(of: pool(group), attribute(name, of: owners.role(of: group)))
    case .own(let name): .own(attribute(name, of: owners.role(with: name, among: agents)))
    case .isIn(let name): .isIn(rewrite(name, as: .draw))
    case .count(let group): .count(rewrite(group))
    case .negative(let inner): .negative(part(inner))
    case .arithmetic(let operation, let left, let right):
      .arithmetic(operation, part(left), part(right))
    case .power(let base, let exponent): .power(part(base), exponent)
    case .comparison(let relation, let left, .option(let name)):
      .comparison(relation, part(left), value(name, of: left))
    case .comparison(let relation, .option(let name), let right):
      .comparison(relation, value(name, of: right), part(right))
    case .comparison(let relation, let left, let right):
      .comparison(relation, part(left), part(right))
    case .not(let inner): .not(part(inner))
    case .all(let parts): .all(parts.map(part))
    case .any(let parts): .any(parts.map(part))
    case .conditional(let condition, let yes, let no):
      .conditional(part(condition), part(yes), part(no))
    case .minimum(let parts): .minimum(parts.map(part))
    case .maximum(let parts): .maximum(parts.map(part))
    case .floor(let inner): .floor(part(inner))
    case .ceiling(let inner): .ceiling(part(inner))
    }
  }

  func rewrite(_ group: Group) -> Group {
    Group(
      pool(group.name), role: rewrite(group.role, as: .role),
      where: group.condition.map { rewrite($0, on: [group.role]) })
  }
}
