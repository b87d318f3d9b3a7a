public import Collusion
import Exact
public import Mechanisms
public import PropertyTesting
public import Twin

/// Attacks a property of a mechanism with random plans in the twin: at random parameters, many of them on
/// the edge of what is assumed, by random coalitions of its class, and near those that gain most.
public struct PropertyExamination: Sendable {
  public var mechanism: Mechanism
  public var property: Property
  /// What was decided, if anything was.
  public var verdict: Verdict?
  /// Where the property holds, if that was decided.
  public var condition: Condition?
  /// How many agents collude; any number of the property's class if nil.
  public var coalitionSize: Int?

  public init(
    _ property: Property, of mechanism: Mechanism, verdict: Verdict?,
    condition: Condition? = nil, coalitionSize: Int? = nil
  ) {
    self.property = property
    self.mechanism = mechanism
    self.verdict = verdict
    self.condition = condition
    self.coalitionSize = coalitionSize
  }

  /// What came of it.
  public struct Outcome: Sendable {
    public var report: Report
    /// How many different plans were tried.
    public var plans = 0
    /// The attempt that gained most, in money.
    public var best: Attempt?
    /// The attempt with the fewest colluding agents that gained more than is allowed.
    public var smallest: Attempt?
    public var coverage = Coverage()
    /// The contradiction that was found, in its simplest case.
    public var contradiction: Contradiction? { report.failure?.error as? Contradiction }
  }

  /// In this share of the cases the condition is held against everything that a coalition could do.
  private static let shareOfConditions = 0.02

  /// - Complexity: so many plays in the twin as the settings have cases.
  public func run(_ settings: Settings) async -> Outcome {
    let notes = Notes()
    let attacker = Attacker(mechanism, property)
    let readings = Readings(mechanism, property)
    let report = await PropertyTest { test in
      if try attacker.attackClaim(verdict, test) { return }
      let attempt: Attempt
      do {
        attempt = try attacker.attempt(test, size: coalitionSize)
      } catch let fault as Fault {
        if fault.kind.isLimit || mechanism.tells(of: fault, expecting: .broken) {
          throw Rejection.assumption
        }
        throw Contradiction(.overlookedFault(fault))
      }
      test.note("\(attempt)")
      if notes.best == nil { try verdict?.confirm(on: mechanism, property) }
      let allowed = try attacker.margin(at: attempt.parameters)
      notes.add(attempt, allowed: allowed)
      test.maximise((attempt.gain - allowed).approximation)
      try readings.compare(attempt)
      switch property.claim {
      case .noProfitableDeviation, .noProfitableDeviationAmong, .guarantee:
        try verdict?.judge(attempt, allowed: allowed)
      case .vanishes(let vanishing) where vanishing.quantity == nil:
        try verdict?.judge(attempt, allowed: Attacker.little)
      case .vanishes(let vanishing) where vanishing.solvedFor.isEmpty:
        try verdict?.judge(vanishing, at: attempt.parameters)
      default: break
      }
      if let condition, try test.flip(probability: Self.shareOfConditions) {
        try BruteForce(
          mechanism: mechanism, property: property, point: attempt.parameters, checker: Checker()
        ).compare(condition)
      }
    }.examine(settings)
    return Outcome(
      report: report, plans: notes.plans.count, best: notes.best, smallest: notes.smallest,
      coverage: notes.coverage)
  }

  /// What is noted while cases run.
  private final class Notes {
    var plans: Set<Deviation> = []
    var best: Attempt?
    var smallest: Attempt?
    var coverage = Coverage()

    func add(_ attempt: Attempt, allowed: Rational) {
      plans.insert(attempt.plan)
      coverage.formUnion(attempt.coverage)
      if best.map({ attempt.gain > $0.gain }) ?? true { best = attempt }
      guard attempt.gain > allowed else { return }
      if smallest.map({ attempt.coalition.size < $0.coalition.size }) ?? true {
        smallest = attempt
      }
    }
  }
}

extension Mechanism {
  /// Options and branches that are not covered, in words, in the order of the file.
  public func uncovered(by coverage: Coverage) -> [String] {
    allSteps.flatMap { step -> [String] in
      switch step.action {
      case .choose(let choices):
        choices.flatMap { choice in
          choice.options.filter {
            !coverage.options.contains(.init(choice: choice.id, option: $0.name))
          }.map { "\(label(of: choice.id)): \($0.name)" }
        }
      case .when(let condition, _, _):
        [true, false].filter { !coverage.branches.contains(.init(step: step.id, holds: $0)) }
          .map { "when \(condition.content): \($0 ? "then" : "else")" }
      default: []
      }
    }
  }
}
