public import Exact
public import Mechanisms
import Simulation
import Twin

/// What becomes of a market in which everybody learns what pays, each for itself.
public struct LearningMarket: Codable, Sendable {
  public static let deals = 100_000
  /// How many agents there are of each role, if a deal does not need more.
  public static let agents = 20

  public var parameters: [String: Rational]
  /// Of each role that is ever asked, how far what its agents mean to do in the last tenth of the deals is from
  /// what is prescribed: 0 is as prescribed, 1 the contrary.
  public var departures: [Departure]

  public struct Departure: Codable, Sendable {
    public var role: String
    public var departure: Double
  }

  /// - Throws: as the twin and the simulation do.
  public init(
    of mechanism: Mechanism, at parameters: [String: Rational],
    by conduct: Market.Conduct = .regretMatching, deals: Int = deals, seed: UInt64 = 1
  ) throws {
    self.parameters = parameters
    let twin = try Twin(mechanism, parameters: parameters, coalition: Coalition([:]))
    let market = Market(
      deals: deals, parameters: parameters.mapValues { .fixed($0) },
      populations: twin.roles.map { role in
        Market.Population(role.name, max(Self.agents, role.agents.count), conduct)
      })
    let outcome = try Simulation(market, of: mechanism).run(seed: seed)
    departures = outcome.populations.compactMap { population in
      population.departure.map { Departure(role: population.role, departure: $0) }
    }
  }
}
