import Testing

@Suite("cartel bound")
struct BoundTests {
  private let priced = """
    mechanism: priced
    parameters: {prize: {default: 1}, fine: {default: 2}, catch: {default: 1/2}}
    assume: [prize > 0, fine >= 0, 0 <= catch <= 1]
    roles: {taker: 1}
    steps:
      - {choose: taker.act, options: [leave, take], honest: leave}
      - chance: luck
        outcomes: {caught: catch, free: 1 - catch}
      - when: taker.act = take
        then:
          - {pay: prize, from: world, to: taker}
          - when: luck = caught
            then: [{pay: fine, from: taker, to: burn}]
    properties:
      nobody takes: {coalition: {taker: 1}}
      some fine deters: {coalition: {taker: 1}, claim: some parameters are safe}
      no fine deters who is never caught:
        coalition: {taker: 1}
        given: [catch = 0]
        claim: some parameters are safe

    """

  private func tool() throws -> Tool {
    let tool = try Tool()
    try tool.write(priced, to: "priced.yaml")
    return tool
  }

  @Test("the condition is told, solved, with the attack that needs it and a safe point")
  func text() throws {
    let outcome = try tool().run(
      "bound", "priced.yaml", "--property", "nobody takes", "--solve-for", "fine")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("safe exactly where prize <= catch*fine"))
    #expect(outcome.output.contains("that is, catch > 0: fine >= prize/catch · catch = 0: never"))
    #expect(outcome.output.contains("The taker alone gains"))
    #expect(
      outcome.output.contains("safe, for example, where prize = 1, fine = 2, catch = 1/2"))
  }

  @Test("check tells where a broken property holds, and that a claim is impossible")
  func check() throws {
    let outcome = try tool().run("check", "priced.yaml")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("safe exactly where prize <= catch*fine"))
    #expect(outcome.output.contains("impossible no fine deters who is never caught"))
    #expect(outcome.output.contains("1 proved, 1 broken, 1 impossible"))
  }

  @Test("as JSON, a condition is a formula, true or false")
  func json() throws {
    let results = try tool().run("bound", "--format", "json", "priced.yaml").json()["results"]
    let conditions = (results as? [[String: Any]])?.map { $0["condition"] as? String }
    #expect(conditions == ["prize <= catch*fine", "prize <= catch*fine", "false"])
  }

  @Test("what does not exist is complained of", arguments: ["--property", "--solve-for"])
  func mistakes(option: String) throws {
    let outcome = try tool().run("bound", "priced.yaml", option, "nothing")
    #expect(outcome.status == 2)
    #expect(outcome.complaints.contains("'nothing'"))
  }
}
