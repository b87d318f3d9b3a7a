import Synchronization
import Testing

/// The issues that a property records while cases are tried, kept from the test's report.
final class Caught: Sendable {
  private let issues = Mutex<[Issue]>([])

  var all: [Issue] { issues.withLock { $0 } }

  /// The first failure, if there is one.
  var first: ExpectationFailed? { all.first.map { ExpectationFailed(issue: $0) } }

  func forget() { issues.withLock { $0.removeAll() } }

  /// Does something, and keeps the issues that it records.
  func quietly<Result: Sendable>(
    _ body: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    let result = Mutex<Result?>(nil)
    let trait = IssueHandlingTrait.compactMapIssues { issue in
      self.issues.withLock { $0.append(issue) }
      return nil
    }
    guard let test = Test.current else { return try await body() }
    try await trait.provideScope(for: test, testCase: Test.Case.current) {
      let value = try await body()
      result.withLock { $0 = value }
    }
    guard let value = result.withLock({ $0 }) else {
      preconditionFailure("the scope of a trait did not run its body")
    }
    return value
  }
}

/// An expectation of a property was not met.
struct ExpectationFailed: Error, CustomStringConvertible {
  var issue: Issue

  var description: String { "\(issue)" }
}
