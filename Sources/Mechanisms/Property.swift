public import Exact

/// A claim about a mechanism, with the coalitions it speaks of.
public struct Property: Hashable, Sendable {
  public var name: String
  public var coalitions: CoalitionClass
  /// Assumptions of this question only.
  public var given: [Located<Formula>]
  /// Prescriptions that replace the mechanism's for this question.
  public var prescriptions: [Override]
  public var claim: Claim
  /// How many identities a coalition may add to roles, at the cost that the mechanism states: what is claimed
  /// holds also if it does.
  public var identities: [CoalitionClass.Bound] = []
  /// What is assumed about who is honest, in words; nothing if empty. The coalitions say it exactly.
  public var honesty = ""
  /// The gain that is allowed, in money; 0 if nil.
  public var margin: Located<Formula>?
  /// The verdict that is expected, if any is.
  public var expected: Expectation?
  public var location: Location

  public init(
    _ name: String, against coalitions: CoalitionClass, given: [Located<Formula>] = [],
    prescribing prescriptions: [Override] = [], claim: Claim = .noProfitableDeviation,
    margin: Located<Formula>? = nil, expect expected: Expectation? = nil,
    at location: Location = .code
  ) {
    self.name = name
    self.coalitions = coalitions
    self.given = given
    self.prescriptions = prescriptions
    self.claim = claim
    self.margin = margin
    self.expected = expected
    self.location = location
  }

  /// Another prescription for the choices of an attribute by a role.
  public struct Override: Hashable, Sendable {
    public var role: String
    public var attribute: String
    public var prescription: Prescription

    public init(_ role: String, _ attribute: String, _ prescription: Prescription) {
      self.role = role
      self.attribute = attribute
      self.prescription = prescription
    }
  }

  public enum Claim: Hashable, Sendable {
    case noProfitableDeviation
    /// There are parameters at which there is no profitable deviation.
    case someParametersAreSafe
    /// No deviation, which may be a mixture of plans that members agree on by a common coin, from which each
    /// member gains; `strongly`: nor one from which any member gains (k-resilience in its weak and its strong
    /// form [Abraham, Dolev, Gonen and Halpern 2006]).
    case notEachMemberGains(strongly: Bool)
    /// No profitable deviation while other agents act arbitrarily: with at most t of them and coalitions of at
    /// most k, (k, t)-robustness but for immunity [Abraham, Dolev, Gonen and Halpern 2006]; with everybody
    /// else and each agent alone, dominance.
    case noProfitableDeviationAmong(Byzantine)
    /// No self-enforcing deviation from which each member gains [Bernheim, Peleg and Whinston 1987]: one that
    /// no members leave together, each gaining, in a way that is self-enforcing itself.
    case coalitionProofness
    /// No agent who does what is prescribed is expected to have less than a guarantee while others act
    /// arbitrarily: immunity, and individual rationality.
    case guarantee(Guarantee)
    /// On every path, whoever does what, these accounts are empty when all is over, or when a round is.
    case conservation(accounts: [String])
    /// On every path, whoever does what, these accounts do not go below zero.
    case solvency(accounts: [String])
    /// A quantity goes to zero.
    case vanishes(Vanishing)
  }

  /// Agents who act arbitrarily, together: they share what they know with each other, and with nobody else.
  public enum Byzantine: Hashable, Sendable {
    /// At most so many of each role; none of roles that are not named.
    case atMost([CoalitionClass.Bound])
    /// All agents who are not spoken of otherwise.
    case everyoneElse
  }

  /// What those who do what is prescribed are expected to have, at least.
  public struct Guarantee: Hashable, Sendable {
    /// The roles whose agents have it.
    public var roles: [String]
    /// In money; if nil, what they are expected to have when all do what is prescribed.
    public var floor: Located<Formula>?
    /// Who acts arbitrarily.
    public var byzantine: Byzantine

    public init(to roles: [String], floor: Located<Formula>? = nil, among byzantine: Byzantine) {
      self.roles = roles
      self.floor = floor
      self.byzantine = byzantine
    }
  }

  /// That a quantity is, from some value of a parameter on, as small as one likes.
  public struct Vanishing: Hashable, Sendable {
    /// What goes to zero; the largest gain of the property's coalitions if nil.
    public var quantity: Located<Formula>?
    /// The parameters that are not given, but what they must be for the property's coalitions to have no
    /// profitable deviation: at every other choice of parameters, the quantity is the one in equilibrium.
    public var solvedFor: [String]
    public var limit: Limit
    public var extent: Extent

    public init(
      _ quantity: Located<Formula>? = nil, as limit: Limit, solvingFor solved: [String] = [],
      _ extent: Extent = .pointwise
    ) {
      self.quantity = quantity
      self.limit = limit
      self.solvedFor = solved
      self.extent = extent
    }

    /// Where a parameter goes.
    public struct Limit: Codable, Hashable, Sendable {
      public var parameter: String
      /// The value that it comes near to, from either side; beyond every number if nil.
      public var value: Rational?

      public init(_ parameter: String, to value: Rational?) {
        self.parameter = parameter
        self.value = value
      }
    }

    /// Whether there is a threshold for all other parameters together.
    public enum Extent: Hashable, Sendable {
      /// There may be another threshold for all other parameters.
      case pointwise
      /// One threshold is enough for all of them; a formula over ``epsilon`` and parameters, if it is given.
      case uniform(beyond: Located<Formula>?)
    }

    /// The name, in the formula of a threshold, of what the quantity is to stay at or below.
    public static let epsilon = "epsilon"
  }

  /// The verdicts that a file may expect.
  public enum Expectation: String, Hashable, Sendable, CaseIterable {
    case proved, broken, undecided, vacuous, impossible
  }
}

/// Which coalitions a property speaks of.
public enum CoalitionClass: Codable, Hashable, Sendable {
  /// At most so many agents of each role; none of roles that are not named.
  case perRole([Bound])
  /// At most so many agents of any roles.
  case size(Located<Formula>)

  public struct Bound: Codable, Hashable, Sendable {
    public var role: String
    public var most: Located<Formula>

    public init(_ role: String, _ most: Located<Formula>) {
      self.role = role
      self.most = most
    }
  }
}

/// The agents who plan together, in numbers per role.
public struct Coalition: Codable, Hashable, Sendable {
  /// How many agents of each role are members; roles without members are left out.
  public var members: [String: Int]
  /// How many of the members may act differently from the prescription. The other members share what
  /// they know and what they earn, and do what is prescribed.
  public var deviators: [String: Int]
  /// How many agents of each role are not members, and do whatever they like.
  public var byzantine: [String: Int]
  /// How many identities of each role its members have added; they do what its plan says.
  public var identities: [String: Int]
  /// The role of which one deviator is favoured, if one is: told apart by the plan, and alone in what counts.
  public var favoured: String?

  public init(
    _ members: [String: Int], deviators: [String: Int]? = nil, byzantine: [String: Int] = [:],
    adding identities: [String: Int] = [:]
  ) {
    self.members = members.filter { $0.value > 0 }
    self.deviators = (deviators ?? members).filter { $0.value > 0 }
    self.byzantine = byzantine.filter { $0.value > 0 }
    self.identities = identities.filter { $0.value > 0 }
  }

  /// The number of members.
  public var size: Int { members.values.reduce(0, +) }
}

extension Property.Vanishing.Limit: CustomStringConvertible {
  /// As in a file.
  public var description: String { "\(parameter) -> \(value.map { "\($0)" } ?? "infinity")" }
}

extension Property.Byzantine {
  /// What a file calls everyone else.
  static let everyoneElseName = "everyone else"
}

extension Property.Claim {
  /// The accounts that it speaks of, if it does.
  var accounts: [String]? {
    switch self {
    case .conservation(let accounts), .solvency(let accounts): accounts
    default: nil
    }
  }

  /// The accounts of which it says that they are empty in the end.
  public var conservedAccounts: [String] {
    if case .conservation(let accounts) = self { accounts } else { [] }
  }

  /// The accounts of which it says that they do not go below zero.
  public var solventAccounts: [String] {
    if case .solvency(let accounts) = self { accounts } else { [] }
  }

  /// Whether it is about what is in accounts, on every path.
  public var isAboutAccounts: Bool { accounts != nil }

  /// Whether it speaks of the property's coalitions.
  var isAboutCoalitions: Bool {
    switch self {
    case .guarantee, .conservation, .solvency: false
    default: true
    }
  }
}
