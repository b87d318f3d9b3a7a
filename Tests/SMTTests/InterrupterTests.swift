import Foundation
import SMT
import Testing

@Suite("Solver threads and interruption")
struct InterrupterTests {
  @Test("eight contexts work at once")
  func parallel() async throws {
    let values = try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<8 {
        group.addTask {
          try await onSolverThread { context in
            let x = context.real("x")
            let solver = try Solver(context)
            for step in 1...50 {
              try solver.push()
              try solver.add(x * step .== number)
              #expect(try solver.check() == .satisfiable)
              try solver.pop()
            }
            try solver.add(x .== number)
            #expect(try solver.check() == .satisfiable)
            return try solver.model().value(of: x).description
          }
        }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(values == Set((0..<8).map(String.init)))
  }

  @Test("another thread ends a running check, and the context can resume")
  func interruption() async throws {
    let time = try await onSolverThread { context in
      let interrupter = context.interrupter
      let solver = try Solver(context)
      try solver.add(hardQuestion(in: context))
      Thread.detachNewThread {
        Thread.sleep(forTimeInterval: 0.1)
        interrupter.interrupt()
      }
      let start = ContinuousClock.now
      #expect(try solver.check(timeout: .seconds(60)) == .unknown(reason: "interrupted"))
      let time = ContinuousClock.now - start
      #expect(try solver.check() == .unknown(reason: "interrupted"))
      context.resume()
      let next = try Solver(context)
      try next.add(context.real("x") > 0)
      #expect(try next.check() == .satisfiable)
      return time
    }
    #expect(time < .seconds(5))
  }

  @Test("cancelling the task ends its question, and the body's answer is delivered")
  func cancellation() async throws {
    let (started, start) = AsyncStream<Void>.makeStream()
    let task = Task {
      try await onSolverThread { context in
        let solver = try Solver(context)
        try solver.add(hardQuestion(in: context))
        start.finish()
        return try solver.check(timeout: .seconds(60))
      }
    }
    for await _ in started {}
    task.cancel()
    #expect(try await task.value == .unknown(reason: "interrupted"))
  }

  @Test("a task cancelled before it begins asks nothing")
  func cancelledAtOnce() async throws {
    let task = Task {
      try? await Task.sleep(for: .seconds(20))
      return try await onSolverThread { context in
        let solver = try Solver(context)
        try solver.add(hardQuestion(in: context))
        return try solver.check(timeout: .seconds(60))
      }
    }
    task.cancel()
    #expect(try await task.value == .unknown(reason: "interrupted"))
  }

  @Test("interrupting a context that is gone does nothing")
  func closed() throws {
    let interrupter = try Context().interrupter
    interrupter.interrupt()
    #expect(interrupter.isInterrupted)
  }

  @Test("an interrupted tactic throws")
  func tactic() throws {
    let context = try Context()
    context.interrupter.interrupt()
    let error = #expect(throws: SMTError.self) {
      try Tactic("simplify", in: context).apply(to: [context.bool("p")])
    }
    #expect(error?.code == .interrupted)
  }

  @Test("what the body throws is thrown")
  func failure() async {
    await #expect(throws: CancellationError.self) {
      try await onSolverThread { _ in throw CancellationError() }
    }
  }
}
