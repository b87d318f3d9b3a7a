public import Exact
public import Mechanisms

/// A mechanism that is played agent by agent: each has its own wallet and attributes, tosses its own
/// coins, and is seen or not by itself.
///
/// A reading of its own: what it finds can be held against what is found by other means.
public struct Twin: Sendable {
  /// More agents of a role than this are not played.
  public static let mostAgents = 5_000_000

  /// The rules as they are played; what else is said in their words can be cast too.
  let casting: Casting
  let roster: Roster
  /// What an identity costs that the coalition added, and whose they are.
  private(set) var identities: [(agents: Range<Int>, cost: Script.Phrase)] = []
  /// The same agents before the coalition added identities.
  private var before: [Twin] = []

  /// The mechanism at one parameter point, with a coalition. The first agents of each role are its
  /// deviators, the next ones its other members.
  ///
  /// - Parameter overrides: prescriptions that replace those of all choices of the attribute by the
  ///   role.
  /// - Throws: ``TwinError`` where parameters, roles, accounts or agents are missing; a ``Fault`` of
  ///   kind `notACount` for a role whose size is not a whole number, or below zero.
  public init(
    _ mechanism: Mechanism, parameters: [String: Rational], coalition: Coalition,
    prescribing overrides: [Property.Override] = []
  ) throws {
    for parameter in mechanism.parameters where parameters[parameter.name] == nil {
      throw TwinError.missingParameter(parameter.name)
    }
    if !coalition.identities.isEmpty {
      var original = coalition
      original.identities = [:]
      before = [
        try Twin(
          mechanism, parameters: parameters, coalition: original, prescribing: overrides)
      ]
    }
    let larger = mechanism.adding(coalition.identities)
    var casting = try Casting(
      larger, parameters: parameters,
      prescribing: overrides.map { $0.adding(coalition.identities, to: mechanism) })
    self.casting = casting
    let empty = Performance(Script(), by: Roster(), chance: EveryWay())
    var roster = Roster()
    for role in larger.roles {
      let number = try empty.number(try casting.phrase(role.size))
      guard let size = number.integer, size >= 0 else {
        throw Fault(.notACount(of: role.name), at: role.size.location)
      }
      guard size <= Self.mostAgents else {
        throw TwinError.tooManyAgents(role: role.name, limit: Self.mostAgents)
      }
      let added = coalition.identities[role.name] ?? 0
      let members = (coalition.members[role.name] ?? 0) + added
      let deviators = (coalition.deviators[role.name] ?? 0) + added
      guard members <= size else {
        throw TwinError.moreMembersThanAgents(role: role.name, members: members, agents: size)
      }
      guard deviators <= members else {
        throw TwinError.moreDeviatorsThanMembers(
          role: role.name, deviators: deviators, members: members)
      }
      let byzantine = coalition.byzantine[role.name] ?? 0
      guard members + byzantine <= size else {
        throw TwinError.moreMembersThanAgents(
          role: role.name, members: members + byzantine, agents: size)
      }
      if added > 0, let cost = role.identityCost {
        let first = roster.count
        identities.append((agents: first..<first + added, cost: try casting.phrase(cost)))
      }
      roster.add(
        role.name, size: size, members: members, deviators: deviators, byzantine: byzantine,
        favours: role.name == coalition.favoured)
    }
    let known = Set(mechanism.roles.map(\.name))
    let named = [
      coalition.members, coalition.deviators, coalition.byzantine, coalition.identities,
    ].flatMap(\.keys)
    for role in named.sorted() where !known.contains(role) {
      throw TwinError.unknownRole(role)
    }
    self.roster = roster
  }

  /// The same agents, of whom all members of the coalition do what is prescribed. Byzantine agents do what
  /// they like.
  public var sincere: Twin {
    before.first?.sincere ?? Twin(casting: casting, roster: roster.sincere)
  }

  private init(casting: Casting, roster: Roster) {
    self.casting = casting
    self.roster = roster
  }

  var script: Script { casting.script }

  /// The exact expected money when deviators and byzantine agents follow a plan, or, without one, do what
  /// is prescribed.
  ///
  /// - Throws: a ``PlanError`` where the plan does not fit; a ``Fault`` of the mechanism; a
  ///   ``TwinError`` for more than `limit` paths, or if money was made or lost.
  /// - Complexity: each path is played from its beginning, at a cost of O(agents · steps).
  public func expectation(
    following deviation: Deviation? = nil, limit: Int = 1_000_000
  ) throws -> Expectation {
    try expectation(conduct: conduct(following: deviation), limit: limit)
  }

  /// What is expected of the steps up to the first of the rounds without end, or of one of those.
  private struct Tally {
    /// The money of each agent, in each account, and of the coalition.
    var money: [Rational]
    /// How likely each round is to follow.
    var following: [Performance.Round: Rational] = [:]

    /// Puts what a round is worth in its place.
    mutating func replace(_ round: Performance.Round, by worth: Tally) {
      guard let share = following.removeValue(forKey: round) else { return }
      for index in money.indices { money[index] += share * worth.money[index] }
      for (next, probability) in worth.following {
        following[next, default: 0] += share * probability
      }
    }
  }

  func expectation(conduct: Performance.Conduct, limit: Int) throws -> Expectation {
    var paths = 0
    var visited: Set<InformationSet> = []
    var coverage = Coverage()
    func tally(_ round: Performance.Round?) throws -> Tally {
      var tally = Tally(
        money: Array(repeating: 0, count: roster.count + script.accounts.all.count + 1))
      try eachPath(of: round, conduct: conduct, limit: limit) { path in
        let probability = path.probability
        let money = path.ledger.wallets + path.ledger.accounts + [path.coalitionMoney]
        for (index, amount) in money.enumerated() where !amount.isZero {
          tally.money[index] += probability * amount
        }
        if let next = path.next { tally.following[next, default: 0] += probability }
        paths += 1
        coverage.formUnion(path.coverage)
        for turn in path.turns {
          for decision in turn.decisions { visited.insert(decision.set) }
        }
      }
      return tally
    }
    let money = try worth(of: try tally(nil), tally)
    return Expectation(
      coalition: money[money.count - 1],
      wallets: Wallets(roster: roster, amounts: Array(money[..<roster.count])),
      accounts: script.named(Array(money[roster.count..<money.count - 1])), paths: paths,
      visited: visited, coverage: coverage)
  }

  /// More different rounds than this are not played.
  static let mostRounds = 200

  /// What is expected in all, with the rounds without end that may follow: what each is worth is so much money
  /// in it, and the discounted worth of those that follow it; found by elimination.
  private func worth(
    of start: Tally, _ tally: (Performance.Round) throws -> Tally
  ) throws -> [Rational] {
    guard let repetition = script.repetition else { return start.money }
    let empty = Performance(script, by: roster, chance: EveryWay())
    let discount = try empty.number(repetition.discount)
    guard discount >= 0, discount < 1 else {
      throw Fault(.notADiscount, at: repetition.discount.location)
    }
    var order = Array(start.following.keys)
    var rounds: [Performance.Round: Tally] = [:]
    var index = 0
    while index < order.count {
      if index == Self.mostRounds { throw TwinError.tooManyRounds(limit: Self.mostRounds) }
      let round = order[index]
      var found = try tally(round)
      found.following = found.following.mapValues { $0 * discount }
      rounds[round] = found
      order += found.following.keys.filter { rounds[$0] == nil && !order.contains($0) }
      index += 1
    }
    var solved: [(Performance.Round, Tally)] = []
    // Each round in turn is worked out by those that are left, until none is.
    for round in order {
      guard var own = rounds.removeValue(forKey: round) else { continue }
      if let again = own.following.removeValue(forKey: round) {
        let factor = 1 / (1 - again)
        own.money = own.money.map { $0 * factor }
        own.following = own.following.mapValues { $0 * factor }
      }
      for other in rounds.keys { rounds[other]?.replace(round, by: own) }
      solved.append((round, own))
    }
    var total = start
    for (round, own) in solved { total.replace(round, by: own) }
    return total.money
  }

  /// The exact expected money when the deviators follow a plan that is made up as they are asked, and
  /// that plan.
  ///
  /// - Parameter decide: How many of those asked in an information set take which of these options;
  ///   asked once for each information set that is reached.
  /// - Throws: as ``expectation(following:limit:)``, and what `decide` throws.
  public func expectation(
    limit: Int = 1_000_000,
    improvising decide: @escaping (InformationSet, _ asked: Int, [String]) throws -> [String: Int]
  ) throws -> (expectation: Expectation, plan: Deviation) {
    let plan = Improvisation(decide)
    let expectation = try expectation(conduct: .plan(plan), limit: limit)
    return (expectation, Deviation(plan.choices))
  }

  /// What the coalition is expected to have more when it follows a plan than when it does what is
  /// prescribed, byzantine agents following the plan in both cases.
  ///
  /// - Throws: as ``expectation(following:limit:)``.
  public func gain(of deviation: Deviation, limit: Int = 1_000_000) throws -> Rational {
    try expectation(following: deviation, limit: limit).coalition
      - sincere.expectation(following: deviation, limit: limit).coalition
  }

  /// Every path, each with what happens on it; of rounds without end, those of each round that may begin.
  ///
  /// - Throws: as ``expectation(following:limit:)``.
  public func plays(
    following deviation: Deviation? = nil, limit: Int = 1_000_000
  ) throws -> [Play] {
    var plays: [Play] = []
    var rounds: [Performance.Round?] = [nil]
    var index = 0
    while index < rounds.count, index <= Self.mostRounds {
      let round = rounds[index]
      try eachPath(
        of: round, conduct: conduct(following: deviation), limit: limit, isTold: true
      ) { path in
        plays.append(path.outcomeOfPlay(of: round))
        if let next = path.next, !rounds.contains(next) { rounds.append(next) }
      }
      index += 1
    }
    return plays
  }

  /// One path, drawn at random; always the same for the same seed. Of rounds without end, none is played.
  ///
  /// - Throws: as ``expectation(following:limit:)``, as far as the path meets it.
  public func play(following deviation: Deviation? = nil, seed: UInt64) throws -> Play {
    let path = Performance(
      script, by: roster, chance: Seeded(seed: seed), conduct: conduct(following: deviation),
      isTold: true)
    try path.play()
    return path.outcomeOfPlay(of: nil)
  }

  private func conduct(following deviation: Deviation?) -> Performance.Conduct {
    deviation.map { .plan($0) } ?? .prescribed
  }

  /// Plays path after path: of one of the rounds without end, or up to the first of them.
  ///
  /// - Parameter isPassedOver: Whether a fault only ends its path.
  func eachPath(
    of round: Performance.Round? = nil, conduct: Performance.Conduct, limit: Int,
    isTold: Bool = false, goingOn isPassedOver: (Fault) -> Bool = { _ in false },
    _ visit: (Performance) throws -> Void
  ) throws {
    let ways = EveryWay()
    let histories = Histories()
    var paths = 0
    repeat {
      paths += 1
      if paths > limit { throw TwinError.tooManyPaths(limit: limit) }
      let path = Performance(
        script, by: roster, chance: ways, conduct: conduct, histories: histories, isTold: isTold)
      if round == nil {
        for (agents, cost) in identities { try path.pay(cost, forIdentities: agents) }
      }
      do {
        try path.play(round)
      } catch let fault as Fault where isPassedOver(fault) {}
      if ways.leastPaths > limit { throw TwinError.tooManyPaths(limit: limit) }
      try visit(path)
    } while ways.advance()
  }
}
