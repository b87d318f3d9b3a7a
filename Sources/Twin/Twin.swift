public import Exact
public import Mechanisms

/// A mechanism that is played agent by agent: each has its own wallet and attributes, tosses its own
/// coins, and is seen or not by itself.
///
/// A reading of its own: what it finds can be held against what is found by other means.
public struct Twin: Sendable {
  /// More agents of a role than this are not played.
  public static let mostAgents = 5_000_000

  let script: Script
  let roster: Roster

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
    var casting = try Casting(mechanism, parameters: parameters, prescribing: overrides)
    script = casting.script
    let empty = Performance(Script(), by: Roster(), chance: EveryWay())
    var roster = Roster()
    for role in mechanism.roles {
      let number = try empty.number(try casting.phrase(role.size))
      guard let size = number.integer, size >= 0 else {
        throw Fault(.notACount(of: role.name), at: role.size.location)
      }
      guard size <= Self.mostAgents else {
        throw TwinError.tooManyAgents(role: role.name, limit: Self.mostAgents)
      }
      let members = coalition.members[role.name] ?? 0
      let deviators = coalition.deviators[role.name] ?? 0
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
      roster.add(
        role.name, size: size, members: members, deviators: deviators, byzantine: byzantine)
    }
    let known = Set(mechanism.roles.map(\.name))
    let named = [coalition.members, coalition.deviators, coalition.byzantine].flatMap(\.keys)
    for role in named.sorted() where !known.contains(role) {
      throw TwinError.unknownRole(role)
    }
    self.roster = roster
  }

  /// The same agents, of whom all members of the coalition do what is prescribed. Byzantine agents do what
  /// they like.
  public var sincere: Twin { Twin(script: script, roster: roster.sincere) }

  private init(script: Script, roster: Roster) {
    self.script = script
    self.roster = roster
  }

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

  private func expectation(conduct: Performance.Conduct, limit: Int) throws -> Expectation {
    var wallets = Array(repeating: Rational.zero, count: roster.count)
    var accounts = Array(repeating: Rational.zero, count: script.accounts.all.count)
    var coalition: Rational = 0
    var paths = 0
    var visited: Set<InformationSet> = []
    var coverage = Coverage()
    try eachPath(conduct: conduct, limit: limit) { path in
      let probability = path.probability
      for (agent, money) in path.ledger.wallets.enumerated() where !money.isZero {
        wallets[agent] += probability * money
      }
      for (account, money) in path.ledger.accounts.enumerated() {
        accounts[account] += probability * money
      }
      coalition += probability * path.coalitionMoney
      paths += 1
      coverage.formUnion(path.coverage)
      for turn in path.turns {
        for decision in turn.decisions { visited.insert(decision.set) }
      }
    }
    return Expectation(
      coalition: coalition, wallets: Wallets(roster: roster, amounts: wallets),
      accounts: script.named(accounts), paths: paths, visited: visited, coverage: coverage)
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

  /// Every path, each with what happens on it.
  ///
  /// - Throws: as ``expectation(following:limit:)``.
  public func plays(
    following deviation: Deviation? = nil, limit: Int = 1_000_000
  ) throws -> [Play] {
    var plays: [Play] = []
    try eachPath(conduct: conduct(following: deviation), limit: limit, isTold: true) {
      plays.append($0.outcomeOfPlay)
    }
    return plays
  }

  /// One path, drawn at random; always the same for the same seed.
  ///
  /// - Throws: as ``expectation(following:limit:)``, as far as the path meets it.
  public func play(following deviation: Deviation? = nil, seed: UInt64) throws -> Play {
    let path = Performance(
      script, by: roster, chance: Seeded(seed: seed), conduct: conduct(following: deviation),
      isTold: true)
    try path.play()
    return path.outcomeOfPlay
  }

  private func conduct(following deviation: Deviation?) -> Performance.Conduct {
    deviation.map { .plan($0) } ?? .prescribed
  }

  /// Plays path after path.
  func eachPath(
    conduct: Performance.Conduct, limit: Int, isTold: Bool = false,
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
      try path.play()
      if ways.leastPaths > limit { throw TwinError.tooManyPaths(limit: limit) }
      try visit(path)
    } while ways.advance()
  }
}
