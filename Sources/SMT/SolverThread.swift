internal import Foundation
internal import Synchronization

/// Runs the body with a context of its own on a thread of its own, so that a long question does not
/// hold up the tasks of the process.
///
/// Cancelling the task interrupts the context: its checks answer "unknown". What the body then returns
/// or throws is what the caller gets.
///
/// - Parameter stackSize: in bytes.
/// - Throws: ``SMTError`` if no context can be made; else what the body throws.
public func onSolverThread<T: Sendable>(
  stackSize: Int = 64 << 20, _ body: @escaping @Sendable (Context) throws -> T
) async throws -> T {
  let cancellation = Cancellation()
  return try await withTaskCancellationHandler {
    try await withCheckedThrowingContinuation { continuation in
      let thread = Thread {
        continuation.resume(
          with: Result {
            let context = try Context()
            cancellation.attach(context.interrupter)
            return try body(context)
          })
      }
      thread.stackSize = stackSize
      thread.start()
    }
  } onCancel: {
    cancellation.cancel()
  }
}

/// Carries a cancellation to a context that may not exist yet.
private final class Cancellation: Sendable {
  private let state = Mutex<(isCancelled: Bool, interrupter: Interrupter?)>((false, nil))

  func attach(_ interrupter: Interrupter) {
    let isCancelled = state.withLock { state in
      state.interrupter = interrupter
      return state.isCancelled
    }
    if isCancelled { interrupter.interrupt() }
  }

  func cancel() {
    let interrupter = state.withLock { state in
      state.isCancelled = true
      return state.interrupter
    }
    interrupter?.interrupt()
  }
}
