import Exact

/// Reads a game in Gambit's format for games in extensive form (`.efg`).
///
/// Nodes come before what is below them. They are kept as a list, two words for each, and put together from its
/// end.
struct GambitReader: ~Copyable {
  typealias Place = TextWindow.Place

  struct InformationSet {
    var player: Int
    var label: String
    var names: [String]
    var actions: [Int]
    /// Its position in the tree.
    var position: Int
  }

  struct Event {
    var label: String
    var names: [String]
    var actions: [Int]
    var probabilities: [Rational]
  }

  struct Outcome: Equatable {
    var label: String
    var payoffs: [Rational]
  }

  /// An information set as the file numbers it.
  struct SetNumber: Hashable {
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

  var lexer: GambitLexer
  var players: [String] = []
  var builder = GameTreeBuilder(players: 0)
  var setPositions: [SetNumber: Int] = [:]
  var sets: [InformationSet] = []
  var eventPositions: [Int: Int] = [:]
  var events: [Event] = []
  var outcomes: [Int: Outcome] = [:]
  private var steps: [Step] = []

  static func game(_ source: ByteSource, file: String) throws(GameErrors) -> Game {
    var reader = GambitReader(GambitLexer(source, file: file))
    do throws(Unreadable) {
      return try reader.game(file: file)
    } catch {
      throw GameErrors(reader.lexer.window.errors)
    }
  }

  private init(_ lexer: consuming GambitLexer) { self.lexer = lexer }

  // MARK: - The whole

  private mutating func game(file: String) throws(Unreadable) -> Game {
    try lexer.window.begin()
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
  mutating func names(_ what: String) throws(Unreadable) -> [String] {
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
