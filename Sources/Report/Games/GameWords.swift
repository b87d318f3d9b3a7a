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
    history.isEmpty ? "at the beginning" : "after \(actions(of: history))"
  }

  /// The actions of a history; of a long one the first and the last.
  func actions(of history: [Int]) -> String {
    let names = history.map(action)
    guard names.count > Self.mostActions else { return names.joined(separator: ", ") }
    let half = Self.mostActions / 2
    let between = "… (\(names.count - 2 * half) more) …"
    return (names.prefix(half) + [between] + names.suffix(half)).joined(separator: ", ")
  }

  private static let mostActions = 20

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
    let values =
      game.constants.compactMap { symbol in point[symbol].map { "\(symbol) = \($0)" } }
      + game.infinitesimals.compactMap { symbol in point[symbol].map { "\(symbol) = \($0)*ε" } }
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }

  /// Where a subgame begins, by a history that leads there; nil of the whole game.
  func subgame(_ node: GameTree.Node) -> String? {
    node == tree.root
      ? nil : tree.history(to: node).map { "in the subgame \(moment($0))" }
  }

  /// What everybody gets in an outcome.
  func outcome(_ outcome: Int, at point: [String: Rational]) -> String {
    game.players.indices.map { player in
      let amount = tree.payoff(of: player, in: outcome).value(at: point) ?? .zero
      return "\(game.players[player]) \(amount)"
    }.joined(separator: ", ")
  }
}
