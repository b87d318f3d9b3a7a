import Exact

@testable import Games

/// A game at a point, read as its tree says, history by history: to confirm what is found in other ways.
struct PlainReading {
  let tree: GameTree
  let point: [String: Rational]
  private let moves: [[Int]: Int]

  /// - Parameter moves: What is done at some histories.
  init(_ tree: GameTree, at point: [String: Rational], doing moves: [Move] = []) {
    self.tree = tree
    self.point = point
    self.moves = Dictionary(moves.map { ($0.history, $0.action) }) { first, _ in first }
  }

  func amount(of player: Int, in outcome: Int) -> Amount {
    tree.payoff(of: player, in: outcome).value(at: point) ?? .zero
  }

  /// The outcomes that may come about if these players do what is said, and whatever they like where nothing is
  /// said; and all others do what they like, but do not leave the honest history first.
  func outcomes(of group: Set<Int>, leaving honest: [Int]) -> Set<Int> {
    outcomes(from: tree.root, [], group, honest)
  }

  private func outcomes(
    from node: Int, _ history: [Int], _ group: Set<Int>, _ honest: [Int]
  ) -> Set<Int> {
    switch tree.kind(of: node) {
    case .terminal(let outcome): return [outcome]
    case .chance: return []
    case .decision(let player, _):
      let said = group.contains(player) ? moves[history] : nil
      let forced = said ?? (honest.starts(with: history) ? honest[history.count] : nil)
      var found: Set<Int> = []
      for edge in tree.edges(of: node) {
        let action = tree.action(on: edge)
        if let forced, action != forced { continue }
        found.formUnion(outcomes(from: tree.child(on: edge), history + [action], group, honest))
      }
      return found
    }
  }

  /// The outcomes of the subgame perfect equilibria after a history.
  func equilibria(after history: [Int]) -> Set<Int> {
    guard let node = tree.nodes(along: history)?.last else { return [] }
    switch tree.kind(of: node) {
    case .terminal(let outcome): return [outcome]
    case .chance: return []
    case .decision(let player, _):
      let options = tree.edges(of: node).map { equilibria(after: history + [tree.action(on: $0)]) }
      func worst(_ outcomes: Set<Int>) -> Amount {
        outcomes.map { amount(of: player, in: $0) }.min() ?? .zero
      }
      return Set(
        options.enumerated().flatMap { index, outcomes in
          outcomes.filter { outcome in
            options.indices.allSatisfy {
              $0 == index || worst(options[$0]) <= amount(of: player, in: outcome)
            }
          }
        })
    }
  }
}
