import PropertyExpectations
import PropertyTesting
import Synchronization
import Testing

@Suite("Properties as tests")
struct CheckTests {
  private func settings(_ cases: Int) -> Settings {
    var settings = Settings(cases: cases)
    settings.seed = 1
    return settings
  }

  /// The issues that something records, kept from this test's report.
  private func issues(
    _ body: @escaping @Sendable () async throws -> Void
  ) async throws -> [Issue] {
    let found = Mutex<[Issue]>([])
    let trait = IssueHandlingTrait.compactMapIssues { issue in
      found.withLock { $0.append(issue) }
      return nil
    }
    let test = try #require(Test.current)
    try await trait.provideScope(for: test, testCase: .current) { try await body() }
    return found.withLock { $0 }
  }

  @Test("a property that holds records nothing")
  func holding() async throws {
    // snippet: check
    try await check(.arrays(of: Generator<Int>.integers(in: 0...9))) { list in
      #expect(list.sorted().sorted() == list.sorted())
    }
    // end
  }

  @Test("a failing property records its smallest case once, with its failed expectation")
  func failing() async throws {
    let settings = settings(200)
    let found = try await issues {
      try await check(.arrays(of: Generator<Int>.integers()), settings) { list in
        #expect(list.count < 3)
      }
    }
    #expect(found.count == 2)
    #expect(found.contains { "\($0)".contains("list.count") })
    let text = found.map { "\($0)" }.joined()
    #expect(text.contains("[0, 0, 0]"))
    #expect(text.contains("reproduce with token"))
  }

  @Test("so does one that requires, or throws, or awaits")
  func throwing() async throws {
    let settings = settings(200)
    let found = try await issues {
      try await check(Generator<Int>.integers(in: 0...1_000), settings) { value in
        try await Task.sleep(for: .microseconds(1))
        let small = try #require(value < 500 ? value : nil)
        #expect(small >= 0)
      }
    }
    #expect(found.map { "\($0)" }.joined().contains("500"))
    struct Odd: Error {}
    let thrown = try await issues {
      try await check(Generator<Int>.integers(in: 0...1_000), settings) { value, test in
        test.label("any")
        if !value.isMultiple(of: 2) { throw Odd() }
      }
    }
    #expect(thrown.count == 1 && "\(thrown[0])".contains("Odd"))
  }

  @Test("expectations in tasks of the property count")
  func concurrent() async throws {
    let settings = settings(100)
    let found = try await issues {
      try await check(Generator<Int>.integers(in: 0...1_000), settings) { value in
        await withTaskGroup(of: Void.self) { group in
          group.addTask { #expect(value < 300) }
        }
      }
    }
    #expect(found.map { "\($0)" }.joined().contains("300"))
  }
}
