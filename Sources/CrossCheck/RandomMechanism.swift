import Exact
public import Mechanisms
public import PropertyTesting

extension Generator where Value == Mechanism {
  /// Well-formed mechanisms with every kind of step, few agents and small numbers, each with one
  /// property.
  ///
  /// - Throws: the generator throws `Rejection` for what does not pass ``Mechanism/check()``.
  public static var mechanisms: Generator {
    Generator { test in
      var author = MechanismAuthor(test)
      let mechanism = try author.mechanism()
      do {
        try mechanism.check()
      } catch {
        throw Rejection.assumption
      }
      return mechanism
    }
  }
}

/// Writes a random mechanism, step after step, and remembers what may be spoken of.
struct MechanismAuthor {
  let test: TestCase
  /// Parameters that are money; they are assumed not to be below zero.
  var money: [String] = []
  /// Parameters that are probabilities.
  var probabilities: [String] = []
  var roles: [Role] = []
  /// The most agents that there can be of a role.
  var most: [String: Int] = [:]
  /// Options of each attribute, by role.
  var attributes: [String: [String: [String]]] = [:]
  /// What all have seen, and nobody may have: outcomes and attributes.
  var chances: [String: [String]] = [:]
  var known: Set<Secret> = []
  var draws: [String: (role: String, count: Int)] = [:]
  var numbers: [String] = []
  var truths: [String] = []
  private var names = 0
  private var ids = 0

  init(_ test: TestCase) { self.test = test }

  mutating func mechanism() throws -> Mechanism {
    var parameters: [Parameter] = []
    var assumptions: [Located<Formula>] = []
    for _ in 0..<(try test.pick(below: 3)) {
      let name = fresh("p")
      money.append(name)
      let value = Rational(try test.pick(below: 6))
      parameters.append(Parameter(name, default: value))
      assumptions.append(Located(.comparison(.greaterOrEqual, .parameter(name), .number(0))))
    }
    if try test.flip() {
      let name = fresh("q")
      probabilities.append(name)
      parameters.append(Parameter(name, default: Rational(try test.pick(below: 5), 4)))
      assumptions.append(Located(.comparison(.lessOrEqual, .number(0), .parameter(name))))
      assumptions.append(Located(.comparison(.lessOrEqual, .parameter(name), .number(1))))
    }
    for _ in 0..<(1 + (try test.pick(below: 2))) { try addRole(&parameters, &assumptions) }
    let accounts = [Account("pot", mayGoBelowZero: true), Account("till")]
    var steps = try steps(count: 2 + (try test.pick(below: 4)), depth: 1)
    if try test.flip(probability: 0.15) { steps += try endlessRounds() }
    return Mechanism(
      "random", parameters: parameters, assuming: assumptions, roles: roles, accounts: accounts,
      steps: steps, properties: [try property()])
  }

  mutating func fresh(_ prefix: String) -> String {
    names += 1
    return "\(prefix)\(names)"
  }

  mutating func newID() -> Int {
    defer { ids += 1 }
    return ids
  }

  private mutating func addRole(
    _ parameters: inout [Parameter], _ assumptions: inout [Located<Formula>]
  ) throws {
    let name = fresh("r")
    switch try test.pick(below: 5) {
    case 0, 1:
      roles.append(Role(name))
      most[name] = 1
    case 2, 3:
      let size = 2 + (try test.pick(below: 2))
      roles.append(Role(name, Located(.number(Rational(size)))))
      most[name] = size
    default:
      let count = fresh("n")
      parameters.append(Parameter(count, isInteger: true, default: 2))
      assumptions.append(
        Located(
          .all([
            .comparison(.lessOrEqual, .number(1), .parameter(count)),
            .comparison(.lessOrEqual, .parameter(count), .number(3)),
          ])))
      let cost: Formula = try test.flip() ? .number(Rational(try test.pick(below: 3))) : .number(0)
      roles.append(
        Role(
          name, Located(.parameter(count)),
          identityCost: try test.flip() ? Located(cost) : nil))
      most[name] = 3
    }
    attributes[name] = [:]
  }

  private mutating func property() throws -> Property {
    let coalitions: CoalitionClass
    if try test.flip(probability: 0.3) {
      coalitions = .size(Located(.number(Rational(1 + (try test.pick(below: 2))))))
    } else {
      var bounds: [CoalitionClass.Bound] = []
      for role in roles {
        if case .parameter = role.size.content, try test.flip(probability: 0.4) {
          bounds.append(.init(role.name, role.size))
          continue
        }
        let bound = try test.pick(below: min(most[role.name] ?? 1, 2) + 1)
        if bound > 0 || role == roles.last && bounds.isEmpty {
          bounds.append(.init(role.name, Located(.number(Rational(max(bound, 1))))))
        }
      }
      coalitions = .perRole(bounds)
    }
    let margin = try test.flip(probability: 0.2) ? Located(Formula.number(1)) : nil
    if try test.flip(probability: 0.15) {
      return Property(
        "it", against: .perRole([]), claim: .guarantee(try guarantee()), margin: margin)
    }
    if try test.flip(probability: 0.1) {
      let accounts = try ["pot", "till"].filter { _ in try test.flip() }
      let named = accounts.isEmpty ? ["till"] : accounts
      let claim: Property.Claim =
        try test.flip() ? .conservation(accounts: named) : .solvency(accounts: named)
      return Property("it", against: .perRole([]), claim: claim)
    }
    if try test.flip(probability: 0.1) {
      let claim: Property.Claim =
        try test.flip(probability: 0.3)
        ? .coalitionProofness : .notEachMemberGains(strongly: try test.flip())
      return Property("it", against: coalitions, claim: claim)
    }
    let claim: Property.Claim =
      try test.flip(probability: 0.2)
      ? .noProfitableDeviationAmong(try byzantine()) : .noProfitableDeviation
    var property = Property("it", against: coalitions, claim: claim, margin: margin)
    let open = roles.filter { !$0.isSingle }
    if claim == .noProfitableDeviation, !open.isEmpty, try test.flip(probability: 0.2) {
      let role = open[try test.pick(below: open.count)]
      property.identities = [.init(role.name, Located(.number(1)))]
    }
    return property
  }

  private mutating func guarantee() throws -> Property.Guarantee {
    let guaranteed = try roles.filter { _ in try test.flip() }.map(\.name)
    return Property.Guarantee(
      to: guaranteed.isEmpty ? [roles[0].name] : guaranteed,
      floor: try test.flip() ? Located(.number(Rational(try test.pick(below: 3)))) : nil,
      among: try byzantine())
  }

  private mutating func byzantine() throws -> Property.Byzantine {
    if try test.flip(probability: 0.3) { return .everyoneElse }
    let bounds = try roles.filter { _ in try test.flip() }.map { role in
      CoalitionClass.Bound(role.name, Located(.number(Rational(1 + (try test.pick(below: 2))))))
    }
    let one = CoalitionClass.Bound(roles[roles.count - 1].name, Located(.number(1)))
    return .atMost(bounds.isEmpty ? [one] : bounds)
  }
}
