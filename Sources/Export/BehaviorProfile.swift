public import Exact
public import Games

/// How likely each player takes each action, in each of its information sets by itself.
public struct BehaviorProfile: Hashable, Sendable {
  /// Of each information set, by its number, the probabilities of the actions in the order of the edges of its
  /// nodes; empty where nothing that could be done is said, since nobody comes there who does what is said.
  public var probabilities: [[Rational]]

  public init(_ probabilities: [[Rational]]) { self.probabilities = probabilities }
}

extension GameTree {
  /// What each player is expected to get under a profile, in a game whose payoffs are numbers and whose
  /// information sets are all numbered.
  ///
  /// - Complexity: O(nodes and edges · players).
  public func expectation(under profile: BehaviorProfile) -> [Rational] {
    var expected: [[Rational]] = []
    for node in 0..<count {
      switch kind(of: node) {
      case .terminal(let outcome):
        expected.append((0..<players).map { payoff(of: $0, in: outcome).constant ?? 0 })
      case .chance(let distribution):
        expected.append(mean(of: expected, at: node, weighing: distributions[distribution]))
      case .decision(_, let set):
        let weights = set.map { profile.probabilities[$0] } ?? []
        expected.append(mean(of: expected, at: node, weighing: weights))
      }
    }
    return expected[root]
  }

  private func mean(
    of values: [[Rational]], at node: Node, weighing weights: [Rational]
  ) -> [Rational] {
    var mean = [Rational](repeating: 0, count: players)
    for (edge, weight) in zip(edges(of: node), weights) where !weight.isZero {
      for player in 0..<players { mean[player] += weight * values[child(on: edge)][player] }
    }
    return mean
  }
}
