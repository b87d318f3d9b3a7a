public import Mechanisms

/// Runs markets.
public struct Simulation: Sendable {
  let plan: MarketPlan

  /// A market of a mechanism's deals.
  ///
  /// - Parameter scripts: what scripted cartels do, by the names of their files as the market names them.
  /// - Parameter prescriptions: those that replace the mechanism's.
  /// - Throws: ``SimulationError``; a `TwinError`, a `Fault` of the mechanism, or of a plan that does not fit.
  public init(
    _ market: Market, of mechanism: Mechanism, scripts: [String: CartelScript] = [:],
    prescribing prescriptions: [Property.Override] = []
  ) throws {
    plan = try MarketPlan(
      market, of: mechanism, scripts: scripts, prescribing: prescriptions)
  }

  /// One run: the same for the same seed, on every machine.
  ///
  /// - Parameter progress: hears now and then how many deals are settled; may throw to stop, and ``Stop`` to stop
  ///   with what came out so far.
  /// - Parameter log: hears everything that happens, in order; it costs time.
  /// - Throws: as the initialiser, and what the closures throw.
  /// - Complexity: O(1) for each step of each deal, but where a deal goes a way that none went before. Memory
  ///   grows with the number of agents and of deals that are open at a time, not with that of all deals.
  public func run(
    seed: UInt64, progress: (_ settled: Int) throws -> Void = { _ in },
    log: ((MarketEvent) throws -> Void)? = nil
  ) throws -> MarketOutcome {
    var world = try World(plan, seed: seed, sink: log)
    do {
      try world.run(progress: progress)
    } catch is Stop {
      // What came out so far is told.
    }
    return world.outcome
  }

  /// Ends a run before all its deals are settled.
  public struct Stop: Error {
    public init() {}
  }
}
