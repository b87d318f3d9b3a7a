public import Exact

/// Puts a game tree together from its ends to its root. What was there before is used again.
///
/// - Complexity: each node is hashed once; memory is that of the nodes that are told apart.
public struct GameTreeBuilder {
  private var tree: GameTree
  private var actionNumbers: [String: Int] = [:]
  private var payoffNumbers: [Payoff: Int] = [:]
  private var distributionNumbers: [[Rational]: Int] = [:]
  private var outcomes = HashIndex()
  private var nodes = HashIndex()

  /// - Parameter players: The number of players.
  public init(players: Int) { tree = GameTree(players: players) }

  // MARK: - Parts

  /// The number of an action, which is new if no other has this name.
  public mutating func action(_ name: String) -> Int {
    if let known = actionNumbers[name] { return known }
    actionNumbers[name] = tree.actions.count
    tree.actions.append(name)
    return tree.actions.count - 1
  }

  /// The number of an amount.
  public mutating func payoff(_ payoff: Payoff) -> Int {
    if let known = payoffNumbers[payoff] { return known }
    payoffNumbers[payoff] = tree.payoffs.count
    tree.payoffs.append(payoff)
    return tree.payoffs.count - 1
  }

  /// A new information set.
  public mutating func informationSet(of player: Int, _ label: String) -> Int {
    tree.informationSets.append(GameTree.InformationSet(player: player, label: label))
    return tree.informationSets.count - 1
  }

  // MARK: - Nodes

  /// A node where the game ends.
  ///
  /// - Parameter payoffs: The number of each player's amount.
  public mutating func terminal(_ payoffs: some Collection<Int>) -> GameTree.Node {
    let players = tree.players
    precondition(payoffs.count == players, "a payoff for each player")
    let start = tree.outcomePayoffs.count
    for payoff in payoffs { tree.outcomePayoffs.append(Int32(payoff)) }
    let new = players == 0 ? 0 : start / players
    let hash = tree.outcomePayoffs[start...].reduce(UInt64(17)) { mixed($0, $1) }
    let known = outcomes.position(hash: hash) { other in
      (0..<players).allSatisfy {
        tree.outcomePayoffs[other * players + $0] == tree.outcomePayoffs[start + $0]
      }
    }
    if known == nil {
      outcomes.insert(new, hash: hash)
    } else {
      tree.outcomePayoffs.removeLast(players)
    }
    return node(GameTree.terminal, known ?? new, [])
  }

  /// A node where a player acts.
  ///
  /// - Parameters:
  ///   - informationSet: The number of its information set; nil if it knows the history.
  ///   - edges: At least one, of different actions.
  public mutating func decision(
    of player: Int, informationSet: Int? = nil,
    _ edges: some Collection<(action: Int, child: GameTree.Node)>
  ) -> GameTree.Node {
    precondition(!edges.isEmpty, "a decision between no actions")
    return node(Int32(player), informationSet ?? -1, edges)
  }

  /// A node where chance acts.
  ///
  /// - Parameter probabilities: For each edge one, none negative, with sum 1.
  public mutating func chance(
    _ probabilities: [Rational], _ edges: some Collection<(action: Int, child: GameTree.Node)>
  ) -> GameTree.Node {
    precondition(edges.count == probabilities.count && !edges.isEmpty, "a probability for each way")
    let distribution = distributionNumbers[probabilities] ?? tree.distributions.count
    if distribution == tree.distributions.count {
      distributionNumbers[probabilities] = distribution
      tree.distributions.append(probabilities)
    }
    return node(GameTree.chance, distribution, edges)
  }

  /// The tree below a node.
  public consuming func tree(root: GameTree.Node) -> GameTree {
    tree.root = root
    return tree
  }

  private mutating func node(
    _ kind: Int32, _ subject: Int,
    _ edges: some Collection<(action: Int, child: GameTree.Node)>
  ) -> GameTree.Node {
    let start = tree.edgeActions.count
    var hash = mixed(mixed(31, kind), Int32(subject))
    for (action, child) in edges {
      tree.edgeActions.append(Int32(action))
      tree.edgeChildren.append(Int32(child))
      hash = mixed(mixed(hash, Int32(action)), Int32(child))
    }
    let count = tree.edgeActions.count - start
    let known = nodes.position(hash: hash) { other in
      let first = Int(tree.firstEdges[other])
      return tree.kinds[other] == kind && tree.subjects[other] == Int32(subject)
        && Int(tree.firstEdges[other + 1]) - first == count
        && (0..<count).allSatisfy {
          tree.edgeActions[first + $0] == tree.edgeActions[start + $0]
            && tree.edgeChildren[first + $0] == tree.edgeChildren[start + $0]
        }
    }
    if let known {
      tree.edgeActions.removeLast(count)
      tree.edgeChildren.removeLast(count)
      return known
    }
    nodes.insert(tree.count, hash: hash)
    tree.kinds.append(kind)
    tree.subjects.append(Int32(subject))
    tree.firstEdges.append(Int32(tree.edgeActions.count))
    return tree.count - 1
  }

  private func mixed(_ hash: UInt64, _ value: Int32) -> UInt64 {
    (hash ^ UInt64(UInt32(bitPattern: value))) &* 0x9E37_79B9_7F4A_7C15 ^ (hash >> 29)
  }
}
