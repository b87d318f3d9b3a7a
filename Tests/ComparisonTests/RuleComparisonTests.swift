import Comparison
import Mechanisms
import Testing

@Suite("Changes of the rules")
struct RuleComparisonTests {
  private func changes(
    _ name: String, _ edits: (old: String, new: String)...
  ) throws -> [RuleChange] {
    let old = try Shipped.mechanism(name)
    let new = try edits.reduce(try old.text()) { text, edit in
      guard text.contains(edit.old) else { throw Shipped.NotThere(text: edit.old) }
      return text.replacing(edit.old, with: edit.new)
    }
    return RuleComparison(from: old, to: try Mechanism(reading: new, file: "new.yaml")).changes
  }

  @Test("a halved default is that of a parameter")
  func halvedDefault() throws {
    let changes = try changes("checking/audit", ("\"20\"", "\"10\""))
    #expect(changes.map(\.subject) == [.parameter("deposit")])
    #expect(changes.map(\.kind) == [.changed(entry: "default", old: "20", new: "10")])
  }

  @Test("a halved payment is that of one step, in its place")
  func halvedPayment() throws {
    let changes = try changes(
      "staking/staked-committee", ("\"pay\": \"stake\"", "\"pay\": \"stake / 2\""))
    #expect(
      changes.map(\.subject) == [.step("pay stake from mediator where vote = uphold to burn")])
    #expect(changes.map(\.kind) == [.changed(entry: "pay", old: "stake", new: "stake / 2")])
    #expect(
      changes.first?.inside.map(\.step)
        == ["when node.result = correct", "when upheld and appeal = overturned"])
    #expect(changes.first?.inside.map(\.isElse) == [true, false])
  }

  @Test("a redirected slash is a payment that goes to somebody else")
  func redirected() throws {
    let changes = RuleComparison(
      from: try Shipped.mechanism("checking/audit"),
      to: try Shipped.mechanism("checking/audit", ("to: burn", "to: client"))
    ).changes
    #expect(changes.map(\.subject) == [.step("pay deposit from escrow to burn")])
    #expect(changes.map(\.kind) == [.changed(entry: "to", old: "burn", new: "client")])
    #expect(changes.first?.location.line == 38)
  }

  @Test("of two steps that are swapped, one comes after the other now")
  func swapped() throws {
    let changes = RuleComparison(
      from: try Shipped.mechanism("checking/audit"),
      to: try Shipped.mechanism(
        "checking/audit",
        (
          """
            - {pay: price, from: client, to: escrow}
            - {pay: deposit, from: node, to: escrow}
          """,
          """
            - {pay: deposit, from: node, to: escrow}
            - {pay: price, from: client, to: escrow}
          """
        ))
    ).changes
    try #require(changes.count == 1)
    #expect(
      [
        RuleChange.Kind.moved(after: "pay deposit from node to escrow", outOf: nil),
        .moved(after: nil, outOf: nil),
      ].contains(changes[0].kind))
  }

  @Test("a step that is put inside of another one is moved, not gone and new")
  func wrapped() throws {
    let changes = RuleComparison(
      from: try Shipped.mechanism("checking/audit"),
      to: try Shipped.mechanism(
        "checking/audit",
        (
          "  - {pay: deposit, from: node, to: escrow}",
          "  - when: deposit > 1\n    then: [{pay: deposit, from: node, to: escrow}]"
        ))
    ).changes
    #expect(
      Set(changes.map(\.kind)) == [.added(nil), .moved(after: nil, outOf: [])], "\(changes)")
  }

  @Test("what an option costs, who sees a choice, and what is prescribed are told by their entries")
  func choices() throws {
    let changes = RuleComparison(
      from: try Shipped.mechanism("checking/audit"),
      to: try Shipped.mechanism(
        "checking/audit", ("{cost: guess}", "{cost: guess / 2}\n      none_at_all:"),
        ("honest: correct", "honest: wrong"),
        ("    seen by: none\n", "    timeout: wrong\n"))
    ).changes
    #expect(
      Set(changes.map(\.kind)) == [
        .changed(entry: "cost", old: "guess", new: "guess / 2"), .added(nil),
        .changed(entry: "honest", old: "correct", new: "wrong"),
        .changed(entry: "seen by", old: "none", new: nil),
        .changed(entry: "timeout", old: nil, new: "wrong"),
      ])
  }

  @Test("parameters, assumptions, roles, accounts and properties are compared by their names")
  func declarations() throws {
    let changes = RuleComparison(
      from: try Shipped.mechanism("mediation/random-mediator"),
      to: try Shipped.mechanism(
        "mediation/random-mediator", ("type: integer, default: 10", "type: integer"),
        ("  - multiple >= 0\n", "  - multiple >= 1\n"),
        ("accounts: [escrow]", "accounts: [escrow, treasury]"),
        ("mediator: pool}", "mediator: pool, watcher: 2}"),
        ("    coalition: {size: 2}\n    expect: broken", "    coalition: {size: 3}"))
    ).changes
    #expect(
      changes.map(\.kind) == [
        .changed(entry: "default", old: "10", new: nil),
        .changed(entry: "assume", old: "multiple >= 0", new: "multiple >= 1"),
        .added("2"), .added(nil),
        .changed(entry: "coalition", old: "{size: 2}", new: "{size: 3}"),
        .changed(entry: "expect", old: "broken", new: nil),
        // What is claimed of all accounts is claimed of the new one.
        .changed(entry: "accounts", old: "[escrow]", new: "[escrow, treasury]"),
        .changed(entry: "accounts", old: "[escrow]", new: "[escrow, treasury]"),
      ])
  }

  @Test(
    "every shipped step is itself, and its own counterpart",
    arguments: [
      "mediation/appeals", "deployments/lilypad-v2-grinding", "taxes-and-jackpots/truebit",
    ])
  func same(name: String) throws {
    let mechanism = try Shipped.mechanism(name)
    let comparison = RuleComparison(from: mechanism, to: mechanism)
    #expect(comparison.isSame && comparison.renaming.isEmpty)
  }
}
