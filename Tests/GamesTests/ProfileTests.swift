import Exact
import Games
import Testing

@Suite("A profile of a game with information sets")
struct ProfileTests {
  private func game(_ tree: GameTree, _ constraints: [Constraint]) -> Game {
    Game(
      name: "contract", players: ["leader", "follower"], constants: ContractGames.symbols,
      constraints: constraints, tree: tree)
  }

  private func verdict(
    _ property: ProfileProperty, _ actions: [String: String], _ tree: GameTree,
    where constraints: [Constraint]
  ) throws -> ProfileVerdict {
    let choices = zip(tree.informationSets, tree.actionsOfInformationSets).map { set, options in
      let name = actions["\(set.label) \(set.player)"] ?? actions[set.label] ?? ""
      return options.firstIndex { tree.actions[$0] == name } ?? 0
    }
    let finding = try ProfileChecker().finding(
      on: property, of: BehaviorProfile(pure: choices, in: tree), in: game(tree, constraints))
    return finding.verdict
  }

  private typealias G = ContractGames
  private let usual =
    G.positive("w", "c", "ch", "d", "t", "b") + [G.above(G.symbol("w"), G.symbol("c"))]
  private let deposit = G.above(G.symbol("d"), G.symbol("c") + G.symbol("ch"))

  @Test(
    "of the client's contract is the only equilibrium if it is honest and the deposit exceeds cost and arbitration"
  )
  func prisoners() throws {
    let tree = G.prisonersContract()
    let honest = ["alone": "result"]
    let proved = try verdict(.onlyNashEquilibrium, honest, tree, where: usual + [deposit])
    guard case .proved = proved else {
      Issue.record("\(proved)")
      return
    }
    guard case .broken(let found) = try verdict(.onlyNashEquilibrium, honest, tree, where: usual)
    else {
      Issue.record("another equilibrium was not found")
      return
    }
    #expect(found.other?.map { tree.actions[$0] } == ["agreed", "agreed"])
    let point = found.point
    let (d, c, ch) = (point["d"], point["c"], point["ch"])
    #expect(d! <= c! + ch!)
  }

  @Test("of the client's contract gains nobody anything alone, and both together the cost")
  func coalition() throws {
    let tree = G.prisonersContract()
    let honest = ["alone": "result"]
    let alone = try verdict(.nashEquilibrium, honest, tree, where: usual)
    guard case .proved = alone else {
      Issue.record("\(alone)")
      return
    }
    let agreed = try verdict(
      .nashEquilibrium, ["alone": "agreed"], tree, where: usual + [deposit])
    guard case .broken(let found) = agreed else {
      Issue.record("\(agreed)")
      return
    }
    let point = found.point
    #expect(found.group.count == 1)
    #expect(found.amount == Amount(point["d"]! - point["c"]! - point["ch"]!))
  }

  @Test(
    "of the colluders' contract is the only subgame perfect one if it colludes and the deposit binds"
  )
  func colluders() throws {
    let tree = G.colludersContract()
    let collusion = [
      "start": "offer", "offered": "join", "joined": "agreed", "refused": "result",
      "no offer": "result",
    ]
    let (w, c, d, t, b) = (
      G.symbol("w"), G.symbol("c"), G.symbol("d"), G.symbol("t"), G.symbol("b")
    )
    let bribe = G.above(c, b)
    let binding = G.above(t, w - c + d - b)
    let proved = try verdict(
      .onlySubgamePerfection, collusion, tree, where: usual + [deposit, bribe, binding])
    guard case .proved = proved else {
      Issue.record("\(proved)")
      return
    }
    let loose = try verdict(
      .onlySubgamePerfection, collusion, tree, where: usual + [deposit, bribe])
    guard case .broken = loose else {
      Issue.record("\(loose)")
      return
    }
  }

  @Test(
    "of the traitor's contract is the only subgame perfect one if nobody offers since it would be reported"
  )
  func traitors() throws {
    let tree = G.traitorsContract()
    let honest = [
      "start": "none", "offered": "report", "refused": "result", "no offer": "result",
    ]
    let proved = try verdict(.onlySubgamePerfection, honest, tree, where: usual + [deposit])
    guard case .proved = proved else {
      Issue.record("\(proved)")
      return
    }
    let cheap = try verdict(.onlySubgamePerfection, honest, tree, where: usual)
    guard case .broken = cheap else {
      Issue.record("\(cheap)")
      return
    }
  }

  @Test("is not robust where one who does anything makes another lose")
  func robustness() throws {
    let tree = G.prisonersContract()
    let found = try verdict(
      .robustness(mostMembers: 1, mostFaulty: 1), ["alone": "result"], tree,
      where: usual + [deposit])
    guard case .proved = found else {
      Issue.record("\(found)")
      return
    }
    let agreed = try verdict(
      .robustness(mostMembers: 0, mostFaulty: 1), ["alone": "agreed"], tree, where: usual)
    guard case .broken(let weakness) = agreed else {
      Issue.record("\(agreed)")
      return
    }
    #expect(weakness.victim != nil)
    #expect(weakness.faulty.count == 1)
  }

  /// Chance tosses a coin that A does not see; `high` pays 1, `low` nothing.
  private func coin(_ high: String, _ low: String) -> GameTree {
    var builder = GameTreeBuilder(players: 1)
    let set = builder.informationSet(of: 0, "blind")
    let paid = builder.terminal([builder.payoff(Payoff(1))])
    let unpaid = builder.terminal([builder.payoff(Payoff(0 as Rational))])
    let (up, down) = (builder.action(high), builder.action(low))
    let heads = builder.decision(
      of: 0, informationSet: set, [(action: up, child: paid), (action: down, child: unpaid)])
    let (head, tail) = (builder.action("heads"), builder.action("tails"))
    let root = builder.chance(
      [Rational(1, 3), Rational(2, 3)],
      [(action: head, child: heads), (action: tail, child: heads)])
    return builder.tree(root: root)
  }

  @Test("is not subgame perfect if something better could be done after a chance that is not seen")
  func chanceFirst() throws {
    let game = Game(name: "coin", players: ["A"], tree: coin("high", "low"))
    let low = BehaviorProfile(pure: [1], in: game.tree)
    let finding = try ProfileChecker().finding(on: .subgamePerfection, of: low, in: game)
    guard case .broken(let shown) = finding.verdict else {
      Issue.record("\(finding.verdict)")
      return
    }
    #expect(shown.amount == Amount(1))
    let high = BehaviorProfile(pure: [0], in: game.tree)
    let other = try ProfileChecker().finding(on: .subgamePerfection, of: high, in: game)
    guard case .proved = other.verdict else {
      Issue.record("\(other.verdict)")
      return
    }
  }

  @Test("is not judged in a game whose player forgets what it did")
  func forgetting() throws {
    var builder = GameTreeBuilder(players: 1)
    let set = builder.informationSet(of: 0, "again")
    let (go, stop) = (builder.action("go"), builder.action("stop"))
    let end = builder.terminal([builder.payoff(Payoff(1))])
    let second = builder.decision(
      of: 0, informationSet: set, [(action: go, child: end), (action: stop, child: end)])
    let first = builder.decision(
      of: 0, informationSet: set, [(action: go, child: second), (action: stop, child: end)])
    let game = Game(name: "absent-minded", players: ["A"], tree: builder.tree(root: first))
    #expect(throws: GameError.self) {
      try ProfileChecker().finding(
        on: .nashEquilibrium, of: BehaviorProfile(pure: [0], in: game.tree), in: game)
    }
  }
}
