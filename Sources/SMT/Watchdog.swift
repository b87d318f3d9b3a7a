internal import Foundation

/// A thread that interrupts operations when their time is up, again and again until they end.
///
/// Z3's own time limits are not used: in 4.8.12 a limit that runs out while Z3 sets a limit of its own
/// inside leaves it waiting for itself for ever. And Z3 forgets an interruption that arrives before it
/// listens, hence the repetition.
final class Watchdog: Sendable {
  static let shared = Watchdog()

  private struct Operation: Hashable {
    let interrupter: ObjectIdentifier
    let run: Int
  }

  private struct Watch {
    let interrupter: Interrupter
    var end: ContinuousClock.Instant
  }

  private static let interval = Duration.milliseconds(5)

  private let condition = NSCondition()
  /// Guarded by `condition`.
  nonisolated(unsafe) private var watches: [Operation: Watch] = [:]
  /// Guarded by `condition`.
  nonisolated(unsafe) private var isStarted = false

  private init() {}

  /// Interrupts the operation from then on, unless it ends before.
  func watch(_ interrupter: Interrupter, run: Int, until end: ContinuousClock.Instant) {
    let operation = Operation(interrupter: ObjectIdentifier(interrupter), run: run)
    condition.withLock {
      watches[operation] = Watch(
        interrupter: interrupter, end: min(end, watches[operation]?.end ?? end))
      if !isStarted {
        isStarted = true
        Thread.detachNewThread { self.work() }
      }
      condition.signal()
    }
  }

  func forget(_ interrupter: Interrupter, run: Int) {
    condition.withLock {
      watches[Operation(interrupter: ObjectIdentifier(interrupter), run: run)] = nil
    }
  }

  private func work() {
    while true {
      for (operation, interrupter) in nextDue() {
        let isRunning = interrupter.signal(run: operation.run)
        condition.withLock {
          if isRunning {
            watches[operation]?.end = .now + Self.interval
          } else {
            watches[operation] = nil
          }
        }
      }
    }
  }

  /// Waits for the first operations whose time is up.
  private func nextDue() -> [(Operation, Interrupter)] {
    condition.withLock {
      while true {
        let now = ContinuousClock.now
        let due = watches.filter { $0.value.end <= now }
        guard due.isEmpty else { return due.map { ($0.key, $0.value.interrupter) } }
        if let first = watches.values.map(\.end).min() {
          _ = condition.wait(until: Date(timeIntervalSinceNow: (first - now) / .seconds(1)))
        } else {
          condition.wait()
        }
      }
    }
  }
}
