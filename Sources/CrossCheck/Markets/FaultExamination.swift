import Exact
public import Mechanisms
public import PropertyTesting
public import Simulation

/// Runs small markets of one mechanism in which things go wrong, and looks whether what it claims holds all the same.
/// What counts against it is said at ``MarketClaims``.
public struct FaultExamination: Sendable {
  public let claims: MarketClaims

  public init(of mechanism: Mechanism) { claims = MarketClaims(of: mechanism) }

  /// What came of it.
  public struct Outcome: Sendable {
    /// What came of looking for anything that must not happen.
    public var kept: Report
    /// What came of looking for what breaks each property that expects to be broken.
    public var broken: [(property: Property, report: Report)]

    /// The simplest run in which something happened that is claimed not to.
    public var failure: BrokenInvariant? { kept.failure?.error as? BrokenInvariant }

    /// The properties that expect to be broken, and were not.
    public var unbroken: [Property] {
      broken.filter { !($0.report.failure?.error is BrokenInvariant) }.map(\.property)
    }

    public var isExpected: Bool { kept.failure == nil && unbroken.isEmpty }
  }

  /// So many times more markets are held where something is looked for that is expected: it is mostly found at once.
  private static let patience = 10

  /// - Complexity: so many markets as the settings have cases for what has to hold; for each property that expects
  ///   to be broken up to ten times as many, until one breaks it.
  public func run(_ settings: Settings) async -> Outcome {
    var patient = settings
    patient.cases = min(settings.cases, Int.max / Self.patience) * Self.patience
    let kept = await examine(settings) { test in
      let given =
        claims.kept.isEmpty ? [] : claims.kept[try test.pick(below: claims.kept.count)].given
      return try FaultyMarket(of: claims.mechanism, given: given, test)
    } counting: { market in
      let properties = claims.holding(at: market.parameters)
      return { claims.exclude($0, by: properties, isAbandoned: $1) }
    }
    var broken: [(property: Property, report: Report)] = []
    for property in claims.broken {
      let report = await examine(patient) { test in
        try FaultyMarket(of: claims.mechanism, given: property.given, test)
      } counting: { _ in
        { violation, _ in property.isBroken(by: violation) }
      }
      broken.append((property, report))
    }
    return Outcome(kept: kept, broken: broken)
  }

  /// Whether a violation counts; the second is whether it is of a deal that nobody goes on with.
  private typealias Judgement = (Violation, Bool) -> Bool

  private func examine(
    _ settings: Settings, drawing draw: @escaping (TestCase) throws -> FaultyMarket,
    counting judgement: @escaping (FaultyMarket) -> Judgement
  ) async -> Report {
    let experience = Experience()
    var report = await PropertyTest { test in
      let market = try draw(test)
      test.label(market.faults.isEmpty ? "nothing goes wrong" : "something goes wrong")
      if market.isCapitalLimited { try test.assume(!experience.isTooLarge) }
      do {
        if let broken = try breach(in: market, judgement(market)) { throw broken }
      } catch SimulationError.cannotFindNeeds {
        experience.isTooLarge = true
        throw Rejection.assumption
      } catch is SimulationError {
        throw Rejection.assumption
      }
    }.examine(settings)
    if let broken = report.failure?.error as? BrokenInvariant {
      report.failure?.error = simplest(broken, judgement(broken.market))
    }
    return report
  }

  private final class Experience {
    /// Whether it takes too long to find out what deals may need.
    var isTooLarge = false
  }

  /// So many seeds are tried where a simpler market needs another chance.
  private static let mostSeeds: UInt64 = 100

  /// A breach in fewer deals, then by fewer faults, if there is one with another seed.
  ///
  /// A shrinker changes one thing after the other; but what happens in one deal of several needs another seed to
  /// happen in the only one.
  private func simplest(_ broken: BrokenInvariant, _ counts: @escaping Judgement) -> BrokenInvariant
  {
    var simplest = broken
    for deals in 1..<max(broken.market.deals, 1) {
      var fewer = simplest.market
      fewer.deals = deals
      if let found = breach(inAnyOf: fewer, counts) {
        simplest = found
        break
      }
    }
    for fault in simplest.market.faults.keys.sorted() {
      var fewer = simplest.market
      fewer.faults[fault] = nil
      if let found = breach(inAnyOf: fewer, counts) { simplest = found }
    }
    return simplest
  }

  private func breach(
    inAnyOf market: FaultyMarket, _ counts: @escaping Judgement
  ) -> BrokenInvariant? {
    (0..<Self.mostSeeds).lazy.compactMap { seed in
      var other = market
      other.seed = seed
      return try? breach(in: other, counts)
    }.first
  }

  /// The first violation that counts.
  ///
  /// - Throws: ``SimulationError`` for a market that cannot be held; `Rejection` for one that is too large; what is
  ///   wrong with the mechanism.
  private func breach(
    in market: FaultyMarket, _ counts: @escaping Judgement
  ) throws -> BrokenInvariant? {
    var capital: [String: Rational] = [:]
    while true {
      var abandoned: Set<Int> = []
      do {
        _ = try Simulation(market.market(capital: capital), of: claims.mechanism).run(
          seed: market.seed,
          log: { event in
            guard case .violated(let violation) = event.kind else { return }
            if case .neverSettles = violation.kind, let deal = violation.deal {
              abandoned.insert(deal)
            }
            if counts(violation, violation.deal.map(abandoned.contains) ?? false) {
              throw BrokenInvariant(violation: violation, market: market)
            }
          })
        return nil
      } catch let broken as BrokenInvariant {
        return broken
      } catch SimulationError.tooLittleCapital(let role, let needed, _) {
        // They get just as much as a deal may need.
        capital[role] = needed
      } catch let fault as Fault where fault.kind.isLimit {
        throw Rejection.assumption
      }
    }
  }
}

/// Something happened in a market that is claimed not to.
public struct BrokenInvariant: Error, Sendable, CustomStringConvertible {
  public var violation: Violation
  public var market: FaultyMarket

  public var description: String {
    (["\(violation.kind)", "\(market)"] + violation.story.map { "  \($0)" })
      .joined(separator: "\n")
  }
}
