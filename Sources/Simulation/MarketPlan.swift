import Exact
import Mechanisms
import Twin

/// A market and its mechanism, made ready to run: names are numbers, probabilities are thresholds.
struct MarketPlan: Sendable {
  struct Role: Sendable {
    let name: String
    /// Whether one agent of the role takes part in a deal, which it agrees to.
    let isPrincipal: Bool
  }

  /// One choice of the parameters that differ from deal to deal.
  struct Kind: Sendable {
    let parameters: [String: Rational]
    /// The largest random number that leads to it, of those that lead to none before.
    let last: UInt64
  }

  /// A cartel that brings its members to deals.
  struct VisitingCartel: Sendable {
    let name: String
    let coalition: Coalition
    /// What its members do; nil if they learn it.
    let deviation: Deviation?
    let conduct: Market.Conduct
    /// The largest random number with which a deal is one of its.
    let last: UInt64?

    func brings(_ role: String) -> Bool {
      (coalition.members[role] ?? 0) + (coalition.byzantine[role] ?? 0) > 0
    }
  }

  /// How it is drawn of which book a deal is.
  struct Draw: Sendable {
    /// Of each kind, the largest random number that leads to it.
    let kinds: [UInt64]
    /// Of each cartel that brings its members, if that is drawn, how much of the random numbers leads to it.
    let cartels: [UInt64?]
    /// Whether there is only one.
    let isCertain: Bool

    /// - Parameter deal: how many deals were begun before it.
    @inline(__always)
    func book(of deal: Int, seed: UInt64) -> Int {
      isCertain ? 0 : drawn(for: deal, seed: seed)
    }

    private func drawn(for deal: Int, seed: UInt64) -> Int {
      var random = RandomStream(seed: seed, .job, deal)
      let point = random.next()
      let kind = kinds.firstIndex { point <= $0 } ?? 0
      return ((visitor(random.next()) ?? -1) + 1) * kinds.count + kind
    }

    private func visitor(_ point: UInt64) -> Int? {
      var point = point
      for index in cartels.indices {
        guard let last = cartels[index] else { continue }
        if point <= last { return index }
        point -= last
      }
      return nil
    }
  }

  /// How long one choice takes.
  struct Pace: Sendable {
    var duration = Time(.fixed(1))
    var deadline: Int?
  }

  static let mostKinds = 4_096
  /// How many agents there are of a role of which a market says nothing, if a deal does not need more.
  static let usualNumber = 100
  /// How long nobody's answer is waited for where a market names no deadline, in ticks.
  static let usualDeadline = 30

  let market: Market
  let mechanism: Mechanism
  let prescriptions: [Property.Override]
  let roles: [Role]
  /// The roles of which one agent takes part in a deal, which it agrees to.
  let principals: [Int]
  let populations: [Market.Population]
  /// How long those of each population wait between deals.
  let pauses: [Time]
  /// The role of each population, as a number.
  let populationRoles: [Int]
  /// How many tokens each of each population has: as many as the deals that it may be in at a time, if it has to
  /// look for them.
  let capacities: [Int]
  let kinds: [Kind]
  let visitingCartels: [VisitingCartel]
  let draw: Draw
  /// Of each of them and each role, whether it brings the agent of the role itself.
  let areBrought: [[Bool]]
  /// The cartels whose members are some of the market's.
  let residentCartels: [Market.Cartel]
  let accountNames: [String]
  /// Of each account, whether it is an invariant that it does not go below zero, and that it is empty when a deal
  /// is over: where a property claims so, and where the rules do not allow it to go below zero.
  let isNotToOwe: [Bool]
  let isToBeEmpty: [Bool]
  /// Of each account, its number among those of the market; negative if each deal has its own.
  let commonAccounts: [Int]
  /// Of each account of which each deal has its own, its place among those.
  let places: [Int]
  let ownAccounts: Int
  /// The names of the accounts of the market.
  let accounts: [String]
  /// Of each choice, by its number in the mechanism.
  let paces: [Pace]
  /// Of each choice, what it is called: `node.result`.
  let choiceNames: [String]
  /// Of each choice, whether those who make it were drawn.
  let areDrawn: [Bool]
  let faults: [MarketFault: UInt64]
  /// Of each role, its reputation's number.
  let reputations: [Int?]

  /// In money, per unit of money and tick.
  let interest: Double
  let hasInterest: Bool
  let isCapitalLimited: Bool
  let hasFaults: Bool
  /// Whether anybody ever leaves, or may not take part in a deal that it would look for.
  let isLeft: Bool
  /// Whether anybody's time can be up.
  let isTimed: Bool
  /// The faults that agents who are asked may suffer, in the order in which they do.
  let personalFaults: [MarketFault]
  /// Whether everybody has one token, which then has the number of its owner.
  let isBusyOnce: Bool

  init(
    _ market: Market, of mechanism: Mechanism, scripts: [String: CartelScript],
    prescribing prescriptions: [Property.Override]
  ) throws {
    self.market = market
    self.mechanism = mechanism
    self.prescriptions = prescriptions
    interest = market.interest.approximation
    hasInterest = !market.interest.isZero
    isCapitalLimited = market.populations.contains { $0.capital != nil }
    let kinds = try Self.kinds(of: market, mechanism)
    self.kinds = kinds
    visitingCartels = market.cartels.compactMap { cartel in
      let last = cartel.share > 0 ? Probability.lastBelow(cartel.share) : nil
      switch cartel.conduct {
      case .scripted(let file):
        guard let script = scripts[file] else { return nil }
        return VisitingCartel(
          name: script.name, coalition: script.coalition, deviation: script.deviation,
          conduct: .honest, last: last)
      case .learning(let conduct):
        if last == nil { return nil }
        return VisitingCartel(
          name: cartel.title, coalition: Coalition(cartel.members), deviation: nil,
          conduct: conduct, last: last)
      }
    }
    residentCartels = market.cartels.filter {
      if case .learning = $0.conduct { $0.share == 0 } else { false }
    }
    let sample = try Twin(
      mechanism, parameters: kinds[0].parameters, coalition: Coalition([:]),
      prescribing: prescriptions)
    roles = sample.roles.map { Role(name: $0.name, isPrincipal: $0.agents.count == 1) }
    principals = roles.indices.filter { [roles] in roles[$0].isPrincipal }
    draw = Draw(
      kinds: kinds.map(\.last), cartels: visitingCartels.map(\.last),
      isCertain: kinds.count == 1 && visitingCartels.isEmpty)
    areBrought = visitingCartels.map { [roles] cartel in roles.map { cartel.brings($0.name) } }
    let numbers = Dictionary(
      roles.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    populations =
      market.populations.filter { numbers[$0.role] != nil }
      + sample.roles.filter { role in !market.populations.contains { $0.role == role.name } }
      .map { Market.Population($0.name, max(Self.usualNumber, 2 * $0.agents.count)) }
    pauses = populations.map { Time($0.pause) }
    populationRoles = populations.map { numbers[$0.role] ?? 0 }
    accountNames = sample.accounts.map(\.name)
    let isCommon = accountNames.map {
      market.lasting.contains($0) || $0 == Mechanism.world || $0 == Mechanism.burn
    }
    accounts = zip(accountNames, isCommon).filter(\.1).map(\.0)
    commonAccounts = Self.numbered(isCommon)
    places = Self.numbered(isCommon.map(!))
    ownAccounts = isCommon.count { !$0 }
    let solvent = Set(mechanism.properties.flatMap(\.claim.solventAccounts))
    let conserved = Set(mechanism.properties.flatMap(\.claim.conservedAccounts))
    isNotToOwe = sample.accounts.map { !$0.mayGoBelowZero || solvent.contains($0.name) }
    isToBeEmpty = zip(sample.accounts, isCommon).map { account, isCommon in
      !isCommon && (!account.mayGoBelowZero || conserved.contains(account.name))
    }
    let choices = mechanism.choices
    let most = (choices.map(\.id).max() ?? -1) + 1
    var paces = Array(repeating: Pace(), count: most)
    var names = Array(repeating: "", count: most)
    var areDrawn = Array(repeating: false, count: most)
    for choice in choices {
      names[choice.id] = "\(choice.group.name).\(choice.attribute)"
      areDrawn[choice.id] = mechanism.drawnRoles[choice.group.name] != nil
      if let pace = market.paces[names[choice.id]] {
        paces[choice.id] = Pace(duration: Time(pace.duration), deadline: pace.deadline)
      }
    }
    self.paces = paces
    choiceNames = names
    faults = market.faults.filter { $0.value > 0 }.mapValues { Probability.lastBelow($0) }
    self.areDrawn = areDrawn
    hasFaults = !faults.isEmpty
    // Silence first, since nothing else matters then; a second answer comes when the first one has its time.
    personalFaults = [.crash, .departure, .silence, .loss, .late, .delay, .duplication]
      .filter { [faults] in faults[$0] != nil }
    isTimed = hasFaults || paces.contains { $0.deadline != nil }
    isLeft =
      isCapitalLimited || faults[.departure] != nil || !market.reputations.isEmpty
      || market.populations.contains { $0.stay != nil }
    capacities = zip(populations, populationRoles).map { [roles] population, role in
      roles[role].isPrincipal ? population.capacity : 1
    }
    isBusyOnce = capacities.allSatisfy { $0 == 1 }
    reputations = roles.map { role in
      market.reputations.firstIndex { $0.role == role.name }
    }
  }

  /// Numbers those that are so, from 0; the others get -1.
  private static func numbered(_ flags: [Bool]) -> [Int] {
    var next = 0
    return flags.map { flag in
      guard flag else { return -1 }
      next += 1
      return next - 1
    }
  }

  /// Every choice of the parameters, with its probability.
  private static func kinds(of market: Market, _ mechanism: Mechanism) throws -> [Kind] {
    var parts: [(parameters: [String: Rational], probability: Rational)] = [([:], 1)]
    for parameter in mechanism.parameters {
      let values: [Rational: Rational]
      switch market.parameters[parameter.name] {
      case .fixed(let value): values = [value: 1]
      case .mixed(let mixed): values = mixed.filter { $0.value > 0 }
      case nil:
        guard let usual = parameter.defaultValue else {
          throw SimulationError.missingParameter(parameter.name)
        }
        values = [usual: 1]
      }
      if parts.count * values.count > mostKinds {
        throw SimulationError.tooManyKindsOfDeals(limit: mostKinds)
      }
      parts = parts.flatMap { part in
        values.sorted { $0.key < $1.key }.map { value, probability in
          (
            parameters: part.parameters.merging([parameter.name: value]) { $1 },
            probability: part.probability * probability
          )
        }
      }
    }
    var reached: Rational = 0
    return parts.map { part in
      reached += part.probability
      return Kind(parameters: part.parameters, last: Probability.lastBelow(reached))
    }
  }

  func capital(of resident: Resident) -> Rational? {
    let population = Int(resident.population)
    return population < populations.count ? populations[population].capital : nil
  }

  /// Whether others of a role come later.
  func arrives(_ role: Int) -> Bool {
    populations.indices.contains {
      populationRoles[$0] == role && populations[$0].arrival != nil
    }
  }

  /// The most that anybody of a role comes with, in money; nil if somebody comes with as much as it needs.
  func mostCapital(of role: Int) -> Rational? {
    let capitals = populations.indices.filter { populationRoles[$0] == role }
      .map { populations[$0].capital }
    if capitals.contains(nil) { return nil }
    return capitals.compactMap(\.self).max()
  }

  /// Whether a resident may leave as soon as it is in no deal, since it looks for none.
  func leaves(_ resident: Resident) -> Bool {
    let population = Int(resident.population)
    return population < populations.count && !roles[populationRoles[population]].isPrincipal
  }

  /// The role of a resident, in words.
  func name(of resident: Resident) -> String {
    let population = Int(resident.population)
    return population < populations.count
      ? populations[population].role : "cartel \(population - populations.count + 1)"
  }

  /// Whether there are deals of which nobody looks for one: those of all roles that have to agree are brought.
  var hasDealsFromOutside: Bool {
    principals.isEmpty
      || visitingCartels.indices.contains { visitor in
        principals.allSatisfy { isBrought($0, by: visitor) }
      }
  }

  // MARK: - While it runs

  /// What the choice of a question is called.
  func choice(_ node: Node) -> String { choiceNames[Int(node.choice)] }

  /// Whether a choice can be too late.
  func isTimed(_ pace: Pace) -> Bool { pace.deadline != nil || hasFaults }

  /// Whether a fault happens now.
  func happens(_ fault: MarketFault, _ random: inout RandomStream) -> Bool {
    guard let last = faults[fault] else { return false }
    return random.next() <= last
  }

  /// The cartel that brings its members to the deals of a book.
  @inline(__always)
  func visitor(of book: Int) -> Int? { book < kinds.count ? nil : book / kinds.count - 1 }

  /// Whether a cartel brings the agent of a role itself.
  @inline(__always)
  func isBrought(_ role: Int, by visitor: Int?) -> Bool {
    guard let visitor else { return false }
    return areBrought[visitor][role]
  }
}

extension Market.Cartel {
  /// Its members, in words.
  var title: String {
    members.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
  }
}
