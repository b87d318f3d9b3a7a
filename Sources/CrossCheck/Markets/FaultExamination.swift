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

  /// - Complexity: so many markets as the settings have cases, for what has to hold and for each property that
  ///   expects to be broken.
  public func run(_ settings: Settings) async -> Outcome {
    let kept = await PropertyTest { try lookForFailure($0) }.examine(settings)
    var broken: [(property: Property, report: Report)] = []
    for property in claims.broken {
      broken.append(
        (property, await PropertyTest { try look(for: property, $0) }.examine(settings)))
    }
    return Outcome(kept: kept, broken: broken)
  }

  /// - Throws: a ``BrokenInvariant``.
  private func lookForFailure(_ test: TestCase) throws {
    let given =
      claims.kept.isEmpty ? [] : claims.kept[try test.pick(below: claims.kept.count)].given
    let market = try FaultyMarket(of: claims.mechanism, given: given, test)
    let properties = claims.holding(at: market.parameters)
    var abandoned: Set<Int> = []
    try run(market, test) { violation in
      if case .neverSettles = violation.kind, let deal = violation.deal { abandoned.insert(deal) }
      let isAbandoned = violation.deal.map(abandoned.contains) ?? false
      return claims.exclude(violation, by: properties, isAbandoned: isAbandoned)
    }
  }

  /// - Throws: a ``BrokenInvariant``.
  private func look(for property: Property, _ test: TestCase) throws {
    let market = try FaultyMarket(of: claims.mechanism, given: property.given, test)
    try run(market, test) { property.isBroken(by: $0) }
  }

  /// - Throws: a ``BrokenInvariant`` for the first violation that counts; `Rejection` for a market that cannot be
  ///   held; what is wrong with the mechanism.
  private func run(
    _ market: FaultyMarket, _ test: TestCase, counts: @escaping (Violation) -> Bool
  ) throws {
    test.label(market.faults.isEmpty ? "nothing goes wrong" : "\(market.faults.count) faults")
    var capital: [String: Rational] = [:]
    while true {
      do {
        _ = try Simulation(market.market(capital: capital), of: claims.mechanism)
          .run(seed: market.seed) { event in
            guard case .violated(let violation) = event.kind, counts(violation) else { return }
            throw BrokenInvariant(violation: violation, market: market)
          }
        return
      } catch SimulationError.tooLittleCapital(let role, let needed, _) {
        // They get just as much as a deal may need.
        capital[role] = needed
      } catch is SimulationError {
        throw Rejection.assumption
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
