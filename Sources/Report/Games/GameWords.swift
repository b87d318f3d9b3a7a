import Exact
import Games

/// The names of a game's parts, in sentences.
struct GameWords {
  let game: Game

  private var tree: GameTree { game.tree }

  func player(_ number: Int) -> String { game.players[number] }

  /// `A`, `A and B`, `A, B and C`.
  func players(_ numbers: [Int]) -> String {
    let names = numbers.map(player)
    guard let last = names.last, names.count > 1 else { return names.first ?? "nobody" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  func action(_ number: Int) -> String { tree.actions[number] }

  /// `after e, i`; `at the beginning`.
  func moment(_ history: [Int]) -> String {
    history.isEmpty
      ? "at the beginning" : "after \(history.map(action).joined(separator: ", "))"
  }

  /// `after e: E takes s`.
  func move(_ move: Move) -> String {
    "\(moment(move.history)): \(player(move.player)) takes \(action(move.action))"
  }

  /// `in start: leader takes offer`.
  func act(_ set: Int, _ action: Int) -> String {
    let mover = player(tree.informationSets[set].player)
    return "in \(tree.namesOfInformationSets[set]): \(mover) takes \(self.action(action))"
  }

  /// `a = 1, b = -2`, in the order of the declarations; nil if there are no symbols.
  func point(_ point: [String: Rational]) -> String? {
    let values = (game.constants + game.infinitesimals).compactMap { symbol in
      point[symbol].map { "\(symbol) = \($0)" }
    }
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }

  /// What everybody gets in an outcome.
  func outcome(_ outcome: Int, at point: [String: Rational]) -> String {
    game.players.indices.map { player in
      let amount = tree.payoff(of: player, in: outcome).value(at: point) ?? .zero
      return "\(game.players[player]) \(amount)"
    }.joined(separator: ", ")
  }
}
