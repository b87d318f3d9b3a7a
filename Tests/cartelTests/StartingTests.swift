import Foundation
import Testing

@Suite("Starting")
struct StartingTests {
  private let mechanism = "Properties/deal.yaml"

  @Test("what init makes is checked at once, and as it claims")
  func atOnce() throws {
    let tool = try Tool()
    let made = try tool.run("init")
    #expect(made.status == 0 && made.complaints.isEmpty, "\(made)")
    let checked = try tool.run("check")
    #expect(checked.status == 0 && checked.complaints.isEmpty, "\(checked)")
    #expect(checked.output.contains("3 of 3 properties decided"))
    #expect(try tool.run("fmt", "--check").status == 0)
  }

  @Test(
    "with the smaller deposit that its first comment names, an attack is shown; without it, none")
  func newcomer() throws {
    let tool = try Tool()
    _ = try tool.run("init")
    let text = try tool.text(of: mechanism)
    let parts = ["- deposit >= 3 * price", "2 * price instead of 3 * price"]
    for part in parts { #expect(text.components(separatedBy: part).count == 2) }
    try tool.write(
      text.replacing("- deposit >= 3 * price", with: "- deposit >= 2 * price"), to: mechanism)
    let broken = try tool.run("check")
    #expect(broken.status == 1 && broken.output.contains("The node alone gains"), "\(broken)")
    try tool.write(text, to: mechanism)
    #expect(try tool.run("check").status == 0)
  }

  @Test("init makes a directory that does not exist, and leaves what is there")
  func elsewhere() throws {
    let tool = try Tool()
    try tool.write("mine", to: "shop/notes.txt")
    #expect(try tool.run("init", "shop").output.contains("cd shop"))
    #expect(try tool.run("check", "shop").status == 0)
    #expect(try tool.text(of: "shop/notes.txt") == "mine")
    #expect(try tool.run("init", "new/one").status == 0)
  }

  @Test(
    "init overwrites nothing, and then writes nothing",
    arguments: ["Properties/deal.yaml", "Counterexamples/README.md", "cartel.schema.json"])
  func overwriting(file: String) throws {
    let tool = try Tool()
    try tool.write("mine", to: file)
    let outcome = try tool.run("init")
    #expect(outcome.ended && outcome.status == 2 && outcome.complaints.contains(file), "\(outcome)")
    #expect(try tool.text(of: file) == "mine")
    let names = try FileManager.default.subpathsOfDirectory(atPath: tool.folder.path)
    #expect(names.filter { $0.contains(".") && !$0.hasPrefix(".") } == [file])
  }

  @Test("where nothing can be written, init says so")
  func unwritable() throws {
    let tool = try Tool()
    try tool.write("a file", to: "shop")
    let outcome = try tool.run("init", "shop")
    #expect(outcome.ended && outcome.status == 2, "\(outcome)")
    #expect(outcome.complaints.contains("shop is a file, not a directory"), "\(outcome)")
  }

  @Test(
    "what init wrote before it failed is taken away again",
    arguments: ["Properties", "Counterexamples", "cartel.schema.json"])
  func failing(name: String) throws {
    let tool = try Tool()
    try FileManager.default.createDirectory(
      at: tool.path("shop"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: tool.path("shop/\(name)").path, withDestinationPath: "nowhere")
    let outcome = try tool.run("init", "shop")
    #expect(outcome.status == 2 && outcome.complaints.contains(name), "\(outcome)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: tool.path("shop").path) == [name])
  }

  @Test("init takes away only directories that it made")
  func failingInDirectories() throws {
    let tool = try Tool()
    try FileManager.default.createDirectory(
      at: tool.path("Properties"), withIntermediateDirectories: false)
    try tool.write("a file", to: "Counterexamples")
    let outcome = try tool.run("init")
    #expect(outcome.status == 2 && outcome.complaints.contains("is a file"), "\(outcome)")
    #expect(try tool.text(of: "Counterexamples") == "a file")
    #expect(FileManager.default.fileExists(atPath: tool.path("Properties").path))
    #expect(!FileManager.default.fileExists(atPath: tool.path(mechanism).path))
  }

  @Test(
    "the step to the new directory is one for the shell",
    arguments: [
      ("a b $(x)", "cd 'a b $(x)' && "), ("it's", #"cd 'it'\''s' && "#), ("-x", "cd ./-x && "),
      ("~", "cd './~' && "), ("x/y", "cd x/y && "),
    ])
  func quoting(name: String, step: String) throws {
    let tool = try Tool()
    let outcome = try tool.run("init", "--no-git", "--", name)
    #expect(outcome.status == 0 && outcome.output.contains("  \(step)cartel check"), "\(outcome)")
    #expect(FileManager.default.fileExists(atPath: tool.path("\(name)/\(mechanism)").path))
  }

  @Test("an empty name is no directory")
  func nameless() throws {
    let outcome = try Tool().run("init", "")
    #expect(outcome.status == 2 && outcome.output.isEmpty, "\(outcome)")
    #expect(outcome.complaints.contains("has no name"))
  }

  @Test(
    "the first line of the mechanism leads an editor to the schema, which is what schema prints")
  func schema() throws {
    let tool = try Tool()
    _ = try tool.run("init")
    let line = try tool.text(of: mechanism).prefix { $0 != "\n" }
    let path = try #require(line.split(separator: "$schema=").last)
    let file = tool.path(mechanism).deletingLastPathComponent().appendingPathComponent(String(path))
    let printed = try tool.run("schema")
    #expect(printed.status == 0)
    #expect(try String(contentsOf: file, encoding: .utf8) == printed.output)
    #expect(try printed.json()["$schema"] as? String == "http://json-schema.org/draft-07/schema#")
  }
}
