import Testing

@Suite("Interruption")
struct InterruptionTests {
  /// Whether a product of powers can be large while others are bounded: more than a solver can do.
  private let hard = taking(
    """
      quick: {coalition: {bystander: 1}}
      slow:
        coalition: {taker: 1}
        given:
          - x > 1
          - y > 1
          - z > 1
          - x ^ 5 * y ^ 3 + z ^ 7 = x * y * z ^ 4 + 3 * x ^ 2 * z + 1
          - x ^ 7 - y ^ 5 * z ^ 2 = 5 * x * y - 2 * z ^ 3 + 1/3
          - prize = x ^ 3 * z - y ^ 4
    """,
    parameters: """
        x: {default: 2}
        y: {default: 2}
        z: {default: 2}
      """)

  /// Many agents in several steps: a large enumeration.
  private let large: String = {
    let steps = (1...6).map { number in
      """
        - choose: worker.deed\(number)
          options: [a, b, c, d]
          honest: {a: 1/2, b: 1/4, c: 1/8, d: 1/8}
      """
    }
    let counts = (1...6).map { "count(worker where deed\($0) = a) ^ 2" }
    return """
      mechanism: large
      roles: {worker: 6}
      steps:
      \(steps.joined(separator: "\n"))
        - {pay: "\(counts.joined(separator: " + "))", from: world, to: worker}
      properties:
        all: {coalition: {worker: 6}}
      """
  }()

  @Test("whatever is at work, an interrupt ends it within a second, and what was decided is told")
  func interrupt() throws {
    let tool = try Tool()
    try tool.write(taking(open), to: "a.yaml")
    try tool.write(hard, to: "hard.yaml")
    try tool.write(large, to: "large.yaml")
    for name in ["hard.yaml", "large.yaml"] {
      let outcome = try tool.run(
        "check", "a.yaml", name, "--timeout", "300", interruptedAfter: 2)
      #expect(outcome.ended && outcome.status == 130, "\(name): \(outcome)")
      #expect(outcome.seconds < 1, "\(name)")
    }
    let outcome = try tool.run(
      "check", "a.yaml", "hard.yaml", "--format", "json", "--timeout", "300", interruptedAfter: 2)
    let object = try outcome.json()
    let results = try #require(object["results"] as? [[String: Any]])
    #expect(results.contains { $0["mechanism"] as? String == "taking" }, "\(outcome)")
  }
}
