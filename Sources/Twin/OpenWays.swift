import Exact

/// Goes the ways that it is told to go, and the first one at every branching after them; writes down all
/// that happens.
///
/// Agents of whom nothing has set one apart yet stand for each other when some are drawn.
final class OpenWays: Chance {
  private let ways: [Int]
  private var depth = 0
  private(set) var happenings: [Happening] = []
  /// The agents who are told apart.
  private var touched: Set<Int>

  /// - Parameter touched: The agents who are told apart from the beginning.
  init(_ ways: [Int], touched: Set<Int>) {
    self.ways = ways
    self.touched = touched
  }

  func note(_ happening: Happening) { happenings.append(happening) }

  /// Tells agents apart from here.
  func touch(_ agents: [Int]) { touched.formUnion(agents) }

  // MARK: - Ways

  func choose(among count: Int) -> Int {
    defer { depth += 1 }
    guard depth < ways.count else { return 0 }
    precondition((0..<count).contains(ways[depth]), "there is no such way")
    return ways[depth]
  }

  func pick(_ probabilities: [Rational]) -> Int {
    let taken = choose(among: probabilities.count)
    note(.chance(probabilities: probabilities, taken: taken))
    return taken
  }

  func pickEvenly(among ways: Int) -> Int {
    pick(Array(repeating: Rational(1, ways), count: ways))
  }

  /// The option taken, as a position in the question's.
  func answer(_ question: Question) -> Int {
    let taken = choose(among: question.options.count)
    note(.asked(question, taken: taken))
    return taken
  }

  // MARK: - Draws

  /// At each branching it is decided who, of those told apart, is the next to be picked, if anybody; so that
  /// every set of them is picked in one way only. The others who are picked are the first of the rest.
  func draw(_ count: Int, of agents: Candidates) -> (agents: [Int], chances: [Rational]) {
    var known = agents.these(touched)[...]
    let rest = agents.count - known.count
    var picked: [Int] = []
    var chances: [Rational] = []
    while picked.count < count, !known.isEmpty {
      var none: Rational = 1
      var probabilities: [Rational] = []
      for position in known.indices where !none.isZero {
        let share = Rational(count - picked.count, known.endIndex - position + rest)
        probabilities.append(none * share)
        none *= 1 - share
      }
      if !none.isZero { probabilities.append(none) }
      let way = probabilities.count == 1 ? 0 : pick(probabilities)
      chances.append(probabilities[way])
      guard way < known.count else { break }
      known = known.dropFirst(way)
      picked.append(known.removeFirst())
    }
    picked += agents.first(count - picked.count, notIn: touched)
    touch(picked)
    return (picked.sorted(), chances)
  }
}
