import Exact

/// Writes a game in Gambit's format for games in extensive form, each history for itself.
struct GambitWriter {
  private let game: Game
  /// The amounts of the tree, at the values of the symbols.
  private let amounts: [Rational]
  private var output: TextOutput
  /// The numbers in the file: of outcomes and of information sets, 0 before they occur, and the last ones given.
  private var outcomes: [Int]
  private var sets: [Int]
  private var lastOutcome = 0
  private var lastSets: [Int]
  private var lastChance = 0

  init(
    _ game: Game, at values: [String: Rational], to write: @escaping (String) throws -> Void
  ) throws(GameErrors) {
    self.game = game
    output = TextOutput(to: write)
    let tree = game.tree
    outcomes = Array(repeating: 0, count: tree.outcomeCount)
    sets = Array(repeating: 0, count: tree.informationSets.count)
    lastSets = Array(repeating: 0, count: tree.players)
    amounts = try Self.amounts(of: game, at: values)
    try Self.checkSets(of: game)
    for name in [game.name] + game.players + tree.actions + tree.informationSets.map(\.label) {
      // It would be that of the quote behind it.
      if name.hasSuffix("\\") {
        throw GameErrors([
          GameError("Gambit's format has no way to write the name '\(name)'", file: game.file)
        ])
      }
    }
  }

  private static func amounts(
    of game: Game, at values: [String: Rational]
  ) throws(GameErrors) -> [Rational] {
    var missing: Set<String> = []
    var small: Payoff?
    let values = values.filter { !game.infinitesimals.contains($0.key) }
    let amounts = game.tree.payoffs.map { payoff in
      missing.formUnion(payoff.real.variables.subtracting(values.keys))
      let rest = payoff.infinitesimal.substituting(values.mapValues { Polynomial($0) })
      if !rest.isZero { small = small ?? payoff }
      return payoff.real.evaluate(at: values) ?? 0
    }
    var errors: [GameError] = []
    if !missing.isEmpty {
      let names = missing.sorted().joined(separator: ", ")
      errors.append(GameError("Gambit's format has numbers only; give \(names)", file: game.file))
    }
    if let small {
      errors.append(
        GameError(
          "'\(small)' has an infinitesimal part, which no number has; Gambit's format has numbers only",
          file: game.file))
    }
    if amounts.contains(where: { "\($0)".utf8.count > GameLimits.digits }) {
      errors.append(
        GameError("a payoff of more than \(GameLimits.digits) digits", file: game.file))
    }
    if !errors.isEmpty { throw GameErrors(errors) }
    return amounts
  }

  /// Looks whether all nodes of an information set have the same actions.
  private static func checkSets(of game: Game) throws(GameErrors) {
    let actions = game.tree.actionsOfInformationSets
    for node in 0..<game.tree.count {
      guard case .decision(_, let set?) = game.tree.kind(of: node),
        actions[set] != game.tree.edges(of: node).map({ game.tree.action(on: $0) })
      else { continue }
      let label = game.tree.informationSets[set].label
      throw GameErrors([
        GameError("the nodes of information set '\(label)' have different actions", file: game.file)
      ])
    }
  }

  // MARK: - Nodes

  mutating func run() throws {
    let players = distinct(game.players).map(quoted).joined(separator: " ")
    try output.append("EFG 2 R \(quoted(game.name)) { \(players) }\n\"\"\n\n")
    var left = [game.tree.root]
    while let node = left.popLast() {
      try write(node)
      for edge in game.tree.edges(of: node).reversed() { left.append(game.tree.child(on: edge)) }
    }
    try output.flush()
  }

  private mutating func write(_ node: GameTree.Node) throws {
    let names = distinct(
      game.tree.edges(of: node).map { game.tree.actions[game.tree.action(on: $0)] }
    ).map(quoted)
    switch game.tree.kind(of: node) {
    case .terminal(let outcome): try write(outcome: outcome)
    case .decision(let player, let set):
      let known = set.map { sets[$0] } ?? 0
      if known > 0 { return try output.append("p \"\" \(player + 1) \(known) 0\n") }
      lastSets[player] += 1
      if let set { sets[set] = lastSets[player] }
      let label = set.map { game.tree.informationSets[$0].label } ?? ""
      try output.append(
        "p \"\" \(player + 1) \(lastSets[player]) \(quoted(label)) { \(names.joined(separator: " ")) } 0\n"
      )
    case .chance(let distribution):
      lastChance += 1
      let outcomes = zip(names, game.tree.distributions[distribution])
        .map { "\($0) \($1)" }.joined(separator: " ")
      try output.append("c \"\" \(lastChance) \"\" { \(outcomes) } 0\n")
    }
  }

  private mutating func write(outcome: Int) throws {
    if outcomes[outcome] > 0 { return try output.append("t \"\" \(outcomes[outcome])\n") }
    lastOutcome += 1
    outcomes[outcome] = lastOutcome
    let payoffs = game.players.indices.map {
      "\(amounts[game.tree.payoffIndex(of: $0, in: outcome)])"
    }
    try output.append(
      "t \"\" \(lastOutcome) \"Outcome \(lastOutcome)\" { \(payoffs.joined(separator: ", ")) }\n")
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\"", with: "\\\"") + "\""
  }
}
