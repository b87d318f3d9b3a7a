public import Exact
public import Mechanisms

/// What a market came to.
public struct MarketOutcome: Codable, Sendable {
  public var seed: UInt64
  /// Tells runs apart: two that are equal in all that happened have the same.
  public var digest: String
  /// How many deals were settled.
  public var deals: Int
  /// How long it took, in ticks.
  public var ticks: Int
  /// Of each role, in money: what all its agents together got from a deal to which no cartel brought its members.
  public var roles: [String: Estimate]
  public var populations: [PopulationOutcome]
  public var cartels: [CartelOutcome]
  /// In money per deal: what all agents together got from it.
  public var welfare: Estimate
  /// In money per deal: what was burned.
  public var burned: Double
  /// In money: what was in the accounts of deals at a time, on average.
  public var locked: Double
  /// From the first deposit to the last payment, in ticks.
  public var timeToSettle: Estimate
  public var longest: Int
  /// Of each choice, how often each option was taken.
  public var choices: [String: [String: Int]]
  /// What learned: of each information set, what was done in the last tenth of the deals.
  public var strategies: [StrategyOutcome]
  /// The time of how many agents was up.
  public var timeouts: Int
  public var faults: [MarketFault: Int]
  /// The accounts that last: what is in them in the end, and the least that ever was.
  public var lasting: [String: Lasting]
  /// How many names were bought after an exclusion.
  public var newNames: Int
  public var windows: [Window]
  /// The first violations, and how many there were in all.
  public var violations: [Violation]
  public var violationCount: Int

  public struct Lasting: Codable, Sendable {
    public var balance: Rational
    public var lowest: Rational
  }
}

/// What alike agents came to.
public struct PopulationOutcome: Codable, Sendable {
  public var role: String
  public var conduct: String
  /// How many there were in the end.
  public var agents: Int
  /// In money, per agent and deal.
  public var money: Estimate
  /// In money, per agent and deal: what it cost that money was locked.
  public var capitalCost: Double
  /// How often they were asked, and did what is never prescribed there.
  public var asked: Int
  public var departed: Int
  /// How far what they meant to do in the last tenth, but for trials, is from what is prescribed: half the sum of the differences of the
  /// shares of each option, weighed by how often they were asked; 0 is as prescribed, 1 the contrary. Nil if
  /// they were not asked.
  public var departure: Double?
}

/// What a cartel came to.
public struct CartelOutcome: Codable, Sendable {
  public var name: String
  /// In money, all members together, per deal in which any takes part; of one that learns, in the last tenth.
  public var money: Estimate
  public var departure: Double?
}

/// What was done where agents knew the same.
public struct StrategyOutcome: Codable, Sendable {
  public var role: String
  public var informationSet: InformationSet
  /// The parameters of the deals, where they differ from deal to deal.
  public var parameters: [String: Rational]
  public var options: [String]
  public var prescribed: [Double]
  /// How often each option was taken.
  public var taken: [Int]

  /// How often agents were asked there.
  public var times: Int { taken.reduce(0, +) }
}

/// Some deals that were settled one after another.
public struct Window: Codable, Sendable {
  /// How many deals were settled at its end, and when.
  public var deals: Int
  public var tick: Int
  /// Of each population and then each cartel that brings its members, which share of what they were asked they did
  /// as is never prescribed; nil if they were not asked.
  public var cheating: [Double?]
  /// Money in the accounts of deals, on average, since the window before.
  public var locked: Double
  /// The accounts that last.
  public var lasting: [Double]
}
