import SMT

/// When a question has to be answered.
struct Deadline: Sendable {
  private let end: ContinuousClock.Instant

  init(in limit: Duration) { end = ContinuousClock.now + limit }

  /// The time that is left; at least a millisecond, which no solver takes for no limit.
  var left: Duration { max(.milliseconds(1), ContinuousClock.now.duration(to: end)) }

  var hasPassed: Bool { ContinuousClock.now >= end }

  /// - Throws: ``OutOfTime`` once time has run out or the work was interrupted.
  func checkpoint(_ context: Context) throws {
    if context.interrupter.isInterrupted { throw OutOfTime(reason: "interrupted") }
    if hasPassed { throw OutOfTime(reason: "timeout") }
  }
}

/// Why work ended before there was an answer.
struct OutOfTime: Error {
  var reason: String
}
