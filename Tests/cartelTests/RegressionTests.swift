import Foundation
import Testing

@Suite("Recorded attacks under other rules")
struct RegressionTests {
  private let tool: Tool
  private let record = "Counterexamples/bonded--the-taker.yaml"
  private let mechanism = "Properties/bonded.yaml"

  private static let text = """
    mechanism: bonded
    parameters: {prize: {default: 10}, bond: {default: 4}}
    assume: [prize >= 0, bond >= 0]
    roles: {taker: 1, other: 1}
    accounts: [escrow]
    steps:
      - {pay: bond, from: taker, to: escrow}
      - {choose: taker.deed, options: [leave, take], honest: leave}
      - when: taker.deed = take
        then:
          - {pay: prize, from: world, to: taker}
          - {pay: bond, from: escrow, to: burn}
        else: [{pay: bond, from: escrow, to: taker}]
    properties:
      the taker: {coalition: {taker: 1}, given: [prize = 10, bond = 4], expect: broken}

    """

  init() throws {
    tool = try Tool()
    try tool.write(Self.text, to: mechanism)
    let outcome = try tool.run("record")
    #expect(outcome.output.hasPrefix("added \(record)"), "\(outcome)")
  }

  /// Changes the mechanism, and says what `check` makes of the record alone.
  private func change(_ changes: [(String, String)], expect verdict: String) throws -> Outcome {
    var text = Self.text
    for (part, other) in changes {
      #expect(text.contains(part))
      text = text.replacingOccurrences(of: part, with: other)
    }
    try tool.write(
      text.replacingOccurrences(of: "expect: broken", with: "expect: \(verdict)"), to: mechanism)
    return try tool.run("check", record)
  }

  /// Changes after which the attack does not work, with what is said to have stopped it.
  static let stops: [(changes: [(String, String)], reason: String)] = [
    (
      [("pay: bond,", "pay: 3 * bond,")],
      "it gains -2, and more than 0 would break 'the taker'; the rules have changed since it was recorded: at first, there was 'taker pays 4 to escrow', and now 'taker pays 12 to escrow' (Properties/bonded.yaml:7:11)"
    ),
    (
      [("      - {pay: prize, from: world, to: taker}\n", "")],
      "it gains -4, and more than 0 would break 'the taker'; the rules have changed since it was recorded: after 'taker at taker.deed: take', there was 'world pays 10 to taker', and now 'escrow pays 4 to burn'"
    ),
    (
      [("[leave, take]", "[leave, grab]"), ("deed = take", "deed = grab")],
      "at taker.deed, the plan takes 'take', which cannot be taken there"
    ),
    (
      [("taker.deed", "taker.act")],
      "its plan does not fit the mechanism: Counterexamples/bonded--the-taker.yaml:13:7: unknown step 'taker.deed'"
    ),
    (
      [
        ("assume: [prize >= 0,", "assume: [5 >= prize >= 0,"),
        ("prize: {default: 10}", "prize: {default: 5}"),
      ],
      "its parameters are not allowed by '5 >= prize >= 0' (Properties/bonded.yaml:3:10)"
    ),
    (
      [("given: [prize = 10,", "given: [prize = 9,")],
      "its parameters are not allowed by 'prize = 9'"
    ),
    (
      [
        ("prize: {default: 10}", "prize: {default: 10}, fee: "), ("pay: prize", "pay: prize - fee"),
      ],
      "it gives no value to the parameter 'fee', which has no default"
    ),
    (
      [("coalition: {taker: 1}", "coalition: {other: 1}")],
      "it needs 1 'taker' agents, and 'the taker' speaks of at most 0"
    ),
    (
      [("coalition: {taker: 1}, given", "claim: conservation, given")],
      "'the taker' claims something now that it is no counterexample to"
    ),
  ]

  @Test(
    "of an attack that is expected and no longer works, it is said what stopped it",
    arguments: stops.indices)
  func stopped(index: Int) throws {
    let stop = Self.stops[index]
    let outcome = try change(stop.changes, expect: "broken")
    #expect(outcome.status == 1, "\(outcome)")
    #expect(
      outcome.complaints.hasPrefix(
        "\(record): the recorded attack no longer works: \(stop.reason)"),
      "\(outcome)")
  }

  @Test(
    "an attack that was fixed stays fixed, and counts; where it works again, that is a regression",
    arguments: stops.indices)
  func fixed(index: Int) throws {
    let fixed = try change(Self.stops[index].changes, expect: "proved")
    #expect(fixed.status == 0, "\(fixed)")
    #expect(fixed.output.contains("one fixed attack stays fixed") && fixed.complaints.isEmpty)
    let again = try change([], expect: "proved")
    #expect(again.status == 1)
    #expect(
      again.complaints.hasPrefix(
        "\(record): the recorded attack works again, though 'the taker' is expected to be proved: it gains 6"
      ),
      "\(again)")
  }

  @Test("an attack that still pays, but something else, is told with what differs")
  func otherGain() throws {
    let outcome = try change(
      [
        ("{pay: bond, from: taker", "{pay: bond / 2, from: taker"),
        ("{pay: bond, from: escrow", "{pay: bond / 2, from: escrow"),
      ], expect: "broken")
    #expect(outcome.status == 1)
    #expect(
      outcome.complaints.contains(
        "gains 8 now, 6 when it was recorded; the rules have changed since it was recorded: at first, there was 'taker pays 4 to escrow', and now 'taker pays 2 to escrow' (Properties/bonded.yaml:7:11)"
      ),
      "\(outcome)")
  }

  @Test("other spelling changes nothing, and a new parameter has its default")
  func spelling() throws {
    let outcome = try change(
      [
        ("mechanism: bonded", "# about bonds\nabout: bonds\nmechanism: bound"),
        (
          "prize: {default: 10}, bond: {default: 4}",
          "tax: {default: 0}, bond: {default: 4}, prize: {default: 10}"
        ),
        ("pay: prize", "pay: prize - tax"),
      ], expect: "broken")
    #expect(outcome.status == 0, "\(outcome)")
  }

  // MARK: - Pruning

  @Test(
    "an attack that no longer works is removed, saying why; one that was fixed is kept",
    arguments: stops.indices)
  func pruning(index: Int) throws {
    let stop = Self.stops[index]
    _ = try change(stop.changes, expect: "proved")
    let isOfRules = !["speaks of at most", "no counterexample"].contains {
      stop.reason.contains($0)
    }
    let kept = try tool.run("prune", "--dry-run")
    #expect(kept.status == 0)
    #expect(kept.output.contains(isOfRules ? "1 kept" : "would remove \(record): "), "\(kept)")
    _ = try change(stop.changes, expect: "broken")
    let dry = try tool.run("prune", "--dry-run")
    #expect(dry.output.hasPrefix("would remove \(record): "), "\(dry)")
    #expect(FileManager.default.fileExists(atPath: tool.path(record).path))
    let removed = try tool.run("prune")
    #expect(removed.status == 0)
    let why = try #require(stop.reason.split(separator: ";").first)
    #expect(removed.output.hasPrefix("removed \(record): \(why)"), "\(removed)")
    #expect(!FileManager.default.fileExists(atPath: tool.path(record).path))
  }

  @Test("an attack that works is kept")
  func keeping() throws {
    let outcome = try tool.run("prune")
    #expect(
      outcome.status == 0 && outcome.output.hasPrefix("recorded attacks: 1 kept"), "\(outcome)")
  }

  @Test("records of what is gone are removed")
  func gone() throws {
    try FileManager.default.removeItem(at: tool.path(mechanism))
    let check = try tool.run("check", record)
    #expect(check.status == 2)
    #expect(
      check.complaints.hasPrefix(
        "\(record):3:7: its mechanism '../Properties/bonded.yaml' is no file; 'cartel prune' removes such records"
      ),
      "\(check)")
    #expect(try tool.run("prune").output.hasPrefix("removed \(record): its mechanism "))
  }

  @Test("an attack that was fixed is not replaced by another one on its property")
  func besides() throws {
    let before = try tool.text(of: record)
    let hiding = "  - {when: taker.deed = hide, then: [{pay: 1, from: world, to: taker}]}"
    let check = try change(
      [
        ("[leave, take]", "[leave, take, hide]"), ("pay: prize", "pay: 0"),
        ("\nproperties", "\n\(hiding)\nproperties"),
      ], expect: "proved")
    #expect(check.output.contains("one fixed attack stays fixed"), "\(check)")
    let outcome = try tool.run("record")
    #expect(
      outcome.output.hasPrefix("added Counterexamples/bonded--the-taker--2.yaml"), "\(outcome)")
    #expect(try tool.text(of: record) == before)
  }
}
