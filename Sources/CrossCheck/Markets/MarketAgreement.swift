public import Exact
public import Mechanisms
public import Simulation
import Twin

/// What deals of a market brought on average, beside what the twin says exactly: they have to agree.
public struct MarketAgreement: Sendable {
  public struct Line: Sendable {
    /// Whose money it is, all agents of a role or all members of a coalition together.
    public var whose: String
    /// Expected money per deal.
    public var exact: Rational
    /// Money per deal, as measured.
    public var measured: Estimate

    /// How many standard errors lie between them; 0 where all deals brought the same, and just that.
    public var distance: Double {
      let difference = abs(measured.mean - exact.approximation)
      if difference <= 1e-9 * max(1, abs(exact.approximation)) { return 0 }
      return measured.error > 0 ? difference / measured.error : .infinity
    }
  }

  public var lines: [Line]

  /// Honest deals, of each role.
  ///
  /// - Throws: as the twin and the simulation do; a `TwinError` for more than `limit` paths.
  public init(
    of mechanism: Mechanism, at parameters: [String: Rational], deals: Int, seed: UInt64,
    limit: Int = 100_000
  ) throws {
    let exact = try Twin(mechanism, parameters: parameters, coalition: Coalition([:]))
      .expectation(limit: limit)
    let market = Market(deals: deals, parameters: parameters.mapValues { .fixed($0) })
    let outcome = try Simulation(market, of: mechanism).run(seed: seed)
    lines = mechanism.roles.compactMap { role in
      guard let measured = outcome.roles[role.name] else { return nil }
      let total = exact.wallets.parts.filter { $0.role == role.name }
        .reduce(0) { $0 + $1.total }
      return Line(whose: role.name, exact: total, measured: measured)
    }
  }

  /// Deals in which a cartel does what it planned, of its members.
  ///
  /// - Throws: as the twin and the simulation do.
  public init(
    of script: CartelScript, on mechanism: Mechanism, prescribing: [Property.Override],
    at parameters: [String: Rational], deals: Int, seed: UInt64, limit: Int = 100_000
  ) throws {
    let exact = try Twin(
      mechanism, parameters: parameters, coalition: script.coalition, prescribing: prescribing
    ).expectation(following: script.deviation, limit: limit).coalition
    let market = Market(
      deals: deals, parameters: parameters.mapValues { .fixed($0) },
      cartels: [Market.Cartel(.scripted(script.name), share: 1)])
    let outcome = try Simulation(
      market, of: mechanism, scripts: [script.name: script], prescribing: prescribing
    ).run(seed: seed)
    lines = outcome.cartels.map {
      Line(whose: "the coalition", exact: exact, measured: $0.money)
    }
  }
}
