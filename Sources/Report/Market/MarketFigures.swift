import Exact
import Mechanisms
import Simulation

/// What all runs of a market came to, together.
struct MarketFigures {
  /// Agents who are alike, or a cartel.
  struct Party {
    var name: String
    /// The role and conduct of a population; nil of a cartel.
    var role: String?
    /// How many there were in the end, on average.
    var agents: Int?
    /// In money, per deal: of each of a population, of all members of a cartel together.
    var money: Measured
    /// In money, per deal: what it cost that money was locked.
    var capitalCost: Double?
    /// The share of what they were asked that they did as is never prescribed; nil if they were not asked.
    var cheated: Double?
    /// Of those who learn, how far what they did in the last tenth is from what is prescribed, from 0 to 1.
    var departure: Double?
    /// The share as above, over time; empty where it was not noted.
    var cheating: [Double?] = []
    /// In money, per deal, as the twin says exactly: where all do what is prescribed, and as its attack says.
    var honest: Rational?
    var attacking: Rational?
  }

  struct Shares {
    var name: String
    var options: [(name: String, share: Double)]
  }

  let populations: [Party]
  let cartels: [Party]
  let welfare: Measured
  let burned: Measured
  let locked: Measured
  let timeToSettle: Measured
  let longest: Int
  let choices: [Shares]
  /// What was done where agents knew the same, in all runs together.
  let strategies: [StrategyOutcome]
  let timeouts: Int
  let newNames: Int
  let faults: [(fault: MarketFault, count: Int)]

  init(_ run: MarketRun) {
    let outcomes = run.outcomes
    populations = Self.populations(of: run)
    cartels = Self.cartels(of: run)
    welfare = Measured(outcomes.map(\.welfare))
    burned = Measured(means: outcomes.map(\.burned))
    locked = Measured(means: outcomes.map(\.locked))
    timeToSettle = Measured(outcomes.map(\.timeToSettle))
    longest = outcomes.map(\.longest).max() ?? 0
    choices = Self.choices(of: run)
    strategies = Self.strategies(of: run)
    timeouts = outcomes.reduce(0) { $0 + $1.timeouts }
    newNames = outcomes.reduce(0) { $0 + $1.newNames }
    faults = MarketFault.allCases.compactMap { fault in
      let count = outcomes.reduce(0) { $0 + ($1.faults[fault] ?? 0) }
      return count == 0 ? nil : (fault, count)
    }
  }

  // MARK: - Who

  private static func populations(of run: MarketRun) -> [Party] {
    guard let first = run.outcomes.first else { return [] }
    return first.populations.indices.map { place in
      let all = run.outcomes.map { $0.populations[place] }
      let asked = all.reduce(0) { $0 + $1.asked }
      let departed = all.reduce(0) { $0 + $1.departed }
      return Party(
        name: "\(all[0].role), \(all[0].conduct)", role: all[0].role,
        agents: all.reduce(0) { $0 + $1.agents } / all.count,
        money: Measured(all.map(\.money)),
        capitalCost: run.market.interest.isZero ? nil : mean(all.map(\.capitalCost)),
        cheated: asked == 0 ? nil : Double(departed) / Double(asked),
        departure: mean(all.compactMap(\.departure)), cheating: cheating(place, in: run.outcomes),
        honest: run.exact?.honest[all[0].role])
    }
  }

  /// Those first that bring their members to deals, as an outcome has them.
  private static func cartels(of run: MarketRun) -> [Party] {
    guard let first = run.outcomes.first else { return [] }
    let populations = first.populations.count
    let noted = first.windows.first.map { $0.cheating.count - populations } ?? 0
    return first.cartels.indices.map { place in
      let all = run.outcomes.map { $0.cartels[place] }
      let exact =
        (run.exact?.cartels ?? []).indices.contains(place) ? run.exact?.cartels[place] : nil
      return Party(
        name: all[0].name, money: Measured(all.map(\.money)),
        departure: mean(all.compactMap(\.departure)),
        cheating: place < noted ? cheating(populations + place, in: run.outcomes) : [],
        honest: exact?.honest, attacking: exact?.attacking)
    }
  }

  private static func cheating(_ place: Int, in outcomes: [MarketOutcome]) -> [Double?] {
    let most = outcomes.map(\.windows.count).max() ?? 0
    return (0..<most).map { number in
      mean(
        outcomes.compactMap { outcome in
          outcome.windows.indices.contains(number) ? outcome.windows[number].cheating[place] : nil
        })
    }
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  // MARK: - What

  /// In the order of the mechanism; an option that nobody took is not among them.
  private static func choices(of run: MarketRun) -> [Shares] {
    var seen: Set<String> = []
    return run.mechanism.choices.compactMap { choice in
      let name = "\(choice.group.name).\(choice.attribute)"
      guard seen.insert(name).inserted else { return nil }
      var counts: [String: Int] = [:]
      for outcome in run.outcomes {
        counts.merge(outcome.choices[name] ?? [:], uniquingKeysWith: +)
      }
      let all = counts.values.reduce(0, +)
      if all == 0 { return nil }
      let options = counts.filter { $0.value > 0 }
        .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { (name: $0.key, share: Double($0.value) / Double(all)) }
      return Shares(name: name, options: options)
    }
  }

  /// In the order of the steps.
  private static func strategies(of run: MarketRun) -> [StrategyOutcome] {
    struct Place: Hashable {
      var set: InformationSet
      var parameters: [String: Rational]
    }
    var found: [Place: StrategyOutcome] = [:]
    var order: [Place] = []
    for strategy in run.outcomes.flatMap(\.strategies) {
      let place = Place(set: strategy.informationSet, parameters: strategy.parameters)
      if let known = found[place] {
        found[place]?.taken = zip(known.taken, strategy.taken).map(+)
      } else {
        order.append(place)
        found[place] = strategy
      }
    }
    return order.enumerated().sorted { one, other in
      if one.element.set != other.element.set { return one.element.set < other.element.set }
      return one.offset < other.offset
    }.compactMap { found[$0.element] }
  }
}
