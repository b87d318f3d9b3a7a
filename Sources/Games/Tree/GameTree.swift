public import Exact

/// The tree of a game in extensive form, with subtrees that are alike held once.
///
/// A node therefore stands for all histories that lead to it; what may follow is the same after each. Nodes are
/// numbered so that children come before their parents. Payments on the way are counted where the game ends.
public struct GameTree: Sendable {
  /// The position of a node.
  public typealias Node = Int

  public enum Kind: Hashable, Sendable {
    /// The game ends, with this outcome.
    case terminal(outcome: Int)
    /// A player acts, knowing in which of its information sets it is; one that is nil has this history alone.
    case decision(player: Int, informationSet: Int?)
    /// Chance acts, with these probabilities.
    case chance(distribution: Int)
  }

  /// Where a player acts without knowing more.
  public struct InformationSet: Hashable, Sendable {
    public var player: Int
    public var label: String

    public init(player: Int, label: String) {
      self.player = player
      self.label = label
    }
  }

  /// The names of the actions and of the outcomes of chance, each once.
  public internal(set) var actions: [String] = []
  public internal(set) var informationSets: [InformationSet] = []
  /// The probabilities of chances: for each of their edges one, none negative, with sum 1.
  public internal(set) var distributions: [[Rational]] = []
  /// The amounts that occur, each once.
  public internal(set) var payoffs: [Payoff] = []
  public internal(set) var root: Node = 0

  /// The number of players.
  public let players: Int

  var kinds: [Int32] = []
  var subjects: [Int32] = []
  /// The first edge of each node, and after the last node the number of edges.
  var firstEdges: [Int32] = [0]
  var edgeActions: [Int32] = []
  var edgeChildren: [Int32] = []
  /// Of each outcome the payoffs of all players, as positions in ``payoffs``.
  var outcomePayoffs: [Int32] = []

  init(players: Int) { self.players = players }
}

extension GameTree {
  /// The number of nodes that are told apart.
  public var count: Int { kinds.count }

  /// The number of outcomes that are told apart.
  public var outcomeCount: Int { players == 0 ? 0 : outcomePayoffs.count / players }

  static let terminal: Int32 = -1
  static let chance: Int32 = -2

  public func kind(of node: Node) -> Kind {
    switch kinds[node] {
    case Self.terminal: .terminal(outcome: Int(subjects[node]))
    case Self.chance: .chance(distribution: Int(subjects[node]))
    case let player:
      .decision(
        player: Int(player), informationSet: subjects[node] < 0 ? nil : Int(subjects[node]))
    }
  }

  /// The edges of a node: none of a terminal one.
  public func edges(of node: Node) -> Range<Int> {
    Int(firstEdges[node])..<Int(firstEdges[node + 1])
  }

  /// What is done on an edge, as a position in ``actions``.
  public func action(on edge: Int) -> Int { Int(edgeActions[edge]) }

  /// Where an edge leads.
  public func child(on edge: Int) -> Node { Int(edgeChildren[edge]) }

  /// The edge of a node with an action; nil if there is none.
  public func edge(of node: Node, with action: Int) -> Int? {
    edges(of: node).first { self.action(on: $0) == action }
  }

  /// What a player gets in an outcome.
  public func payoff(of player: Int, in outcome: Int) -> Payoff {
    payoffs[payoffIndex(of: player, in: outcome)]
  }

  /// The same as a position in ``payoffs``.
  public func payoffIndex(of player: Int, in outcome: Int) -> Int {
    Int(outcomePayoffs[outcome * players + player])
  }

  /// How many nodes the tree has where each history has a node of its own; `Int.max` if they are more.
  ///
  /// - Complexity: O(nodes and edges).
  public var historyCount: Int {
    var sizes = [Int](repeating: 1, count: count)
    for node in 0..<count {
      for edge in edges(of: node) {
        let (sum, overflow) = sizes[node].addingReportingOverflow(sizes[child(on: edge)])
        sizes[node] = overflow ? .max : sum
      }
    }
    return count == 0 ? 0 : sizes[root]
  }

  /// The nodes that a history leads through, with the end; nil if there is no such history.
  public func nodes(along history: [Int]) -> [Node]? {
    var nodes = [root]
    for action in history {
      guard let edge = edge(of: nodes[nodes.count - 1], with: action) else { return nil }
      nodes.append(child(on: edge))
    }
    return nodes
  }

  /// A history that leads to a node; nil if none does.
  ///
  /// - Complexity: O(nodes and edges).
  public func history(to node: Node) -> [Int]? {
    var ways = [Int?](repeating: nil, count: count)
    var parents = [Node](repeating: root, count: count)
    for parent in (0..<count).reversed() where parent == root || ways[parent] != nil {
      for edge in edges(of: parent) {
        ways[child(on: edge)] = edge
        parents[child(on: edge)] = parent
      }
    }
    var history: [Int] = []
    var place = node
    while place != root {
      guard let edge = ways[place] else { return nil }
      history.append(action(on: edge))
      place = parents[place]
    }
    return history.reversed()
  }

  /// The histories that end.
  ///
  /// - Complexity: O(historyCount · depth).
  public var endingHistories: [[Int]] {
    var result: [[Int]] = []
    var left = [(history: [Int](), node: root)]
    while let (history, node) = left.popLast() {
      let edges = edges(of: node)
      if edges.isEmpty { result.append(history) }
      for edge in edges.reversed() { left.append((history + [action(on: edge)], child(on: edge))) }
    }
    return result
  }
}
