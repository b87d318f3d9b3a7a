public import Exact

/// The rules of one deal, as data, with the claims made about them.
///
/// Equal mechanisms mean the same: locations take no part in equality.
public struct Mechanism: Hashable, Sendable {
  public var name: String
  public var about: String
  /// The publication or the code that it is taken from, if any.
  public var source = ""
  public var parameters: [Parameter]
  /// Conditions on the parameters that every question is asked under.
  public var assumptions: [Located<Formula>]
  public var roles: [Role]
  public var accounts: [Account]
  public var steps: [Step]
  /// What is left to who builds it, if that is said.
  public var design: Design?
  public var properties: [Property]
  public var location: Location

  public init(
    _ name: String, about: String = "", parameters: [Parameter] = [],
    assuming assumptions: [Located<Formula>] = [], roles: [Role], accounts: [Account] = [],
    steps: [Step], properties: [Property] = [], at location: Location = .code
  ) {
    self.name = name
    self.about = about
    self.parameters = parameters
    self.assumptions = assumptions
    self.roles = roles
    self.accounts = accounts
    self.steps = steps
    self.properties = properties
    self.location = location
  }

  /// The outside: where costs go and values come from.
  public static let world = "world"
  /// Where burnt money goes.
  public static let burn = "burn"

  /// The parameters that have a default, at it.
  public var defaults: [String: Rational] {
    Dictionary(
      parameters.compactMap { parameter in parameter.defaultValue.map { (parameter.name, $0) } },
      uniquingKeysWith: { first, _ in first })
  }
}
