import Exact
import Games

/// Random numbers that are the same in every run [Steele, Lea, Flood 2014].
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &self) }

  mutating func one<Element>(of list: some RandomAccessCollection<Element>) -> Element? {
    list.randomElement(using: &self)
  }
}

/// Random games for the writers.
enum RandomTrees {
  private static let names = ["go", "stay", "a \"b\"", "π, {x}", "back\\slash", "1/2"]

  /// A game with numbers, chance and information sets.
  static func withChance(seed: UInt64) -> Game {
    var dice = Dice(seed: seed)
    let players = 1 + dice.roll(3)
    var builder = GameTreeBuilder(players: players)
    var sets: [(player: Int, number: Int, size: Int)] = []
    func node(_ depth: Int) -> GameTree.Node {
      let size = 1 + dice.roll(3)
      let kind = depth == 0 ? 0 : dice.roll(5)
      if kind == 0 {
        return builder.terminal(
          (0..<players).map { _ in
            builder.payoff(Payoff(Rational(dice.roll(9) - 4, 1 + dice.roll(3))))
          })
      }
      let edges = names.shuffled(using: &dice)
      func below(_ names: some Sequence<String>) -> [(action: Int, child: GameTree.Node)] {
        names.map { (builder.action($0), node(depth - 1)) }
      }
      if kind == 1 {
        let weights = (0..<size).map { _ in Rational(dice.roll(4)) } + [1]
        let sum = weights.reduce(0, +)
        return builder.chance(weights.map { $0 / sum }, below(edges.prefix(size + 1)))
      }
      if kind == 2 {
        return builder.decision(of: dice.roll(players), below(edges.prefix(size)))
      }
      let known = dice.one(of: sets)
      if known == nil || dice.roll(3) == 0 {
        let player = dice.roll(players)
        sets.append((player, builder.informationSet(of: player, "set \(sets.count)"), size))
      }
      let set = known ?? sets[sets.count - 1]
      return builder.decision(
        of: set.player, informationSet: set.number, below(names.prefix(set.size)))
    }
    let root = node(4)
    return Game(
      name: "game \(seed)", players: (0..<players).map { "player \($0)" },
      tree: builder.tree(root: root))
  }

  /// A game with symbols, in which everybody sees everything.
  static func withSymbols(seed: UInt64) -> Game {
    var dice = Dice(seed: seed)
    let players = 1 + dice.roll(4)
    var builder = GameTreeBuilder(players: players)
    func amount() -> Payoff {
      var amount = Payoff(Rational(dice.roll(9) - 4, [1, 2, 5, 8][dice.roll(4)]))
      for _ in 0..<dice.roll(4) {
        let symbol = Polynomial(variable: ["a", "b_1", "c"][dice.roll(3)])
        let part =
          dice.roll(4) == 0
          ? Payoff(0, infinitesimal: Polynomial(variable: "epsilon")) : Payoff(symbol)
        amount =
          dice.roll(2) == 0 ? Payoff.product(amount, part) ?? amount : amount - part
      }
      return amount
    }
    func constraint(_ depth: Int) -> Constraint {
      if depth == 0 || dice.roll(2) == 0 {
        return .comparison(amount(), dice.one(of: Constraint.Relation.allCases) ?? .less)
      }
      let parts = (0..<2 + dice.roll(2)).map { _ in constraint(depth - 1) }
      return dice.roll(2) == 0 ? .any(parts) : .all(parts)
    }
    func node(_ depth: Int) -> GameTree.Node {
      if depth == 0 || dice.roll(4) == 0 {
        return builder.terminal((0..<players).map { _ in builder.payoff(amount()) })
      }
      let player = dice.roll(players)
      let edges = names.shuffled(using: &dice).prefix(1 + dice.roll(3)).map {
        (action: builder.action($0), child: node(depth - 1))
      }
      return builder.decision(of: player, edges)
    }
    let root = node(4)
    let tree = builder.tree(root: root)
    return Game(
      name: "", players: (0..<players).map { "player \($0)" }, constants: ["a", "b_1", "c"],
      infinitesimals: ["epsilon"], constraints: (0..<dice.roll(3)).map { _ in constraint(2) },
      ownConstraints: [.practicality: [constraint(1)]],
      honestHistories: [tree.endingHistories.randomElement(using: &dice) ?? []], tree: tree)
  }
}
