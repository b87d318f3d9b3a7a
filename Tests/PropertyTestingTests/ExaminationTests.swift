import Foundation
import PropertyTesting
import Synchronization
import Testing

@Suite("Examining a property")
struct ExaminationTests {
  struct Failed: Error {}

  private func settings(_ cases: Int, seed: UInt64 = 1) -> Settings {
    var settings = Settings(cases: cases)
    settings.seed = seed
    return settings
  }

  private let small = Generator<Int>.integers(in: 0...1_000_000)

  @Test("small spaces are gone through, each case once")
  func exhaustion() async {
    let seen = Mutex<[String]>([])
    let pairs = Generator.tuples(Generator<Bool>.booleans(), Generator<Bool>.booleans())
    let report = await PropertyTest(pairs) { pair, _ in
      seen.withLock { $0.append("\(pair)") }
    }.examine(settings(100))
    #expect(report.isExhaustive && report.passed == 4)
    #expect(Set(seen.withLock { $0 }).count == 4)
  }

  @Test("a large space is not gone through, though there may be any number of cases")
  func boundlessCases() async throws {
    var settings = settings(.max)
    settings.timeLimit = .seconds(60)
    let pairs = Generator.tuples(small, small)
    let report = await PropertyTest(pairs) { pair, _ in if pair.0 > 500_000 { throw Failed() } }
      .examine(settings)
    #expect(try #require(report.failure).found < 100)
  }

  @Test("going through a space ends when time does")
  func exhaustionInTime() async {
    var settings = settings(.max)
    settings.timeLimit = .milliseconds(50)
    let report = await PropertyTest(.integers(in: 0...9_000)) { (_: Int, _) in
      try await Task.sleep(for: .milliseconds(10))
    }.examine(settings)
    #expect(!report.isExhaustive && report.passed < 100)
  }

  @Test("the same seed makes the same run, another one another")
  func seeds() async {
    func run(_ seed: UInt64) async -> [Int] {
      let seen = Mutex<[Int]>([])
      _ = await PropertyTest(small) { value, _ in seen.withLock { $0.append(value) } }
        .examine(settings(50, seed: seed))
      return seen.withLock { $0 }
    }
    let first = await run(4)
    #expect(await run(4) == first)
    #expect(await run(5) != first)
  }

  @Test("a token reproduces a failure")
  func tokens() async throws {
    let property = PropertyTest(small) { value, _ in if value > 1_234 { throw Failed() } }
    let failure = try #require(await property.examine(settings(1_000)).failure)
    var once = settings(1)
    once.token = Token(failure.token.description)
    let again = await property.examine(once)
    #expect(again.failure?.notes == ["1235"])
    once.token = Token("")
    #expect(await property.examine(once).failure == nil)
    #expect(Token("!") == nil)
  }

  @Test("steering finds what chance does not")
  func targets() async throws {
    let pairs = Generator.tuples(small, small)
    func isNeedle(_ pair: (Int, Int)) -> Bool {
      abs(pair.0 - 700_001) < 40 && abs(pair.1 - 300_003) < 40
    }
    let blind = await PropertyTest(pairs) { pair, _ in if isNeedle(pair) { throw Failed() } }
      .examine(settings(5_000))
    #expect(blind.failure == nil)
    let steered = await PropertyTest(pairs) { pair, test in
      test.maximise(-Double(abs(pair.0 - 700_001) + abs(pair.1 - 300_003)))
      if isNeedle(pair) { throw Failed() }
    }.examine(settings(5_000))
    #expect(steered.failure != nil)
  }

  @Test("failures are remembered, and tried first")
  func memory() async throws {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("memory-\(UUID())")
    defer { try? FileManager.default.removeItem(at: directory) }
    var settings = settings(1_000)
    settings.memory = FailureMemory(directory: directory.path, name: "a property: it holds")
    let property = PropertyTest(small) { value, _ in if value > 77 { throw Failed() } }
    #expect(await property.examine(settings).failure != nil)
    let files = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    #expect(files == ["a-property--it-holds.failures"])
    settings.cases = 1
    settings.seed = 99
    let again = await property.examine(settings)
    #expect(again.failure?.found == 0 && again.failure?.notes == ["78"])
    try "no token!\n\n".write(
      to: directory.appendingPathComponent(files[0]), atomically: true, encoding: .utf8)
    let fine = PropertyTest(small) { _, _ in }
    #expect(await fine.examine(settings).failure == nil)
  }

  @Test("labels are counted, and coverage is required")
  func statistics() async {
    let report = await PropertyTest(Generator<Int>.integers(in: 0...9_999_999)) { value, test in
      test.label(value < 0 ? "negative" : "not negative")
      test.cover("negative", atLeast: 0.1, value < 0)
      test.cover("whatever", atLeast: 0.5, true)
    }.examine(settings(100))
    #expect(report.labels == ["not negative": 100])
    #expect(
      report.complaints == [.notCovered(label: "negative", share: 0, required: 0.1)])
  }

  @Test("filters that let nothing through give up with a clear message", .timeLimit(.minutes(1)))
  func filters() async {
    let report = await PropertyTest(small.filter { $0 < 0 }) { _, _ in }.examine(settings(100))
    #expect(report.passed == 0)
    #expect(report.lines.joined().contains("generate what is wanted instead of filtering"))
  }

  @Test("cases that are all as simple as can be are complained of")
  func tiny() async {
    let lists = Generator<[Int]> { test in
      var list: [Int] = []
      while try test.flip(probability: 0.001) { list.append(try test.pick(below: 1_000)) }
      return list
    }
    let report = await PropertyTest(lists) { _, _ in }.examine(settings(3_000, seed: 8))
    #expect(report.complaints.contains { if case .onlyTiny = $0 { true } else { false } })
  }

  @Test("a case that takes longer than the deadline fails")
  func deadlines() async throws {
    var settings = settings(50)
    settings.deadline = .milliseconds(20)
    let report = await PropertyTest(small) { _, _ in
      try await Task.sleep(for: .milliseconds(30))
    }.examine(settings)
    #expect(report.failure?.error is TooSlow)
  }

  @Test("shrinking ends with its budget")
  func budgets() async throws {
    var settings = settings(1_000)
    settings.mostEvaluations = 3
    let report = await PropertyTest(.arrays(of: small)) { list, _ in
      if list.reduce(0, +) > 12_345 { throw Failed() }
    }.examine(settings)
    let failure = try #require(report.failure)
    #expect(failure.evaluations <= 3 && !failure.isMinimal)
  }
}
