import Foundation
import Testing

@Suite("Formatting files")
struct FmtTests {
  private let crooked = taking(open).replacing("\n  ", with: "\n     ")

  @Test(
    "a file is formatted in place, with its mode and as where a link leads; then nothing is left to do"
  )
  func inPlace() throws {
    let tool = try Tool()
    try tool.write(crooked, to: "it.yaml")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: tool.path("it.yaml").path)
    try FileManager.default.createSymbolicLink(
      atPath: tool.path("link.yaml").path, withDestinationPath: "it.yaml")
    let outcome = try tool.run("fmt", "link.yaml")
    #expect(outcome.status == 0 && outcome.output.hasPrefix("link.yaml\n"), "\(outcome)")
    #expect(try tool.text(of: "it.yaml") == (try tool.text(of: "link.yaml")))
    #expect(try tool.text(of: "it.yaml").contains("\n  - choose"))
    let files = FileManager.default
    #expect(try files.destinationOfSymbolicLink(atPath: tool.path("link.yaml").path) == "it.yaml")
    let mode = try files.attributesOfItem(atPath: tool.path("it.yaml").path)[.posixPermissions]
    #expect(mode as? Int == 0o640)
    #expect(try tool.run("fmt", "--check", "it.yaml").status == 0)
  }

  @Test("with --check, files are listed and left alone")
  func check() throws {
    let tool = try Tool()
    try tool.write(crooked, to: "Properties/it.yaml")
    let outcome = try tool.run("fmt", "--check")
    #expect(outcome.ended && outcome.status == 1, "\(outcome)")
    #expect(outcome.output.hasPrefix("Properties/it.yaml\n"))
    #expect(try tool.text(of: "Properties/it.yaml") == crooked)
  }

  @Test(
    "what is no mechanism, or not understood, is told with its place and left alone",
    arguments: [
      ("mechanism: x\nsteps: [", "it.yaml:3:"), ("surprise: 1\n", "it.yaml:1:1"),
      ("mechanism: &x taking\n" + taking(open).dropFirst(18), "it.yaml:1:1: an anchor"),
    ])
  func others(text: String, place: String) throws {
    let tool = try Tool()
    try tool.write(text, to: "it.yaml")
    try tool.write(crooked, to: "other.yaml")
    let outcome = try tool.run("fmt", "it.yaml", "other.yaml")
    #expect(outcome.ended && outcome.status == 2, "\(outcome)")
    #expect(outcome.complaints.contains(place), "\(outcome)")
    #expect(try tool.text(of: "it.yaml") == text)
    #expect(try tool.text(of: "other.yaml") != crooked)
  }

  @Test("recorded attacks and JSON files are passed over")
  func passedOver() throws {
    let tool = try Tool()
    try tool.write(taking(open), to: "Properties/taking.yaml")
    _ = try tool.run("record")
    try tool.write(
      "{\"mechanism\": \"x\", \"roles\": {\"a\": 1}, \"steps\": [\n{\"let\": \"b\", \"be\": 1}]}",
      to: "it.json")
    let outcome = try tool.run("fmt", "--check", ".")
    #expect(outcome.status == 0 && outcome.output == "0 of 1 file would change\n", "\(outcome)")
  }
}
