extension CheckMateReader {
  /// A node where the game ends.
  mutating func utility(
    _ builder: inout GameTreeBuilder
  ) throws(Unreadable) -> GameTree.Node {
    for player in 0..<playerCount { payoffs[player] = -1 }
    try json.open("[", "a list of payoffs: '['")
    if try !json.closes("]") {
      repeat { try payoff(&builder) } while try json.goesOn(until: "]")
    }
    for player in 0..<playerCount where payoffs[player] < 0 {
      try json.window.report(
        "there is no payoff for '\(shortened(players.names[player]))'", at: json.placeBehind)
      payoffs[player] = builder.payoff(.zero)
    }
    return builder.terminal(payoffs)
  }

  /// What one player gets.
  private mutating func payoff(_ builder: inout GameTreeBuilder) throws(Unreadable) {
    var player: Int?
    var amount: Int?
    try json.open("{", "a payoff: '{'")
    if try !json.closes("}") {
      repeat {
        let bytes = try json.string("a key in quotes")
        switch NodeKey(bytes) {
        case .player:
          try allowOnce(player == nil, "player")
          try json.colon()
          player = try self.player()
          if let player, player < playerCount, payoffs[player] >= 0 {
            try json.window.report(
              "there are two payoffs for '\(shortened(players.names[player]))'",
              at: json.placeOfToken)
          }
        case .value:
          try allowOnce(amount == nil, "value")
          try json.colon()
          amount = try self.amount(&builder)
        default: try skip(bytes, of: "a payoff", ["player", "value"])
        }
      } while try json.goesOn(until: "}")
    }
    guard let player, let amount else {
      return try json.window.report(
        "this payoff needs '\(player == nil ? "player" : "value")'", at: json.placeBehind)
    }
    if player < playerCount { payoffs[player] = amount }
  }

  /// The number of an amount in the tree. Each text is understood once.
  private mutating func amount(_ builder: inout GameTreeBuilder) throws(Unreadable) -> Int {
    let isQuoted = try json.peek() == UInt8(ascii: "\"")
    let what = "an amount: a number, or a formula in quotes"
    let bytes = try isQuoted ? json.string(what) : json.number(what)
    let known = amounts.count
    guard let number = amounts.number(of: bytes) else {
      throw json.window.fail("this is not text in UTF-8", at: json.placeOfToken)
    }
    if number == known {
      let isPlain = isQuoted && !json.hasEscapes
      let place = json.placeOfToken
      var payoff = Payoff.zero
      let text = Array(bytes)
      do throws(FormulaMistake) {
        payoff = try FormulaParser.amount(text, symbols: symbols)
      } catch {
        try report(error, in: text, at: place, isPlain: isPlain)
      }
      amountNumbers.append(builder.payoff(payoff))
    }
    return amountNumbers[number]
  }
}
