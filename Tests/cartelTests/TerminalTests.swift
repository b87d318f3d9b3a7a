import Foundation
import Testing

@Suite("Terminal")
struct TerminalTests {
  private let file = taking(safe + open + wrong)

  @Test("on a terminal, verdicts are coloured, lines are as wide as it is, and work is shown")
  func terminal() throws {
    let tool = try Tool()
    try tool.write(file, to: "m.yaml")
    let text = try tool.runOnTerminal("check", "m.yaml", columns: 50)
    #expect(text.contains("\u{1B}[32mproved"))
    #expect(text.contains("examining taking"))
    let shown = text.replacing(/\u{1B}\[[0-9;]*[a-zA-Z]/, with: "")
      .split { $0 == "\r\n" || $0 == "\n" || $0 == "\r" }
    #expect(shown.contains("taking  (m.yaml)"))
    // Rows of tables are as long as they are.
    #expect(shown.allSatisfy { $0.count <= 50 || $0.firstMatch(of: /\w  +\S+  +/) != nil })
  }

  @Test("no colours where none are wanted, and no view on a terminal that cannot show one")
  func plain() throws {
    let tool = try Tool()
    try tool.write(file, to: "m.yaml")
    let colourless = try tool.runOnTerminal("check", "m.yaml", environment: ["NO_COLOR": "1"])
    #expect(!colourless.contains("\u{1B}[3"))
    #expect(colourless.contains("proved     the bystander"))
    let dumb = try tool.runOnTerminal("check", "m.yaml", environment: ["TERM": "dumb"])
    #expect(!dumb.contains("\u{1B}"))
    #expect(!dumb.contains("examining"))
  }

  @Test("in a pipe there are neither colours nor progress, and lines are whole")
  func pipe() throws {
    let tool = try Tool()
    try tool.write(file, to: "m.yaml")
    let outcome = try tool.run("check", "m.yaml")
    #expect(!outcome.output.contains("\u{1B}"))
    #expect(outcome.complaints.isEmpty)
    #expect(outcome.output.contains("(usually 21/2)") || outcome.output.contains("as usual: "))
  }

  @Test("quietly, only what is not as expected is told; verbosely, also what it took")
  func detail() throws {
    let tool = try Tool()
    try tool.write(file, to: "m.yaml")
    let quiet = try tool.run("check", "m.yaml", "--quiet")
    #expect(quiet.status == 1)
    #expect(quiet.output.contains("hopeful  <- expected: proved"))
    #expect(!quiet.output.contains("the bystander"))
    try tool.write(taking(safe), to: "safe.yaml")
    let calm = try tool.run("check", "safe.yaml", "--quiet").output
    #expect(calm.hasPrefix("1 of 1 properties decided: 1 proved"))
    let verbose = try tool.run("check", "m.yaml", "--verbose").output
    #expect(verbose.contains("proved     the bystander  ("))
    #expect(try tool.run("check", "m.yaml", "--verbose").output.contains("known from before)"))
    #expect(try tool.run("check", "m.yaml", "--verbose", "--quiet").status == 2)
  }
}

extension Tool {
  /// What the executable writes on a terminal.
  fileprivate func runOnTerminal(
    _ arguments: String..., columns: Int = 80, environment: [String: String] = [:]
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let command =
      "stty cols \(columns); exec \(try Self.executable().path) "
      + arguments.joined(separator: " ")
    process.arguments = ["script", "-qec", command, "/dev/null"]
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment
      .filter { !["NO_COLOR", "FORCE_COLOR"].contains($0.key) }
      .merging(["XDG_CACHE_HOME": path(".cache").path, "TERM": "xterm-256color"]) { $1 }
      .merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
