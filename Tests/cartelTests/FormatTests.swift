import Testing

@Suite("JSON")
struct FormatTests {
  private let keys: Set<String> = [
    "mechanism", "property", "verdict", "expected", "coalition", "gain", "parameters", "attack",
    "condition", "reason", "remembered", "seconds", "solver",
  ]

  @Test(
    "a result has the documented keys, exact numbers as strings, and null where nothing applies")
  func results() throws {
    let tool = try Tool()
    try tool.write(taking(safe + open + vacuous + undecided), to: "taking.yaml")
    let outcome = try tool.run("check", "--format", "json", "taking.yaml")
    #expect(outcome.status == 1)
    let object = try outcome.json()
    #expect(object["cartel"] is String)
    #expect((object["errors"] as? [Any])?.isEmpty == true)
    let results = try #require(object["results"] as? [[String: Any]])
    #expect(results.count == 4)
    for result in results {
      #expect(Set(result.keys) == keys)
      #expect(result["mechanism"] as? String == "taking")
      #expect(result["solver"] is String && result["seconds"] is Double)
      let isBroken = result["verdict"] as? String == "broken"
      for key in ["coalition", "gain", "parameters", "attack", "condition"] {
        #expect(isNull(result[key]) == !isBroken, "\(key)")
      }
    }
    #expect(
      results.map { $0["verdict"] as? String } == ["proved", "broken", "vacuous", "undecided"])
    #expect(results[1]["gain"] as? String == "21/2")
    #expect(results[1]["parameters"] as? [String: String] == ["prize": "21/2"])
    #expect(results[1]["coalition"] as? [String: Int] == ["taker": 1])
    #expect(results[1]["condition"] as? String == "prize <= 0")
    #expect(isNull(results[1]["reason"]) && isNull(results[0]["reason"]))
    #expect(results[2]["reason"] is String && results[3]["reason"] is String)
    #expect(isNull(results[3]["expected"]))
    #expect(results[0]["expected"] as? String == "proved")
  }

  @Test("an error has the documented keys, and nothing else is printed")
  func errors() throws {
    let tool = try Tool()
    try tool.write("mechanism: x\nbogus: 1\n", to: "bad.yaml")
    let outcome = try tool.run("check", "--format", "json", "bad.yaml")
    #expect(outcome.status == 2)
    let object = try outcome.json()
    let errors = try #require(object["errors"] as? [[String: Any]])
    #expect(!errors.isEmpty)
    for error in errors {
      #expect(Set(error.keys) == ["file", "line", "column", "message"])
      #expect(error["file"] as? String == "bad.yaml")
      #expect(error["line"] is Int && error["column"] is Int)
    }
  }

  private func isNull(_ value: Any?) -> Bool { value.map { "\(type(of: $0))" } == "NSNull" }
}
