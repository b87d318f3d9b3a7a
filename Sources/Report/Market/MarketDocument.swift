import Exact
import Mechanisms
import Simulation

/// What came out of a market, as JSON; what does not apply is null.
public struct MarketDocument: Encodable {
  var cartel: String
  var file: String
  var market: Nullable<String>
  var mechanism: String
  /// The deals of each run.
  var deals: Int
  /// Exact numbers, as texts; of parameters that differ from deal to deal, their values.
  var parameters: [String: [String]]
  var runs: [OneRun]
  var populations: [Party]
  var cartels: [Party]
  var welfare: Number
  var burned: Number
  var locked: Number
  var timeToSettle: Number
  var longest: Int
  var choices: [String: [String: Double]]
  var strategies: [Strategy]
  var timeouts: Int
  var faults: [String: Int]
  var newNames: Int
  var accounts: [String: Account]
  var violations: Violations

  struct OneRun: Encodable {
    var seed: UInt64
    var digest: String
    var deals: Int
    var ticks: Int
  }

  /// A mean with its margin, with a confidence of 95 %.
  struct Number: Encodable {
    var mean: Double
    var margin: Nullable<Double>

    init(_ measured: Measured) {
      mean = measured.mean
      margin = Nullable(measured.margin)
    }
  }

  struct Party: Encodable {
    var name: String
    var role: Nullable<String>
    var agents: Nullable<Int>
    var money: Number
    var capitalCost: Nullable<Double>
    var honest: Nullable<String>
    var attacking: Nullable<String>
    var cheated: Nullable<Double>
    var departure: Nullable<Double>
    var cheating: [Nullable<Double>]

    init(_ party: MarketFigures.Party) {
      name = party.name
      role = Nullable(party.role)
      agents = Nullable(party.agents)
      money = Number(party.money)
      capitalCost = Nullable(party.capitalCost)
      honest = Nullable(party.honest.map { "\($0)" })
      attacking = Nullable(party.attacking.map { "\($0)" })
      cheated = Nullable(party.cheated)
      departure = Nullable(party.departure)
      cheating = party.cheating.map { Nullable($0) }
    }
  }

  struct Strategy: Encodable {
    var situation: String
    var role: String
    var times: Int
    var taken: [String: Double]
    var prescribed: [String: Double]

    init(_ strategy: StrategyOutcome, in run: MarketRun) {
      situation = StrategyText(strategy: strategy, run: run).situation
      role = strategy.role
      times = strategy.times
      let all = Double(max(times, 1))
      taken = Dictionary(
        zip(strategy.options, strategy.taken.map { Double($0) / all }),
        uniquingKeysWith: +)
      prescribed = Dictionary(
        zip(strategy.options, strategy.prescribed), uniquingKeysWith: +)
    }
  }

  struct Account: Encodable {
    var balance: Number
    var lowest: String
  }

  struct Violations: Encodable {
    var count: Int
    /// Whether there is one that is claimed not to happen.
    var breakClaims: Bool
    var first: [Told]

    struct Told: Encodable {
      var kind: String
      var text: String
      var seed: UInt64
      var deal: Nullable<Int>
      var tick: Int
      var story: [String]
    }
  }

  /// - Parameter version: That of Cartel.
  public init(_ run: MarketRun, version: String) {
    let figures = MarketFigures(run)
    cartel = version
    file = run.file
    market = Nullable(run.market.name.isEmpty ? nil : run.market.name)
    mechanism = run.mechanism.name
    deals = run.market.deals
    let (fixed, varying) = run.market.values(of: run.mechanism)
    parameters = fixed.mapValues { ["\($0)"] }
    for (name, values) in varying { parameters[name] = values.map(\.description) }
    runs = run.outcomes.map {
      OneRun(seed: $0.seed, digest: $0.digest, deals: $0.deals, ticks: $0.ticks)
    }
    populations = figures.populations.map(Party.init)
    cartels = figures.cartels.map(Party.init)
    welfare = Number(figures.welfare)
    burned = Number(figures.burned)
    locked = Number(figures.locked)
    timeToSettle = Number(figures.timeToSettle)
    longest = figures.longest
    choices = Dictionary(
      figures.choices.map { choice in
        (
          choice.name,
          Dictionary(choice.options.map { ($0.name, $0.share) }, uniquingKeysWith: +)
        )
      }, uniquingKeysWith: { first, _ in first })
    strategies = figures.strategies.map { Strategy($0, in: run) }
    timeouts = figures.timeouts
    faults = Dictionary(
      figures.faults.map { ($0.fault.rawValue, $0.count) }, uniquingKeysWith: +)
    newNames = figures.newNames
    accounts = Dictionary(
      run.market.lasting.compactMap { name in
        let all = run.outcomes.compactMap { $0.lasting[name] }
        return all.map(\.lowest).min().map { lowest in
          let balance = Measured(means: all.map(\.balance.approximation))
          return (name, Account(balance: Number(balance), lowest: "\(lowest)"))
        }
      }, uniquingKeysWith: { first, _ in first })
    violations = Violations(
      count: run.violationCount, breakClaims: run.breaksClaims,
      first: run.outcomes.flatMap { outcome in
        outcome.violations.map {
          Violations.Told(
            kind: $0.kind.name, text: "\($0.kind)", seed: outcome.seed, deal: Nullable($0.deal),
            tick: $0.tick, story: $0.story)
        }
      })
  }

  /// The JSON, with sorted keys.
  ///
  /// - Throws: if it cannot be written.
  public func json() throws -> String { try JSONText.text(of: self) }
}
