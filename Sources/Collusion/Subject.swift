import Exact
import Interpretation
public import Mechanisms

/// What a question is about: a mechanism as a property prescribes it.
struct Subject: Sendable {
  let mechanism: Mechanism
  let property: Property
  let program: Program
  /// Parameters that an assumption sets equal to a number, or that are held at a value.
  private(set) var fixed: [String: Rational]

  init(_ mechanism: Mechanism, _ property: Property) {
    self.mechanism = mechanism
    self.property = property
    program = Program(mechanism, prescribing: property.prescriptions)
    fixed = Dictionary(
      (mechanism.assumptions + property.given).flatMap { $0.content.equations },
      uniquingKeysWith: { first, _ in first })
  }

  /// The program in which a coalition has added identities.
  func program(adding identities: [String: Int]) -> Program {
    if identities.isEmpty { return program }
    return Program(
      mechanism.adding(identities),
      prescribing: property.prescriptions.map { $0.adding(identities, to: mechanism) })
  }

  var assumptions: [Located<Formula>] { mechanism.assumptions + property.given }

  /// The same question with more parameters held at a value.
  func holding(_ values: [String: Rational]) -> Subject {
    var subject = self
    subject.fixed.merge(values) { already, _ in already }
    return subject
  }

  /// What an attack is judged by.
  ///
  /// - Parameter victim: The role whose agents have less than they should, if it is not about a coalition.
  func stakes(_ victim: String?) -> Stakes {
    Stakes(harming: victim, by: property)
  }

  /// By how much more than the margin a coalition gains, or all victims of an attack lose.
  ///
  /// - Parameter honest: What the same agents have when all of them do what is prescribed.
  /// - Parameter victims: How many agents there are who have less than they should.
  func excess<D: Domain>(
    of earned: D.Number, honest: D.Number, _ victim: String?, victims: D.Number, in domain: D
  ) throws -> D.Number {
    let margin = try property.allowedGain(in: domain)
    guard case .loss(_, let floor) = stakes(victim) else {
      return domain.difference(domain.difference(earned, honest), margin)
    }
    let guaranteed = try floor.map { domain.product(try domain.number(of: $0), victims) } ?? honest
    return domain.difference(
      domain.difference(guaranteed, earned), domain.product(margin, victims))
  }

  /// Parameters that could be at their defaults.
  var defaults: [String: Rational] { mechanism.defaults.filter { fixed[$0.key] == nil } }
}

extension Formula {
  /// The parameters that the formula sets equal to a number.
  var equations: [(String, Rational)] {
    switch self {
    case .comparison(.equal, .parameter(let name), let value),
      .comparison(.equal, let value, .parameter(let name)):
      (try? RationalDomain([:]).number(of: Located(value))).map { [(name, $0)] } ?? []
    case .all(let parts): parts.flatMap(\.equations)
    default: []
    }
  }
}

/// What an attack is judged by.
public enum Stakes: Codable, Hashable, Sendable {
  /// What its coalition gains together.
  case gain
  /// What each agent of a role loses who does what is prescribed: against what it has when all do, or against
  /// a guaranteed sum of money.
  case loss(of: String, below: Located<Formula>?)

  /// What an attack on a property is judged by.
  ///
  /// - Parameter victim: The role whose agents lose, if it is a loss that is at stake.
  public init(harming victim: String?, by property: Property) {
    guard let victim, case .guarantee(let guarantee) = property.claim else {
      self = .gain
      return
    }
    self = .loss(of: victim, below: guarantee.floor)
  }

  /// Whose money is compared.
  var beneficiary: Beneficiary {
    switch self {
    case .gain: .coalition
    case .loss(let role, _): .outsiders(of: role)
    }
  }
}

/// How many agents of each role collude, and how many of them deviate.
struct Shape: Hashable, Sendable {
  /// How many; `nil` stands for a symbol. Where members and deviators of a role are both symbols, they
  /// are the same: all deviate.
  typealias Count = Int?

  var members: [String: Count]
  var deviators: [String: Count]
  var byzantine = Byzantine.counts([:])
  /// How many identities the coalition adds to each role.
  var identities: [String: Int] = [:]
  /// The role of the member whose gain is asked for, if it is that of one.
  var favoured: String?
  /// The role whose agents, doing what is prescribed, have less than they should; nil if it is the coalition
  /// that gains.
  var victim: String?

  /// Agents who are not members, and do whatever they like.
  enum Byzantine: Hashable, Sendable {
    case counts([String: Count])
    /// All agents who are neither members nor the one victim.
    case everyoneElse

    /// Those of a role; nil where they are everyone else.
    subscript(role: String) -> Count? {
      if case .counts(let counts) = self { counts[role] ?? 0 } else { nil }
    }
  }

  init(members: [String: Count], deviators: [String: Count]? = nil) {
    self.members = members
    self.deviators = deviators ?? members
  }

  /// Whether there can be members of a role.
  func hasMembers(of role: String) -> Bool { members[role].map { $0 != 0 } ?? false }

  /// The names of the symbols; no parameter can have such a name.
  static func symbol(members role: String) -> String { "#\(role)" }
  static func symbol(deviators role: String) -> String { "deviating #\(role)" }
  static func symbol(byzantine role: String) -> String { "#byzantine \(role)" }
}

extension Walk {
  /// The walk of an attack, or of what it is held against: then, members of the coalition do what is
  /// prescribed, and so does everybody where a loss is at stake.
  init(
    _ subject: Subject, in domain: D, coalition: [String: Party], among byzantine: [String: Number],
    adding identities: [String: Int], _ stakes: Stakes, deviating: Bool,
    answer: @escaping (Question<Number>) throws -> Answer<Number>
  ) {
    let added = deviating ? identities : [:]
    var parties = coalition
    for (role, count) in added {
      let more = domain.number(Rational(count))
      let party = parties[role] ?? Party(members: domain.number(0), deviators: domain.number(0))
      parties[role] = Party(
        members: domain.sum(party.members, more), deviators: domain.sum(party.deviators, more))
    }
    self.init(subject.program(adding: added), in: domain, coalition: parties, answer: answer)
    self.identities = added
    beneficiary = stakes.beneficiary
    if case .loss = stakes, !deviating {
      // As members, they are no victims, as in the attack.
      for (role, count) in byzantine {
        self.coalition[role] = Party(members: count, deviators: domain.number(0))
      }
    } else {
      self.byzantine = byzantine
    }
  }
}
