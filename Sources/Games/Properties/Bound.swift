/// A limit for what a player gets: one of the payoffs of the tree.
struct Bound: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case atLeast, above, atMost, below
  }

  var player: Int
  var kind: Kind
  /// The limit, as a position in ``GameTree/payoffs``.
  var payoff: Int

  func holds(_ outcome: Int, in tree: GameTree, at sample: Sample) -> Bool {
    let rank = sample.ranks[tree.payoffIndex(of: player, in: outcome)]
    let limit = sample.ranks[payoff]
    return switch kind {
    case .atLeast: rank >= limit
    case .above: rank > limit
    case .atMost: rank <= limit
    case .below: rank < limit
    }
  }

  /// The same of an outcome, as a comparison.
  func comparison(_ outcome: Int, in tree: GameTree) -> Comparison {
    let (own, limit) = (tree.payoff(of: player, in: outcome), tree.payoffs[payoff])
    return switch kind {
    case .atLeast: .atMost(limit, own)
    case .above: .below(limit, own)
    case .atMost: .atMost(own, limit)
    case .below: .below(own, limit)
    }
  }

  var isLower: Bool { kind == .atLeast || kind == .above }
}
