import Testing

@Suite("cartel explain")
struct ExplainTests {
  private let fined = """
    mechanism: fined
    parameters: {prize: {default: 2}, fine: {default: 5}}
    assume: [0 <= prize <= fine]
    roles: {taker: 1}
    steps:
      - {choose: taker.act, options: [leave, take], honest: leave}
      - when: taker.act = take
        then:
          - {pay: prize, from: world, to: taker}
          - {pay: fine, from: taker, to: burn}
    properties:
      nobody takes: {coalition: {taker: 1}, given: [fine <= 9]}
      nobody takes more: {coalition: {taker: 1}, margin: 1}
      too much: {coalition: {taker: 1}, given: [prize > 3, prize < 2]}

    """

  private func tool(_ text: String? = nil) throws -> Tool {
    let tool = try Tool()
    try tool.write(text ?? fined, to: "fined.yaml")
    return tool
  }

  @Test("a proof tells what it needs, what happens without each, and what it does not need")
  func proof() throws {
    let outcome = try tool().run("explain", "fined.yaml", "nobody takes")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("proved     nobody takes"))
    #expect(outcome.output.contains("- prize <= fine  (line 3)"))
    #expect(outcome.output.contains("where it fails: broken. The taker alone gains"))
    #expect(outcome.output.contains("- pay fine from taker to burn  (line 10)"))
    #expect(outcome.output.contains("if nobody pays it: broken. The taker alone gains 2."))
    #expect(
      outcome.output.contains(
        "- 0 <= prize  (line 3): else at line 9, this payment can be negative"))
    #expect(outcome.output.contains("Not needed: fine <= 9; pay prize from world to taker"))
  }

  @Test("the conditions that contradict each other are told")
  func vacuous() throws {
    let outcome = try tool().run("explain", "fined.yaml", "too much")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("- prize > 3  (line 14)"))
    #expect(!outcome.output.contains("prize <= fine"))
  }

  @Test("a broken property tells the attack, and where it would hold")
  func broken() throws {
    let text = fined.replacing(
      "assume: [0 <= prize <= fine]", with: "assume: [0 <= prize, fine >= 0]")
    let outcome = try tool(text).run("explain", "fined.yaml", "nobody takes more")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("The taker alone gains"))
    #expect(outcome.output.contains("safe exactly where prize <= 1 + fine"))
  }

  @Test("as JSON, each premise has its kind and its line")
  func json() throws {
    let results =
      try tool().run("explain", "fined.yaml", "nobody takes", "--format", "json")
      .json()["results"] as? [[String: Any]]
    let explanation = results?.first?["explanation"] as? [String: Any]
    let needed = explanation?["needed"] as? [[String: Any]]
    let premises = needed?.compactMap { $0["premise"] as? [String: Any] }
    #expect(premises?.map { $0["kind"] as? String } == ["assumption", "payment"])
    #expect(premises?.map { $0["line"] as? Int } == [3, 10])
    #expect(needed?.map { $0["without"] as? String } == ["broken", "broken"])
    #expect((explanation?["unneeded"] as? [Any])?.count == 2)
  }

  @Test("a part of a name is enough, if no other has it; else those that may be meant are listed")
  func naming() throws {
    let tool = try tool()
    #expect(
      try tool.run("explain", "fined.yaml", "TAKES MORE").output.contains("nobody takes more"))
    let unnamed = try tool.run("explain", "fined.yaml")
    #expect(unnamed.status == 2)
    #expect(unnamed.complaints.contains("  too much\n"))
    let several = try tool.run("explain", "fined.yaml", "take")
    #expect(several.status == 2)
    #expect(several.complaints.contains("  nobody takes\n  nobody takes more\n"))
    #expect(!several.complaints.contains("too much"))
    let none = try tool.run("explain", "fined.yaml", "nothing")
    #expect(none.status == 2)
    #expect(none.complaints.contains("no property is named like 'nothing'"))
  }
}
