import CrossCheck
import Exact
public import Mechanisms
public import Simulation
import Twin

/// A market that was simulated, and what came out.
public struct MarketRun: Sendable {
  /// The file that was given.
  public var file: String
  public var market: Market
  public var mechanism: Mechanism
  public var prescriptions: [Property.Override]
  /// What came of each run, in the order of their seeds.
  public var outcomes: [MarketOutcome]
  /// What deals bring in expectation, as far as that is known.
  let exact: ExactDeals?

  public init(
    _ market: Market, of mechanism: Mechanism, from file: String,
    prescribing prescriptions: [Property.Override] = [], scripts: [String: CartelScript] = [:],
    outcomes: [MarketOutcome]
  ) {
    self.file = file
    self.market = market
    self.mechanism = mechanism
    self.prescriptions = prescriptions
    self.outcomes = outcomes
    exact = ExactDeals(market, of: mechanism, prescribing: prescriptions, scripts: scripts)
  }

  /// Whether each run settled all its deals.
  var isComplete: Bool { outcomes.allSatisfy { $0.deals == market.deals } }

  /// How many violations there were in all runs.
  var violationCount: Int { outcomes.reduce(0) { $0 + $1.violationCount } }

  /// Whether something happened that the mechanism claims never does.
  public var breaksClaims: Bool {
    let claims = MarketClaims(of: mechanism)
    let holding = claims.holding(at: market.values(of: mechanism).fixed)
    return outcomes.contains { outcome in
      let abandoned = Set(
        outcome.violations.compactMap { violation in
          if case .neverSettles = violation.kind { violation.deal } else { nil }
        })
      return outcome.violations.contains { violation in
        let isAbandoned = violation.deal.map(abandoned.contains) ?? false
        return claims.exclude(violation, by: holding, isAbandoned: isAbandoned)
      }
    }
  }
}

/// What deals bring in expectation, as the twin says exactly: where they are all alike.
struct ExactDeals: Sendable {
  /// In money, of a role of which one agent takes part, where all do what is prescribed.
  var honest: [String: Rational] = [:]
  /// In money, of the members of each cartel that brings them to deals, together, as the market names it.
  var cartels: [Cartel?] = []

  struct Cartel: Sendable {
    var honest: Rational
    /// As the recorded attack that it follows says.
    var attacking: Rational?
  }

  /// More paths than this are not played.
  private static let mostPaths = 20_000

  /// - Returns: nil where deals differ, or the twin cannot tell.
  init?(
    _ market: Market, of mechanism: Mechanism, prescribing prescriptions: [Property.Override],
    scripts: [String: CartelScript]
  ) {
    let (point, varying) = market.values(of: mechanism)
    guard varying.isEmpty else { return nil }
    guard
      let wallets = try? Twin(
        mechanism, parameters: point, coalition: Coalition([:]), prescribing: prescriptions
      ).expectation(limit: Self.mostPaths).wallets
    else { return nil }
    for role in mechanism.roles where role.isSingle {
      honest[role.name] = wallets.average(of: .all(of: role.name, .outsider))
    }
    cartels = market.cartels.filter { $0.share > 0 }.map { cartel in
      switch cartel.conduct {
      case .scripted(let file):
        guard let script = scripts[file] else { return nil }
        return try? Cartel(
          Twin(
            mechanism, parameters: point, coalition: script.coalition, prescribing: prescriptions),
          following: script.deviation, limit: Self.mostPaths)
      case .learning:
        return try? Cartel(
          Twin(
            mechanism, parameters: point, coalition: Coalition(cartel.members),
            prescribing: prescriptions), following: nil, limit: Self.mostPaths)
      }
    }
  }
}

extension ExactDeals.Cartel {
  fileprivate init(_ twin: Twin, following deviation: Deviation?, limit: Int) throws {
    honest = try twin.sincere.expectation(following: deviation, limit: limit).coalition
    attacking = try deviation.map { try twin.expectation(following: $0, limit: limit).coalition }
  }
}
