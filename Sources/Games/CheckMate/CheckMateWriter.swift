import Exact

/// Writes a game in CheckMate's JSON format, each history for itself.
struct CheckMateWriter {
  private let game: Game
  /// The amounts of the tree as they are written.
  private let amounts: [String]
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
    amounts = game.tree.payoffs.map { payoff in
      guard let text = Self.text(payoff) else {
        problems.append("CheckMate's format has no fractions but decimals, and '\(payoff)' is none")
        return ""
      }
      return Self.quoted(text)
    }
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
    try list("initial_constraints", try game.constraints.map { try Self.quoted($0) })
    try output.append("\"property_constraints\": {\n")
    for (number, property) in SecurityProperty.allCases.enumerated() {
      let constraints = try (game.ownConstraints[property] ?? []).map { try Self.quoted($0) }
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

  // MARK: - Formulas

  /// A constraint in quotes.
  private static func quoted(_ constraint: Constraint) throws(GameErrors) -> String {
    guard let text = text(constraint) else {
      throw GameErrors([
        GameError("CheckMate's format has no fractions but decimals, and '\(constraint)' has one")
      ])
    }
    return quoted(text)
  }

  private static func text(_ constraint: Constraint) -> String? {
    switch constraint {
    case .comparison(let amount, let relation):
      text(amount).map { "\($0) \(relation.rawValue) 0" }
    case .any(let parts): text(parts, " | ", none: "0 != 0")
    case .all(let parts): text(parts, " & ", none: "0 = 0")
    }
  }

  private static func text(_ parts: [Constraint], _ sign: String, none: String) -> String? {
    let texts = parts.compactMap(text)
    guard texts.count == parts.count else { return nil }
    return texts.isEmpty ? none : "(\(texts.joined(separator: sign)))"
  }

  /// An amount as a sum of products; nil if a number in it has no end as a decimal.
  private static func text(_ payoff: Payoff) -> String? {
    var text = ""
    for term in payoff.real.terms + payoff.infinitesimal.terms {
      guard let number = decimal(term.coefficient.magnitude) else { return nil }
      let symbols = term.monomial.factors.flatMap {
        Array(repeating: $0.variable, count: $0.exponent)
      }
      let factors = number == "1" && !symbols.isEmpty ? symbols : [number] + symbols
      let isMinus = term.coefficient.signum() < 0
      text += text.isEmpty ? (isMinus ? "-" : "") : isMinus ? " - " : " + "
      text += factors.joined(separator: "*")
    }
    return text.isEmpty ? "0" : text
  }

  /// A number that is not negative as a decimal, if that has an end.
  private static func decimal(_ number: Rational) -> String? {
    var rest = Rational(number.denominator)
    var digits = 0
    for prime: Rational in [2, 5] {
      var count = 0
      while (rest / prime).isInteger {
        rest /= prime
        count += 1
      }
      digits = max(digits, count)
    }
    guard rest == 1 else { return nil }
    if digits == 0 { return "\(number)" }
    let text = "\(number * (10 as Rational).power(digits))"
    let padded = String(repeating: "0", count: max(digits + 1 - text.count, 0)) + text
    return "\(padded.dropLast(digits)).\(padded.suffix(digits))"
  }
}
