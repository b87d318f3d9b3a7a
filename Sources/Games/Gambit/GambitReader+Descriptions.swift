import Exact

/// Information sets, chances and outcomes are described where they occur first.
extension GambitReader {
  /// The number of something that is described where it occurs first.
  private mutating func number(
    _ what: String, atMost most: Int = .max
  ) throws(Unreadable) -> Int {
    let place = lexer.place
    let number = try lexer.count("the \(what)'s number")
    guard number >= 1, number <= most else {
      throw lexer.fail("there is no \(what) \(number)", at: place)
    }
    return number
  }

  mutating func informationSet() throws(Unreadable) -> Int {
    let player = try number("player", atMost: players.count) - 1
    let place = lexer.place
    let number = try number("information set")
    let known = setPositions[SetNumber(player: player, number: number)]
    if lexer.kind == .text {
      let label = try lexer.text("the name of the information set")
      let names = try names("an action")
      if names.isEmpty { throw lexer.fail("an information set without actions", at: place) }
      if let known {
        if (label, names) != (sets[known].label, sets[known].names) {
          try lexer.window.report(
            "information set \(number) of '\(shortened(players[player]))' was described otherwise before",
            at: place)
        }
      } else {
        setPositions[SetNumber(player: player, number: number)] = sets.count
        sets.append(
          InformationSet(
            player: player, label: label, names: names,
            actions: distinct(names).map { builder.action($0) },
            position: builder.informationSet(of: player, label)))
      }
    } else if known == nil {
      throw lexer.fail(
        "information set \(number) of '\(shortened(players[player]))' is not described",
        at: place)
    }
    return known ?? sets.count - 1
  }

  mutating func event() throws(Unreadable) -> Int {
    let place = lexer.place
    let number = try number("chance")
    let known = eventPositions[number]
    if lexer.kind == .text {
      let label = try lexer.text("the name of the chance")
      guard try lexer.accept(.opening) else { throw lexer.fail(expected: "'{'") }
      var names: [String] = []
      var probabilities: [Rational] = []
      while try !lexer.accept(.closing) {
        names.append(try lexer.text("an outcome of the chance"))
        let place = lexer.place
        probabilities.append(try lexer.number("a probability"))
        if probabilities[probabilities.count - 1].signum() < 0 {
          try lexer.window.report("a probability below zero", at: place)
        }
        _ = try lexer.accept(.comma)
      }
      if names.isEmpty { throw lexer.fail("a chance without outcomes", at: place) }
      if let known {
        let before = events[known]
        if (label, names) != (before.label, before.names) || probabilities != before.probabilities {
          try lexer.window.report("chance \(number) was described otherwise before", at: place)
        }
      } else {
        let sum = probabilities.reduce(0, +)
        if sum != 1 {
          try lexer.window.report(
            "the probabilities sum to \(shortened("\(sum)")), not to 1", at: place)
        }
        eventPositions[number] = events.count
        events.append(
          Event(
            label: label, names: names, actions: distinct(names).map { builder.action($0) },
            probabilities: probabilities))
      }
    } else if known == nil {
      throw lexer.fail("chance \(number) is not described", at: place)
    }
    return known ?? events.count - 1
  }

  /// Reads the outcome of a node.
  ///
  /// - Returns: What was paid until then; empty if nothing was.
  mutating func outcome(after paid: [Rational]) throws(Unreadable) -> [Rational] {
    let place = lexer.place
    let number = try lexer.count("the number of an outcome, or 0")
    guard lexer.kind == .text else {
      if number == 0 { return paid }
      guard let outcome = outcomes[number] else {
        throw lexer.fail("outcome \(number) is not described", at: place)
      }
      return try sum(paid, outcome.payoffs, at: place)
    }
    if number == 0 { throw lexer.fail("outcome 0 stands for none, and has no payoffs", at: place) }
    let label = try lexer.text("the name of the outcome")
    guard try lexer.accept(.opening) else { throw lexer.fail(expected: "'{'") }
    var outcome = Outcome(label: label, payoffs: [])
    for player in players {
      if lexer.kind == .closing {
        throw lexer.fail("there is no payoff for '\(shortened(player))'")
      }
      outcome.payoffs.append(try lexer.number("a payoff for '\(shortened(player))'"))
      _ = try lexer.accept(.comma)
    }
    guard try lexer.accept(.closing) else {
      throw lexer.fail(expected: "'}' after a payoff for each player")
    }
    if let before = outcomes.updateValue(outcome, forKey: number), before != outcome {
      try lexer.window.report("outcome \(number) was described otherwise before", at: place)
    }
    return try sum(paid, outcome.payoffs, at: place)
  }

  private mutating func sum(
    _ paid: [Rational], _ payoffs: [Rational], at place: Place
  ) throws(Unreadable) -> [Rational] {
    if paid.isEmpty { return payoffs }
    let sum = zip(paid, payoffs).map { $0 + $1 }
    if sum.contains(where: { "\($0)".utf8.count > GameLimits.digits }) {
      throw lexer.fail(
        "what is paid until here is a number of more than \(GameLimits.digits) digits", at: place)
    }
    return sum
  }
}
