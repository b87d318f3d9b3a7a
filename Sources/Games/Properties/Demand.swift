import Exact

/// What is demanded of an outcome that is reached when some players deviate from a joint strategy, and the
/// others follow it.
enum Demand: Hashable, Sendable {
  /// None of those who follow it loses, at most so many deviating; infinitesimals may not count.
  case noLoss(mostDeviators: Int, realOnly: Bool)
  /// None of these groups, if it has all deviators among its members, gets more than in the honest history.
  case noGain(groups: [PlayerSet])

  /// Whether anything is demanded once these have deviated.
  func concerns(_ deviators: PlayerSet) -> Bool {
    switch self {
    case .noLoss(let most, _): deviators.count <= most
    case .noGain(let groups): groups.contains { $0.isSuperset(of: deviators) }
    }
  }
}

/// The demands on the outcomes of a tree.
struct Demands: Sendable {
  let demand: Demand
  let tree: GameTree
  /// What the honest history ends in.
  let honest: Int

  private var players: Int { tree.players }

  /// Every comparison demanded of an outcome once these players have deviated.
  func comparisons(_ outcome: Int, _ deviators: PlayerSet) -> [Comparison] {
    switch demand {
    case .noLoss(_, let realOnly):
      (0..<players).filter { !deviators.contains(PlayerSet($0)) }
        .map { noLoss(of: $0, outcome, realOnly) }
    case .noGain(let groups):
      groups.filter { $0.isSuperset(of: deviators) }.map { noGain(of: $0, outcome) }
    }
  }

  private func noLoss(of player: Int, _ outcome: Int, _ realOnly: Bool) -> Comparison {
    var payoff = tree.payoff(of: player, in: outcome)
    if realOnly { payoff.infinitesimal = 0 }
    return .atMost(.zero, payoff)
  }

  private func noGain(of group: PlayerSet, _ outcome: Int) -> Comparison {
    let gain = group.players.reduce(Payoff.zero) {
      $0 + tree.payoff(of: $1, in: outcome) - tree.payoff(of: $1, in: honest)
    }
    return .atMost(gain, .zero)
  }

  /// For each set of deviators, by its bits, whether an outcome is as demanded at a point.
  func truths(_ outcome: Int, at sample: Sample) -> [Bool] {
    let count = 1 << players
    switch demand {
    case .noLoss(_, let realOnly):
      var losers: PlayerSet = []
      for player in 0..<players {
        let amount = sample.amounts[tree.payoffIndex(of: player, in: outcome)]
        if realOnly ? amount.real.signum() < 0 : amount.signum() < 0 {
          losers.insert(PlayerSet(player))
        }
      }
      return (0..<count).map { losers.isSubset(of: PlayerSet(rawValue: UInt32($0))) }
    case .noGain(let groups):
      let gains = (0..<players).map { player in
        sample.amounts[tree.payoffIndex(of: player, in: outcome)]
          - sample.amounts[tree.payoffIndex(of: player, in: honest)]
      }
      var truths = [Bool](repeating: true, count: count)
      for group in groups {
        truths[group.index] = group.players.reduce(Amount.zero) { $0 + gains[$1] }.signum() <= 0
      }
      // Whoever deviated, others of a group that gains may have been about to.
      for player in 0..<players {
        for bits in 0..<count where bits & (1 << player) == 0 {
          truths[bits] = truths[bits] && truths[bits | 1 << player]
        }
      }
      return truths
    }
  }
}
