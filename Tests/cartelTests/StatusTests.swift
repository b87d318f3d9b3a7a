import Testing

@Suite("Exit statuses")
struct StatusTests {
  @Test(
    "the status tells what came out, the gravest first",
    arguments: [
      (safe + open, 0), (safe + wrong, 1), (safe + vacuous, 1), (safe + undecided, 3),
      (undecided + wrong, 1), (undecided + vacuous, 1),
    ] as [(String, Int32)])
  func status(properties: String, expected: Int32) throws {
    let tool = try Tool()
    try tool.write(taking(properties), to: "taking.yaml")
    let outcome = try tool.run("check", "taking.yaml")
    #expect(outcome.ended && outcome.status == expected, "\(outcome)")
  }

  @Test("a wrong file outweighs a wrong expectation, and the others are decided all the same")
  func errorsFirst() throws {
    let tool = try Tool()
    try tool.write(taking(wrong + undecided), to: "a.yaml")
    try tool.write("mechanism: [", to: "b.yaml")
    let outcome = try tool.run("check", ".")
    #expect(outcome.ended && outcome.status == 2)
    #expect(outcome.output.contains("broken"))
    #expect(outcome.complaints.contains("b.yaml:2:"))
  }

  @Test("time that has run out leaves a property undecided")
  func timeout() throws {
    let tool = try Tool()
    try tool.write(taking(open), to: "taking.yaml")
    let outcome = try tool.run("check", "--timeout", "0.001", "taking.yaml")
    #expect(outcome.ended && outcome.output.contains("undecided"), "\(outcome)")
    #expect(outcome.status == 3)
  }

  @Test(
    "a wrong command line is told with status 2",
    arguments: [
      ["frobnicate"], ["check", "--nonsense"], ["check", "--timeout", "0"],
      ["check", "--jobs", "0"],
      ["check", "--format", "xml"], ["check", "--timeout", "soon"], ["check"], ["attack"],
      ["replay"], ["record"], ["record", "--directory"], ["prune"],
      ["replay", "a.yaml", "--itf"], ["check", "--timeout", "nan"],
      ["check", "--timeout", "-1"], ["check", "missing.yaml"],
    ])
  func commandLine(arguments: [String]) throws {
    let tool = try Tool()
    let outcome: Outcome =
      switch arguments.count {
      case 1: try tool.run(arguments[0])
      case 2: try tool.run(arguments[0], arguments[1])
      default: try tool.run(arguments[0], arguments[1], arguments[2])
      }
    #expect(outcome.ended && outcome.status == 2, "\(outcome)")
    #expect(!outcome.complaints.isEmpty)
  }

  @Test("help and the version are answers", arguments: ["--help", "--version", "help"])
  func help(argument: String) throws {
    let outcome = try Tool().run(argument)
    #expect(outcome.ended && outcome.status == 0 && !outcome.output.isEmpty)
  }

  @Test("without paths, Properties and Counterexamples are checked")
  func usualPlaces() throws {
    let tool = try Tool()
    try tool.write(taking(open), to: "Properties/taking.yaml")
    let outcome = try tool.run("check")
    #expect(outcome.ended && outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("taking"))
  }

  @Test("a pipe sees no progress")
  func progress() throws {
    let tool = try Tool()
    try tool.write(taking(safe + open), to: "taking.yaml")
    let outcome = try tool.run("check", "taking.yaml")
    #expect(outcome.complaints.isEmpty)
    #expect(!outcome.output.contains("\u{1B}") && !outcome.output.contains("\r"))
  }

  @Test("looking for an attack succeeds, whatever the file expects")
  func attack() throws {
    let tool = try Tool()
    try tool.write(taking(wrong + safe), to: "taking.yaml")
    let outcome = try tool.run("attack", "taking.yaml")
    #expect(outcome.ended && outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("21/2"))
    #expect(try tool.run("attack", "taking.yaml", "--property", "other").status == 2)
  }
}
