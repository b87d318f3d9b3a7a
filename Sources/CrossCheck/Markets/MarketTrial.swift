public import Collusion
public import Exact
import Interpretation
public import Mechanisms
public import Simulation
import Twin

/// What a coalition does that knows nothing of proofs and attacks, and learns from deal to deal what pays.
public struct MarketTrial: Codable, Sendable {
  /// How many deals it learns from, and how many agents a coalition may have.
  public static let deals = 100_000
  public static let mostMembers = 8
  /// In how many deals an attack is played.
  public static let attackDeals = 20_000

  public var parameters: [String: Rational]
  public var coalition: Coalition
  /// How far from what is prescribed it is in the last tenth of the deals: the share of decisions that are
  /// otherwise; 0 is as prescribed. Nil if it was never asked.
  public var departure: Double?
  /// In money per deal, what it has more in the last tenth of the deals, in which it tries nothing any more, than if it did what is prescribed.
  public var gain: Estimate
  /// In money per deal, what it may gain by what the property claims.
  public var allowed: Rational
  /// What the attack brings that was found; nil if there is none.
  public var attack: Attacked?

  /// An attack, played in the deals of a market.
  public struct Attacked: Codable, Sendable {
    /// In money per deal, what it gains, exactly.
    public var predicted: Rational
    /// In money per deal, what it gained more than its coalition would have if it did what is prescribed.
    public var gain: Estimate

    /// Whether the prediction lies within the interval of 99.9 % confidence.
    public var agrees: Bool {
      abs(gain.mean - predicted.approximation)
        <= gain.margin(.high) + 1e-9 * max(1, abs(predicted.approximation))
    }
  }

  /// Whether it gains more than the property says that anybody can: with so much confidence that it is not by
  /// chance.
  public var contradicts: Bool {
    attack == nil
      && gain.mean - 1.5 * gain.margin(.high) > allowed.approximation + 1e-9
  }

  /// Whether it gains at least as much as the attack, as far as can be told.
  public var findsAttack: Bool {
    guard let attack else { return false }
    return gain.mean + gain.margin(.high) >= attack.predicted.approximation
      && gain.mean > allowed.approximation
  }

  /// A coalition that learns in a market.
  ///
  /// - Throws: as the twin and the simulation do.
  public init(
    of coalition: Coalition, on mechanism: Mechanism, prescribing: [Property.Override],
    at parameters: [String: Rational], allowed: Rational,
    by conduct: Market.Conduct = .regretMatching, seed: UInt64
  ) throws {
    self.parameters = parameters
    self.coalition = Coalition(coalition.members)
    self.allowed = allowed
    let honest = try Twin(
      mechanism, parameters: parameters, coalition: self.coalition, prescribing: prescribing
    ).sincere.expectation(limit: 20_000).coalition
    let market = Market(
      deals: Self.deals, parameters: parameters.mapValues { .fixed($0) },
      cartels: [Market.Cartel(.learning(conduct), members: coalition.members, share: 1)])
    let outcome = try Simulation(market, of: mechanism, prescribing: prescribing)
      .run(seed: seed)
    departure = outcome.cartels.first?.departure
    gain = outcome.cartels.first?.money ?? Estimate(count: 0, mean: 0, error: 0)
    gain.mean -= honest.approximation
  }

  /// Plays an attack as well.
  private mutating func play(
    _ attack: Attack, on mechanism: Mechanism, prescribing: [Property.Override], seed: UInt64
  ) throws {
    let agreement = try MarketAgreement(
      of: CartelScript("the attack", by: attack.coalition, attack.deviation), on: mechanism,
      prescribing: prescribing, at: attack.parameters, deals: Self.attackDeals,
      seed: seed)
    guard let line = agreement.lines.first else { return }
    var gain = line.measured
    gain.mean -= (line.exact - attack.gain).approximation
    self.attack = Attacked(predicted: attack.gain, gain: gain)
  }
}

extension MarketTrial {
  /// The coalition that a property speaks of, where it claims that nobody gains: that of the attack, if there is
  /// one; else the largest, at parameters that are given.
  ///
  /// - Parameter parameters: those at which to look if there is no attack.
  /// - Returns: nil if it claims something else, or there is no one such coalition of few enough agents.
  /// - Throws: as the initialiser.
  public init?(
    of finding: Finding, on mechanism: Mechanism, at parameters: [String: Rational]?,
    seed: UInt64
  ) throws {
    let property = finding.property
    guard case .noProfitableDeviation = property.claim, property.identities.isEmpty else {
      return nil
    }
    switch finding.verdict {
    case .broken(.attack(let attack)):
      guard attack.victim == nil, attack.coalition.byzantine.isEmpty,
        attack.coalition.identities.isEmpty, attack.coalition.size <= Self.mostMembers
      else { return nil }
      try self.init(
        of: attack.coalition, on: mechanism, prescribing: property.prescriptions,
        at: attack.parameters,
        allowed: property.allowedGain(in: RationalDomain(attack.parameters)), seed: seed)
      try play(attack, on: mechanism, prescribing: property.prescriptions, seed: seed)
    case .proved:
      guard let parameters else { return nil }
      let point = RationalDomain(parameters)
      guard try property.given.allSatisfy({ try point.truth(of: $0) }),
        let coalition = try property.coalitions.largest(at: point, of: mechanism),
        coalition.size > 0, coalition.size <= Self.mostMembers
      else { return nil }
      try self.init(
        of: coalition, on: mechanism, prescribing: property.prescriptions, at: parameters,
        allowed: property.allowedGain(in: point), seed: seed)
    case .broken, .impossible, .undecided, .vacuous: return nil
    }
  }
}

extension CoalitionClass {
  /// The largest coalition, where there is one that includes all others.
  fileprivate func largest(
    at point: RationalDomain, of mechanism: Mechanism
  ) throws -> Coalition? {
    guard case .perRole(let bounds) = self else { return nil }
    var members: [String: Int] = [:]
    for bound in bounds {
      guard let role = mechanism.roles.first(where: { $0.name == bound.role }) else { continue }
      let most = min(try point.number(of: bound.most), try point.number(of: role.size)).floor
      members[bound.role] = max(0, most.integer ?? .max)
    }
    return Coalition(members)
  }
}
