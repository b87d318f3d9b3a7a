/// One run of a property over many cases: remembered failures first, then everything if that is little,
/// then cases at random, and near those that score high.
final class Examination {
  private let property: PropertyTest
  private let settings: Settings
  private let test = TestCase()
  private var report = Report()
  private var climb: Climb
  private var choices = 0
  private var fewest = Int.max
  private var most = 0
  private let start = ContinuousClock.now

  init(of property: PropertyTest, _ settings: Settings) {
    self.property = property
    self.settings = settings
    climb = Climb(seed: settings.seed)
    report.seed = settings.seed
  }

  func run() async -> Report {
    if let token = settings.token {
      if case .rejected = await step(repeating: token.values) {
        report.complaints.append(.unknownToken)
      }
      return report
    }
    for token in settings.memory?.tokens ?? [] {
      if case .failed = await step(repeating: token.values) { return report }
    }
    if await !everything() { await atRandom() }
    if report.failure == nil { complain() }
    return report
  }

  // MARK: - Cases

  private enum End {
    case passed, rejected
    /// The same was run before.
    case known
    case failed(any Error)
  }

  /// Larger spaces are not gone through, however many cases there may be.
  private static let mostEnumerated = 10_000

  /// - Returns: whether all cases were run, or one failed.
  private func everything() async -> Bool {
    var enumeration = Enumeration(limit: min(settings.cases, Self.mostEnumerated))
    while let values = enumeration.next, report.passed + report.rejected < settings.cases,
      !isOutOfTime
    {
      if case .failed = await step(repeating: values) { return true }
      enumeration.advance(after: test.recording)
    }
    report.isExhaustive = enumeration.isComplete
    return report.isExhaustive
  }

  private func atRandom() async {
    var number: UInt64 = 0
    while report.passed < settings.cases, !isOutOfTime, !hasTooManyRejects {
      number += 1
      test.random = RandomNumbers(seed: settings.seed, stream: number)
      test.size = min(100, 5 + Int(number) * 200 / max(settings.cases, 1))
      let isClimbing = climb.best != nil && number.isMultiple(of: 2)
      test.isRandom = true
      if case .failed = await step(repeating: isClimbing ? climb.neighbour() : []) { return }
    }
    test.isRandom = false
  }

  private var isOutOfTime: Bool {
    guard let limit = settings.timeLimit else { return false }
    return ContinuousClock.now - start >= limit
  }

  private var hasTooManyRejects: Bool { report.rejected > 1_000 + 20 * report.passed }

  /// Runs one case, and shrinks it if it fails.
  private func step(repeating values: [Int64]) async -> End {
    let end = await run(repeating: values)
    switch end {
    case .passed:
      report.passed += 1
      choices += test.choices.count
      fewest = min(fewest, test.choices.count)
      most = max(most, test.choices.count)
      if !test.events.isEmpty { note(test.events) }
    case .rejected, .known: report.rejected += 1
    case .failed(let error): await shrink(test.recording, failing: error)
    }
    settings.progress?(report.passed)
    return end
  }

  private func run(repeating values: [Int64]) async -> End {
    test.given = values
    test.begin()
    do {
      if let deadline = settings.deadline {
        let start = ContinuousClock.now
        try await property.trial(test)
        let took = ContinuousClock.now - start
        if took > deadline { throw TooSlow(took: took, deadline: deadline) }
      } else {
        try await property.trial(test)
      }
      return .passed
    } catch Rejection.known {
      return .known
    } catch is Rejection {
      return .rejected
    } catch {
      return .failed(error)
    }
  }

  private func note(_ events: TestCase.Events) {
    for label in Set(events.labels) { report.labels[label, default: 0] += 1 }
    for requirement in events.coverage {
      let met = report.coverage[requirement.label]?.met ?? 0
      report.coverage[requirement.label] = (met + (requirement.isMet ? 1 : 0), requirement.share)
    }
    guard let score = events.score else { return }
    report.largest = max(report.largest ?? score, score)
    climb.note(score, test.choices)
  }

  // MARK: - Failures

  private func shrink(_ recording: Recording, failing error: any Error) async {
    test.isRandom = false
    let shrinker = Shrinker(
      from: recording,
      budget: .init(evaluations: settings.mostEvaluations, time: settings.shrinkingTime)
    ) { [unowned self] values in
      let end = await run(repeating: values)
      let hasFailed = if case .failed = end { true } else { false }
      let wasRun = if case .known = end { false } else { true }
      return Shrinker.Trial(hasFailed: hasFailed, wasRun: wasRun, recording: test.recording)
    }
    test.isWorthRunning = { [unowned shrinker, test] in
      shrinker.isWorthRunning($0, proposed: test.given)
    }
    let isMinimal = await shrinker.shrink()
    test.isWorthRunning = nil
    test.story = []
    var final = error
    if case .failed(let error) = await run(repeating: shrinker.best.values) { final = error }
    let token = Token(shrinker.best.values)
    report.failure = Report.Failure(
      error: final, notes: test.story ?? [], token: token, evaluations: shrinker.evaluations,
      isMinimal: isMinimal, found: report.passed, shrinking: shrinker.history)
    test.story = nil
    try? settings.memory?.add(token)
  }

  // MARK: - Health

  private func complain() {
    if hasTooManyRejects {
      report.complaints.append(
        .tooManyRejected(passed: report.passed, rejected: report.rejected))
    }
    let cases = max(report.passed, 1)
    for (label, (met, share)) in report.coverage.sorted(by: { $0.key < $1.key })
    where Double(met) < share * Double(cases) {
      report.complaints.append(
        .notCovered(label: label, share: Double(met) / Double(cases), required: share))
    }
    let average = Double(choices) / Double(cases)
    if cases >= 100, !report.isExhaustive, most > fewest, average < Double(fewest) * 1.05 + 0.05 {
      report.complaints.append(.onlyTiny(choices: average))
    }
    let perCase = (ContinuousClock.now - start) / cases
    if perCase > Self.slow { report.complaints.append(.slow(perCase: perCase)) }
  }

  private static let slow: Duration = .seconds(1)
}
