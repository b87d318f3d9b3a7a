import Exact
import Twin

/// Visits the open paths of a deal that have a positive probability, with it.
///
/// - Parameter weigh: How likely whoever is asked takes each option.
func eachPath(
  of unfolding: Unfolding, round: RoundStart? = nil,
  weighing weigh: (Question) -> [Rational] = { $0.prescribed },
  _ visit: (OpenPath, Rational) throws -> Void
) throws {
  var ways: [Int]? = []
  while let taken = ways {
    let path = try unfolding.path(of: round, taking: taken)
    var probability: Rational = 1
    var branchings: [(weights: [Rational], taken: Int)] = []
    for happening in path.happenings where !probability.isZero {
      switch happening {
      case .chance(let probabilities, let taken): branchings.append((probabilities, taken))
      case .asked(let question, let taken): branchings.append((weigh(question), taken))
      case .paid, .told: continue
      }
      let (weights, taken) = branchings[branchings.count - 1]
      probability *= weights.indices.contains(taken) ? weights[taken] : 0
    }
    if !probability.isZero { try visit(path, probability) }
    ways = nil
    while ways == nil, let (weights, taken) = branchings.popLast() {
      ways = weights.indices.first { $0 > taken && !weights[$0].isZero }
        .map { branchings.map(\.taken) + [$0] }
    }
  }
}

/// What the agents of each role have together in the end, as the payments tell.
func totals(of path: OpenPath, in twin: Twin) -> [String: Rational] {
  var totals = Dictionary(uniqueKeysWithValues: twin.roles.map { ($0.name, Rational(0)) })
  for happening in path.happenings {
    guard case .paid(let amount, let source, let target, _) = happening else { continue }
    for role in twin.roles {
      if case .agent(let agent) = source, role.agents.contains(agent) {
        totals[role.name, default: 0] -= amount
      }
      if case .agent(let agent) = target, role.agents.contains(agent) {
        totals[role.name, default: 0] += amount
      }
    }
  }
  return totals
}

/// What the agents of each role are expected to have together.
func expectedTotals(
  of unfolding: Unfolding, in twin: Twin,
  weighing weigh: (Question) -> [Rational] = { $0.prescribed }
) throws -> [String: Rational] {
  var expected = Dictionary(uniqueKeysWithValues: twin.roles.map { ($0.name, Rational(0)) })
  try eachPath(of: unfolding, weighing: weigh) { path, probability in
    for (role, total) in totals(of: path, in: twin) {
      expected[role, default: 0] += probability * total
    }
  }
  return expected
}

/// The same, as the twin itself expects it.
func totals(of expectation: Expectation) -> [String: Rational] {
  expectation.wallets.reduce(into: [:]) { $0[$1.agent.role, default: 0] += $1.money }
}

extension OpenPath {
  /// How many branchings there are on it.
  var branchings: Int { happenings.count { $0.way != nil } }

  var questions: [Question] {
    happenings.compactMap { if case .asked(let question, _) = $0 { question } else { nil } }
  }
}
