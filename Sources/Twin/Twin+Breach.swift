public import Exact
import Mechanisms

extension Twin {
  /// The first path found on which an account goes below zero, or is not empty in the end, whatever the
  /// deviators do.
  ///
  /// - Returns: the path as far as it shows it, the account, and what is in it; nil if there is none.
  /// - Throws: a ``TwinError`` for more than `limit` paths; a `Fault` of the mechanism, other than that an
  ///   account is overdrawn.
  /// - Complexity: each path is played from its beginning, at a cost of O(agents · steps).
  public func firstBreach(
    of accounts: Set<String>, inTheEnd isAboutTheEnd: Bool, limit: Int
  ) throws -> (play: Play, account: String, balance: Rational)? {
    var rounds: [Performance.Round?] = [nil]
    var index = 0
    while index < rounds.count, index <= Self.mostRounds {
      let round = rounds[index]
      index += 1
      var found: (play: Play, account: String, balance: Rational)?
      try eachPath(
        of: round, conduct: .everySplit(limit: limit), limit: limit, isTold: true,
        goingOn: Self.isOverdraft
      ) { path in
        if let next = path.next, !rounds.contains(next) { rounds.append(next) }
        guard found == nil,
          let breach = path.breach(of: accounts, inTheEnd: isAboutTheEnd)
        else { return }
        found = (path.outcomeOfPlay(of: round), breach.account, breach.balance)
      }
      if let found { return found }
    }
    return nil
  }

  private static func isOverdraft(_ fault: Fault) -> Bool {
    if case .overdrawn = fault.kind { true } else { false }
  }
}

extension Performance {
  /// The account that is not what it should be, as the payments tell.
  fileprivate func breach(
    of accounts: Set<String>, inTheEnd isAboutTheEnd: Bool
  ) -> (account: String, balance: Rational)? {
    var balances: [String: Rational] = [:]
    for event in events {
      guard case .paid(let amount, let source, let target, _) = event else { continue }
      if case .account(let name) = target { balances[name, default: 0] += amount }
      guard case .account(let name) = source else { continue }
      balances[name, default: 0] -= amount
      if !isAboutTheEnd, accounts.contains(name), let balance = balances[name], balance < 0 {
        return (name, balance)
      }
    }
    guard isAboutTheEnd else { return nil }
    return balances.filter { accounts.contains($0.key) && !$0.value.isZero }
      .sorted { $0.key < $1.key }.first.map { ($0.key, $0.value) }
  }
}
