public import PropertyTesting
import Synchronization
public import Testing

/// Checks that something holds for every value of a generator, as part of a test.
///
/// The property says what it expects with `#expect` and `#require`, or throws. If it fails, the test
/// reports the simplest failing case once: its input, its failed expectations where they stand, and a
/// token that reproduces it.
///
/// ```swift
/// @Test func sortingTwice() async throws {
///   try await check(.arrays(of: .integers(in: 0...9))) { list in
///     #expect(list.sorted().sorted() == list.sorted())
///   }
/// }
/// ```
///
/// - Throws: only what Swift Testing throws.
public func check<Input>(
  _ generator: Generator<Input>, _ settings: Settings = Settings(),
  sourceLocation: SourceLocation = #_sourceLocation,
  _ property: @escaping @Sendable (Input) async throws -> Void
) async throws {
  try await check(generator, settings, sourceLocation: sourceLocation) { input, _ in
    try await property(input)
  }
}

/// Checks that something holds for every value of a generator, as part of a test; the property may draw
/// more, label the case, or say what is to be maximised.
///
/// - Throws: only what Swift Testing throws.
public func check<Input>(
  _ generator: Generator<Input>, _ settings: Settings = Settings(),
  sourceLocation: SourceLocation = #_sourceLocation,
  _ property: @escaping @Sendable (Input, TestCase) async throws -> Void
) async throws {
  try await check(
    { PropertyTest(generator, property) }, settings, sourceLocation: sourceLocation)
}

func check(
  _ property: @escaping @Sendable () -> PropertyTest, _ settings: Settings,
  sourceLocation: SourceLocation
) async throws {
  let caught = Caught()
  let report = try await caught.quietly {
    await PropertyTest { test in
      caught.forget()
      try await property().trial(test)
      if let first = caught.first { throw first }
    }.examine(settings)
  }
  guard !report.isSuccess else { return }
  // Once more, and not quietly: expectations that fail are reported where they stand.
  if let failure = report.failure { try? await property().replay(failure.token) }
  Issue.record("\(report.lines.joined(separator: "\n"))", sourceLocation: sourceLocation)
}

/// Checks that a machine does what it should, whatever it is told to, as part of a test.
///
/// - Parameter steps: The most commands of a run.
/// - Throws: only what Swift Testing throws.
public func check<Machine: StateMachine>(
  _ machine: Machine.Type, steps: Int = 100, _ settings: Settings = Settings(),
  sourceLocation: SourceLocation = #_sourceLocation
) async throws {
  try await check(
    { PropertyTest(machine, steps: steps) }, settings, sourceLocation: sourceLocation)
}
