import Exact
import Testing

/// Published numbers of mechanisms, read off the money of agents who are played one by one.
@Suite("Published numbers")
struct PublishedNumberTests {
  /// Whether a number is what is printed, rounded to as many digits.
  private func rounds(_ number: Rational, to printed: String) throws -> Bool {
    let digits = try #require(printed.split(separator: ".").last).count
    let half = Rational(1, 2) * Rational(10).power(-digits)
    return try (number - #require(Rational(printed))).magnitude <= half
  }

  /// The number of ways to take so many.
  private func ways(_ taken: Int, of all: Int) -> Rational {
    taken == 0 ? 1 : ways(taken - 1, of: all) * Rational(all - taken + 1) / Rational(taken)
  }

  @Test(
    "most of a committee are corrupt with these probabilities",
    arguments: [
      ("0.3", 1, "0.3"), ("0.3", 3, "27/125"), ("0.3", 5, "4077/25000"), ("0.3", 7, "31509/250000"),
      ("0.4", 3, "0.352"),
    ])
  func committees(corrupt: String, size: Int, captured: String) throws {
    #expect(try self.captured(corrupt, size) == Rational(captured))
  }

  @Test(
    "most of eleven are corrupt with these probabilities",
    arguments: [("0.3", "0.07822479"), ("0.4", "0.24650187")])
  func eleven(corrupt: String, printed: String) throws {
    #expect(try rounds(captured(corrupt, 11), to: printed))
  }

  /// How likely a fake is paid: then the node has the price, and pays the deposit otherwise.
  private func captured(_ corrupt: String, _ size: Int) throws -> Rational {
    let money = try Payoffs.money(
      "random-committee", ["node.result": "wrong"],
      at: [
        "price": 10, "cost": 4, "guess": 1, "deposit": 20, "corrupt": #require(Rational(corrupt)),
        "size": Rational(size),
      ])
    return try (#require(money["node"]) + 1 + 20) / (10 + 20)
  }

  @Test("three drawn of ten, of whom three collude: the hypergeometric probability of two or three")
  func drawn() throws {
    let captured = (ways(2, of: 3) * ways(1, of: 7) + ways(3, of: 3)) / ways(3, of: 10)
    let votes = Array(repeating: "uphold", count: 3) + Array(repeating: "truth", count: 7)
    try expectMoney(
      ["node": captured * 10 - (1 - captured) * 20 - 1], "drawn-committee",
      [
        "node.result": "wrong", "audited": "yes", "mediator.vote": votes.joined(separator: ", "),
      ], at: ["pool": 10, "price": 10, "deposit": 20, "guess": 1])
  }

  @Test(
    "iExec: how many new workers have to agree at a trust",
    arguments: [
      (trust: 1, workers: 1), (trust: 2, workers: 1), (trust: 3, workers: 2),
      (trust: 5, workers: 3), (trust: 10, workers: 4), (trust: 20, workers: 5),
    ])
  func credibility(trust: Int, workers: Int) throws {
    let (price, cost): (Rational, Rational) = (30, 2)
    for agreeing in 1...workers {
      let paid = agreeing == workers ? price / Rational(agreeing) : 0
      try expectMoney(
        [agreeing == 1 ? "worker" : "worker 1": paid - cost], "credibility",
        ["worker.answer": "right"],
        at: [
          "price": price, "cost": cost, "trust": Rational(trust), "workers": Rational(agreeing),
        ])
    }
  }

  @Test("iExec: at a trust of 50, five new workers are too few")
  func fifty() throws {
    try expectMoney(
      ["worker 1": -2], "credibility", ["worker.answer": "right"],
      at: ["price": 30, "cost": 2, "trust": 50, "workers": 5])
  }

  @Test("iExec: who is outweighed loses its stake")
  func outweighed() throws {
    // 4 * 2 > (1 + 4 + 2) * 1
    try expectMoney(
      ["worker 1": 15, "worker 2": 15, "worker 3": -2 - 5, "burn": 5], "credibility",
      ["worker.answer": "wrong, wrong, right"],
      at: ["price": 30, "cost": 2, "stake": 5, "trust": 2, "workers": 3])
  }

  // MARK: - TrueBit

  /// k and k/2^(k - 1).
  static let claims: [(Int, Rational)] = [
    (1, 1), (2, 1), (3, Rational(3, 4)), (4, Rational(1, 2)), (5, Rational(5, 16)),
  ]

  @Test("TrueBit: k who find a forced error are paid k/2^(k-1) prizes in all", arguments: claims)
  func jackpot(k: Int, prizes: Rational) throws {
    let each = prizes * 3000 / Rational(k) - 1
    try expectMoney(
      [k == 1 ? "verifier" : "verifier \(k)": each], "truebit", ["bits": "forcing"],
      at: ["value": 100, "effort": 1, "prize": 3000, "verifiers": Rational(k)])
    if k <= 3 {
      try expectMoney(
        [k == 1 ? "watcher" : "watcher \(k)": each], "jackpot", ["error": "yes"],
        at: ["effort": 1, "prize": 3000, "watchers": Rational(k)])
    }
  }

  @Test("TrueBit: five verifiers and the solver count as six, who are paid 3/16 in all")
  func six() throws {
    let each = Rational(3, 16) * 3200 / 6
    try expectMoney(
      ["verifier 1": each - 1, "solver": 10 - 4 + each], "truebit", ["bits": "forcing"],
      at: ["value": 100, "prize": 3200, "verifiers": 5, "counted": 1])
  }

  @Test(
    "TrueBit: the prize with which k verifiers just have what checking costs",
    arguments: [(1, 1000), (2, 2000), (3, 4000), (4, 8000), (5, 16000)])
  func prize(k: Int, prize: Int) throws {
    try expectMoney(
      [k == 1 ? "verifier" : "verifier \(k)": 0], "truebit", [:],
      at: [
        "value": 100, "effort": 1, "forced": Rational(1, 1000), "prize": Rational(prize),
        "verifiers": Rational(k),
      ])
  }

  @Test("TrueBit: half of a lost deposit goes to the other side, and half to the jackpot")
  func deposits() throws {
    let (reward, tax, cost, effort, d): (Rational, Rational, Rational, Rational, Rational) = (
      10, 50, 4, 1, 200
    )
    let point = [
      "value": 100, "reward": reward, "tax": tax, "cost": cost, "effort": effort, "deposit": d,
      "pool": 9000, "verifiers": 1,
    ]
    // A false challenge.
    try expectMoney(
      [
        "verifier": -d, "solver": reward - cost + d / 2, "jackpot": 9000 + tax + d / 2,
        "client": 100 - reward - tax,
      ], "truebit",
      ["bits": "free", "verifier.work": "idle", "verifier.claim": "challenge"], at: point)
    // A real error: the client has reward and tax back.
    try expectMoney(
      ["verifier": d / 2 - effort, "solver": -d, "jackpot": 9000 + d / 2, "client": 0], "truebit",
      ["bits": "free", "solver.work": "invent", "solver.solution": "wrong"], at: point)
  }

  // MARK: - Sarmenta

  @Test(
    "Sarmenta: the error of a majority of 2m - 1, one in five being the attacker's",
    arguments: [(1, "0.2"), (2, "0.104"), (3, "0.05792"), (4, "0.033344"), (5, "0.019581")])
  func majority(m: Int, printed: String) throws {
    let f = Rational(1, 5)
    let votes = 2 * m - 1
    let error = (m...votes).reduce(Rational(0)) {
      $0 + ways($1, of: votes) * f.power($1) * (1 - f).power(votes - $1)
    }
    #expect(try rounds(error, to: printed))
    try expectMoney(
      ["attacker": 10 * error - 2], "voting-and-spot-checks", ["attacker.plan": "sabotage"],
      at: [
        "loot": 10, "attempt": 2, "share": f, "spot_checks": 0, "volunteers": Rational(votes),
      ])
  }

  @Test(
    "Sarmenta: the error with spot checks at the worst rate s, below f/((1 - f)*q*n*e)",
    arguments: [
      (n: 10, s: "0.98", printed: "0.08020", bound: "0.09197"),
      (n: 100, s: "0.107", printed: "0.008406", bound: "0.009197"),
    ])
  func spotChecks(n: Int, s: String, printed: String, bound: String) throws {
    let (f, q) = (Rational(1, 5), Rational(1, 10))
    let s = try #require(Rational(s))
    let uncaught = (1 - q * s).power(n)
    let error = s * f * uncaught / ((1 - f) + f * uncaught)
    #expect(try rounds(error, to: printed))
    #expect(try error < #require(Rational(bound)))
    try expectMoney(
      ["attacker": 10 * error - 2], "voting-and-spot-checks", ["attacker.plan": "sabotage"],
      at: [
        "loot": 10, "attempt": 2, "share": f, "spot_checks": 1, "volunteers": 1,
        "jobs": Rational(n), "spot": q, "rate": s, "uncaught": uncaught,
      ])
  }

  // MARK: - Contracts

  @Test(
    "Pham et al.: the cheapest contract, under which inventing is worth as much as computing",
    arguments: [
      (c: 1, cap: 9, each: 10, audit: Rational(1, 10), reward: 1, total: 2),
      (c: 1, cap: 0, each: 4, audit: Rational(1, 2), reward: 2, total: 4),
    ]
      as [(
        c: Rational, cap: Rational, each: Rational, audit: Rational, reward: Rational,
        total: Rational
      )])
  func contract(
    c: Rational, cap: Rational, each: Rational, audit: Rational, reward: Rational, total: Rational
  ) throws {
    let point = [
      "value": 100, "cost": c, "guess": 0, "cap": cap, "fine": cap, "audit_cost": each,
      "audit": audit, "reward": reward,
    ]
    try expectMoney(
      ["principal": 100 - total, "agent": reward - c], "bounded-fines",
      ["agent.result": "computed"], at: point)
    try expectMoney(
      ["agent": reward - c], "bounded-fines", ["agent.result": "invented"], at: point)
  }

  @Test("Pham et al.: two agents, a job for both with probability c/(c + F), for (1 + a)*c")
  func redundancy() throws {
    let point = [
      "value": 100, "reward": 1, "cost": 1, "guess": 0, "fine": 9, "replicate": Rational(1, 10),
      "audit": 0, "turn": 1,
    ]
    try expectMoney(
      ["principal": 100 - Rational(11, 10), "first": 0], "redundancy", [:], at: point)
    try expectMoney(["first": 0], "redundancy", ["first.result": "other"], at: point)
  }

  @Test(
    "Belenkiy et al.: a pair that cheats has nothing, fined 99 rewards at 1%, 9 at 10%",
    arguments: [(Rational(1, 100), 99), (Rational(1, 10), 9)] as [(Rational, Rational)])
  func hiring(honest: Rational, rewards: Rational) throws {
    try expectMoney(
      ["contractor 1": 0, "contractor 2": 0], "hire-many", ["contractor.answer": "agreed"],
      at: ["value": 100, "reward": 10, "fine": 10 * rewards, "guess": 0, "honest": honest])
  }

  @Test(
    "two verifiers: checking is worth no more than x + z, the check costing 1",
    arguments: [
      (Rational(1, 2), 2), (Rational(1, 10), 10), (Rational(1, 100), 100),
      (Rational(1, 1000), 1000),
    ] as [(Rational, Rational)])
  func peers(error: Rational, stakes: Rational) throws {
    let (x, y, z) = (stakes / 4, Rational(3), 3 * stakes / 4)
    let point = ["check": 1, "error": error, "bad": x, "good": y, "mismatch": z]
    func cell(_ state: String, _ verdicts: String) throws -> [String: Rational] {
      try Payoffs.money(
        "peer-prediction",
        ["state": state, "verifier.look": "skip, inspect", "verifier.verdict": verdicts], at: point)
    }
    let bad = try cell("bad_result", "says_good, says_bad")
    #expect(bad["verifier 1"] == -z)
    #expect(bad["verifier 2"] == -z - 1)
    let good = try cell("good_result", "says_good")
    #expect(good["verifier 1"] == y)
    #expect(good["verifier 2"] == y - 1)
    let lazy = (1 - error) * y - error * z
    #expect(try cell("bad_result", "says_bad")["verifier 1"] == x)
    #expect(try cell("good_result", "says_bad, says_good")["verifier 1"] == -z)
    try expectMoney(["verifier 1": lazy, "verifier 2": lazy], "peer-prediction", [:], at: point)
  }

  @Test(
    "a cartel holds against a reward paid out of deposits of 30 from this side deposit on",
    arguments: [(2, 25), (3, Rational(170, 3)), (5, 118)] as [(Int, Rational)])
  func whistle(workers: Int, side: Rational) throws {
    let (loot, deposit) = (Rational(10), Rational(30))
    let others = Rational(workers - 1)
    let reward = others * deposit
    let point = [
      "workers": Rational(workers), "loot": loot, "deposit": deposit, "reward": reward,
      "side": side,
    ]
    let share = loot / Rational(workers)
    try expectMoney(["worker 1": share], "whistleblower", ["worker.report": "silent"], at: point)
    let reports = ["tell"] + Array(repeating: "silent", count: workers - 1)
    try expectMoney(
      ["worker 1": share, "worker 2": -deposit + side / others], "whistleblower",
      ["worker.report": reports.joined(separator: ", ")], at: point)
  }

  // MARK: - Votes

  @Test(
    "Kleros: losers pay the winners, at a minimum stake of 500 and a fee of 1/10", arguments: 0...5)
  func jurors(wrong: Int) throws {
    let (d, fee) = (Rational(500), Rational(1, 10))
    let votes =
      Array(repeating: "wrong", count: wrong) + Array(repeating: "right", count: 5 - wrong)
    let winners = max(wrong, 5 - wrong)
    let won = Rational(5 - winners) * d / Rational(winners) + fee
    let money = try Payoffs.money(
      "jurors", ["juror.vote": votes.joined(separator: ", ")],
      at: ["jurors": 5, "deposit": d, "fee": fee, "bribe": 0, "loot": 0])
    for (juror, vote) in votes.enumerated() {
      let isWinner = (vote == "wrong") == (2 * wrong > 5)
      #expect(money["juror \(juror + 1)"] == (isWinner ? won : -d))
    }
  }

  @Test(
    "p + epsilon: who lies while the truth wins is paid p + epsilon, and nothing if the lie wins",
    arguments: 0...5)
  func bribes(lies: Int) throws {
    let (p, epsilon) = (Rational(10), Rational(1))
    let votes = Array(repeating: "lie", count: lies) + Array(repeating: "truth", count: 5 - lies)
    let money = try Payoffs.money(
      "schelling-vote", ["voter.vote": votes.joined(separator: ", ")],
      at: [
        "voters": 5, "reward": p, "extra": epsilon, "loot": 0, "bribes": 1,
        "budget": 5 * (p + epsilon),
      ])
    let lieWins = 2 * lies > 5
    for (voter, vote) in votes.enumerated() {
      let paid = vote == "lie" ? (lieWins ? p : p + epsilon) : (lieWins ? 0 : p)
      #expect(money["voter \(voter + 1)"] == paid)
    }
    #expect(money["briber"] == (lieWins ? 0 : -Rational(lies) * (p + epsilon)))
  }
}
