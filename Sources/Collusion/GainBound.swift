public import Exact
public import Interpretation

/// The most that a coalition of a property's class gains, while most parameters are at their defaults.
public struct GainBound: Codable, Hashable, Sendable {
  /// The parameters that are free: those that were named, and those without a default that matter.
  public var free: [String]
  /// The largest gain is that of the best of these plans that can be carried out, or 0. None where nobody
  /// gains anything.
  public var plans: [Plan]
  /// Why there may be better plans; nil if there are none.
  public var openReason: String?
  /// The least upper bound of the gain.
  public var supremum: Extremum
  /// An attack that gains the most, or nearly, or from which on there is no bound; nil if nobody gains.
  public var attack: Attack?

  /// What a plan gains, in money.
  public struct Plan: Codable, Hashable, Sendable {
    /// Where it can be carried out: everywhere if there are none.
    public var region: [FunctionDomain.Condition]
    public var gain: RationalFunction

    /// What it speaks of.
    var variables: Set<String> { gain.variables.union(region.flatMap(\.function.variables)) }

    /// Whether it speaks of how large groups split, beside parameters and numbers of members.
    var speaksOfSplits: Bool { variables.contains { $0.contains("!") } }
  }

  /// Whether the plans say exactly what the largest gain is at every point.
  public var isExact: Bool {
    openReason == nil
      && !plans.contains { $0.variables.contains { $0.contains("!") || $0.contains("#") } }
  }

  /// The largest gain at some parameters that are assumed, as far as the plans say it there without
  /// speaking of numbers of agents.
  public func gain(at point: [String: Rational]) -> Rational {
    plans.reduce(0) { best, plan in
      let isPossible = plan.region.allSatisfy { condition in
        condition.function.evaluate(at: point).map { condition.relation.holds($0, 0) } ?? false
      }
      guard isPossible, let gain = plan.gain.evaluate(at: point) else { return best }
      return max(best, gain)
    }
  }
}

/// The parameters at which safety costs least.
public struct CheapestParameters: Codable, Hashable, Sendable {
  /// The parameters that are free: those that the cost speaks of, those that were named, and those without
  /// a default that matter.
  public var free: [String]
  /// The greatest lower bound of the cost; nil if no parameters are safe.
  public var infimum: Extremum?
}

/// Why there is no largest gain and no least cost: there is nothing to look for, or there was no time.
public struct NoExtremum: Error, Codable, Hashable, Sendable {
  public var verdict: Verdict

  public init(verdict: Verdict) { self.verdict = verdict }

  /// Why it was not decided, if it was not.
  public var openReason: String? {
    if case .undecided(let reason) = verdict { reason } else { nil }
  }
}
