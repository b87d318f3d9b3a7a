import Exact

/// What decides where a path may go one of several ways.
protocol Chance: AnyObject {
  /// One of several ways with these probabilities, which are positive and sum to 1.
  func pick(_ probabilities: [Rational]) -> Int
  /// One of so many ways that are alike likely.
  func pickEvenly(among ways: Int) -> Int
  /// One of so many ways that are somebody's to choose.
  func choose(among ways: Int) -> Int
  /// So many of the candidates, of whom there are enough, in ascending order; every set of so many is alike
  /// likely. With the probabilities of what was decided.
  func draw(_ count: Int, of agents: Candidates) -> (agents: [Int], chances: [Rational])
}

extension Chance {
  /// Each agent in turn is picked with the share that those still to be picked have of those left
  /// [Fan, Muller and Rezucha 1962].
  func draw(_ count: Int, of agents: Candidates) -> (agents: [Int], chances: [Rational]) {
    var picked: [Int] = []
    var chances: [Rational] = []
    if count == 1 {
      picked = [agents[pickEvenly(among: agents.count)]]
      if agents.count > 1 { chances.append(Rational(1, agents.count)) }
    } else {
      for index in 0..<agents.count where picked.count < count {
        let share = Rational(count - picked.count, agents.count - index)
        let isPicked = share == 1 || pick([share, 1 - share]) == 0
        if share != 1 { chances.append(isPicked ? share : 1 - share) }
        if isPicked { picked.append(agents[index]) }
      }
    }
    return (picked, chances)
  }
}

/// Goes every way in turn: each ``advance()`` starts another path, until there is none left.
final class EveryWay: Chance {
  private var ways: [Int] = []
  private var taken: [Int] = []
  private var depth = 0

  /// A number that there are at least as many paths as.
  var leastPaths: Int { ways.reduce(1) { $0 + $1 - 1 } }

  func pick(_ probabilities: [Rational]) -> Int { choose(among: probabilities.count) }
  func pickEvenly(among ways: Int) -> Int { choose(among: ways) }

  func choose(among count: Int) -> Int {
    if count == 1 { return 0 }
    if depth == taken.count {
      taken.append(0)
      ways.append(count)
    }
    defer { depth += 1 }
    return taken[depth]
  }

  func advance() -> Bool {
    depth = 0
    while let last = taken.popLast(), let count = ways.popLast() {
      if last + 1 < count {
        taken.append(last + 1)
        ways.append(count)
        return true
      }
    }
    return false
  }
}

/// Goes one way at random, always the same for the same seed.
final class Seeded: Chance {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(state: seed) }

  func pick(_ probabilities: [Rational]) -> Int {
    let point = Rational(Int(generator.next() >> 2), 1 << 62)
    var reached: Rational = 0
    for (way, probability) in probabilities.enumerated() {
      reached += probability
      if point < reached { return way }
    }
    return probabilities.count - 1
  }

  func pickEvenly(among ways: Int) -> Int { Int.random(in: 0..<ways, using: &generator) }
  func choose(among ways: Int) -> Int { pickEvenly(among: ways) }
}

/// [Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"]
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
