import PropertyTesting
import Testing

@Suite("Shrinking")
struct ShrinkingTests {
  @Test("challenges reach their simplest case", arguments: ShrinkingChallenge.all)
  func challenge(_ challenge: ShrinkingChallenge) async throws {
    var evaluations: [Int] = []
    var other: [String: Int] = [:]
    for seed in 0..<100 {
      var settings = Settings(cases: 20_000)
      settings.seed = UInt64(seed)
      let report = await challenge.property().examine(settings)
      guard let failure = report.failure else {
        other["\(report.lines)", default: 0] += 1
        continue
      }
      evaluations.append(failure.evaluations)
      let found = failure.notes.joined()
      if !challenge.simplest.contains(found) { other[found, default: 0] += 1 }
    }
    evaluations.sort()
    let median = evaluations[evaluations.count / 2]
    print(
      "\(challenge.name): \(100 - other.values.reduce(0, +)) of 100 minimal, evaluations:",
      "median \(median), most \(evaluations.last ?? 0), allowed \(challenge.evaluations ?? 0)")
    for (found, count) in other.sorted(by: { $0.value > $1.value }).prefix(5) {
      print("  not minimal, \(count) times: \(found)")
    }
    #expect(other.values.reduce(0, +) <= 1, "\(other)")
    if let allowed = challenge.evaluations {
      #expect(median <= allowed)
      #expect((evaluations.last ?? 0) <= 10 * allowed)
    }
  }
}
