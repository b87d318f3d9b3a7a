import Exact
import Testing

/// The money of each side in every cell of a game whose payoffs are published, played agent by agent.
@Suite("Published games")
struct PublishedGameTests {
  @Test(
    "the whitepaper's collateral c*(1/p - 1), for work sold at its cost c, makes cheating worth nothing",
    arguments: [
      (Rational(1, 100), 99), (Rational(1, 20), 19), (Rational(1, 10), 9), (Rational(1, 5), 4),
      (Rational(1, 2), 1),
    ] as [(Rational, Rational)])
  func collateral(check: Rational, multiple: Rational) throws {
    let c: Rational = 4
    let point = [
      "value": 10, "price": c, "cost": c, "guess": 0, "check": check, "deposit": multiple * c,
    ]
    for result in ["correct", "wrong"] {
      try expectMoney(["node": 0], "audit", ["node.result": result], at: point)
    }
  }

  @Test("an audit: honest, found to cheat, and not found")
  func audit() throws {
    let (v, price, c, cd, d): (Rational, Rational, Rational, Rational, Rational) = (13, 9, 5, 2, 7)
    let point = ["value": v, "price": price, "cost": c, "guess": cd, "deposit": d]
    for audited in ["yes", "no"] {
      try expectMoney(
        ["client": v - price, "node": price - c, "burn": 0], "audit",
        ["node.result": "correct", "audited": audited], at: point)
    }
    try expectMoney(
      ["client": 0, "node": -d - cd, "burn": d], "audit",
      ["node.result": "wrong", "audited": "yes"], at: point)
    try expectMoney(
      ["client": -price, "node": price - cd, "burn": 0], "audit",
      ["node.result": "wrong", "audited": "no"], at: point)
  }

  @Test("the inspection game: four cells", arguments: [0, Rational(1, 3), 1] as [Rational])
  func inspection(share: Rational) throws {
    let (v, price, fee, d): (Rational, Rational, Rational, Rational) = (13, 9, 3, 7)
    let (c, cd): (Rational, Rational) = (5, 2)
    let cells: [(result: String, reaction: String, client: Rational, node: Rational)] = [
      ("correct", "accept", v - price, price - c),
      ("correct", "check", v - price - fee, price - c),
      ("wrong", "accept", -price, price - cd),
      ("wrong", "check", -fee + share * d, -d - cd),
    ]
    for cell in cells {
      try expectMoney(
        ["client": cell.client, "node": cell.node], "inspection",
        ["node.result": cell.result, "client.reaction": cell.reaction],
        at: [
          "value": v, "price": price, "fee": fee, "deposit": d, "share": share, "cost": c,
          "guess": cd, "checking": 0, "cheating": 0,
        ])
    }
  }

  /// At price 1 and cost 1/2.
  @Test(
    "the inspection game: in the mixed equilibrium, neither side has more by either option",
    arguments: [
      (d: 2, fee: 1, share: 0, p: Rational(1, 6), s: 1),
      (d: 2, fee: Rational(1, 2), share: 0, p: Rational(1, 6), s: Rational(1, 2)),
      (d: 2, fee: Rational(1, 2), share: 1, p: Rational(1, 6), s: Rational(1, 6)),
      (d: 9, fee: Rational(1, 2), share: Rational(1, 2), p: Rational(1, 20), s: Rational(1, 11)),
      (d: 99, fee: Rational(1, 2), share: 1, p: Rational(1, 200), s: Rational(1, 200)),
    ] as [(d: Rational, fee: Rational, share: Rational, p: Rational, s: Rational)])
  func mixed(d: Rational, fee: Rational, share: Rational, p: Rational, s: Rational) throws {
    let v: Rational = 3
    let point = [
      "value": v, "price": 1, "cost": Rational(1, 2), "guess": 0, "deposit": d, "fee": fee,
      "share": share, "checking": p, "cheating": s,
    ]
    for result in ["correct", "wrong"] {
      try expectMoney(
        ["node": Rational(1, 2)], "inspection", ["node.result": result], at: point)
    }
    for reaction in ["accept", "check"] {
      try expectMoney(
        ["client": v * (1 - s) - 1], "inspection", ["client.reaction": reaction], at: point)
    }
  }

  // MARK: - MODiCuM

  @Test(
    "MODiCuM: the published utilities",
    arguments: [
      // b, r, f, m, p, q: benefit, reward, fine, mediation, and the probabilities of verifying and of a right result
      (b: 2, r: Rational(3, 2), f: 12, m: 0, p: Rational(1, 10), q: Rational(99, 100)),
      (b: 7, r: 3, f: 5, m: Rational(1, 2), p: Rational(2, 5), q: Rational(3, 4)),
    ] as [(b: Rational, r: Rational, f: Rational, m: Rational, p: Rational, q: Rational)])
  func modicum(b: Rational, r: Rational, f: Rational, m: Rational, p: Rational, q: Rational) throws
  {
    // what computing, deceiving and checking cost; how often checking and the mediator find the truth
    let (c, cd, cj): (Rational, Rational, Rational) = (1, Rational(1, 10), 2)
    let (pj, pm) = (Rational(9, 10), Rational(4, 5))
    let point = [
      "benefit": b, "reward": r, "fine": f, "mediation": m, "cost": c, "deceit": cd, "checking": cj,
      "verified": p, "quality": q, "detection": pj, "mediator": pm,
    ]
    func expect(_ money: [String: Rational], _ conduct: String, _ work: String) throws {
      try expectMoney(
        money, "modicum", ["creator.conduct": conduct, "provider.work": work], at: point)
    }
    let caught = p * pj
    let deceiver = (1 - caught) * r - caught * (f + m) - cd
    try expect(
      [
        "creator": q * (b - r) + (1 - q) * f - p * cj,
        "provider": q * r - (1 - q) * (f + m) - c,
      ], "check", "compute")
    try expect(["provider": deceiver], "check", "deceive")
    let denied = b + (1 - pm) * f - pm * (f + m + r)
    try expect(["creator": q * denied + (1 - q) * f], "deny", "compute")
    try expect(["creator": -(r + f) * (1 - pm)], "deny", "deceive")
    // A deceiver has the same step by step.
    try expectMoney(
      ["provider": deceiver], "modicum-deal", ["provider.work": "deceive"],
      at: point.filter { $0.key != "mediator" })
  }

  @Test(
    "MODiCuM: a job whose result is not always the same", arguments: 1...3,
    [0, Rational(2, 3), Rational(1, 5), 1] as [Rational])
  func random(runs: Int, pa: Rational) throws {
    let (b, pi, cv, cr): (Rational, Rational, Rational, Rational) = (7, 3, 2, Rational(1, 2))
    let (ce, cd): (Rational, Rational) = (1, Rational(1, 10))
    let penalty: Rational = 2
    let d = pi * (penalty + Rational(runs))
    let all = pa.power(runs)
    let disputed = all * (b + pi - cv) + (1 - all) * (b - d - cr - cv)
    let condemned = all * (-ce - d) + (1 - all) * (pi - ce)
    let cells: [(reaction: String, work: String, creator: Rational, provider: Rational)] = [
      (
        "verify", "execute", pa * (b - pi - cv) + (1 - pa) * disputed,
        pa * (pi - ce) + (1 - pa) * condemned
      ),
      ("pass", "execute", b - pi, pi - ce),
      (
        "verify", "deceive", all * (pi - cv) + (1 - all) * (-cr - cv - d),
        all * (-cd - d) + (1 - all) * (pi - cd)
      ),
      ("pass", "deceive", -pi, pi - cd),
    ]
    for cell in cells {
      try expectMoney(
        ["creator": cell.creator, "provider": cell.provider], "modicum-nondeterministic",
        [
          "creator.job": "random", "creator.reaction": cell.reaction, "provider.work": cell.work,
        ],
        at: [
          "benefit": b, "reward": pi, "cost": ce, "deceit": cd, "checking": cv, "redo": cr,
          "penalty": penalty, "runs": Rational(runs), "likely": pa,
        ])
    }
  }

  @Test(
    "MODiCuM: such a job gains its creator a third of the reward", arguments: [1, 6] as [Rational])
  func third(pi: Rational) throws {
    func creator(_ job: String) throws -> Rational? {
      try Payoffs.money(
        "modicum-nondeterministic", ["creator.job": job],
        at: [
          "benefit": 10, "reward": pi, "checking": 0, "redo": 0, "penalty": 1, "runs": 1,
          "likely": Rational(2, 3), "verified": 1, "executed": 1,
        ])["creator"]
    }
    #expect(try creator("deterministic") == 10 - pi)
    #expect(try creator("random") == 10 - pi + pi / 3)
  }

  // MARK: - Dong et al. 2017

  /// Wage, cost, what the arbiter costs, deposit, side deposit and bribe, as published.
  struct Clouds: Sendable, CustomTestStringConvertible {
    var w, c, ch, d: Rational
    var t: Rational = 35
    var b: Rational = 2

    var prisoners: [String: Rational] {
      ["wage": w, "cost": c, "arbitration": ch, "deposit": d]
    }
    var colluders: [String: Rational] { prisoners.merging(["side": t, "bribe": b]) { $1 } }

    var testDescription: String { "w=\(w), c=\(c), ch=\(ch), d=\(d), t=\(t), b=\(b)" }
  }

  static let clouds = [
    Clouds(w: 10, c: 4, ch: 25, d: 30), Clouds(w: 10, c: 4, ch: 25, d: 28),
    Clouds(w: 1, c: Rational(1, 2), ch: 2, d: 4, t: 2, b: Rational(1, 4)),
  ]

  @Test("the prisoner's contract", arguments: clouds)
  func prisoners(clouds: Clouds) throws {
    let (w, c, ch, d) = (clouds.w, clouds.c, clouds.ch, clouds.d)
    let v = 2 * w + 1
    let point = clouds.prisoners.merging(["value": v]) { $1 }
    func expect(
      _ answers: String, _ client: (String, String), _ first: Rational, _ second: Rational,
      _ refund: Rational, _ arbiter: Rational, knowing value: Rational
    ) throws {
      try expectMoney(
        [
          "cloud 1": first, "cloud 2": second, "client": refund - (2 * w + ch) + value,
          "arbiter": arbiter, "escrow": 0,
        ], "prisoners-contract", ["cloud.answer": answers, client.0: client.1], at: point)
    }
    let pay = ("client.confirmation", "pay")
    let dispute = ("client.complaint", "dispute")
    let honest = w + d - ch - c
    try expect("right", pay, w - c, w - c, ch, 0, knowing: v)
    try expect("agreed", pay, w, w, ch, 0, knowing: 0)
    try expect("right, agreed", dispute, honest, -d, w + ch, ch, knowing: v)
    try expect("other, right", dispute, -d, honest, w + ch, ch, knowing: v)
    try expect("agreed, other", dispute, -d, -d, 2 * (w + d), ch, knowing: v)
    // Disputes of equal answers.
    let doubt = ("client.confirmation", "dispute")
    try expect("right", doubt, w - c, w - c, 0, ch, knowing: v)
    try expect("agreed", doubt, -d, -d, 2 * (w + d), ch, knowing: v)
    // An idle client: both clouds have w + d, it has the rest.
    let idle = ("client.complaint", "idle")
    try expect("right, agreed", idle, w - c, w, ch, 0, knowing: 0)
    try expect("agreed, other", idle, w, w, ch, 0, knowing: 0)
  }

  @Test(
    "the prisoner's contract in numbers: w = 10, c = 4, ch = 25",
    arguments: [
      (d: 30, answers: "right", 6, 6), (d: 30, answers: "right, agreed", 11, -30),
      (d: 30, answers: "agreed", 10, 10), (d: 28, answers: "right", 6, 6),
      (d: 28, answers: "right, agreed", 9, -28), (d: 28, answers: "agreed", 10, 10),
    ] as [(d: Rational, answers: String, Rational, Rational)])
  func prisoners(d: Rational, answers: String, first: Rational, second: Rational) throws {
    try expectMoney(
      ["cloud 1": first, "cloud 2": second], "prisoners-contract", ["cloud.answer": answers],
      at: ["value": 21, "wage": 10, "cost": 4, "arbitration": 25, "deposit": d])
  }

  @Test("the colluder's contract", arguments: clouds)
  func colluders(clouds: Clouds) throws {
    let (w, c, ch, d, t, b) = (clouds.w, clouds.c, clouds.ch, clouds.d, clouds.t, clouds.b)
    let honest = w + d - ch - c
    let cells: [(leader: String, follower: String, Rational, Rational, client: Rational)] = [
      ("agreed", "agreed", w - b, w + b, -2 * w),
      ("right", "agreed", honest - t - b, -d + t + b, -w),
      ("agreed", "right", -d + t, honest - t, -w),
      ("right", "right", w - c, w - c, -2 * w),
    ]
    for cell in cells {
      try expectMoney(
        [
          "leader": cell.2, "follower": cell.3, "client": cell.client,
          "arbiter": cell.client == -w ? ch : 0, "escrow": 0, "contract": 0,
        ], "colluders-contract", ["leader.answer": cell.leader, "follower.answer": cell.follower],
        at: clouds.colluders)
    }
  }

  @Test(
    "the colluder's contract in numbers: d = 30, b = 2, t = 35",
    arguments: [
      ("agreed", "agreed", 8, 12), ("right", "agreed", -26, 7), ("agreed", "right", 5, -24),
    ] as [(String, String, Rational, Rational)])
  func colluders(
    leads: String, follows: String, leader: Rational, follower: Rational
  ) throws {
    try expectMoney(
      ["leader": leader, "follower": follower], "colluders-contract",
      ["leader.answer": leads, "follower.answer": follows], at: Self.clouds[0].colluders)
  }

  /// What the arbiter is paid goes to the world here, and so does what computing costs.
  @Test(
    "the traitor's contract", arguments: ["traitors-contract", "traitors-contract-observable"],
    clouds)
  func traitors(file: String, clouds: Clouds) throws {
    let (w, c, ch, d, t, b) = (clouds.w, clouds.c, clouds.ch, clouds.d, clouds.t, clouds.b)
    func expect(
      _ leads: String, _ report: String, leader: Rational, follower: Rational, client: Rational,
      world: Rational
    ) throws {
      try expectMoney(
        [
          "leader": leader, "follower": follower, "client": client, "world": world, "contract": 0,
        ], file, ["leader.answer": leads, "follower.report": report], at: clouds.colluders)
    }
    let honest = w + d - ch - c - t - b
    try expect("agreed", "silent", leader: w - b, follower: w + b, client: -2 * w, world: 0)
    try expect(
      "right", "silent", leader: honest, follower: -d + t + b, client: -w, world: ch + c)
    // Betrayal: the client pays one wage, and has the right answer.
    try expect(
      "agreed", "report", leader: -d - b, follower: w + d - ch - c + b, client: -w, world: ch + c)
    // Of a leader who was honest: the traitor has its wage, and the client 2d, of w + 2d - ch and ch.
    try expect(
      "right", "report", leader: honest, follower: -d + t + b + (w - ch) - c,
      client: -w + 2 * d - (w + 2 * d - ch), world: ch + 2 * c)
  }

  @Test("betrayal in numbers: leader -32, traitor 13, client -10, arbiter 25, the cost in all")
  func betrayal() throws {
    try expectMoney(
      ["leader": -32, "follower": 13, "client": -10, "world": 25 + 4], "traitors-contract",
      ["leader.answer": "agreed", "follower.report": "report"], at: Self.clouds[0].colluders)
  }
}
