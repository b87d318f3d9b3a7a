import Exact
import Games

/// The contracts of [Dong et al. 2017] between a client's two clouds, as trees: what the clouds may do, and what
/// that brings them.
///
/// `w` is the pay for a result, `c` the cost of computing it, `ch` what an arbitration costs, `d` the deposit of a
/// cloud; `t` the deposit and `b` the bribe of the colluders' contract.
struct ContractGames {
  private var builder = GameTreeBuilder(players: 2)
  private(set) var sets: [Int] = []

  static let symbols = ["w", "c", "ch", "d", "t", "b"]

  static func symbol(_ name: String) -> Payoff { Payoff(Polynomial(variable: name)) }

  private let w = symbol("w")
  private let c = symbol("c")
  private let ch = symbol("ch")
  private let d = symbol("d")
  private let t = symbol("t")
  private let b = symbol("b")

  static func positive(_ names: String...) -> [Constraint] {
    names.map { .comparison(symbol($0), .greater) }
  }

  /// That one amount is above another.
  static func above(_ left: Payoff, _ right: Payoff) -> Constraint {
    .comparison(left - right, .greater)
  }

  private mutating func end(_ first: Payoff, _ second: Payoff) -> Int {
    builder.terminal([builder.payoff(first), builder.payoff(second)])
  }

  /// Both clouds choose without seeing what the other chooses; what comes of it, row by row.
  private mutating func together(_ label: String, _ actions: [String], _ ends: [[Int]]) -> Int {
    let numbers = actions.map { builder.action($0) }
    let first = builder.informationSet(of: 0, label)
    let second = builder.informationSet(of: 1, label)
    let rows = ends.map { row in
      builder.decision(
        of: 1, informationSet: second, zip(numbers, row).map { (action: $0, child: $1) })
    }
    return builder.decision(
      of: 0, informationSet: first, zip(numbers, rows).map { (action: $0, child: $1) })
  }

  private mutating func choice(
    of player: Int, _ label: String, _ options: [(name: String, child: Int)]
  ) -> Int {
    let set = builder.informationSet(of: player, label)
    return builder.decision(
      of: player, informationSet: set,
      options.map { (action: builder.action($0.name), child: $0.child) })
  }

  /// The client's contract alone: the clouds deliver the result, the same wrong one, or another.
  private mutating func prisoners(_ label: String, withOthers: Bool) -> Int {
    let honest = end(w - c, w - c)
    let (accuser, accused) = (w + d - ch - c, Payoff.zero - d)
    let (first, second) = (end(accuser, accused), end(accused, accuser))
    let (agreed, caught) = (end(w, w), end(accused, accused))
    guard withOthers else {
      return together(label, ["result", "agreed"], [[honest, first], [second, agreed]])
    }
    return together(
      label, ["result", "agreed", "other"],
      [[honest, first, first], [second, agreed, caught], [second, caught, caught]])
  }

  /// The client's contract alone.
  static func prisonersContract() -> GameTree {
    var games = ContractGames()
    let root = games.prisoners("alone", withOthers: true)
    return games.builder.tree(root: root)
  }

  /// The leader may offer a contract for delivering the agreed result, which the follower may join.
  static func colludersContract() -> GameTree {
    var games = ContractGames()
    let (w, c, ch, d, t, b) = (games.w, games.c, games.ch, games.d, games.t, games.b)
    let honest = games.end(w - c, w - c)
    let leaderLeaves = games.end(w + d - ch - c - t - b, t + b - d)
    let followerLeaves = games.end(t - d, w + d - ch - c - t)
    let both = games.end(w - b, w + b)
    let joined = games.together(
      "joined", ["result", "agreed"], [[honest, leaderLeaves], [followerLeaves, both]])
    let refused = games.prisoners("refused", withOthers: false)
    let answer = games.choice(
      of: 1, "offered", [(name: "join", child: joined), (name: "refuse", child: refused)])
    let silent = games.prisoners("no offer", withOthers: false)
    let root = games.choice(
      of: 0, "start", [(name: "offer", child: answer), (name: "none", child: silent)])
    return games.builder.tree(root: root)
  }

  /// The same, where the follower may report the collusion in secret, and keep the bribe.
  static func traitorsContract() -> GameTree {
    var games = ContractGames()
    let (w, c, ch, d, b) = (games.w, games.c, games.ch, games.d, games.b)
    let both = games.end(w - b, w + b)
    let reported = games.end(Payoff.zero - d - b, w + d - ch - c + b)
    let refused = games.prisoners("refused", withOthers: false)
    let answer = games.choice(
      of: 1, "offered",
      [
        (name: "join", child: both), (name: "report", child: reported),
        (name: "refuse", child: refused),
      ])
    let silent = games.prisoners("no offer", withOthers: false)
    let root = games.choice(
      of: 0, "start", [(name: "offer", child: answer), (name: "none", child: silent)])
    return games.builder.tree(root: root)
  }
}
