import Collusion
import Exact
import Interpretation
import Mechanisms
import PropertyTesting
import Twin

/// Draws attempts to break a property, and plays them in the twin.
struct Attacker {
  let mechanism: Mechanism
  let property: Property
  let points: Points
  /// How little a vanishing quantity has to be at ``far``.
  static let little = Rational(1, 1 << 20)
  /// How far a parameter is taken that goes somewhere.
  private static let far = Rational(2).power(100)

  /// Attempts with more paths than this are left out.
  static let mostPaths = 2_000
  /// Mechanisms with more agents than this are not played.
  static let mostAgents = 2_000

  init(_ mechanism: Mechanism, _ property: Property) {
    self.mechanism = mechanism
    self.property = property
    points = Points(mechanism, given: property.given)
  }

  /// An attempt.
  ///
  /// - Parameter size: How many agents collude; any number of the property's class if nil.
  /// - Throws: `Rejection` for what cannot be played; a `Fault` of the mechanism.
  func attempt(_ test: TestCase, size: Int? = nil) throws -> Attempt {
    var point = try points.draw(test)
    if case .vanishes(let vanishing) = property.claim {
      let side: Rational = try test.flip() ? 1 : -1
      let nearby = vanishing.limit.value.map { $0 + side / Self.far }
      point[vanishing.limit.parameter] = nearby ?? Self.far
      guard points.holds(at: point) else { throw Rejection.assumption }
    }
    let victim = try victim(test)
    let coalition = try coalition(at: point, size: size, harming: victim, test)
    do {
      return try attempt(by: coalition, harming: victim, at: point) { _, asked, options in
        try Self.split(of: asked, among: options, test)
      }
    } catch is TwinError {
      throw Rejection.assumption
    } catch is PlanError {
      throw Rejection.assumption
    }
  }

  /// What comes of a plan that is made up as it is asked for.
  ///
  /// - Throws: whatever the twin throws.
  func attempt(
    by coalition: Coalition, harming victim: String?, at point: [String: Rational],
    improvising decide: @escaping (InformationSet, Int, [String]) throws -> [String: Int]
  ) throws -> Attempt {
    let twin = try Twin(
      mechanism, parameters: point, coalition: coalition, prescribing: property.prescriptions)
    let (played, plan) = try twin.expectation(limit: Self.mostPaths, improvising: decide)
    var attempt = Attempt(
      parameters: point, coalition: coalition, victim: victim, plan: plan,
      earned: played.coalition, honest: 0, coverage: played.coverage)
    if let victim {
      let victims = Beneficiary.outsiders(of: victim)
      attempt.earned = played.wallets.average(of: victims)
      if let floor = try floor(at: point) {
        (attempt.honest, attempt.isAgainstFloor) = (floor, true)
      } else {
        attempt.honest = try twin.expectation(limit: Self.mostPaths).wallets
          .average(of: victims)
      }
    } else {
      let (honest, whole) = try twin.sincere.expectation(limit: Self.mostPaths) {
        set, asked, options in
        try plan.choices[set] ?? decide(set, asked, options)
      }
      attempt.honest = honest.coalition
      attempt.plan.choices.merge(whole.choices) { first, _ in first }
    }
    return attempt
  }

  /// Looks whether random plans, of which a common coin may choose one, are worth it for each member of a random
  /// coalition, or for any.
  ///
  /// - Throws: a ``Contradiction`` if they are though a verdict says that none are; `Rejection` for what cannot
  ///   be played; a `Fault` of the mechanism.
  func attackMembers(_ verdict: Verdict?, strongly: Bool, _ test: TestCase) throws {
    let point = try points.draw(test)
    let coalition = try coalition(at: point, size: nil, harming: nil, test)
    do {
      let twin = try Twin(
        mechanism, parameters: point, coalition: coalition, prescribing: property.prescriptions)
      let honest = try twin.expectation(limit: Self.mostPaths).wallets
      let roles = coalition.members.keys.sorted().map(Beneficiary.members)
      let margin = try margin(at: point)
      let plans = try (0..<2).map { _ in
        let played = try twin.expectation(limit: Self.mostPaths) { _, asked, options in
          try Self.split(of: asked, among: options, test)
        }.expectation.wallets
        return roles.map { played.average(of: $0) - honest.average(of: $0) - margin }
      }
      let isWorthIt =
        strongly
        ? plans.joined().contains { $0 > 0 } : Self.canAllGain(plans[0], plans[1])
      if isWorthIt, verdict == .proved {
        throw Contradiction(.members(gain: plans, by: coalition, at: point))
      }
    } catch is TwinError {
      throw Rejection.assumption
    } catch is PlanError {
      throw Rejection.assumption
    }
  }

  /// Whether some mixture of two plans gives everybody more than nothing: whether the shares of the second
  /// with which each gains have one in common.
  static func canAllGain(_ first: [Rational], _ second: [Rational]) -> Bool {
    var (least, most): (Rational, Rational) = (0, 1)
    var isLeastExcluded = false
    var isMostExcluded = false
    for (one, other) in zip(first, second) {
      // (1 - share)*one + share*other > 0
      let slope = other - one
      if slope.isZero {
        if one <= 0 { return false }
        continue
      }
      let edge = -one / slope
      if slope > 0, edge >= least { (least, isLeastExcluded) = (edge, true) }
      if slope < 0, edge <= most { (most, isMostExcluded) = (edge, true) }
    }
    return least < most || (least == most && !isLeastExcluded && !isMostExcluded)
  }

  /// Looks for a path on which an account is not what it should be, whatever some random agents do at a random
  /// point.
  ///
  /// - Throws: a ``Contradiction`` if there is one though a verdict says that there is none; `Rejection` for
  ///   what cannot be played; a `Fault` of the mechanism.
  func attackAccounts(_ verdict: Verdict?, _ test: TestCase) throws {
    let point = try points.draw(test)
    let domain = RationalDomain(point)
    var free: [String: Int] = [:]
    for role in mechanism.roles {
      guard let size = try domain.number(of: role.size).integer, size <= Self.mostAgents else {
        throw Rejection.assumption
      }
      free[role.name] = try Self.count(upTo: size, test)
    }
    let (accounts, isAboutTheEnd): ([String], Bool)
    switch property.claim {
    case .conservation(let named): (accounts, isAboutTheEnd) = (named, true)
    case .solvency(let named): (accounts, isAboutTheEnd) = (named, false)
    default: return
    }
    do {
      let twin = try Twin(
        mechanism, parameters: point, coalition: Coalition(free),
        prescribing: property.prescriptions)
      let found = try twin.firstBreach(
        of: Set(accounts), inTheEnd: isAboutTheEnd, limit: Self.mostPaths)
      if let found, verdict == .proved {
        throw Contradiction(.breach(of: found.account, balance: found.balance, at: point))
      }
    } catch is TwinError {
      throw Rejection.assumption
    }
  }

  /// The role whose agents an attempt is to harm, if the property is about those.
  private func victim(_ test: TestCase) throws -> String? {
    guard case .guarantee(let guarantee) = property.claim else { return nil }
    guard !guarantee.roles.isEmpty else { throw Rejection.assumption }
    return guarantee.roles[try test.pick(below: guarantee.roles.count)]
  }

  /// What victims should have, if that is not what they have when all do what is prescribed.
  private func floor(at point: [String: Rational]) throws -> Rational? {
    guard case .guarantee(let guarantee) = property.claim else { return nil }
    return try guarantee.floor.map { try RationalDomain(point).number(of: $0) }
  }

  /// What is allowed to be gained at a point, in money.
  func margin(at point: [String: Rational]) throws -> Rational {
    try property.margin.map { try RationalDomain(point).number(of: $0) } ?? 0
  }

  /// How many of those asked take each option: mostly all the same.
  private static func split(
    of asked: Int, among options: [String], _ test: TestCase
  ) throws -> [String: Int] {
    if try asked == 1 || test.flip(probability: 0.7) {
      return [options[try test.pick(below: options.count)]: asked]
    }
    var left = asked
    var split: [String: Int] = [:]
    for option in options.dropLast() where left > 0 {
      let count = try test.pick(below: left + 1)
      if count > 0 { split[option] = count }
      left -= count
    }
    if left > 0, let last = options.last { split[last] = left }
    return split
  }

  // MARK: - Coalitions

  /// A coalition of the property's class.
  ///
  /// - Throws: `Rejection` if there is none at the point, or too many agents.
  func coalition(
    at point: [String: Rational], size: Int?, harming victim: String?, _ test: TestCase
  ) throws -> Coalition {
    let most = try mostMembers(at: point)
    var left = try size ?? Int(clamping: mostTogether(at: point))
    var members: [String: Int] = [:]
    for (index, role) in mechanism.roles.enumerated() {
      let rest = mechanism.roles[(index + 1)...].reduce(0) { $0 + (most[$1.name] ?? 0) }
      let upper = min(most[role.name] ?? 0, left)
      let lower = size == nil ? 0 : max(0, left - rest)
      guard lower <= upper else { throw Rejection.assumption }
      let count = lower + (try Self.count(upTo: upper - lower, test))
      members[role.name] = count
      left -= count
    }
    let isFormed = members.values.contains { $0 > 0 } || property.isGuarantee
    guard isFormed, left == 0 || size == nil else { throw Rejection.assumption }
    let byzantine = try byzantine(beside: members, harming: victim, at: point)
      .mapValues { $0.lowerBound + (try Self.count(upTo: $0.count - 1, test)) }
    let identities = try identities(at: point).mapValues { try Self.count(upTo: $0, test) }
    // Mostly all of them deviate; the others share what they know and earn.
    guard try test.flip(probability: 0.25) else {
      return Coalition(members, byzantine: byzantine, adding: identities)
    }
    var deviators = members
    for role in mechanism.roles {
      deviators[role.name] = try Self.count(upTo: members[role.name] ?? 0, test)
    }
    return Coalition(
      members, deviators: deviators, byzantine: byzantine, adding: identities)
  }

  /// How many identities a coalition may add to each role.
  func identities(at point: [String: Rational]) throws -> [String: Int] {
    let domain = RationalDomain(point)
    return try property.identities.reduce(into: [:]) { counts, bound in
      counts[bound.role] = max(0, try domain.number(of: bound.most).floor.integer ?? 0)
    }
  }

  /// How many agents of each role may be byzantine, beside members of the coalition and one victim.
  func byzantine(
    beside members: [String: Int], harming victim: String?, at point: [String: Rational]
  ) throws -> [String: ClosedRange<Int>] {
    let domain = RationalDomain(point)
    var left: [String: Int] = [:]
    for role in mechanism.roles {
      let size = try domain.number(of: role.size).integer ?? 0
      left[role.name] = size - (members[role.name] ?? 0) - (role.name == victim ? 1 : 0)
    }
    guard left.values.allSatisfy({ $0 >= 0 }) else { throw Rejection.assumption }
    switch property.claim {
    case .noProfitableDeviationAmong(.everyoneElse): return left.mapValues { $0...$0 }
    case .guarantee(let guarantee) where guarantee.byzantine == .everyoneElse:
      return left.mapValues { $0...$0 }
    case .noProfitableDeviationAmong(.atMost(let bounds)): return try upTo(bounds, left, domain)
    case .guarantee(let guarantee):
      guard case .atMost(let bounds) = guarantee.byzantine else { return [:] }
      return try upTo(bounds, left, domain)
    default: return [:]
    }
  }

  private func upTo(
    _ bounds: [CoalitionClass.Bound], _ left: [String: Int], _ domain: RationalDomain
  ) throws -> [String: ClosedRange<Int>] {
    try bounds.reduce(into: [:]) { counts, bound in
      let most = try domain.number(of: bound.most).floor.integer ?? 0
      counts[bound.role] = 0...max(0, min(most, left[bound.role] ?? 0))
    }
  }

  /// How many agents of each role may collude at a point.
  func mostMembers(at point: [String: Rational]) throws -> [String: Int] {
    let domain = RationalDomain(point)
    var sizes: [String: Int] = [:]
    for role in mechanism.roles {
      guard let size = try domain.number(of: role.size).integer, size <= Self.mostAgents else {
        throw Rejection.assumption
      }
      sizes[role.name] = size
    }
    guard case .perRole(let bounds) = property.coalitions else { return sizes }
    var most: [String: Int] = [:]
    for bound in bounds {
      let count = try domain.number(of: bound.most).floor.integer ?? 0
      most[bound.role] = max(0, min(count, sizes[bound.role] ?? 0))
    }
    return most
  }

  func mostTogether(at point: [String: Rational]) throws -> Int {
    guard case .size(let most) = property.coalitions else { return Int.max }
    return try RationalDomain(point).number(of: most).floor.integer ?? 0
  }

  /// A number up to a bound; the ends more often.
  private static func count(upTo most: Int, _ test: TestCase) throws -> Int {
    guard most > 0 else { return 0 }
    if most <= 2 { return try test.pick(below: most + 1) }
    switch try test.pick(below: 4) {
    case 0: return 0
    case 1: return 1
    case 2: return most
    default: return try test.pick(below: most + 1)
    }
  }
}

extension Property {
  /// Whether it is about agents who do what is prescribed, not about coalitions.
  var isGuarantee: Bool { if case .guarantee = claim { true } else { false } }
}
