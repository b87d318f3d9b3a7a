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
}
