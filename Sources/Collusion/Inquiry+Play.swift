import Exact
import Interpretation
import Mechanisms
import SMT

extension Inquiry {
  /// The attack that a model of the conditions describes.
  ///
  /// - Throws: ``NoAttack`` if it needs an irrational value.
  func attack(in model: Model) throws -> Attack {
    try attack(of: try play(in: model))
  }

  func attack(of play: Play) throws -> Attack {
    try Attack(
      of: Deviation(play.plan), by: play.coalition, for: subject.stakes(shape.victim),
      on: subject, at: play.point)
  }

  /// The information sets that the attack in a model reaches, in the order in which it does.
  func reached(in model: Model) throws -> [Outline] { try play(in: model).reached }

  /// An attack being played.
  struct Play {
    var point: [String: Rational]
    var coalition: Coalition
    var plan: [InformationSet: [String: Int]] = [:]
    var reached: [Outline] = []
    let functions: FunctionDomain
    let parties: [String: Walk<FunctionDomain>.Party]
    let byzantine: [String: RationalFunction]
    /// How many agents there are who may have less than they should.
    var victims: RationalFunction = 0
    /// What those have whose money is at stake, in parameters and symbols for numbers of agents: in the
    /// attack, and in what it is held against.
    var earned: RationalFunction = 0
    var honest: RationalFunction = 0
    /// The terms of symbols that are neither parameters nor numbers of members.
    var counts: [String: RealTerm] = [:]
  }

  /// - Parameter plan: Which of several plans.
  func play(in model: Model, plan: Int = 0) throws -> Play {
    var point = subject.fixed
    for parameter in subject.mechanism.parameters where point[parameter.name] == nil {
      if let symbol = domain.symbols[parameter.name] {
        point[parameter.name] = try value(of: symbol, model)
      } else {
        point[parameter.name] = parameter.defaultValue ?? 0
      }
    }
    let functions = FunctionDomain(at: point, constants: Set(subject.fixed.keys))
    var parties: [String: Walk<FunctionDomain>.Party] = [:]
    var members: [String: Int] = [:]
    var deviators: [String: Int] = [:]
    var byzantine: [String: RationalFunction] = [:]
    if case .counts(let counts) = shape.byzantine {
      for role in counts.keys {
        let count = try number(
          self.byzantine(of: role), functions, Shape.symbol(byzantine: role), model)
        if !count.isZero { byzantine[role] = count }
      }
    }
    for role in shape.members.keys {
      var all = try number(self.members(of: role), functions, Shape.symbol(members: role), model)
      var some =
        shape.deviators[role] == .some(nil) && shape.members[role] == .some(nil)
        ? all
        : try number(self.deviators(of: role), functions, Shape.symbol(deviators: role), model)
      // As many as can be are as many at other parameters, too.
      let scratch = FunctionDomain(at: point)
      if let most = try mostMembers(of: role).map({ try scratch.number(of: $0) }),
        scratch.region.isEmpty, shape.members[role] == .some(nil),
        functions.actual(most) == functions.actual(all)
      {
        if some == all { some = most }
        all = most
      }
      parties[role] = Walk.Party(members: all, deviators: some)
      members[role] = functions.actual(all)?.integer
      deviators[role] = functions.actual(some)?.integer
    }
    if shape.byzantine == .everyoneElse {
      for role in subject.mechanism.roles {
        let others = try functions.number(of: role.size) - (parties[role.name]?.members ?? 0)
        let count = shape.victim == role.name ? others - 1 : others
        if functions.actual(count) != 0 { byzantine[role.name] = count }
      }
    }
    let others = byzantine.compactMapValues { functions.actual($0)?.integer }
    var coalition = Coalition(
      members, deviators: deviators, byzantine: others, adding: shape.identities)
    coalition.favoured = shape.favoured
    var play = Play(
      point: point, coalition: coalition, functions: functions, parties: parties,
      byzantine: byzantine)
    if let victim = shape.victim,
      let size = subject.mechanism.roles.first(where: { $0.name == victim })?.size
    {
      play.victims = try functions.number(of: size) - (byzantine[victim] ?? 0)
    }
    play.earned = try money(deviating: true, &play, model, plan)
    play.honest = try money(deviating: false, &play, model, plan)
    return play
  }

  private func money(
    deviating: Bool, _ play: inout Play, _ model: Model, _ number: Int
  ) throws -> RationalFunction {
    let functions = play.functions
    let parties = play.parties.mapValues {
      Walk<FunctionDomain>.Party(members: $0.members, deviators: deviating ? $0.deviators : 0)
    }
    var (plan, reached, counts) = (play.plan, play.reached, play.counts)
    defer { (play.plan, play.reached, play.counts) = (plan, reached, counts) }
    var walk = Walk(
      subject, in: functions, coalition: parties, among: play.byzantine,
      adding: shape.identities, subject.stakes(shape.victim), deviating: deviating
    ) { asked in
      var question = asked
      question.outline.plan = number
      let (answer, split) = try self.answer(question, functions, model, &counts)
      guard let set = question.actual else {
        throw NoAttack(reason: "a situation that it leads to has no whole numbers of agents")
      }
      if !split.isEmpty, plan[set] == nil {
        plan[set] = split
        reached.append(question.outline)
      }
      return answer
    }
    if deviating { walk.favoured = shape.favoured }
    return try walk.expectation()
  }

  /// What an attack being played gains above the margin, in parameters and symbols for numbers of agents.
  func excess(of play: Play) throws -> RationalFunction {
    try subject.excess(
      of: play.earned, honest: play.honest, shape.victim, victims: play.victims,
      in: play.functions)
  }

  private func value(of term: RealTerm, _ model: Model) throws -> Rational {
    guard let value = try model.value(of: term).rational else {
      throw NoAttack(reason: "it needs an irrational value")
    }
    return value
  }

  private func number(
    _ count: Number, _ functions: FunctionDomain, _ symbol: String, _ model: Model
  ) throws -> RationalFunction {
    if let constant = domain.constant(count) { return functions.number(constant) }
    return functions.symbol(symbol, value: try value(of: domain.whole(term: count), model))
  }

  /// What the plan found does in a situation, for a walk over functions.
  private func answer(
    _ question: Question<RationalFunction>, _ functions: FunctionDomain, _ model: Model,
    _ symbols: inout [String: RealTerm]
  ) throws -> (Answer<RationalFunction>, [String: Int]) {
    switch choices[question.outline] {
    case nil:
      throw NoAttack(reason: "its plan says nothing about a situation that it leads to")
    case .splits(let splits)?:
      let split =
        try splits.first { try model.truth(of: $0.isTaken) }?.split
        ?? splits[splits.count - 1].split
      return (.split(split), split)
    case .counts(let counts)?:
      var answer: [String: RationalFunction] = [:]
      var split: [String: Int] = [:]
      for (option, count) in counts.sorted(by: { $0.key < $1.key }) {
        let value = try value(of: count, model)
        if value.isZero {
          answer[option] = 0
        } else if value == functions.actual(question.size) {
          answer[option] = question.size
        } else {
          answer[option] = functions.symbol(count.description, value: value)
          symbols[count.description] = count
        }
        if value > 0 { split[option] = value.integer }
      }
      return (.counts(answer), split)
    }
  }
}
