import Exact

/// Reads a game in Gambit's format for games in extensive form (`.efg`).
///
/// Nodes come before what is below them. They are kept as a list, two words for each, and put together from its
/// end.
struct GambitReader: ~Copyable {
  typealias Place = TextWindow.Place

  private struct InformationSet {
    var player: Int
    var label: String
    var names: [String]
    var actions: [Int]
    /// Its position in the tree.
    var position: Int
  }

  private struct Event {
    var label: String
    var names: [String]
    var actions: [Int]
    var probabilities: [Rational]
  }

  private struct Outcome: Equatable {
    var label: String
    var payoffs: [Rational]
  }

  /// An information set as the file numbers it.
  private struct SetNumber: Hashable {
    var player: Int
    var number: Int
  }

  private enum Step {
    case end(GameTree.Node)
    case decision(set: Int)
    case chance(event: Int)
  }

  /// A node of which some subtrees were not read yet.
  private struct Frame {
    var missing: Int
    /// What was paid on the way there; empty if that is nothing.
    var paid: [Rational]
  }

  private var lexer: GambitLexer
  private var players: [String] = []
  private var builder = GameTreeBuilder(players: 0)
  private var setPositions: [SetNumber: Int] = [:]
  private var sets: [InformationSet] = []
  private var eventPositions: [Int: Int] = [:]
  private var events: [Event] = []
  private var outcomes: [Int: Outcome] = [:]
  private var steps: [Step] = []

  static func game(_ source: ByteSource, file: String) throws(GameErrors) -> Game {
    var errors: [GameError] = []
    do throws(Unreadable) {
      var reader = GambitReader(try GambitLexer(source, file: file))
      let game = try? reader.game(file: file)
      errors = reader.lexer.window.errors
      if let game, errors.isEmpty { return game }
    } catch {
      errors = [GameError("cannot be read", file: file)]
    }
    throw GameErrors(errors)
  }

  private init(_ lexer: consuming GambitLexer) { self.lexer = lexer }

  // MARK: - The whole

  private mutating func game(file: String) throws(Unreadable) -> Game {
    try lexer.advance()
    guard lexer.kind == .word, lexer.written == "EFG" else {
      throw lexer.fail(expected: "'EFG', as a game in Gambit's format begins")
    }
    try lexer.advance()
    guard try lexer.count("the version of the format: 2") == 2 else {
      throw lexer.fail("only version 2 of the format is supported")
    }
    guard lexer.kind == .word, ["D", "R"].contains(lexer.written) else {
      throw lexer.fail(expected: "'R' or 'D'")
    }
    try lexer.advance()
    let title = try lexer.text("the title")
    players = distinct(try names("a player"))
    if players.isEmpty { throw lexer.fail("a game needs a player") }
    builder = GameTreeBuilder(players: players.count)
    _ = try lexer.accept(.text)
    try readNodes()
    guard lexer.kind == .end else { throw lexer.fail(expected: "the end") }
    guard lexer.window.errors.isEmpty else { throw Unreadable() }
    let root = build()
    return Game(
      name: title.isEmpty ? gameName(ofFile: file) : title, file: file, players: players,
      tree: builder.tree(root: root))
  }

  /// Texts in braces.
  private mutating func names(_ what: String) throws(Unreadable) -> [String] {
    guard try lexer.accept(.opening) else { throw lexer.fail(expected: "'{'") }
    var names: [String] = []
    while try !lexer.accept(.closing) { names.append(try lexer.text(what)) }
    return names
  }

  // MARK: - Nodes

  private mutating func readNodes() throws(Unreadable) {
    var frames: [Frame] = []
    repeat {
      guard frames.count < GameLimits.depth else {
        throw lexer.fail("a game of more than \(GameLimits.depth) moves")
      }
      let frame = try readNode(paid: frames.last?.paid ?? [])
      if frame.missing > 0 {
        frames.append(frame)
      } else {
        while let last = frames.last, last.missing == 1 { frames.removeLast() }
        if !frames.isEmpty { frames[frames.count - 1].missing -= 1 }
      }
    } while !frames.isEmpty
  }

  private mutating func readNode(paid: [Rational]) throws(Unreadable) -> Frame {
    guard lexer.kind == .word, ["c", "p", "t"].contains(lexer.written) else {
      throw lexer.fail(expected: "a node: 'c', 'p' or 't'")
    }
    let kind = lexer.written
    try lexer.advance()
    _ = try lexer.text("the name of the node")
    switch kind {
    case "c":
      let event = try event()
      steps.append(.chance(event: event))
      return Frame(missing: events[event].actions.count, paid: try outcome(after: paid))
    case "p":
      let set = try informationSet()
      steps.append(.decision(set: set))
      return Frame(missing: sets[set].actions.count, paid: try outcome(after: paid))
    default:
      let paid = try outcome(after: paid)
      let payoffs = players.indices.map { builder.payoff(Payoff(paid.isEmpty ? 0 : paid[$0])) }
      steps.append(.end(builder.terminal(payoffs)))
      return Frame(missing: 0, paid: paid)
    }
  }

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

  private mutating func informationSet() throws(Unreadable) -> Int {
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

  private mutating func event() throws(Unreadable) -> Int {
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
  private mutating func outcome(after paid: [Rational]) throws(Unreadable) -> [Rational] {
    let place = lexer.place
    let number = try lexer.count("the number of an outcome, or 0")
    guard lexer.kind == .text else {
      if number == 0 { return paid }
      guard let outcome = outcomes[number] else {
        throw lexer.fail("outcome \(number) is not described", at: place)
      }
      return sum(paid, outcome.payoffs)
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
    return sum(paid, outcome.payoffs)
  }

  private func sum(_ left: [Rational], _ right: [Rational]) -> [Rational] {
    left.isEmpty ? right : zip(left, right).map { $0 + $1 }
  }

  // MARK: - Putting together

  /// Puts the nodes together, from the last one on.
  private mutating func build() -> GameTree.Node {
    var nodes: [GameTree.Node] = []
    for step in steps.reversed() {
      switch step {
      case .end(let node): nodes.append(node)
      case .decision(let set):
        let edges = edges(sets[set].actions, &nodes)
        nodes.append(
          builder.decision(
            of: sets[set].player, informationSet: sets[set].position, edges))
      case .chance(let event):
        let edges = edges(events[event].actions, &nodes)
        nodes.append(builder.chance(events[event].probabilities, edges))
      }
    }
    return nodes[0]
  }

  /// The edges of a node whose subtrees were put together last, the first one's last.
  private func edges(
    _ actions: [Int], _ nodes: inout [GameTree.Node]
  ) -> [(action: Int, child: GameTree.Node)] {
    let children = nodes.suffix(actions.count).reversed()
    nodes.removeLast(actions.count)
    return zip(actions, children).map { (action: $0, child: $1) }
  }
}

/// Names that differ from each other and are not empty, as Gambit makes them: to one that is empty or occurs again,
/// the first number is added that makes it another one.
func distinct(_ names: [String]) -> [String] {
  var uses: [String: Int] = [:]
  for name in names { uses[name, default: 0] += 1 }
  var used = Set(names)
  var last: [String: Int] = [:]
  return names.map { name in
    if uses[name] == 1, !name.isEmpty { return name }
    var number = last[name] ?? 0
    repeat { number += 1 } while !used.insert("\(name)_\(number)").inserted
    last[name] = number
    return "\(name)_\(number)"
  }
}
