import Foundation
import Testing

@Suite("Recorded attacks")
struct RecordTests {
  private let tool: Tool
  private let record: String

  init() throws {
    tool = try Tool()
    try tool.write(taking(open), to: "Properties/taking.yaml")
    let outcome = try tool.run("attack", "Properties/taking.yaml", "--record", "Counterexamples")
    #expect(outcome.status == 0, "\(outcome)")
    let names = try FileManager.default.contentsOfDirectory(
      atPath: tool.path("Counterexamples").path)
    record = "Counterexamples/\(try #require(names.first))"
    #expect(names.count == 1)
  }

  @Test("a recorded attack gains the same when it is replayed")
  func same() throws {
    let outcome = try tool.run("replay", record)
    #expect(outcome.ended && outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("21/2"))
    #expect(try tool.run("check").status == 0)
  }

  @Test("a record with another gain fails the check")
  func edited() throws {
    let text = try tool.text(of: record)
    try tool.write(text.replacingOccurrences(of: "gain: 21/2", with: "gain: 11"), to: record)
    let outcome = try tool.run("check")
    #expect(outcome.ended && outcome.status == 1, "\(outcome)")
    #expect(outcome.complaints.contains("11") && outcome.complaints.contains("21/2"))
    #expect(try tool.run("replay", record).status == 1)
  }

  @Test(
    "a damaged record is refused",
    arguments: [
      ("gain: 21/2", "gain: much"), ("file: ", "life: "), ("taker.deed", "taker.need"),
      ("plan:", "plan: ["), ("coalition:", "coalition: 1\nrest:"),
      ("the taker", "no such property"),
      ("taking.yaml", "leaving.yaml"),
    ])
  func damaged(part: String, replacement: String) throws {
    let text = try tool.text(of: record)
    #expect(text.contains(part), "\(text)")
    try tool.write(text.replacingOccurrences(of: part, with: replacement), to: record)
    for command in ["check", "replay"] {
      let outcome = try tool.run(command, record)
      #expect(outcome.ended && outcome.status == 2, "\(command): \(outcome)")
      #expect(
        outcome.complaints.contains(record)
          || outcome.complaints.contains(replacement))
    }
  }

  @Test("what is cut off anywhere never crashes")
  func cutOff() throws {
    let text = try tool.text(of: record)
    for length in stride(from: 0, to: text.utf8.count - 2, by: max(1, text.utf8.count / 12)) {
      try tool.write(Data(text.utf8.prefix(length)), to: "cut.yaml")
      let outcome = try tool.run("replay", "cut.yaml")
      #expect(outcome.ended && [1, 2].contains(outcome.status), "\(length): \(outcome)")
    }
  }

  @Test("a mechanism is no record")
  func notARecord() throws {
    #expect(try tool.run("replay", "Properties/taking.yaml").status == 2)
  }
}
