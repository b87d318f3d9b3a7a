public import Collusion
public import Exact
public import Mechanisms

/// What a market teaches about a mechanism, beside what was proved and found.
public struct MarketChapter: Codable, Sendable {
  /// The trials of properties, by their names; of those that there is one of.
  public var trials: [String: MarketTrial] = [:]
  /// What becomes of a market in which everybody learns; nil where that could not be played.
  public var everybody: LearningMarket?

  /// - Parameter usual: parameters that are assumed, and given beside what else is.
  /// - Throws: what `usual` throws. Markets that cannot be played, since their deals can go in too many ways or
  ///   the rules are at fault somewhere, are left out.
  public init(
    _ findings: [Finding], on mechanism: Mechanism, jobs: Int, seed: UInt64 = 1,
    usual: @escaping @Sendable ([Located<Formula>]) async throws -> [String: Rational]?
  ) async throws {
    let trials = try await concurrently(findings, jobs: jobs) { finding in
      let parameters = try await usual(finding.property.given)
      return (
        name: finding.property.name,
        trial: try? MarketTrial(of: finding, on: mechanism, at: parameters, seed: seed)
      )
    }
    for (name, trial) in trials { self.trials[name] = trial }
    if let parameters = try await usual([]) {
      everybody = try? LearningMarket(of: mechanism, at: parameters, seed: seed)
    }
  }
}
