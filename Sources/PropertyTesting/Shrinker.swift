/// Makes a failing case simpler, pass after pass, until no pass finds anything.
///
/// A pass is a small function that proposes other values for the choices. The case is run again with
/// them; where it still fails and is simpler, it takes the place of the one before.
final class Shrinker {
  /// How long shrinking may go on.
  struct Budget: Sendable {
    var evaluations: Int
    var time: Duration
  }

  /// A case that was run with values given for its choices.
  struct Trial {
    var hasFailed: Bool
    /// Whether the property was run, and not only its input drawn.
    var wasRun: Bool
    var recording: Recording
  }

  /// Thrown by a proposal once the budget is spent.
  struct Spent: Error {}

  /// The simplest failing case so far.
  private(set) var best: Recording
  /// How often the property was run.
  private(set) var evaluations = 0
  /// The passes that made the case simpler, in the order they did.
  private(set) var history: [String] = []

  private let budget: Budget
  private let end: ContinuousClock.Instant
  private let run: ([Int64]) async -> Trial
  /// Values that were proposed, and those that came of it.
  private var tried: Set<[Int64]>

  init(from failing: Recording, budget: Budget, run: @escaping ([Int64]) async -> Trial) {
    best = failing
    self.budget = budget
    self.run = run
    end = .now + budget.time
    tried = [failing.values]
  }

  /// Shrinks as far as the passes go, or the budget.
  ///
  /// - Returns: whether it came to its end before the budget was spent.
  func shrink() async -> Bool {
    do {
      repeat { try await improve(by: Self.passes) } while try await improve(by: Self.lastPasses)
      return true
    } catch {
      return false
    }
  }

  @discardableResult
  private func improve(by passes: [Pass]) async throws -> Bool {
    var hasImproved = false
    while true {
      let before = best.values
      for pass in passes {
        let start = best.values
        try await pass.run(self)()
        if best.values != start { history.append(pass.name) }
      }
      if best.values == before { return hasImproved }
      hasImproved = true
    }
  }

  /// Runs the case with other values for its choices, if that is worth it.
  ///
  /// - Returns: whether it is the best now.
  /// - Throws: ``Spent``.
  func propose(_ values: [Int64]) async throws -> Bool {
    guard tried.insert(values).inserted else { return false }
    guard evaluations < budget.evaluations, ContinuousClock.now < end else { throw Spent() }
    let trial = await run(values)
    if trial.wasRun { evaluations += 1 }
    tried.insert(trial.recording.values)
    guard trial.hasFailed, trial.recording.isSimpler(than: best) else { return false }
    best = trial.recording
    return true
  }

  /// Whether a case that drew its input is worth running the property on.
  func isWorthRunning(_ recording: Recording, proposed values: [Int64]) -> Bool {
    guard recording.isSimpler(than: best) else { return false }
    let actual = recording.values
    return actual == values || !tried.contains(actual)
  }

  /// The largest number of things for which something can be done, if it can be done for fewer; found
  /// by doubling, then by halving.
  func largest(upTo limit: Int, _ can: (Int) async throws -> Bool) async throws -> Int {
    guard limit >= 1, try await can(1) else { return 0 }
    var (low, high) = (1, 2)
    while high <= limit, try await can(high) { (low, high) = (high, high * 2) }
    if high > limit {
      if limit > low, try await can(limit) { return limit }
      high = limit
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if try await can(middle) { low = middle } else { high = middle }
    }
    return low
  }

  /// Does something for as large a distance as it can be done for, if it can be done for 1; found by
  /// halving.
  func farthest(upTo limit: UInt64, _ can: (UInt64) async throws -> Bool) async throws {
    guard limit >= 1, try await can(1) else { return }
    if limit == 1 { return }
    if try await can(limit) { return }
    var (low, high): (UInt64, UInt64) = (1, limit)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if try await can(middle) { low = middle } else { high = middle }
    }
  }
}

extension Shrinker {
  struct Pass {
    var name: String
    var run: (Shrinker) -> () async throws -> Void
  }

  static var passes: [Pass] {
    [
      Pass(name: "everything at its simplest", run: simplifyEverything),
      Pass(name: "all numbers at their simplest", run: simplifyNumbers),
      Pass(name: "delete parts", run: deleteParts),
      Pass(name: "replace a part by one inside it", run: replaceByInner),
      Pass(name: "simplify parts", run: simplifyParts),
      Pass(name: "lower equal numbers together", run: lowerEqualNumbers),
      Pass(name: "lower two numbers by the same", run: lowerTogether),
      Pass(name: "lower single numbers", run: lowerNumbers),
      Pass(name: "lower a number and delete a part", run: lowerAndDelete),
      Pass(name: "sort parts", run: sortParts),
    ]
  }

  /// Passes that rarely find anything, and cost much.
  static var lastPasses: [Pass] {
    [
      Pass(name: "delete a part and lower the numbers above its place", run: deleteAndDecrement),
      Pass(name: "lower a number and raise another", run: lowerOneRaiseOther),
      Pass(name: "delete single choices", run: deleteChoices),
    ]
  }
}
