import Exact
import Testing

@testable import Twin

@Suite("The ledger")
struct LedgerTests {
  @Test("what one loses another gets")
  func doubleEntry() {
    var ledger = Ledger(agents: 2, accounts: 1)
    ledger.move(Rational(7, 3), from: .agent(0), to: .account(0))
    ledger.move(1, from: .account(0), to: .agent(1))
    #expect(ledger.wallets == [Rational(-7, 3), 1])
    #expect(ledger.accounts == [Rational(4, 3)])
    #expect(ledger.imbalance == 0)
  }

  @Test("money that comes from nowhere is noticed")
  func imbalance() {
    var ledger = Ledger(agents: 1, accounts: 1)
    ledger.add(2, to: .agent(0))
    #expect(ledger.imbalance == 2)
    let path = Performance(Script(), by: Roster(), chance: EveryWay())
    path.ledger = ledger
    #expect(throws: TwinError.moneyNotConserved(2)) { try path.play() }
  }
}
