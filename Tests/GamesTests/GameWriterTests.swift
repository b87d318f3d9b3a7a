import Exact
import Games
import Testing

@Suite("A game that is written")
struct GameWriterTests {
  /// The histories of a tree that end: the names of their actions with who takes them and how likely chance does,
  /// and what is paid.
  private func plays(of game: Game) -> [String] {
    let tree = game.tree
    return tree.endingHistories.map { history in
      var text = ""
      for (node, action) in zip(tree.nodes(along: history) ?? [], history) {
        let position = tree.edges(of: node).firstIndex { tree.action(on: $0) == action }
        switch tree.kind(of: node) {
        case .decision(let player, _): text += game.players[player]
        case .chance(let distribution):
          let first = tree.edges(of: node).startIndex
          text += "\(tree.distributions[distribution][position! - first])"
        case .terminal: text += "over"
        }
        text += " \(tree.actions[action]); "
      }
      if case .terminal(let outcome) = tree.kind(of: tree.nodes(along: history)!.last!) {
        text += game.players.indices.map { "\(tree.payoff(of: $0, in: outcome))" }
          .joined(separator: ", ")
      }
      return text
    }
  }

  /// How the nodes of a tree fall into information sets, in the order of histories.
  private func knowledge(of tree: GameTree) -> [Int] {
    var numbers: [Int: Int] = [:]
    var result: [Int] = []
    var left = [tree.root]
    while let node = left.popLast() {
      if case .decision(_, let set) = tree.kind(of: node) {
        let next = numbers.count
        result.append(numbers[set ?? -1 - result.count, default: next])
        numbers[set ?? -result.count] = result[result.count - 1]
      }
      left += tree.edges(of: node).reversed().map { tree.child(on: $0) }
    }
    return result
  }

  @Test("in Gambit's format is read back as it was", arguments: 0..<300)
  func gambit(seed: Int) throws {
    let game = RandomTrees.withChance(seed: UInt64(seed))
    let text = try game.gambitText()
    let again = try Game(gambit: Array(text.utf8))
    #expect(again.name == game.name && again.players == game.players)
    #expect(plays(of: again) == plays(of: game))
    #expect(knowledge(of: again.tree) == knowledge(of: game.tree))
    #expect(try again.gambitText() == text)
  }

  @Test("in CheckMate's format is read back as it was", arguments: 0..<300)
  func checkMate(seed: Int) throws {
    let game = RandomTrees.withSymbols(seed: UInt64(seed))
    let text = try game.checkMateText()
    let again = try Game(checkMate: Array(text.utf8))
    #expect(again.players == game.players && again.constants == game.constants)
    #expect(again.constraints == game.constraints)
    #expect(again.ownConstraints == game.ownConstraints)
    #expect(plays(of: again) == plays(of: game))
    let honest = { (game: Game) in game.honestHistories.map { $0.map { game.tree.actions[$0] } } }
    #expect(honest(again) == honest(game))
    #expect(try again.checkMateText() == text)
  }

  @Test("in Gambit's format has the values of its symbols, and no infinitesimals")
  func values() throws {
    func mistakes(_ payoff: Payoff, _ values: [String: Rational]) -> String {
      do {
        return try game(payoff).gambitText(at: values)
      } catch {
        return "\(error)"
      }
    }
    let a = Polynomial(variable: "a")
    let small = Payoff(a, infinitesimal: a * Polynomial(variable: "epsilon"))
    #expect(
      mistakes(Payoff(a), ["a": Rational(1, 3)]).hasSuffix("t \"\" 1 \"Outcome 1\" { 1/3 }\n"))
    #expect(mistakes(Payoff(a), [:]) == "Gambit's format has numbers only; give a")
    #expect(
      mistakes(small, ["a": 1])
        == "'a + a*epsilon' has an infinitesimal part, which no number has; Gambit's format has numbers only"
    )
    #expect(mistakes(small, ["a": 1, "epsilon": 0]) == mistakes(small, ["a": 1]))
    #expect(mistakes(small, ["a": 0]).hasSuffix("{ 0 }\n"))
  }

  /// A game that is over at once.
  private func game(_ payoff: Payoff) -> Game {
    var builder = GameTreeBuilder(players: 1)
    let end = builder.terminal([builder.payoff(payoff)])
    return Game(
      name: "", players: ["A"], constants: ["a"], infinitesimals: ["epsilon"],
      tree: builder.tree(root: end))
  }

  @Test("in CheckMate's format has no chance, decimals only and an honest history, and says so")
  func notCheckMate() throws {
    var builder = GameTreeBuilder(players: 1)
    let end = builder.terminal([builder.payoff(Payoff(Rational(1, 3)))])
    let action = builder.action("heads")
    let root = builder.chance([1], [(action: action, child: end)])
    let unknown = Constraint.comparison(Payoff(Polynomial(variable: "x")), .greater)
    let game = Game(
      name: "", players: ["A"], constants: ["a b"], constraints: [unknown],
      tree: builder.tree(root: root))
    do {
      _ = try game.checkMateText()
      Issue.record("it was written")
    } catch let errors as GameErrors {
      #expect(
        errors.list.map(\.message) == [
          "CheckMate's format has no chance, and everybody sees everything",
          "CheckMate asks about honest histories, and this game has none",
          "a symbol of CheckMate's has letters, digits and underscores, not as 'a b'",
          "CheckMate's format has no fractions but decimals, for '1/3'",
          "'x > 0' cannot be written: unknown constant or infinitesimal 'x'",
        ])
    }
  }

  @Test("has numbers and formulas of a length that can be read, or says that they are too long")
  func limits() throws {
    let long = Payoff((10 as Rational).power(2 * GameLimits.digits))
    let wide = (1...3000).reduce(Payoff.zero) { sum, number in
      sum + Payoff(Polynomial(variable: "a").power(number % 3) * Polynomial(variable: "x\(number)"))
    }
    var other = game(wide)
    other.constants = ["a"] + (1...3000).map { "x\($0)" }
    other.honestHistories = [[]]
    #expect {
      try game(long).gambitText()
    } throws: {
      "\($0)" == "a payoff of more than 2000 digits"
    }
    #expect {
      try other.checkMateText()
    } throws: {
      "\($0)".hasSuffix("cannot be written: a formula of more than 10000 bytes")
    }
  }

  @Test("stops where what takes it does")
  func stopping() throws {
    struct Full: Error {}
    #expect(throws: Full.self) {
      try RandomTrees.withChance(seed: 1).writeGambit { _ in throw Full() }
    }
  }
}
