/// Something that should hold for every value of a generator.
///
/// ```swift
/// let report = await PropertyTest(.arrays(of: .integers(in: 0...9))) { list, test in
///   guard list.sorted().sorted() == list.sorted() else { throw NotSorted() }
/// }.examine()
/// ```
///
/// In a Swift Testing test, `check` of `PropertyExpectations` says it with `#expect`.
public struct PropertyTest {
  /// Draws the input and runs the property on it; throws if it fails.
  public let trial: (TestCase) async throws -> Void

  /// - Parameter property: throws if it does not hold for a value; it may draw more from the test case.
  @inlinable
  public init<Input>(
    _ generator: Generator<Input>, _ property: @escaping (Input, TestCase) async throws -> Void
  ) {
    self.init { test in
      let input = try generator.body(test)
      try test.willRun()
      test.note(describe(input))
      try await property(input, test)
    }
  }

  /// A property that draws as it goes.
  public init(_ trial: @escaping (TestCase) async throws -> Void) { self.trial = trial }

  /// Runs one case, once.
  ///
  /// - Throws: what the property throws; ``Rejection`` if the token makes no case that can be run.
  public func replay(_ token: Token) async throws {
    let test = TestCase()
    test.given = token.values
    test.begin()
    try await trial(test)
  }

  /// Looks for a case in which it fails, and makes it as simple as can be.
  ///
  /// - Complexity: so many runs as the settings say, and after a failure those that shrinking takes.
  public func examine(_ settings: Settings = Settings()) async -> Report {
    await Examination(of: self, settings).run()
  }
}

/// A value as it reads best: text in quotes.
@usableFromInline
func describe(_ value: Any) -> String {
  value is String || value is Character ? String(reflecting: value) : "\(value)"
}

/// How thoroughly to look for a failure.
public struct Settings: Sendable {
  /// How many cases to run.
  public var cases = 1_000
  /// The seed of all random choices; the same seed makes the same run.
  public var seed: UInt64 = .random(in: 0...UInt64.max)
  /// Longer than this may nothing take: the search for a failure ends then, whatever `cases` says.
  public var timeLimit: Duration?
  /// A case that takes longer fails.
  public var deadline: Duration?
  /// How often the property is run at most while shrinking.
  public var mostEvaluations = 10_000
  /// How long shrinking may take.
  public var shrinkingTime: Duration = .seconds(60)
  /// A single case to run instead: the token of a failure.
  public var token: Token?
  /// Where failures are remembered, if they are.
  public var memory: FailureMemory?
  /// Called after every case with how many were run; for showing progress.
  public var progress: (@Sendable (Int) -> Void)?

  public init(cases: Int = 1_000) { self.cases = cases }
}

/// A case took longer than the deadline.
public struct TooSlow: Error, CustomStringConvertible {
  public var took: Duration
  public var deadline: Duration

  public var description: String { "took \(took), longer than \(deadline)" }
}
