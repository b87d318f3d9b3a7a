import Foundation
import Testing

@Suite("cartel test")
struct TestingTests {
  @Test("random mechanisms without contradictions end with status 0")
  func agreement() throws {
    let outcome = try Tool().run("test", "--random", "--cases", "5")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("5 cases passed"))
  }

  @Test("random games without contradictions end with status 0")
  func games() throws {
    let outcome = try Tool().run("test", "--games", "--cases", "5")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("5 cases passed"))
  }

  @Test("a file is attacked, property by property, and what was never taken is told")
  func file() throws {
    let tool = try Tool()
    try tool.write(taking(safe + open), to: "taking.yaml")
    let outcome = try tool.run("test", "--cases", "20", "taking.yaml")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("smallest coalition that gained: 1 taker"))
    #expect(outcome.output.contains("2 properties attacked in 40 cases"))
    let json = try tool.run("test", "--cases", "20", "--format", "json", "taking.yaml").json()
    #expect((json["tested"] as? [[String: Any]])?.count == 2)
  }

  private static let sale = """
    mechanism: sale
    roles: {client: 1, node: 1}
    accounts: [escrow]
    steps:
      - {pay: 10, from: client, to: escrow}
      - choose: node.result
        options: [correct, nothing]
        honest: correct
        timeout: nothing
      - when: node.result = correct
        then: [{pay: 10, from: escrow, to: node}]
    properties:
      nothing is left: {claim: conservation, expect: broken}
    """

  @Test("where things go wrong, what breaks is told in its simplest run")
  func faults() throws {
    let tool = try Tool()
    try tool.write(Self.sale, to: "sale.yaml")
    let outcome = try tool.run("test", "--faults", "sale.yaml")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("broken     nothing is left"))
    #expect(outcome.output.contains("10 is stuck in escrow"))
    #expect(outcome.output.contains("1 deal; "))
    let json = try tool.run("test", "--faults", "--format", "json", "sale.yaml").json()
    let faults = try #require(json["faults"] as? [[String: Any]])
    #expect(faults[0]["isExpected"] as? Bool == true)
    #expect(faults[0]["breach"] is NSNull)
  }

  @Test("what breaks that is claimed to hold ends with status 1, and what holds that should break")
  func unexpectedFaults() throws {
    let tool = try Tool()
    try tool.write(Self.sale.replacing("expect: broken", with: "expect: proved"), to: "sale.yaml")
    #expect(try tool.run("test", "--faults", "sale.yaml").status == 1)
    let whole = Self.sale.replacing(
      "from: escrow, to: node}]",
      with: "from: escrow, to: node}]\n    else: [{pay: 10, from: escrow, to: client}]")
    try tool.write(whole, to: "sale.yaml")
    let outcome = try tool.run("test", "--faults", "sale.yaml")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("expects broken, and nothing that went wrong"))
  }

  @Test(
    "options that make no sense are complained of",
    arguments: [
      ("--time", "soon"), ("--cases", "0"), ("--token", "!"), ("--random", "a.yaml"),
      ("--games", "a.yaml"),
    ])
  func mistakes(option: String, value: String) throws {
    #expect(try Tool().run("test", option, value).status == 2)
  }
}
