import Foundation
import Testing

@Suite("Recorded attacks")
struct RecordTests {
  private let tool: Tool
  private let record = "Counterexamples/taking--the-taker.yaml"

  init() throws {
    tool = try Tool()
    try tool.write(taking(open + safe), to: "Properties/taking.yaml")
    let outcome = try tool.run("record")
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.hasPrefix("added \(record)\n"))
    #expect(outcome.output.contains("recorded attacks: 1 added"))
  }

  @Test("a recorded attack gains the same when it is replayed")
  func same() throws {
    let outcome = try tool.run("replay", record)
    #expect(outcome.ended && outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("21/2"))
    let check = try tool.run("check")
    #expect(check.status == 0)
    #expect(check.output.contains("1 of 1 recorded attacks replayed with the same gain"))
  }

  @Test("what is recorded already is left as it is, and what is found otherwise replaces it")
  func again() throws {
    let before = try tool.text(of: record)
    #expect(try tool.run("record").output.hasPrefix("2 of 2 properties decided"))
    try tool.write(
      before.replacingOccurrences(of: "gain: 21/2", with: "gain: 11"), to: record)
    let outcome = try tool.run("record", "Properties/taking.yaml")
    #expect(outcome.output.hasPrefix("replaced \(record)\n"), "\(outcome)")
    #expect(try tool.text(of: record) == before)
  }

  @Test(
    "a file that is no record of the attack is left alone, and the attack is recorded beside it",
    arguments: [
      "", "Remarks on the attack.\n", "attack: taking\nformat: 1\n", taking(safe),
    ])
  func others(text: String) throws {
    try tool.write(text, to: record)
    try leavesAlone(text)
  }

  @Test("a record that cannot be read is left alone, and the attack is recorded beside it")
  func unreadable() throws {
    let before = try tool.text(of: record)
    for (part, other) in [("format: 1", "format: 2"), ("gain: 21/2", "gain: much")] {
      let text = before.replacingOccurrences(of: part, with: other)
      #expect(text != before)
      try tool.write(text, to: record)
      try leavesAlone(text)
      try FileManager.default.removeItem(at: tool.path("Counterexamples/taking--the-taker--2.yaml"))
    }
  }

  private func leavesAlone(_ text: String) throws {
    let other = "Counterexamples/taking--the-taker--2.yaml"
    let outcome = try tool.run("record")
    #expect(outcome.output.hasPrefix("added \(other)\n"), "\(outcome)")
    #expect(try tool.text(of: record) == text)
    #expect(try tool.run("replay", other).status == 0)
    #expect(try tool.run("record").output.contains("recorded attacks: 1 unchanged"))
  }

  @Test("a record that means the same is left as somebody wrote it")
  func remarks() throws {
    let text =
      try "# Why it matters.\n"
      + tool.text(of: record).replacingOccurrences(of: "gain: 21/2", with: "gain: 10.5")
    try tool.write(text, to: record)
    let outcome = try tool.run("record")
    #expect(outcome.output.contains("recorded attacks: 1 unchanged"), "\(outcome)")
    #expect(try tool.text(of: record) == text)
  }

  @Test("attacks are recorded where one says, and on the property that is named")
  func elsewhere() throws {
    let outcome = try tool.run(
      "record", "Properties", "--directory", "found", "--property", "the taker")
    #expect(outcome.output.hasPrefix("added found/taking--the-taker.yaml\n"), "\(outcome)")
    #expect(try tool.text(of: "found/taking--the-taker.yaml").contains("../Properties/taking.yaml"))
    #expect(try tool.run("record", "--property", "nobody").status == 2)
  }

  @Test("properties of one name in mechanisms of one name have records of their own")
  func namesakes() throws {
    try tool.write(taking(open), to: "Properties/other.yaml")
    let outcome = try tool.run("record")
    #expect(outcome.output.contains("Counterexamples/taking--the-taker--2.yaml"), "\(outcome)")
    #expect(try tool.run("record").output.contains("recorded attacks: 2 unchanged"))
  }

  @Test("a record with another gain fails the check")
  func edited() throws {
    let text = try tool.text(of: record)
    try tool.write(text.replacingOccurrences(of: "gain: 21/2", with: "gain: 11"), to: record)
    let outcome = try tool.run("check")
    #expect(outcome.ended && outcome.status == 1, "\(outcome)")
    #expect(outcome.complaints.contains("gains 21/2 now, 11 when it was recorded"))
    #expect(outcome.complaints.contains("the rules are those that it was recorded under"))
    #expect(try tool.run("replay", record).status == 1)
  }

  @Test(
    "a damaged record is refused, with the place",
    arguments: [
      ("gain: 21/2", "gain: much"), ("file: ", "life: "), ("at: taker.deed", "at: taker.need"),
      ("plan:", "plan: ["), ("coalition: {taker: 1}", "coalition: 1"),
      ("property: the taker", "property: no such property"),
      ("taking.yaml", "leaving.yaml"), ("format: 1", "format: 7"),
      ("coalition: {taker: 1}", "coalition: {taker: 7000000000}"),
    ])
  func damaged(part: String, replacement: String) throws {
    let text = try tool.text(of: record)
    #expect(text.contains(part), "\(text)")
    try tool.write(text.replacingOccurrences(of: part, with: replacement), to: record)
    for command in ["check", "replay", "prune"] {
      let outcome = try tool.run(command, record)
      let isGone = ["no such property", "leaving.yaml"].contains { replacement.contains($0) }
      if command == "prune", isGone {
        #expect(outcome.status == 0 && outcome.output.hasPrefix("removed \(record): its mechanism"))
        continue
      }
      #expect(outcome.ended && outcome.status == 2, "\(command): \(outcome)")
      #expect(outcome.complaints.contains("\(record):"), "\(outcome)")
      #expect(FileManager.default.fileExists(atPath: tool.path(record).path))
    }
  }

  @Test("a huge file is no record")
  func huge() throws {
    let text = try tool.text(of: record) + String(repeating: "# nothing\n", count: 200_000)
    try tool.write(text, to: record)
    let outcome = try tool.run("replay", record)
    #expect(outcome.ended && outcome.status == 2, "\(outcome)")
    #expect(outcome.complaints.contains("the file is larger than"))
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

  @Test("as JSON, a run says what it did to which file")
  func json() throws {
    let outcome = try tool.run("record", "--format", "json")
    let records = try #require(try outcome.json()["records"] as? [[String: String]])
    #expect(records == [["file": record, "change": "unchanged"]])
  }
}
