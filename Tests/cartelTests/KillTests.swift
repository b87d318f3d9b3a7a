import Foundation
import Testing

@Suite("Killing")
struct KillTests {
  /// How often; `make kills` asks for many more.
  private static let kills =
    ProcessInfo.processInfo.environment["CARTEL_KILLS"].flatMap(Int.init) ?? 10

  private static let mechanism = taking(
    safe + open
      + (1...12).map {
        "  the taker at \($0): {coalition: {taker: 1}, given: [prize < \($0)], expect: broken}\n"
      }.joined())

  /// What was decided: everything but how long it took, and when.
  private func verdicts(_ outcome: Outcome) throws -> [NSDictionary] {
    let results = try outcome.json()["results"] as? [[String: Any]] ?? []
    return results.map { result in
      result.filter { !["seconds", "remembered"].contains($0.key) } as NSDictionary
    }
  }

  @Test("a check that is killed at any moment costs the next one time, and nothing else")
  func killing() throws {
    let tool = try Tool()
    try tool.write(Self.mechanism, to: "m.yaml")
    let arguments = ("check", "m.yaml", "--format", "json", "--store", "answers.sqlite")
    func run(_ more: String, killedAfter life: Double? = nil) throws -> Outcome {
      try tool.run(
        arguments.0, arguments.1, arguments.2, arguments.3, arguments.4, arguments.5, more,
        killedAfter: life)
    }
    let whole = try run("--fresh")
    let expected = try verdicts(whole)
    #expect(expected.count == 14)
    var died = 0
    for number in 0..<Self.kills {
      // Some are killed while all is written for the first time, some while it is written again.
      if number.isMultiple(of: 2) {
        for ending in ["", "-wal", "-shm"] {
          try? FileManager.default.removeItem(at: tool.path("answers.sqlite" + ending))
        }
      }
      let killed = try run("--fresh", killedAfter: .random(in: 0...whole.seconds))
      if !killed.ended { died += 1 }
      let next = try run("--jobs=2")
      #expect(next.ended)
      #expect(next.status == 0)
      #expect(try verdicts(next) == expected)
    }
    #expect(died > 0)
  }
}
