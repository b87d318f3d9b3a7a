import Foundation
import Mechanisms
import Testing

@Suite("The hash of what a mechanism means")
struct DigestTests {
  private static let text = """
    mechanism: deal
    about: one deal
    parameters: {price: {about: what is paid, default: 10}, fine: {default: 1}}
    assume: [price > 0, fine >= 0]
    roles: {node: 1, judge: 2}
    accounts: [pot]
    steps:
      - {choose: node.result, options: {good: {cost: 4}, bad: }, honest: good}
      - {chance: seen, outcomes: {yes: 1/4, no: 3/4}}
      - when: node.result = bad and seen = yes
        then: [{pay: fine, from: node, to: pot}]
      - {pay: price, from: world, to: node}
    properties:
      the node: {coalition: {node: 1}, given: [fine > 0], expect: proved}
    """

  private func mechanism(replacing part: String = "", by other: String = "") throws -> Mechanism {
    if !part.isEmpty { #expect(Self.text.contains(part)) }
    return try Mechanism(
      reading: Self.text.replacingOccurrences(of: part, with: other), file: "deal.yaml")
  }

  @Test(
    "how it is written does not matter",
    arguments: [
      ("mechanism: deal", "mechanism: another name"), ("about: one deal", "about: something else"),
      ("{about: what is paid, default: 10}", "{default: 20/2}"),
      (
        "{price: {about: what is paid, default: 10}, fine: {default: 1}}",
        "{fine: {default: 1}, price: {default: 10.0}}"
      ),
      ("roles: {node: 1, judge: 2}", "roles: {judge: 2, node: 1} # who takes part"),
      ("{good: {cost: 4}, bad: }", "{bad: , good: {cost: 4}}"),
      ("{yes: 1/4, no: 3/4}", "{no: 0.75, yes: 0.25}"), ("accounts: [pot]", "accounts: {pot: }"),
      ("bad and seen = yes", "bad  and  (seen = yes)"), ("expect: proved", "expect: broken"),
      ("  the node: {coalition", "  a node: {coalition"),
    ])
  func spelling(part: String, other: String) throws {
    #expect(try mechanism(replacing: part, by: other).digest == mechanism().digest)
  }

  @Test(
    "what it says does",
    arguments: [
      ("default: 10", "default: 11"), ("price > 0", "price >= 0"), ("judge: 2", "judge: 3"),
      ("accounts: [pot]", "accounts: {pot: {may go below zero: true}}"), ("cost: 4", "cost: 5"),
      ("honest: good", "honest: bad"), ("honest: good", "honest: good, seen by: none"),
      ("honest: good", "honest: good, timeout: bad"),
      ("{yes: 1/4, no: 3/4}", "{yes: 3/4, no: 1/4}"), ("to: pot", "to: burn"),
      ("- {pay: price, from: world, to: node}", "- {pay: price + 1, from: world, to: node}"),
      ("bad and seen", "bad or seen"), ("price: {about", "worth: {default: 1}, price: {about"),
    ])
  func meaning(part: String, other: String) throws {
    #expect(try mechanism(replacing: part, by: other).digest != mechanism().digest)
  }

  @Test("a property's words and expectation do not matter; what it asks does")
  func properties() throws {
    func meaning(replacing part: String = "", by other: String = "") throws -> String {
      try #require(mechanism(replacing: part, by: other).properties.first).meaning
    }
    let same = try meaning()
    #expect(try meaning(replacing: "expect: proved", by: "assuming: luck") == same)
    #expect(try meaning(replacing: "the node: {", by: "nobody else: {") == same)
    #expect(try meaning(replacing: "given: [fine > 0]", by: "given: [fine > 1]") != same)
    #expect(try meaning(replacing: "coalition: {node: 1}", by: "coalition: {judge: 1}") != same)
  }

  @Test("which file says it does not matter")
  func bases() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Self.text.write(
      to: folder.appendingPathComponent("deal.yaml"), atomically: true, encoding: .utf8)
    try "based on: deal.yaml\nmechanism: variant\n".write(
      to: folder.appendingPathComponent("variant.yaml"), atomically: true, encoding: .utf8)
    let variant = try Mechanism(contentsOf: folder.appendingPathComponent("variant.yaml").path)
    #expect(try variant.digest == mechanism().digest)
  }
}
