public import Exact

/// What all players do, in each information set: one action, or a mixture.
public struct BehaviorProfile: Hashable, Sendable {
  /// For each of ``GameTree/informationSets`` how likely each action is taken, in the order of the edges.
  public var probabilities: [[Rational]]

  public init(_ probabilities: [[Rational]]) { self.probabilities = probabilities }

  /// The profile in which one action is taken for sure in each information set.
  ///
  /// - Parameter choices: The positions among the edges.
  public init(pure choices: [Int], in tree: GameTree) {
    let sizes = tree.actionCounts
    probabilities = zip(choices, sizes).map { choice, size in
      (0..<size).map { $0 == choice ? 1 : 0 }
    }
  }
}

extension GameTree {
  /// How many actions there are in each information set.
  var actionCounts: [Int] { actionsOfInformationSets.map(\.count) }

  /// The actions of each information set, as positions in ``actions``.
  public var actionsOfInformationSets: [[Int]] {
    var result = [[Int]](repeating: [], count: informationSets.count)
    for node in 0..<count {
      if case .decision(_, let set?) = kind(of: node), result[set].isEmpty {
        result[set] = edges(of: node).map { action(on: $0) }
      }
    }
    return result
  }

  /// What the information sets are called, each of a player by a name of its own: the label, with a number if that
  /// is empty or occurs again.
  ///
  /// - Complexity: O(players · information sets).
  public var namesOfInformationSets: [String] {
    var names = informationSets.map(\.label)
    for player in 0..<players {
      let own = informationSets.indices.filter { informationSets[$0].player == player }
      for (set, name) in zip(own, distinct(own.map { informationSets[$0].label })) {
        names[set] = name
      }
    }
    return names
  }

  /// How many histories lead to each node; `Int.max` if they are more.
  public var histories: [Int] {
    var histories = [Int](repeating: 0, count: count)
    histories[root] = 1
    for node in (0..<count).reversed() {
      for edge in edges(of: node) {
        let (sum, overflow) = histories[child(on: edge)].addingReportingOverflow(histories[node])
        histories[child(on: edge)] = overflow ? .max : sum
      }
    }
    return histories
  }

  /// Whether there is no chance, and no information set that a player could take for another history.
  public var hasPerfectInformation: Bool {
    let histories = histories
    var sizes = [Int](repeating: 0, count: informationSets.count)
    for node in 0..<count {
      switch kind(of: node) {
      case .terminal, .decision(_, nil): continue
      case .chance: return false
      case .decision(_, let set?):
        sizes[set] += min(histories[node], 2)
        if sizes[set] > 1 { return false }
      }
    }
    return true
  }

  /// The nodes, of players or of chance, at which a subgame begins: whoever acts below knows that it does so there.
  ///
  /// - Parameter checkpoint: Called for each node; it may end the work by throwing.
  /// - Complexity: O(nodes · (nodes and edges)).
  func subgames(_ checkpoint: () throws -> Void) rethrows -> [Node] {
    let histories = histories
    var total = [Int](repeating: 0, count: informationSets.count)
    for node in 0..<count {
      if case .decision(_, let set?) = kind(of: node) { total[set] += histories[node] }
    }
    return try (0..<count).filter { start in
      try checkpoint()
      if case .terminal = kind(of: start) { return false }
      var below = [Int](repeating: 0, count: start + 1)
      below[start] = 1
      var own = [Int](repeating: 0, count: informationSets.count)
      for node in (0...start).reversed() where below[node] > 0 {
        if case .decision(_, let set?) = kind(of: node) { own[set] += below[node] }
        for edge in edges(of: node) { below[child(on: edge)] += below[node] }
      }
      return own.indices.allSatisfy { own[$0] == 0 || own[$0] == total[$0] }
    }
  }
}
