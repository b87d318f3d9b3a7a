internal import CZ3
internal import Synchronization

/// Ends the running question of one ``Context``, from any thread.
///
/// An interruption stays: until ``Context/resume()`` every later check of the context answers
/// "unknown" at once, so that it does not matter whether it falls into a check or between two.
public final class Interrupter: Sendable {
  private struct State {
    /// The context's address; zero once the context is gone.
    var address: UInt
    var isInterrupted = false
    /// Whether the running operation, or the last one, went past its time limit.
    var isLate = false
    /// Counts the operations; the one that runs has the last number.
    var run = 0
    var isRunning = false
    /// Whether Z3 was interrupted during the running operation, or the last one.
    var isSignalled = false
  }

  private let state: Mutex<State>

  init(_ context: Z3_context) {
    state = Mutex(State(address: UInt(bitPattern: context)))
  }

  /// Whether an interruption is in force.
  public var isInterrupted: Bool { state.withLock(\.isInterrupted) }

  /// Whether the last operation was ended by its time limit.
  var isLate: Bool { state.withLock(\.isLate) }

  /// Whether Z3 was interrupted during the last operation, perhaps when it had already ended.
  var isSignalled: Bool { state.withLock(\.isSignalled) }

  /// Makes the running check, and every later one until the context resumes, answer "unknown".
  public func interrupt() {
    let run = state.withLock { state in
      state.isInterrupted = true
      return state.isRunning ? state.run : nil
    }
    if let run { Watchdog.shared.watch(self, run: run, until: .now) }
  }

  /// Interrupts Z3 once; false if that operation has ended.
  func signal(run: Int) -> Bool {
    state.withLock { state in
      guard state.isRunning, state.run == run, let context = Z3_context(bitPattern: state.address)
      else { return false }
      state.isLate = !state.isInterrupted
      state.isSignalled = true
      Z3_interrupt(context)
      return true
    }
  }

  /// Runs an operation, up to a time limit; nil if an interruption is in force already.
  func run<Result>(timeout: Duration?, _ operation: () throws -> Result) rethrows -> Result? {
    let begun = state.withLock { state -> Int? in
      state.isLate = false
      state.isSignalled = false
      guard !state.isInterrupted else { return nil }
      state.run += 1
      state.isRunning = true
      return state.run
    }
    guard let begun else { return nil }
    if let timeout { Watchdog.shared.watch(self, run: begun, until: .now + timeout) }
    defer {
      let wasInterrupted = state.withLock { state in
        state.isRunning = false
        return state.isInterrupted
      }
      if timeout != nil || wasInterrupted { Watchdog.shared.forget(self, run: begun) }
    }
    return try operation()
  }

  func resume() {
    state.withLock { $0.isInterrupted = false }
  }

  func close() {
    state.withLock {
      $0.address = 0
      $0.isRunning = false
    }
  }
}
