/// Writes a game in CheckMate's JSON format, each history for itself.
struct CheckMateWriter {
  private let game: Game
  /// The amounts of the tree as they are written.
  private let amounts: [String]
  private let constraints: [String]
  private let ownConstraints: [SecurityProperty: [String]]
  private let players: [String]
  private let actions: [String]
  private var output: TextOutput

  init(_ game: Game, to write: @escaping (String) throws -> Void) throws(GameErrors) {
    self.game = game
    output = TextOutput(to: write)
    players = game.players.map(Self.quoted)
    actions = game.tree.actions.map(Self.quoted)
    var problems: [String] = []
    if !game.tree.hasPerfectInformation {
      problems.append("CheckMate's format has no chance, and everybody sees everything")
    }
    if game.honestHistories.isEmpty {
      problems.append("CheckMate asks about honest histories, and this game has none")
    }
    for name in game.constants + game.infinitesimals where !FormulaParser.isName(name) {
      problems.append(
        "a symbol of CheckMate's has letters, digits and underscores, not as '\(name)'")
    }
    if !(game.players + game.tree.actions).allSatisfy(CheckMateReader.isName) {
      problems.append("players and actions need names without control characters here")
    }
    var symbols: [String: FormulaParser.Symbol] = [:]
    for name in game.constants { symbols[name] = .constant }
    for name in game.infinitesimals { symbols[name] = .infinitesimal }
    /// What can be read back, in quotes.
    func quoted(
      _ text: String?, _ formula: some CustomStringConvertible,
      reading: ([UInt8]) throws(FormulaMistake) -> Void
    ) -> String {
      guard let text else {
        problems.append("CheckMate's format has no fractions but decimals, for '\(formula)'")
        return ""
      }
      do throws(FormulaMistake) {
        try reading(Array(text.utf8))
      } catch {
        problems.append("'\(shortened("\(formula)"))' cannot be written: \(error.message)")
      }
      return Self.quoted(text)
    }
    func quoted(_ constraint: Constraint) -> String {
      quoted(FormulaText.condition(constraint), constraint) { bytes throws(FormulaMistake) in
        _ = try FormulaParser.condition(bytes, symbols: symbols)
      }
    }
    amounts = game.tree.payoffs.map { payoff in
      quoted(FormulaText.amount(payoff), payoff) { bytes throws(FormulaMistake) in
        _ = try FormulaParser.amount(bytes, symbols: symbols)
      }
    }
    constraints = game.constraints.map { quoted($0) }
    ownConstraints = game.ownConstraints.mapValues { $0.map { quoted($0) } }
    if !problems.isEmpty {
      throw GameErrors(
        problems.prefix(GameLimits.errors).map { GameError($0, file: game.file) })
    }
  }

  // MARK: - The whole

  mutating func run() throws {
    try output.append("{\n")
    try list("players", players)
    try list("actions", actions)
    try list("infinitesimals", game.infinitesimals.map(Self.quoted))
    try list("constants", game.constants.map(Self.quoted))
    try list("initial_constraints", constraints)
    try output.append("\"property_constraints\": {\n")
    for (number, property) in SecurityProperty.allCases.enumerated() {
      let constraints = ownConstraints[property] ?? []
      let isLast = number == SecurityProperty.allCases.count - 1
      try list(property.checkMateKey, constraints, end: isLast ? "\n" : ",\n")
    }
    try output.append("},\n")
    let histories = game.honestHistories.map { history in
      "[" + history.map { actions[$0] }.joined(separator: ", ") + "]"
    }
    try list("honest_histories", histories)
    try output.append("\"tree\": ")
    try writeTree()
    try output.append("\n}\n")
    try output.flush()
  }

  private mutating func list(_ key: String, _ parts: [String], end: String = ",\n") throws {
    try output.append("\"\(key)\": [\(parts.joined(separator: ", "))]\(end)")
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  // MARK: - The tree

  private mutating func writeTree() throws {
    let tree = game.tree
    // Of each node on the path, its edges and the next one to write.
    var left: [(edges: Range<Int>, next: Int)] = []
    try begin(tree.root, &left)
    while let (edges, next) = left.last {
      guard next < edges.endIndex else {
        left.removeLast()
        try output.append(left.isEmpty ? "]}" : "]}}")
        continue
      }
      left[left.count - 1].next += 1
      let action = actions[tree.action(on: next)]
      try output.append(
        "\(next == edges.startIndex ? "" : ",")\n{\"action\": \(action), \"child\": ")
      try begin(tree.child(on: next), &left)
    }
  }

  private mutating func begin(
    _ node: GameTree.Node, _ left: inout [(edges: Range<Int>, next: Int)]
  ) throws {
    switch game.tree.kind(of: node) {
    case .terminal(let outcome):
      let payoffs = players.indices.map { player in
        let amount = amounts[game.tree.payoffIndex(of: player, in: outcome)]
        return "{\"player\": \(players[player]), \"value\": \(amount)}"
      }
      try output.append(
        "{\"utility\": [\(payoffs.joined(separator: ", "))]\(left.isEmpty ? "}" : "}}")")
    case .decision(let player, _):
      let edges = game.tree.edges(of: node)
      left.append((edges, edges.startIndex))
      try output.append("{\"player\": \(players[player]), \"children\": [")
    case .chance: break
    }
  }
}
