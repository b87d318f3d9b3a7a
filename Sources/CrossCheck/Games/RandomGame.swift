import Exact
public import Games
public import PropertyTesting

extension Generator where Value == Game {
  /// Small games of two to four players with everything known, small payoffs of which many are equal, and up to
  /// two symbols and an infinitesimal.
  ///
  /// They are such that ``GameBruteForce`` can go through them.
  public static var games: Generator {
    Generator { test in
      var author = try GameAuthor(test)
      return try author.game()
    }
  }
}

/// Makes up a random game.
private struct GameAuthor {
  /// So many joint strategies are told of at most, and so many actions follow each other.
  static let mostStrategies = 512
  static let mostActions = 4

  let test: TestCase
  let players: Int
  private var constants: [String] = []
  private var infinitesimals: [String] = []
  /// Whether payoffs without symbols may occur beside two constants.
  private let isMixed: Bool
  /// What the payoffs are drawn from.
  private var amounts: [Payoff] = [.zero]
  /// Whether what one gets others lose, and often nobody gets anything: then what withstands one group often does
  /// not withstand another.
  private let isQuarrel: Bool
  private var builder: GameTreeBuilder
  /// How many joint strategies there are so far.
  private var strategies = 1
  /// Subtrees that may occur once more.
  private var subtrees: [(node: GameTree.Node, height: Int, strategies: Int)] = []

  init(_ test: TestCase) throws {
    self.test = test
    players = 2 + (try test.pick(below: 3))
    builder = GameTreeBuilder(players: players)
    constants = Array(["a", "b"].prefix(try test.pick(below: 3)))
    if try test.flip(probability: 0.3) { infinitesimals = ["e"] }
    isQuarrel = try test.flip()
    isMixed = try constants.count < 2 || players == 2 && test.flip(probability: 0.3)
  }

  mutating func game() throws -> Game {
    let most = constants.count == 2 && isMixed ? 1 : isQuarrel ? 2 : 5
    for _ in 0..<(1 + (try test.pick(below: most))) {
      let amount = try amount()
      amounts += isQuarrel ? [amount, .zero - amount] : [amount]
    }
    let root = try node(height: Self.mostActions)
    let tree = builder.tree(root: root)
    let constraints = try constraints()
    var ownConstraints: [SecurityProperty: [Constraint]] = [:]
    if !constants.isEmpty, try test.flip(probability: 0.2) {
      ownConstraints[try test.draw(.allCases())] = [try constraint()]
    }
    return Game(
      name: "random", players: Array(["P", "Q", "R", "S"].prefix(players)), constants: constants,
      infinitesimals: infinitesimals, constraints: constraints, ownConstraints: ownConstraints,
      honestHistories: try honestHistories(of: tree), tree: tree)
  }

  // MARK: - Symbols

  private func amount() throws -> Payoff {
    var real = isMixed ? Polynomial(try number()) : 0
    for constant in constants { real += Polynomial(variable: constant).scaled(by: try number()) }
    guard let symbol = infinitesimals.first, try test.flip() else { return Payoff(real) }
    var part = Polynomial(variable: symbol).scaled(by: try number())
    if constants.count == 1, try test.flip(probability: 0.2) {
      part = part * Polynomial(variable: constants[0])
    }
    return Payoff(real, infinitesimal: part)
  }

  private func number() throws -> Rational {
    try test.draw(.elements(of: [0, 1, -1, 2, -2, 3]))
  }

  private func constraints() throws -> [Constraint] {
    var constraints: [Constraint] = []
    for constant in constants where try test.flip(probability: 0.6) {
      constraints.append(.comparison(Payoff(Polynomial(variable: constant)), .greater))
    }
    for symbol in infinitesimals where try test.flip(probability: 0.7) {
      let amount = Payoff(0, infinitesimal: Polynomial(variable: symbol))
      constraints.append(.comparison(amount, .greater))
    }
    if !constants.isEmpty {
      for _ in 0..<(try test.pick(below: 3)) { constraints.append(try constraint()) }
    }
    return constraints
  }

  private func constraint() throws -> Constraint {
    if try test.flip(probability: 0.2) { return .any([try constraint(), try comparison()]) }
    if try test.flip(probability: 0.1) { return .all([try comparison(), try comparison()]) }
    return try comparison()
  }

  private func comparison() throws -> Constraint {
    .comparison(try amount(), try test.draw(.allCases()))
  }

  // MARK: - The tree

  private static let nodeLabel = 0

  private mutating func node(height: Int, after last: Int? = nil) throws -> GameTree.Node {
    try test.part(Self.nodeLabel) {
      let isRoot = height == Self.mostActions
      guard height > 0, try test.flip(probability: isRoot ? 0.98 : 0.75) else {
        return try terminal()
      }
      let old = subtrees.filter {
        $0.height <= height && $0.strategies * strategies <= Self.mostStrategies
      }
      if !old.isEmpty, try test.flip(probability: 0.1) {
        let subtree = old[try test.pick(below: old.count)]
        strategies *= subtree.strategies
        return subtree.node
      }
      if isQuarrel, let last, try test.flip(probability: 0.25) { return try dilemma(after: last) }
      return try decision(height: height)
    }
  }

  /// Another player chooses whether the last one gains, and all others lose, or someone else gains: if no one
  /// choice withstands all groups, often some choice withstands each.
  private mutating func dilemma(after last: Int) throws -> GameTree.Node {
    guard 2 * strategies <= Self.mostStrategies else { return try terminal() }
    strategies *= 2
    let others = (0..<players).filter { $0 != last }
    let player = others[try test.pick(below: others.count)]
    let gain = amounts[1]
    var first = Array(repeating: Payoff.zero - gain, count: players)
    first[last] = gain
    var second = Array(repeating: Payoff.zero, count: players)
    for other in others { second[other] = amounts[try test.pick(below: amounts.count)] }
    let edges = [("l", first), ("r", second)].map { name, payoffs in
      (action: builder.action(name), child: builder.terminal(payoffs.map { builder.payoff($0) }))
    }
    return builder.decision(of: player, edges)
  }

  private mutating func decision(height: Int) throws -> GameTree.Node {
    // Seldom is there nothing to choose.
    let count = try test.draw(.weighted([(12, .just(2)), (5, .just(3)), (1, .just(1))]))
    guard strategies * count <= Self.mostStrategies else { return try terminal() }
    let player = try test.pick(below: players)
    let before = strategies
    strategies *= count
    var edges: [(action: Int, child: GameTree.Node)] = []
    let isRoot = height == Self.mostActions
    for name in ["l", "r", "m"].prefix(count) {
      let isPeace = isRoot && isQuarrel && edges.isEmpty
      let child = try isPeace ? terminal(isPeaceful: true) : node(height: height - 1, after: player)
      edges.append((builder.action(name), child))
    }
    let node = builder.decision(of: player, edges)
    subtrees.append((node, height, strategies / before))
    return node
  }

  private mutating func terminal(isPeaceful: Bool = false) throws -> GameTree.Node {
    var payoffs = Array(repeating: Payoff.zero, count: players)
    if try !isPeaceful && (!isQuarrel || test.flip(probability: 0.7)) {
      for player in 0..<players { payoffs[player] = amounts[try test.pick(below: amounts.count)] }
    }
    return builder.terminal(payoffs.map { builder.payoff($0) })
  }

  /// Up to three, often such that all together get most.
  private func honestHistories(of tree: GameTree) throws -> [[Int]] {
    let histories = tree.endingHistories
    let point = Dictionary(
      uniqueKeysWithValues: (constants + infinitesimals).map { ($0, Rational(1)) })
    let sums = histories.map { history -> Amount in
      guard let node = tree.nodes(along: history)?.last,
        case .terminal(let outcome) = tree.kind(of: node)
      else { return .zero }
      return (0..<players).map { tree.payoff(of: $0, in: outcome).value(at: point) ?? .zero }
        .reduce(.zero, +)
    }
    let best = zip(histories, sums).filter { $0.1 == sums.max() }.map(\.0)
    var honest: [[Int]] = []
    for _ in 0..<(1 + (try test.pick(below: 3))) {
      let isBest = try test.flip()
      let among = isBest ? isQuarrel ? Array(histories.prefix(1)) : best : histories
      let history = among[try test.pick(below: among.count)]
      if !honest.contains(history) { honest.append(history) }
    }
    return honest
  }
}
