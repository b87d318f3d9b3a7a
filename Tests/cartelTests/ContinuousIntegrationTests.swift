import Foundation
import Testing

/// A name with everything in it that some format has to escape.
private let awkwardName = "<b> & ]]> 100%, \"x\": é"
private let awkward =
  #"  "<b> & ]]> 100%, \"x\": é": {coalition: {taker: 1}, expect: proved}"# + "\n"

@Suite("Formats for continuous integration")
struct ContinuousIntegrationTests {
  private let tool: Tool

  /// Properties of every kind, a recorded attack that gains something else now, and a file that cannot be read.
  init() throws {
    tool = try Tool()
    try tool.write(taking(open), to: "Properties/taking.yaml")
    let record = "Counterexamples/taking--the-taker.yaml"
    #expect(try tool.run("record").output.contains(record))
    let text = try tool.text(of: record)
    try tool.write(text.replacingOccurrences(of: "gain: 21/2", with: "gain: 11"), to: record)
    try tool.write(
      taking(safe + open + wrong + vacuous + undecided + awkward), to: "Properties/taking.yaml")
    try tool.write("bogus: 1\n" + taking(safe), to: "Properties/not a mechanism.yaml")
  }

  private func document(_ format: String) throws -> String {
    let outcome = try tool.run("check", "--format", format)
    #expect(outcome.ended && outcome.status == 2, "\(outcome)")
    #expect(outcome.complaints.isEmpty)
    return outcome.output
  }

  // MARK: - JUnit XML

  @Test("JUnit XML fits its schema, whatever came out")
  func jUnit() throws {
    let text = try document("junit")
    #expect(try Validator.jUnit.objections(to: text) == nil)
    #expect(text.contains("&lt;b&gt; &amp; ]]&gt; 100%, &quot;x&quot;: é"))
    #expect(text.contains("<testsuite name=\"taking\" tests=\"6\" failures=\"3\" errors=\"0\""))
    #expect(text.contains("<testsuite name=\"recorded attacks\" tests=\"1\" failures=\"1\""))
    #expect(text.contains("<testsuite name=\"files\" tests=\"1\" failures=\"0\" errors=\"1\""))
  }

  @Test("the schema of JUnit XML refuses something else")
  func wrongJUnit() throws {
    let text = try document("junit").replacingOccurrences(of: "classname=", with: "class=")
    #expect(try Validator.jUnit.objections(to: text)?.contains("class") == true)
  }

  // MARK: - SARIF

  @Test("SARIF fits its schema, whatever came out")
  func sarif() throws {
    let text = try document("sarif")
    #expect(try Validator.sarif.objections(to: text) == nil)
  }

  @Test("the schema of SARIF refuses something else")
  func wrongSARIF() throws {
    let text = try document("sarif").replacingOccurrences(of: "startLine", with: "line")
    #expect(try Validator.sarif.objections(to: text)?.contains("line") == true)
  }

  @Test("an attack points at the line of its property, and each deed at the line of its step")
  func lines() throws {
    let object = try tool.run("check", "--format", "sarif", "Properties/taking.yaml").json()
    let runs = try #require(object["runs"] as? [[String: Any]])
    let results = try #require(runs.first?["results"] as? [[String: Any]])
    #expect(
      results.map { "\($0["kind"] ?? "") \($0["level"] ?? "")" }
        == ["fail error", "fail error", "fail error", "open none"])
    let attack = try #require(results.first)
    #expect(attack["ruleId"] as? String == "no-profitable-deviation")
    let source = try tool.text(of: "Properties/taking.yaml").components(separatedBy: "\n")
    let locations = try #require(attack["locations"] as? [[String: Any]])
    #expect(try source[line(of: locations) - 1].hasPrefix("  hopeful:"))
    let flows = try #require(attack["codeFlows"] as? [[String: Any]])
    let threads = try #require(flows.first?["threadFlows"] as? [[String: Any]])
    let steps = try #require(threads.first?["locations"] as? [[String: Any]])
    let places = steps.compactMap { $0["location"] as? [String: Any] }
    #expect(places.count == 1)
    #expect(try source[line(of: places) - 1].contains("choose: taker.deed"))
    let message = places.first?["message"] as? [String: Any]
    #expect(message?["text"] as? String == "the taker at taker.deed: take, not leave")
  }

  private func line(of locations: [[String: Any]]) throws -> Int {
    let physical = try #require(locations.first?["physicalLocation"] as? [String: Any])
    let artifact = try #require(physical["artifactLocation"] as? [String: Any])
    #expect(artifact["uri"] as? String == "Properties/taking.yaml")
    let region = try #require(physical["region"] as? [String: Any])
    return try #require(region["startLine"] as? Int)
  }

  @Test("what was decided in an earlier run is told alike")
  func remembered() throws {
    let first = try document("sarif")
    #expect(try document("sarif") == first)
  }

  @Test("an attack where the file expects nothing is a note")
  func note() throws {
    let outcome = try tool.run("attack", "--format", "sarif", "Properties/taking.yaml")
    #expect(try Validator.sarif.objections(to: outcome.output) == nil)
    #expect(outcome.output.contains("\"level\" : \"note\""))
  }

  // MARK: - GitHub

  @Test("each line for GitHub Actions is a command by its grammar, but for the summary")
  func gitHub() throws {
    let lines = try document("github").split(separator: "\n")
    let commands = lines.compactMap { WorkflowCommand(String($0)) }
    #expect(lines.count == commands.count + 1 && lines.last?.contains("properties decided") == true)
    try #require(
      commands.map(\.name) == ["error", "error", "error", "error", "error", "warning"])
    #expect(commands[0].properties["file"] == "Properties/not a mechanism.yaml")
    #expect(commands[0].properties["line"] == "1" && commands[0].message.contains("bogus"))
    #expect(commands[1].properties["file"]?.hasPrefix("Counterexamples/") == true)
    #expect(commands[1].properties["line"] == nil)
    #expect(commands[2].properties["title"] == "taking: hopeful")
    #expect(commands[2].message.hasPrefix("broken, expected proved\nThe taker alone gains "))
    #expect(commands.map { $0.properties["title"] }.contains("taking: \(awkwardName)"))
  }

  @Test("what is as expected is not annotated")
  func calm() throws {
    try tool.write(taking(safe + open), to: "calm.yaml")
    let outcome = try tool.run("check", "--format", "github", "calm.yaml")
    #expect(outcome.status == 0 && outcome.output.hasPrefix("2 of 2 properties decided"))
  }

  // MARK: - All of them

  @Test(
    "the status is that of any other format", arguments: ["junit", "sarif", "github"],
    [(safe + open, 0), (wrong, 1), (undecided, 3)] as [(String, Int32)])
  func status(format: String, properties: (String, Int32)) throws {
    try tool.write(taking(properties.0), to: "some.yaml")
    #expect(try tool.run("check", "--format", format, "some.yaml").status == properties.1)
  }

  @Test(
    "a command with nothing to tell in a format says so", arguments: ["junit", "sarif", "github"])
  func refused(format: String) throws {
    for command in ["verify", "findings", "prune", "explain"] {
      let outcome = try tool.run(command, "Properties", "--format", format)
      #expect(outcome.ended && outcome.status == 2 && !outcome.complaints.isEmpty, "\(outcome)")
    }
  }

  @Test("the workflow in the README is one by GitHub's schema")
  func workflow() throws {
    let blocks = try Validator.text(of: "README.md").components(separatedBy: "```yaml\n")
      .dropFirst()
      .map { $0.components(separatedBy: "\n```")[0] }
    let workflow = try #require(blocks.first { $0.contains("\njobs:") })
    #expect(try Validator.workflow.objections(to: workflow) == nil)
    let wrong = workflow.replacingOccurrences(of: "runs-on:", with: "runs_on:")
    #expect(try Validator.workflow.objections(to: wrong) != nil)
  }
}
