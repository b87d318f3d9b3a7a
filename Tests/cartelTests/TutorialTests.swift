import Foundation
import Testing

/// Carries the tutorial out: its commands, its changes, and what it says that comes out.
@Suite("Tutorial")
struct TutorialTests {
  private static let text = try! String(
    contentsOfFile: #filePath.replacing("Tests/cartelTests/TutorialTests.swift", with: "")
      + "Documentation/Tutorial.md", encoding: .utf8)

  private enum Block {
    case command(String, prints: [String])
    /// Lines of the mechanism, and what stands there afterwards.
    case change(from: String, to: String)
  }

  private static var blocks: [Block] {
    var blocks: [Block] = []
    var kind: Substring?
    var lines: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("```") else {
        if kind != nil { lines.append(line) }
        continue
      }
      if kind == "console" {
        for line in lines {
          if line.hasPrefix("$ ") {
            blocks.append(.command(String(line.dropFirst(2)), prints: []))
          } else if case .command(let command, let printed)? = blocks.popLast() {
            blocks.append(.command(command, prints: printed + [String(line)]))
          }
        }
      } else if kind == "diff" {
        func side(_ marks: String) -> String {
          lines.filter { marks.contains($0.first ?? " ") }.map { $0.dropFirst() + "\n" }.joined()
        }
        blocks.append(.change(from: side("- "), to: side("+ ")))
      }
      kind = kind == nil ? line.dropFirst(3) : nil
      lines = []
    }
    return blocks
  }

  /// Lines without how long things took.
  private static func timeless(_ lines: [String]) -> [String] {
    lines.map { $0.replacing(/\(\d+(\.\d+)? s\)$/, with: "(s)") }
  }

  /// Whether lines are those that are expected, `...` standing for any.
  private static func matches(_ lines: ArraySlice<String>, _ expected: ArraySlice<String>) -> Bool {
    guard let first = expected.first else { return lines.isEmpty }
    if first == "..." {
      return lines.indices.contains { matches(lines[$0...], expected.dropFirst()) }
        || matches([], expected.dropFirst())
    }
    return lines.first == first && matches(lines.dropFirst(), expected.dropFirst())
  }

  @Test("every command prints what the tutorial says, after every change that it makes")
  func tutorial() throws {
    let tool = try Tool()
    var folder = ""
    var commands = 0
    for block in Self.blocks {
      switch block {
      case .change(let old, let new):
        let file = folder + "Properties/deal.yaml"
        let text = try tool.text(of: file)
        #expect(text.components(separatedBy: old).count == 2, "\(old) is not there once")
        try tool.write(text.replacing(old, with: new), to: file)
      case .command(let command, let printed):
        commands += 1
        if command.hasPrefix("cd ") {
          folder = command.dropFirst(3) + "/"
          continue
        }
        let output = try tool.shell(command, in: folder)
        var lines = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        #expect(
          Self.matches(Self.timeless(lines)[...], Self.timeless(printed)[...]),
          "\(command) printed:\n\(output)")
      }
    }
    #expect(commands > 10)
  }
}

extension Tool {
  /// What a command line prints, with the executable on the path.
  fileprivate func shell(_ command: String, in folder: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = path(folder)
    let environment = ProcessInfo.processInfo.environment
    let tools = try Self.executable().deletingLastPathComponent().path
    process.environment = environment.merging([
      "XDG_CACHE_HOME": path(".cache").path, "PATH": "\(tools):\(environment["PATH"] ?? "")",
    ]) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
