import Exact
import Mechanisms
import PropertyTesting

extension MechanismAuthor {
  /// What can be hidden: in a fixed order.
  var secrets: [Secret] {
    chances.keys.sorted().map { .outcome($0) }
      + roles.flatMap { role in
        (attributes[role.name] ?? [:]).keys.sorted().map { .attribute(role: role.name, $0) }
      }
  }

  func anyRole() throws -> String { roles[try test.pick(below: roles.count)].name }

  /// A role, agents of it that meet a condition, or a drawn group.
  func group(mayBeNarrowed: Bool) throws -> Group {
    let drawn = draws.keys.sorted()
    if !drawn.isEmpty, try test.flip(probability: 0.4) {
      let name = drawn[try test.pick(below: drawn.count)]
      return Group(name, role: draws[name]?.role ?? "")
    }
    let role = try anyRole()
    return Group(role, role: role, where: mayBeNarrowed ? try condition(on: role) : nil)
  }

  /// A condition on an agent of a role, over its own attributes; mostly none.
  func condition(on role: String) throws -> Formula? {
    guard try test.flip(probability: 0.3) else { return nil }
    return try own(role)
  }

  /// A truth about an agent of a role; nil if there is nothing to say.
  private func own(_ role: String) throws -> Formula? {
    let attributes = attributes[role] ?? [:]
    let drawn = draws.filter { $0.value.role == role }.keys.sorted()
    let count = attributes.count + drawn.count
    guard count > 0 else { return nil }
    let index = try test.pick(below: count)
    if index >= attributes.count { return .isIn(drawn[index - attributes.count]) }
    let name = attributes.keys.sorted()[index]
    let options = attributes[name] ?? []
    let option = options[try test.pick(below: options.count)]
    return .comparison(
      try test.flip(probability: 0.8) ? .equal : .notEqual, .own(name), .option(option))
  }

  /// Something that all know; nil if there is nothing.
  func publicTruth() throws -> Formula? {
    let facts = secrets.filter(known.contains)
    guard !facts.isEmpty else { return nil }
    return try truth(about: facts[try test.pick(below: facts.count)])
  }

  private func truth(about secret: Secret) throws -> Formula {
    switch secret {
    case .outcome(let name):
      let outcomes = chances[name] ?? []
      return .comparison(
        .equal, .outcome(name), .option(outcomes[try test.pick(below: outcomes.count)]))
    case .attribute(let role, let attribute):
      let options = attributes[role]?[attribute] ?? []
      let option = options[try test.pick(below: options.count)]
      if roles.first(where: { $0.name == role })?.isSingle ?? false {
        return .comparison(.equal, .attribute(of: role, attribute), .option(option))
      }
      let count = Formula.count(
        Group(role, role: role, where: .comparison(.equal, .own(attribute), .option(option))))
      let relations: [Formula.Comparison] = [.greaterOrEqual, .greater, .equal, .less, .notEqual]
      // No whole number is half of an odd one: what is so only there must not be found.
      return .comparison(
        relations[try test.pick(below: relations.count)], count,
        .number(Rational(try test.pick(below: 6), 2)))
    }
  }

  /// A truth; with a role, perhaps about an agent of it.
  func truth(depth: Int, of role: String? = nil) throws -> Formula {
    if depth > 0, try test.flip(probability: 0.25) {
      let parts = [
        try truth(depth: depth - 1, of: role), try truth(depth: depth - 1, of: role),
      ]
      switch try test.pick(below: 3) {
      case 0: return .all(parts)
      case 1: return .any(parts)
      default: return .not(parts[0])
      }
    }
    if let role, try test.flip(), let own = try own(role) { return own }
    if !truths.isEmpty, try test.flip(probability: 0.3) {
      return .binding(truths[try test.pick(below: truths.count)])
    }
    let secrets = secrets
    if try secrets.isEmpty || test.flip(probability: 0.15) {
      return .comparison(.greater, try number(depth: 1), .number(Rational(try test.pick(below: 3))))
    }
    return try truth(about: secrets[try test.pick(below: secrets.count)])
  }

  /// A number, which may be below zero.
  func number(depth: Int) throws -> Formula {
    if depth > 0, try test.flip(probability: 0.3) {
      return .arithmetic(.minus, try amount(depth: depth - 1), try amount(depth: depth - 1))
    }
    return try amount(depth: depth)
  }

  /// A number that is not below zero; with a role, perhaps about an agent of it.
  func amount(depth: Int, of role: String? = nil) throws -> Formula {
    guard depth > 0 else { return try atom() }
    func part() throws -> Formula { try amount(depth: depth - 1, of: role) }
    switch try test.pick(below: 12) {
    case 0: return .arithmetic(.plus, try part(), try part())
    case 1: return .arithmetic(.times, try atom(), try part())
    case 2: return .minimum([try part(), try part()])
    case 3: return .maximum([try number(depth: depth - 1), .number(0)])
    case 4, 5, 6:
      return .conditional(try truth(depth: 1, of: role), try part(), try part())
    case 7:
      if !money.isEmpty, try test.flip(probability: 0.4) {
        let parameter = Formula.parameter(money[try test.pick(below: money.count)])
        return .arithmetic(.over, try part(), .arithmetic(.plus, parameter, .number(1)))
      }
      let (dividend, divisor) = (try part(), Rational(2 + (try test.pick(below: 2))))
      if case .number(let value) = dividend { return .number(value / divisor) }
      return .arithmetic(.over, dividend, .number(divisor))
    case 8: return .floor(try part())
    case 9: return .power(try atom(), 2)
    case 10: return .ceiling(try part())
    default: return try atom()
    }
  }

  private func atom() throws -> Formula {
    switch try test.pick(below: 4) {
    case 0: return .number(Rational(try test.pick(below: 6)))
    case 1 where !money.isEmpty: return .parameter(money[try test.pick(below: money.count)])
    case 2: return .count(try group(mayBeNarrowed: true))
    case 3 where !numbers.isEmpty:
      return .maximum([.binding(numbers[try test.pick(below: numbers.count)]), .number(0)])
    default: return .number(Rational(1 + (try test.pick(below: 8)), 2))
    }
  }
}
