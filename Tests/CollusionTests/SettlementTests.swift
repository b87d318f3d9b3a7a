import Exact
import Mechanisms
import Testing

@testable import Collusion

/// What is in accounts, on every path, whoever does what.
@Suite("Accounts")
struct SettlementTests {
  /// A deal with an escrow, and a fault in one of its payments.
  private func deal(
    refund: String = "price", payout: String = "price + deposit", release: String = "deposit"
  ) -> String {
    """
    mechanism: deal
    parameters: {price: {default: 10}, deposit: {default: 20}}
    assume: [price > 0, deposit > 0]
    roles: {client: 1, node: 1}
    accounts: [escrow]
    steps:
      - {pay: price, from: client, to: escrow}
      - {pay: deposit, from: node, to: escrow}
      - choose: node.result
        options: [correct, wrong, late]
        honest: correct
      - when: node.result = correct
        then: [{pay: \(payout), from: escrow, to: node}]
        else:
          - {pay: \(refund), from: escrow, to: client}
          - when: node.result = wrong
            then: [{pay: \(release), from: escrow, to: burn}]
            else: [{pay: deposit, from: escrow, to: burn}]
    """
  }

  private func verdict(_ text: String, _ claim: String) async throws -> Verdict {
    let mechanism = try Mechanism(
      reading: text + "\nproperties:\n  it: {claim: \(claim)}\n", file: "deal.yaml")
    #expect(try await Checker().problems(of: mechanism).found.isEmpty)
    return try await Checker().finding(on: mechanism.properties[0], of: mechanism).verdict
  }

  private func breach(_ text: String, _ claim: String) async throws -> Breach {
    guard case .broken(.breach(let breach)) = try await verdict(text, claim) else {
      throw Missing()
    }
    return breach
  }

  private struct Missing: Error {}

  @Test("the deal without a fault is solvent, and leaves nothing behind")
  func sound() async throws {
    #expect(try await verdict(deal(), "conservation") == .proved)
    #expect(try await verdict(deal(), "solvency") == .proved)
  }

  @Test("a refund of the wrong deposit leaves too little for the other")
  func wrongRefund() async throws {
    let breach = try await breach(deal(refund: "deposit"), "solvency")
    #expect(breach.account == "escrow")
    // 10 + 20 - 20 - 20
    #expect(breach.balance == -10)
    #expect(breach.free == ["node": 1])
  }

  @Test("an escrow that is not released keeps the deposit")
  func neverReleased() async throws {
    let breach = try await breach(deal(release: "0"), "conservation")
    #expect(breach.balance == 20)
    #expect(breach.free == ["node": 1])
    #expect(try await verdict(deal(release: "0"), "solvency") == .proved)
  }

  @Test("a payout above the pot shows where all do what is prescribed")
  func payoutAbovePot() async throws {
    let breach = try await breach(deal(payout: "2 * price + deposit"), "solvency")
    #expect(breach.balance == -10)
    #expect(breach.free.isEmpty)
  }

  @Test("a fault that needs one of two agents, at parameters other than the defaults")
  func conditional() async throws {
    let breach = try await breach(deal(refund: "if price > 15 then 15 else price"), "conservation")
    #expect(breach.balance == (breach.parameters["price"] ?? 0) - 15)
  }

  @Test("an account that may go below zero is asked about only where that is claimed")
  func treasury() async throws {
    let text = """
      mechanism: jackpot
      parameters: {prize: {default: 3}}
      assume: [prize >= 0]
      roles: {player: 2}
      accounts: {pot: {may go below zero: true}}
      steps:
        - choose: player.bet
          options: {yes: , no: }
          honest: no
        - {pay: 1, from: player where bet = yes, to: pot}
        - when: count(player where bet = yes) = 2
          then: [{pay: prize, from: pot, to: world}]
      """
    let broken = try await breach(text, "solvency")
    #expect(broken.balance == -1)
    #expect(broken.free == ["player": 2])
    #expect(try await verdict(text, "solvency, given: prize <= 2") == .proved)
  }

  @Test("what is overdrawn is not settled, whether it may be or not")
  func overdrawnInTheEnd() async throws {
    let text = """
      mechanism: gift
      parameters: {x: {default: 1}}
      assume: [x > 0]
      roles: {node: 1}
      accounts: {treasury: {may go below zero: true}}
      steps:
        - choose: node.act
          options: [good, bad]
          honest: good
        - when: node.act = bad
          then: [{pay: x, from: treasury, to: node}]
      """
    #expect(try await breach(text, "conservation").balance == -1)
  }

  @Test("what is put in before rounds without end is left there")
  func beforeRounds() async throws {
    let text = """
      mechanism: rounds
      parameters: {x: {default: 1}}
      assume: [x > 0]
      roles: {node: 1}
      accounts: [escrow]
      steps:
        - {pay: x, from: node, to: escrow}
        - repeat: forever
          discount: 1/2
          steps: [{pay: x, from: world, to: node}]
      """
    #expect(try await breach(text, "conservation").balance == 1)
    #expect(try await verdict(text, "solvency") == .proved)
  }

  @Test("too many rounds to tell apart are not proved anything of")
  func manyRounds() async throws {
    let text = """
      mechanism: count
      roles: {node: 1}
      accounts: [escrow]
      steps:
        - {let: t, be: 0}
        - repeat: forever
          discount: 1/2
          keep: t
          until: t = 260
          steps:
            - when: t = 250
              then: [{pay: 1, from: node, to: escrow}]
            - {let: t, be: t + 1}
      """
    let mechanism = try Mechanism(
      reading: text + "\nproperties:\n  it: {claim: conservation}\n", file: "count.yaml")
    let verdict = try await Checker().finding(on: mechanism.properties[0], of: mechanism).verdict
    #expect(verdict.expectation == .undecided)
  }

  @Test("a round that cannot begin at some parameters does no harm there")
  func unreachableRounds() async throws {
    let mechanism = try Mechanism(
      reading: """
        mechanism: caught
        parameters: {p: {default: 1/2}}
        assume: [0 <= p <= 1]
        roles: {node: 1}
        steps:
          - {let: out, be: false}
          - repeat: forever
            discount: 1/2
            keep: out
            steps:
              - {choose: node.act, options: [good, bad], honest: good}
              - {when: out, then: [{pay: 1 / p, from: node, to: burn}]}
              - {chance: caught, outcomes: {yes: p, no: 1 - p}}
              - {let: out, be: caught = yes and node.act = bad}
        """, file: "caught.yaml")
    let problems = try await Checker().problems(of: mechanism)
    #expect(problems.found.isEmpty && problems.open.isEmpty)
  }
}
