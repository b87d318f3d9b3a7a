import Exact
import Mechanisms
import PropertyTesting

extension MechanismAuthor {
  /// What kind of part of a test case a step is.
  private static var stepLabel: Int { 1 }

  mutating func steps(count: Int, depth: Int) throws -> [Step] {
    var steps: [Step] = []
    for _ in 0..<count {
      // A step can be left out.
      let step = try test.part(Self.stepLabel) {
        try test.flip(probability: 0.9) ? try self.step(depth: depth) : nil
      }
      if let step { steps.append(step) }
    }
    return steps
  }

  private mutating func step(depth: Int) throws -> Step {
    let id = newID()
    let action: Step.Action =
      switch try test.pick(below: depth > 0 ? 15 : 11) {
      case 0, 1, 2: .choose([try choice(id: id, of: nil)])
      case 3, 4, 5: try payment()
      case 6: try chance()
      case 7: try ownChance()
      case 8: try draw()
      case 9, 10: try smallStep()
      case 11: try together()
      case 12: try when(depth: depth)
      default: .rounds(2, try steps(count: 1 + (try test.pick(below: 2)), depth: depth - 1))
      }
    return Step(id: id, action)
  }

  /// Rounds without end that keep whether something happened.
  mutating func endlessRounds() throws -> [Step] {
    let name = fresh("k")
    let beginning = Step(id: newID(), .bind(name, Located(.truth(try test.flip()))))
    let id = newID()
    // A round begins with nothing else.
    (numbers, truths, draws, chances, known) = ([], [name], [:], [:], [])
    attributes = attributes.mapValues { _ in [:] }
    var round = try steps(count: 1 + (try test.pick(below: 2)), depth: 1)
    round.append(Step(id: newID(), .bind(name, Located(try truth(depth: 2)))))
    let until = try test.flip(probability: 0.3) ? Located(Formula.binding(name)) : nil
    let repetition = Repetition(
      discount: Located(.number(Rational(try test.pick(below: 3), 4))), keeping: [name],
      until: until, round)
    return [beginning, Step(id: id, .forever(repetition))]
  }

  private mutating func smallStep() throws -> Step.Action {
    let hidden = secrets.filter { !known.contains($0) }
    if !hidden.isEmpty, try test.flip() {
      let secret = hidden[try test.pick(below: hidden.count)]
      known.insert(secret)
      return .reveal(secret)
    }
    if try test.flip() {
      let formula = Located(try truth(depth: 2))
      let name = fresh("t")
      truths.append(name)
      return .bind(name, formula)
    }
    let formula = try number(depth: 2)
    if let last = numbers.last, try test.flip() {
      return .bind(last, Located(.arithmetic(.plus, .binding(last), formula)))
    }
    let name = fresh("m")
    numbers.append(name)
    return .bind(name, Located(formula))
  }

  /// What is bound in one branch cannot be read after it.
  private mutating func when(depth: Int) throws -> Step.Action {
    let condition = Located(try truth(depth: 2))
    let before = self
    let then = try steps(count: 1 + (try test.pick(below: 2)), depth: depth - 1)
    restore(from: before)
    let otherwise = try steps(count: try test.pick(below: 2), depth: depth - 1)
    restore(from: before)
    return .when(condition, then: then, else: otherwise)
  }

  private mutating func restore(from before: MechanismAuthor) {
    numbers = before.numbers
    truths = before.truths
    chances = before.chances
    draws = before.draws
    known = before.known
  }

  // MARK: - Chance

  private mutating func chance() throws -> Step.Action {
    let (name, isHidden) = (fresh("c"), try test.flip())
    let outcomes = try mixture(of: Array(["up", "down", "side"].prefix(2 + test.pick(below: 2))))
    chances[name] = outcomes.parts.map(\.name)
    if !isHidden { known.insert(.outcome(name)) }
    return .chance(Chance(name, outcomes, hidden: isHidden))
  }

  private mutating func ownChance() throws -> Step.Action {
    let role = try anyRole()
    let (attribute, isHidden) = (fresh("b"), try test.flip())
    let outcomes = try mixture(of: ["good", "bad"])
    let group = Group(role, role: role, where: try condition(on: role))
    attributes[role]?[attribute] = ["good", "bad"]
    if !isHidden { known.insert(.attribute(role: role, attribute)) }
    return .ownChance(OwnChance(of: group, attribute, outcomes, hidden: isHidden))
  }

  private mutating func draw() throws -> Step.Action {
    let role = try anyRole()
    let count = roles.first { $0.name == role }?.size.content == .number(3) ? 2 : 1
    let name = fresh("d")
    let isRepeated = try test.flip(probability: 0.3)
    let excluded = draws.first { $0.value.role == role && $0.value.count + count <= 2 }?.key
    var condition: Formula?
    let size = roles.first { $0.name == role }?.size.content
    if let excluded, isRepeated, case .number? = size { condition = .not(.isIn(excluded)) }
    draws[name] = (role, count)
    return .draw(Draw(name, from: Group(role, role: role, where: condition), count: count))
  }

  /// Probabilities that sum to 1: evenly, or a parameter and its complement.
  private func mixture(of names: [String]) throws -> Mixture {
    if names.count == 2, let parameter = probabilities.first, try test.flip() {
      return Mixture([
        Mixture.Part(names[0], Located(.parameter(parameter))),
        Mixture.Part(
          names[1], Located(.arithmetic(.minus, .number(1), .parameter(parameter)))),
      ])
    }
    let first = Rational(1 + (try test.pick(below: 3)), 4)
    let rest = (1 - first) / Rational(names.count - 1)
    return Mixture(
      names.enumerated().map { index, name in
        Mixture.Part(name, Located(.number(index == 0 ? first : rest)))
      })
  }

  // MARK: - Choices

  private mutating func together() throws -> Step.Action {
    var choices: [Choice] = []
    for role in roles.prefix(2) {
      choices.append(try choice(id: newID(), of: role.name))
    }
    for choice in choices where choice.audience == .everyone {
      known.insert(.attribute(role: choice.group.role, choice.attribute))
    }
    return .choose(choices)
  }

  private mutating func choice(id: Int, of given: String?) throws -> Choice {
    let group: Group
    if let given {
      group = Group(given, role: given)
    } else {
      group = try self.group(mayBeNarrowed: true)
    }
    let role = group.role
    let names = Array(["x", "y", "z"].prefix(2 + (try test.pick(below: 2))))
    let options = try names.enumerated().map { index, name in
      var option = Option(name)
      if try test.flip(probability: 0.4) { option.cost = Located(try amount(depth: 1, of: role)) }
      if index > 0, try test.flip(probability: 0.2) {
        option.condition = Located(try truth(depth: 1, of: role))
      }
      let secrets = secrets
      if !secrets.isEmpty, try test.flip(probability: 0.25) {
        option.learns = [secrets[try test.pick(below: secrets.count)]]
      }
      return option
    }
    let audience = try audience()
    let attribute = fresh("a")
    let prescription = try prescription(options)
    attributes[role]?[attribute] = names
    if given == nil, audience == .everyone { known.insert(.attribute(role: role, attribute)) }
    let timeout =
      try test.flip(probability: 0.1) ? options.last { $0.condition == nil }?.name : nil
    return Choice(
      id: id, by: group, attribute, options: options, honest: prescription, seenBy: audience,
      timeout: timeout)
  }

  private func audience() throws -> Choice.Audience {
    switch try test.pick(below: 4) {
    case 0, 1: return .everyone
    case 2: return .only([])
    default: return .only([try anyRole()])
    }
  }

  /// Honest agents take what is always there, by what all know.
  private func prescription(_ options: [Option]) throws -> Prescription {
    let free = options.filter { $0.condition == nil }.map(\.name)
    if free.count > 1, try test.flip(probability: 0.3) {
      return Prescription([
        Prescription.Rule(take: try mixture(of: Array(free.prefix(2))))
      ])
    }
    if free.count > 1, let condition = try publicTruth(), try test.flip() {
      return Prescription([
        Prescription.Rule(if: Located(condition), take: Mixture(free[1])),
        Prescription.Rule(take: Mixture(free[0])),
      ])
    }
    return Prescription(free[0])
  }

  // MARK: - Payments

  private func payment() throws -> Step.Action {
    let group = try group(mayBeNarrowed: true)
    let other: Payment.Party =
      switch try test.pick(below: 8) {
      case 0, 1, 2: .account(Mechanism.world)
      case 3: .account("pot")
      case 4: .account(Mechanism.burn)
      default:
        roles.first { $0.isSingle && $0.name != group.role }
          .map { .agents(Group($0.name, role: $0.name)) } ?? .account(Mechanism.world)
      }
    let isToGroup = try test.flip()
    let speaks = if case .account = other { true } else { false }
    // Few may be negative: that is found wrong before anything is asked.
    let amount = Located(
      try test.flip(probability: 0.05)
        ? number(depth: 2) : amount(depth: 2, of: speaks ? group.role : nil))
    let party = Payment.Party.agents(group)
    return isToGroup
      ? .pay(Payment(amount, from: other, to: party))
      : .pay(Payment(amount, from: party, to: other))
  }
}
