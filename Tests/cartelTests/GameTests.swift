import Foundation
import Testing

@Suite("cartel check of game trees")
struct GameTests {
  private static let examples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Documentation/games")

  private func tool(_ claims: String? = nil) throws -> Tool {
    let tool = try Tool()
    for name in [
      "disputed-result.json", "prisoners-contract.efg", "prisoners-contract.claims.yaml",
    ] {
      try tool.write(try Data(contentsOf: Self.examples.appending(path: name)), to: "games/\(name)")
    }
    if let claims { try tool.write(claims, to: "games/disputed-result.claims.yaml") }
    return tool
  }

  @Test("the examples come out as the README says")
  func examples() throws {
    let outcome = try tool().run("check", "games")
    #expect(outcome.status == 0)
    #expect(outcome.complaints.isEmpty)
    let readme = try String(
      contentsOf: Self.examples.deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "README.md"), encoding: .utf8)
    let start = try #require(readme.range(of: "    disputed-result  (Documentation/games"))
    let end = try #require(readme[start.upperBound...].range(of: "\n\nOf a CheckMate game"))
    let lines = readme[start.lowerBound..<end.lowerBound].split(separator: "\n").dropFirst()
    for line in lines where !line.contains("…") {
      #expect(outcome.output.contains(line.dropFirst(4)), "\(line)")
    }
    #expect(outcome.output.contains("proved     both are honest, and nothing else is"))
    #expect(outcome.output.contains("6 of 6 properties decided: 2 proved, 4 broken"))
  }

  @Test("what is not as expected has status 1, and is told to continuous integration at its claim")
  func expectations() throws {
    let tool = try tool(
      """
      game: disputed-result.json
      claims:
        nobody gains alone: {property: collusion resilience, size: 1, expect: proved}
        nor together: {property: collusion resilience, expect: proved}
      """)
    let outcome = try tool.run("check", "games/disputed-result.json")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("broken     nor together  <- expected: proved"))
    let json = try tool.run("check", "games", "--format", "json").json()
    let results = try #require(json["results"] as? [[String: Any]])
    let result = try #require(results.first { $0["property"] as? String == "nor together" })
    #expect(result["coalition"] as? [String: Int] == ["client": 1, "mediator": 1])
    #expect(result["gain"] as? String == "1/2")
    #expect(result["condition"] as? String == "nowhere")
    let annotations = try tool.run("check", "games", "--format", "github")
    #expect(annotations.output.contains("::error file=games/disputed-result.claims.yaml,line=4"))
    let cases = try tool.run("check", "games", "--format", "junit")
    #expect(cases.output.contains(#"<failure type="broken""#))
  }

  @Test("what does not fit the game is told at its place, with what was probably meant")
  func mistakes() throws {
    let tool = try tool(
      """
      game: disputed-result.json
      histories: [[correct, pya]]
      claims:
        nothing: {property: practicalty}
      """)
    let spelling = try tool.run("check", "games/disputed-result.json")
    #expect(spelling.status == 2)
    #expect(
      spelling.complaints.contains(
        "games/disputed-result.claims.yaml:4:23: 'property' is one of weak immunity, weaker immunity,"
      ))
    #expect(spelling.complaints.contains("did you mean 'practicality'"))
    try tool.write(
      """
      game: disputed-result.json
      histories: [[correct, pya]]
      claims:
        nothing: {property: practicality}
      """, to: "games/disputed-result.claims.yaml")
    let history = try tool.run("check", "games/disputed-result.json")
    #expect(history.status == 2)
    #expect(
      history.complaints.contains(
        "games/disputed-result.claims.yaml:2:13: there is no history 'correct, pya' that ends the game"
      ))
  }

  @Test(
    "a game of which nothing is claimed says where to claim it, and other commands say who takes it"
  )
  func nothingClaimed() throws {
    let tool = try tool()
    try FileManager.default.removeItem(at: tool.path("games/prisoners-contract.claims.yaml"))
    let outcome = try tool.run("check", "games/prisoners-contract.efg")
    #expect(outcome.status == 2)
    #expect(outcome.complaints.contains("games/prisoners-contract.claims.yaml"))
    let other = try tool.run("bound", "games/disputed-result.json")
    #expect(other.status == 2)
    #expect(
      other.complaints.contains("this is a game tree: 'cartel check' and 'cartel export' take it"))
  }
}
