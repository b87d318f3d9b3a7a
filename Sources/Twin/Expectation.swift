public import Exact
public import Mechanisms

/// What is expected of a deal, exactly: sums over all paths, weighed with their probabilities.
public struct Expectation: Hashable, Sendable {
  /// The expected money of all members together.
  public var coalition: Rational
  /// The expected money of each agent.
  public var wallets: Wallets
  /// The expected money of each declared account, of `world` and of `burn`.
  public var accounts: [String: Rational]
  /// How many paths there are.
  public var paths: Int
  /// The information sets that deviators were asked in, on some path.
  public var visited: Set<InformationSet>
  /// What happened on some path.
  public var coverage: Coverage
}

/// Which options were taken, by whomever, and which branches.
public struct Coverage: Hashable, Sendable {
  public struct Taken: Hashable, Sendable {
    /// The number of the choice.
    public var choice: Int
    public var option: String

    public init(choice: Int, option: String) {
      self.choice = choice
      self.option = option
    }
  }

  public struct Branch: Hashable, Sendable {
    /// The number of the `when`.
    public var step: Int
    public var holds: Bool

    public init(step: Int, holds: Bool) {
      self.step = step
      self.holds = holds
    }
  }

  public var options: Set<Taken> = []
  public var branches: Set<Branch> = []

  public init() {}

  public mutating func formUnion(_ other: Coverage) {
    options.formUnion(other.options)
    branches.formUnion(other.branches)
  }
}

/// One path of a deal, with all that happened on it.
public struct Play: Codable, Hashable, Sendable {
  /// With what its round begins, if it is one of infinitely many: `excluded = true`.
  public var round: String?
  /// The probabilities of what happened by chance, in order.
  public var chances: [Rational]
  /// What happened, in order.
  public var events: [Event]
  /// The money of each agent in the end.
  public var wallets: Wallets
  /// The money of each declared account, of `world` and of `burn` in the end.
  public var accounts: [String: Rational]
  /// The money of all members together in the end.
  public var coalition: Rational

  /// The probability of the path.
  ///
  /// - Complexity: a multiplication for each agent that mixed and each chance that was met; with many
  ///   of them the numbers are large.
  public var probability: Rational { chances.reduce(1, *) }
}

extension Performance {
  /// The money of all members together.
  var coalitionMoney: Rational {
    roster.roles.reduce(0) { sum, role in
      ledger.wallets[role.agents.prefix(role.members)].reduce(sum, +)
    }
  }

  func outcomeOfPlay(of round: Round?) -> Play {
    Play(
      round: round.map(name), chances: chances, events: events,
      wallets: Wallets(roster: roster, amounts: ledger.wallets),
      accounts: script.named(ledger.accounts), coalition: coalitionMoney)
  }
}

extension Performance {
  /// What a round begins with, in words.
  private func name(_ round: Round) -> String {
    let kept = script.repetition?.kept ?? []
    if kept.isEmpty { return "nothing kept" }
    return zip(kept, round.values)
      .map { "\(script.bindings[$0]) = \(published($1))" }.joined(separator: ", ")
  }
}

extension Script {
  func named(_ money: [Rational]) -> [String: Rational] {
    Dictionary(zip(accounts.all, money), uniquingKeysWith: +)
  }
}
