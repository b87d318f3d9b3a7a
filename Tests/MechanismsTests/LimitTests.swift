import Foundation
import Mechanisms
import Testing

@Suite("Limits")
struct LimitTests {
  /// What reading says, and that it says it soon: in a second, or in a few in a debug build.
  private func quickMistakes(in text: String) -> [String] {
    let clock = ContinuousClock()
    var found: [String] = []
    let time = clock.measure { found = mistakes(in: text) }
    #expect(time < .seconds(5))
    return found
  }

  @Test("a file of ten megabytes is rejected unread")
  func size() throws {
    let message = "1:1: the file is larger than 1048576 bytes"
    let text = "mechanism: " + String(repeating: "a + ", count: 2_500_000)
    #expect(quickMistakes(in: text) == [message])
    let path = NSTemporaryDirectory() + "/large-\(UUID()).yaml"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect {
      try Mechanism(contentsOf: path)
    } throws: { error in
      "\(error)" == "\(path):\(message)"
    }
  }

  @Test("a file that does not end is rejected")
  func endless() {
    guard FileManager.default.fileExists(atPath: "/dev/zero") else { return }
    #expect(throws: Diagnostics.self) { try Mechanism(contentsOf: "/dev/zero") }
  }

  @Test("a file that is not text is rejected")
  func bytes() throws {
    let path = NSTemporaryDirectory() + "/bytes-\(UUID()).yaml"
    try Data([0x6D, 0xFF, 0xFE]).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect {
      try Mechanism(contentsOf: path)
    } throws: { error in
      "\(error)" == "\(path):1:1: the file is not text in UTF-8"
    }
  }

  @Test("YAML nested deeply is rejected", arguments: [101, 900, 5_000, 100_000])
  func nesting(depth: Int) {
    let flow =
      "mechanism: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    let found = quickMistakes(in: flow)
    #expect(found.count == 1)
    #expect(found[0].hasSuffix(depth < 1_000 ? "nested more than 100 levels deep" : found[0]))
    var block = ""
    for level in 0..<min(depth, 1_300) {
      block += String(repeating: " ", count: level) + "a:\n"
    }
    #expect(quickMistakes(in: block).count == 1)
  }

  @Test("an alias bomb is defused")
  func aliases() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let uses = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(uses)]\n"
    }
    #expect(
      quickMistakes(in: text).first?.hasSuffix(
        "more than 100000 values (aliases count each time they are used)") ?? false)
    for key in ["? *a9\n: 1\n", "[*a9]: 1\n", "*a9 : 1\n"] {
      #expect(
        quickMistakes(in: text + key) == [
          "11:1: in a file with anchors, a key must be plain text, not a list, a map or an alias"
        ])
    }
  }

  @Test("a long text is looked through once, however many aliases repeat it")
  func longAliases() {
    let text = String(repeating: "x", count: 500_000)
    let list = Array(repeating: "*t", count: 90_000).joined(separator: ", ")
    #expect(
      mistakes(in: "mechanism: a\nabout: &t \(text)\nsource: [\(list)]\nroles: {r: 1}\nsteps: []")
        == ["3:9: expected a text, found a list"])
  }

  @Test("anchors and aliases within the limits are read")
  func reuse() {
    let text = """
      mechanism: reuse
      roles: {a: 1, b: 1}
      steps:
        - &deal {pay: 1, from: a, to: b}
        - *deal
        - {choose: a.x, options: &menu [yes, no], honest: yes}
        - {choose: b.y, options: *menu, honest: yes}
      """
    #expect(mistakes(in: text) == [])
  }

  @Test("a long formula is rejected")
  func length() {
    let sum = Array(repeating: "price", count: 2_000).joined(separator: " + ")
    #expect(
      stepMistakes("  - {pay: \(sum), from: node, to: escrow}")
        == ["8:11: the formula is longer than 10000 characters"])
  }

  @Test(
    "a deep formula is rejected",
    arguments: [
      String(repeating: "(", count: 4_000) + "1" + String(repeating: ")", count: 4_000),
      String(repeating: "-", count: 9_000) + "1", String(repeating: "not ", count: 2_000) + "true",
      Array(repeating: "1", count: 2_000).joined(separator: " + "),
      String(repeating: "if true then 1 else ", count: 400) + "1",
      String(repeating: "min(", count: 1_500) + "1" + String(repeating: ")", count: 1_500),
      String(repeating: "count(node where size(", count: 300),
    ])
  func depth(formula: String) {
    let found = quickMistakes(
      in: "mechanism: a\nroles: {node: 1}\nsteps: [{let: x, be: \"\(formula)\"}]")
    #expect(found.count == 1)
    #expect(
      found[0].hasSuffix("the formula is more than 200 levels deep")
        || formula.hasPrefix("count") && found[0].contains("expected"))
  }

  @Test("a formula as deep as allowed is read and checked, on any thread")
  func allowedDepth() async throws {
    let formula = String(repeating: "(", count: 199) + "1" + String(repeating: ")", count: 199)
    let sum = Array(repeating: "1", count: 200).joined(separator: " + ")
    let nots = String(repeating: "not ", count: 199) + "true"
    let text =
      "mechanism: a\nroles: {node: 1}\nsteps: [{let: x, be: \(formula)}, {let: y, be: \(sum)}, {let: z, be: \(nots)}]"
    let found = await Task.detached { mistakes(in: text) }.value
    #expect(found == [])
  }

  @Test("towers of powers are not worked out")
  func powers() {
    let tower = "((9 ^ 1000 + 1) ^ 1000) ^ 1000"
    #expect(
      quickMistakes(
        in: """
          mechanism: a
          parameters: {p: {default: 1/2}}
          assume: [p < (1e9999 ^ 999) ^ 999]
          roles: {node: 1}
          steps:
            - {pay: \(tower), from: node, to: world}
            - {chance: c, outcomes: {a: (p + \(tower)) ^ 1000, b: 1}}
          """) == [])
  }

  @Test("too many rounds are rejected")
  func rounds() {
    let message = "8:6: more than 10000 steps, counting each round"
    #expect(
      quickMistakes(
        in:
          "mechanism: a\nroles: {node: 1}\n\n\n\n\nsteps:\n  - {repeat: 5001, steps: [{pay: 1, from: node, to: world}, {pay: 1, from: node, to: world}]}"
      ) == ["8:6" + message.dropFirst(3)])
    #expect(
      stepMistakes(
        "  - {repeat: 1000000000, steps: [{repeat: 1000000000, steps: [{repeat: 1000000000, steps: [{pay: 1, from: node, to: world}]}]}]}"
      ) == [message])
    #expect(
      stepMistakes("  - {repeat: 9998, steps: [{pay: 1, from: node, to: world}]}") == [])
  }

  @Test("a file full of mistakes is rejected quickly")
  func manyMistakes() {
    let steps = (0..<10_000).map { "- {pay: a\($0) +, from: x, to: y}" }.joined(separator: "\n")
    #expect(quickMistakes(in: "mechanism: a\nroles: {b: 1}\nsteps:\n\(steps)").count == 50)
    let keys = (0..<40_000).map { "k\($0): v" }.joined(separator: "\n")
    #expect(quickMistakes(in: keys).count == 50)
    #expect(!quickMistakes(in: String(repeating: "::", count: 500_000)).isEmpty)
    #expect(!quickMistakes(in: String(repeating: "&a *a: ", count: 100_000)).isEmpty)
  }
}
