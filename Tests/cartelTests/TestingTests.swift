import Testing

@Suite("cartel test")
struct TestingTests {
  @Test("random mechanisms without contradictions end with status 0")
  func agreement() throws {
    let outcome = try Tool().run("test", "--random", "--cases", "5")
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

  @Test(
    "options that make no sense are complained of",
    arguments: [("--time", "soon"), ("--cases", "0"), ("--token", "!"), ("--random", "a.yaml")])
  func mistakes(option: String, value: String) throws {
    #expect(try Tool().run("test", option, value).status == 2)
  }
}
