import Exact

/// Who holds money in a twin.
public enum Holder: Codable, Hashable, Sendable {
  /// An agent, by its number among all.
  case agent(Int)
  /// An account, by its number.
  case account(Int)
}

/// Who holds how much money, in double entry: what one holder loses another gets.
struct Ledger: Sendable {
  private(set) var wallets: [Rational]
  private(set) var accounts: [Rational]
  /// All money together, which is zero unless some was made or lost.
  private(set) var imbalance: Rational = 0

  init(agents: Int, accounts: Int) {
    wallets = Array(repeating: 0, count: agents)
    self.accounts = Array(repeating: 0, count: accounts)
  }

  mutating func move(_ amount: Rational, from source: Holder, to target: Holder) {
    add(-amount, to: source)
    add(amount, to: target)
  }

  mutating func add(_ amount: Rational, to holder: Holder) {
    switch holder {
    case .agent(let agent): wallets[agent] += amount
    case .account(let account): accounts[account] += amount
    }
    imbalance += amount
  }
}
