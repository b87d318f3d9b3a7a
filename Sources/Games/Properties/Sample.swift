import Exact

/// A point, with what the payoffs of a tree are there.
struct Sample: Sendable {
  let point: [String: Rational]
  /// The values of ``GameTree/payoffs``.
  let amounts: [Amount]
  /// The places of these values in their order; equal ones have one place.
  let ranks: [Int32]

  /// - Parameter point: A value for every symbol of the payoffs.
  /// - Complexity: O(payoffs · their terms) arithmetic steps, and a sort.
  init(_ tree: GameTree, at point: [String: Rational]) {
    self.point = point
    let amounts = tree.payoffs.map { $0.value(at: point) ?? .zero }
    self.amounts = amounts
    let order = amounts.indices.sorted { amounts[$0] < amounts[$1] }
    var ranks = [Int32](repeating: 0, count: amounts.count)
    for (previous, next) in zip(order, order.dropFirst()) {
      ranks[next] = ranks[previous] + (amounts[previous] == amounts[next] ? 0 : 1)
    }
    self.ranks = ranks
  }
}
