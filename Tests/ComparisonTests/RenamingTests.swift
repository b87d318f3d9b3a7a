import Comparison
import Mechanisms
import Testing

@Suite("Renaming")
struct RenamingTests {
  /// Old and new words, whole ones.
  private func renamed(_ name: String, _ words: KeyValuePairs<String, String>) throws -> Mechanism {
    let old = try Shipped.mechanism(name)
    var text = try old.text()
    for (word, new) in words {
      let pattern = try Regex("\\b\(word)\\b").wordBoundaryKind(.simple)
      guard text.contains(pattern) else { throw Shipped.NotThere(text: word) }
      text.replace(pattern, with: new)
    }
    return try Mechanism(reading: text, file: "renamed.yaml")
  }

  @Test(
    "names alone make no difference, whatever they name",
    arguments: [
      (
        "checking/audit",
        [
          "node": "worker", "deposit": "bond", "escrow": "vault", "wrong": "fake",
          "audited": "looked",
          "yes": "found", "result": "answer",
        ]
      ),
      (
        "mediation/random-mediator",
        [
          "arbiter": "judge_drawn", "mediator": "referee", "to_client": "share",
          "collateral": "bond",
          "pool": "crowd", "silence": "nothing_said", "verdict": "ruling_given",
        ]
      ),
      (
        "staking/staked-committee",
        ["stake": "pledge", "appeal": "second_look", "upheld": "passed", "majority": "quorum"]
      ),
      (
        "deployments/modicum-deal",
        ["provider": "seller", "fine": "penalty", "sharp": "keen", "look": "glance"]
      ),
      ("reputation/reputation", ["node": "seller", "excluded": "banned"]),
    ] as [(String, KeyValuePairs<String, String>)])
  func pure(name: String, words: KeyValuePairs<String, String>) throws {
    let comparison = RuleComparison(from: try Shipped.mechanism(name), to: try renamed(name, words))
    #expect(comparison.isSame, "\(comparison.changes)")
    let pairs = Dictionary(
      comparison.renaming.pairs.map { ($0.old.text, $0.new) }, uniquingKeysWith: { $1 })
    for (old, new) in words { #expect(pairs[old] == new) }
  }

  private static let told = """
    mechanism: told
    roles: {client: 1, node: 1, mediator: 3}
    accounts: [escrow, reserve]
    steps:
      - {chance: one, outcomes: {y: 1, n: 0}}
      - {chance: two, outcomes: {y: 0, n: 1}}
      - {draw: judge, from: mediator}
      - {draw: second, from: mediator}
      - {choose: node.result, options: [good, bad], honest: good}
      - {choose: node.report, options: [good, bad], honest: good}
      - {choose: client.word, options: [fine, poor], honest: poor}
      - {let: bonus, be: 1}
      - {let: penalty, be: 2}
      - when: one = y and node.result = client.word
        then: [{pay: bonus, from: client, to: node}, {pay: penalty, from: node, to: escrow}]
    """

  @Test(
    "two names that become one are no renaming",
    arguments: [
      ["let: penalty": "let: bonus", "pay: penalty": "pay: bonus"],
      ["chance: two": "chance: one"], ["draw: second": "draw: judge"],
      ["node.report": "node.result"],
      ["[fine, poor]": "[good, bad]", "honest: poor": "honest: bad"],
      ["to: escrow": "to: reserve"],
    ])
  func merged(words: [String: String]) throws {
    var text = Self.told
    for (old, new) in words {
      #expect(text.contains(old))
      text = text.replacing(old, with: new)
    }
    let old = try Mechanism(reading: Self.told, file: "old.yaml")
    let new = try Mechanism(reading: text, file: "new.yaml")
    #expect(!RuleComparison(from: old, to: new).isSame)
    #expect(!RuleComparison(from: new, to: old).isSame)
  }

  @Test("two names that are exchanged everywhere make no difference")
  func exchanged() throws {
    let comparison = RuleComparison(
      from: try Shipped.mechanism("checking/audit"),
      to: try renamed(
        "checking/audit", ["price": "passing", "deposit": "price", "passing": "deposit"]))
    #expect(comparison.isSame, "\(comparison.changes)")
    let parameters = comparison.renaming.pairs.filter { $0.old.kind == .parameter }
    #expect(parameters.map(\.new) == ["price", "deposit"])
  }

  @Test("words, comments and the order of keys make no difference")
  func words() throws {
    let comparison = RuleComparison(
      from: try Shipped.mechanism("checking/audit"),
      to: try Shipped.mechanism(
        "checking/audit", ("One node computes.", "A node computes. "),
        ("  guess:   {about: what inventing a result costs the node, default: 0}\n", ""),
        (
          "  check:   {about: the probability of an audit, default: 1/4}",
          "  # what is most often asked\n  check: {default: 1/4}\n  guess: {default: 0}"
        ), ("outcomes: {yes: check, no: 1 - check}", "outcomes: {no: 1 - check, yes: check}")))
    #expect(comparison.isSame && comparison.renaming.isEmpty)
  }

  @Test("a name that is given to one option only makes a difference where options are compared")
  func sharedOptions() throws {
    func mechanism(_ other: String) throws -> Mechanism {
      try Mechanism(
        reading: """
          mechanism: agreement
          roles: {left: 1, right: 1}
          steps:
            - {choose: left.vote, options: [yes, no], honest: yes}
            - {choose: right.vote, options: [\(other), no], honest: \(other)}
            - when: left.vote = right.vote
              then: [{pay: 1, from: world, to: left}]
          """, file: "agreement.yaml")
    }
    let comparison = RuleComparison(from: try mechanism("yes"), to: try mechanism("aye"))
    #expect(!comparison.isSame)
  }

  @Test("a name that is given to one of several options of that name is told apart")
  func ownOptions() throws {
    func mechanism(_ other: String) throws -> Mechanism {
      try Mechanism(
        reading: """
          mechanism: agreement
          roles: {left: 1, right: 1}
          steps:
            - {choose: left.vote, options: [yes, no], honest: yes}
            - {choose: right.vote, options: [\(other), no], honest: \(other)}
            - when: left.vote = yes and right.vote = \(other)
              then: [{pay: 1, from: world, to: left}]
          """, file: "agreement.yaml")
    }
    let comparison = RuleComparison(from: try mechanism("yes"), to: try mechanism("aye"))
    #expect(comparison.isSame, "\(comparison.changes)")
    #expect(comparison.renaming.pairs.map(\.old) == [Name(.option(of: "right.vote"), "yes")])
  }

  @Test("a renaming does not hide a change, nor a change a renaming")
  func both() throws {
    let comparison = RuleComparison(
      from: try Shipped.mechanism("checking/audit"),
      to: try Shipped.mechanism(
        "checking/audit", ("deposit", "bond"), ("to: burn", "to: client")))
    #expect(comparison.renaming.pairs.contains { $0.old.text == "deposit" && $0.new == "bond" })
    #expect(
      comparison.changes.map(\.kind) == [.changed(entry: "to", old: "burn", new: "client")])
  }

  @Test("a parameter that is gone is not called like one that stands elsewhere")
  func unrelated() throws {
    let comparison = RuleComparison(
      from: try Shipped.mechanism("checking/audit"),
      to: try Shipped.mechanism(
        "checking/audit",
        (
          "options:\n      correct: {cost: cost}\n      wrong:   {cost: guess}",
          "options:\n      correct: {cost: cost}\n      wrong:   {cost: 0}"
        ),
        (
          "  guess:   {about: what inventing a result costs the node, default: 0}",
          "  bonus:   {about: what an honest result earns, default: 3}"
        ),
        ("0 <= guess < cost", "0 <= bonus and 0 < cost"), (" - guess", ""),
        ("guess = 0, ", "")))
    #expect(comparison.renaming.isEmpty, "\(comparison.renaming.pairs)")
  }
}
