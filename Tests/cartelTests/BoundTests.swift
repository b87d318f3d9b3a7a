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

  @Test("what does not exist is complained of", arguments: ["--property", "--solve-for", "--over"])
  func mistakes(option: String) throws {
    let outcome = try tool().run("bound", "priced.yaml", option, "nothing")
    #expect(outcome.status == 2)
    #expect(outcome.complaints.contains("'nothing'"))
  }

  @Test("the largest gain is told at the defaults, over parameters, and without a bound")
  func largestGain() throws {
    let tool = try tool()
    func output(over names: String) throws -> String {
      let outcome = try tool.run(
        "bound", "priced.yaml", "--property", "nobody takes", "--over", names)
      #expect(outcome.status == 0)
      return outcome.output
    }
    let plain = try tool.run("bound", "priced.yaml", "--property", "nobody takes")
    #expect(plain.output.contains("the largest gain at the defaults: 0\n"))
    let over = try output(over: "fine,catch")
    #expect(
      over.contains(
        "the largest gain over fine, catch: 1, where fine = 2, catch = 0 (else at the defaults)"))
    #expect(over.contains("it is 1 - catch*fine, or 0"))
    let ray = try output(over: "prize")
    #expect(ray.contains("no bound; it grows for ever, from where prize = "))
    #expect(ray.contains(", changing prize by 1 (else at the defaults)"))
  }

  @Test("the cheapest safe parameters are told, or that there are none")
  func cheapest() throws {
    let outcome = try tool().run("bound", "priced.yaml", "--minimise", "3*fine")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("the least 3*fine: 6, where fine = 2 (else at the defaults)"))
    #expect(outcome.output.contains("the least 3*fine: none; no parameters are safe"))
  }

  @Test("what is no cost is complained of", arguments: ["min(fine, 1)", "fine +", "wages"])
  func noCost(cost: String) throws {
    let outcome = try tool().run("bound", "priced.yaml", "--minimise", cost)
    #expect(outcome.status == 2)
    #expect(outcome.complaints.contains("'\(cost)' is no cost"))
  }

  @Test("as JSON, a bound has its kind, its place and its formulas")
  func jsonBounds() throws {
    let results =
      try tool().run(
        "bound", "--format", "json", "priced.yaml", "--over", "fine", "--minimise", "fine"
      ).json()["results"] as? [[String: Any]]
    let result = try #require(results?.first)
    let largest = try #require(result["largestGain"] as? [String: Any])
    let gain = try #require(largest["gain"] as? [String: Any])
    #expect(gain["kind"] as? String == "attained" && gain["value"] as? String == "1")
    #expect((gain["parameters"] as? [String: String])?["fine"] == "0")
    let formulas = largest["formulas"] as? [[String: Any]]
    #expect(formulas?.map { $0["gain"] as? String } == ["1 - 1/2*fine"])
    let cost = (result["cheapest"] as? [String: Any])?["cost"] as? [String: Any]
    #expect(cost?["value"] as? String == "2")
  }
}
