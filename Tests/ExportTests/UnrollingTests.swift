import Exact
import Export
import Games
import Mechanisms
import Testing
import Twin

@Suite("Unrolling a mechanism")
struct UnrollingTests {
  private func game(
    _ text: String, at point: [String: Rational] = [:], coalition: [String: Int]? = nil,
    limit: Int = 1_000
  ) throws -> MechanismGame {
    let mechanism = try Mechanism(reading: "mechanism: example\n" + text, file: "example.yaml")
    return try MechanismGame(
      mechanism, at: mechanism.defaults.merging(point) { $1 }, coalition: coalition, limit: limit)
  }

  /// A coin, which a guesser may bet on.
  private func bet(hidden: Bool, honest: String = "pass") -> String {
    """
    roles: {guesser: 1}
    steps:
      - {chance: coin, outcomes: {heads: 1/3, tails: 2/3}, hidden: \(hidden)}
      - {choose: guesser.guess, options: [pass, bet], honest: \(honest)}
      - when: guesser.guess = bet and coin = heads
        then: [{pay: 3, from: world, to: guesser}]
      - when: guesser.guess = bet and coin = tails
        then: [{pay: 2, from: guesser, to: burn}]
    """
  }

  // MARK: - Who knows what

  @Test("a hidden coin is not told apart, one that is seen is")
  func hidden() throws {
    #expect(
      try game(bet(hidden: true)).game.outline == """
        chance
          coin = heads (1/3) -> guesser: guess
            pass -> 0
            bet -> 3
          coin = tails (2/3) -> guesser: guess
            pass -> 0
            bet -> -2
        """)
    #expect(
      try game(bet(hidden: false)).game.outline == """
        chance
          coin = heads (1/3) -> guesser: guess 1
            pass -> 0
            bet -> 3
          coin = tails (2/3) -> guesser: guess 2
            pass -> 0
            bet -> -2
        """)
  }

  private func pennies(_ steps: String) -> String {
    """
    roles: {even: 1, odd: 1}
    steps:
    \(steps)
      - when: (even.coin = heads) = (odd.coin = heads)
        then: [{pay: 1, from: odd, to: even}]
        else: [{pay: 1, from: even, to: odd}]
    """
  }

  private let even = "{choose: even.coin, options: [heads, tails], honest: heads"
  private let odd = "{choose: odd.coin, options: [heads, tails], honest: {heads: 1/2, tails: 1/2}}"

  @Test("who chooses at once, or sees nothing of a choice, has one information set")
  func atOnce() throws {
    let together = try game(pennies("  - together: [\(even)}, \(odd)]"))
    let expected = """
      even: coin
        heads -> odd: coin
          heads -> 1, -1
          tails -> -1, 1
        tails -> odd: coin
          heads -> -1, 1
          tails -> 1, -1
      """
    #expect(together.game.outline == expected)
    let unseen = try game(pennies("  - \(even), seen by: none}\n  - \(odd)"))
    #expect(unseen.game.outline == expected)
    let seen = try game(pennies("  - \(even)}\n  - \(odd)"))
    #expect(seen.game.tree.informationSets.map(\.label) == ["coin", "coin 1", "coin 2"])
    #expect(together.prescription.probabilities == [[1, 0], [Rational(1, 2), Rational(1, 2)]])
  }

  @Test("what an option lets learn is known to whoever took it")
  func learning() throws {
    let steps = """
      roles: {seller: 1, buyer: 1}
      steps:
        - {choose: seller.quality, options: [high, low], honest: high, seen by: none}
        - choose: buyer.inspect
          options: {yes: {cost: 1, learns: seller.quality}, no: }
          honest: yes
        - choose: buyer.decision
          options: [buy, leave]
          honest: [{if: seller.quality = high, take: buy}, leave]
        - when: buyer.decision = buy
          then: [{pay: 6, from: buyer, to: seller}]
      """
    let game = try game(steps)
    let sets = game.game.tree.informationSets.map(\.label)
    #expect(sets == ["quality", "inspect", "decision 1", "decision 2", "decision 3"])
    // Who has not looked has not done what is prescribed, and what it is to do depends on what it missed.
    #expect(game.openSets == [3])
    #expect(game.prescription.probabilities[2...] == [[1, 0], [1, 0], [0, 1]])
  }

  // MARK: - Who is a player

  @Test("the first agent of a role is told apart, the others when they are met")
  func alike() throws {
    let steps = """
      roles: {client: 1, judge: 10}
      steps:
        - {draw: arbiter, from: judge}
        - {choose: arbiter.verdict, options: [fair, foul], honest: fair}
        - when: arbiter.verdict = foul
          then: [{pay: 1, from: client, to: arbiter}]
      """
    #expect(
      try game(steps).game.outline == """
        chance
          arbiter: judge 1 (1/10) -> judge 1: verdict
            fair -> 0, 0
            foul -> 1, 0
          arbiter: judge 2 (9/10) -> judge 2: verdict
            fair -> 0, 0
            foul -> 0, 1
        """)
  }

  @Test("a choice between one option is no node")
  func oneOption() throws {
    let steps = """
      roles: {worker: 1, boss: 1}
      parameters: {bold: {default: 0}}
      steps:
        - choose: worker.work
          options: {yes: {cost: 2}, no: {if: bold > 0}}
          honest: yes
        - {choose: boss.nod, options: [nod], honest: nod}
      """
    #expect(
      try game(steps, at: ["bold": 1]).game.outline == "worker: work\n  yes -> -2\n  no -> 0")
    #expect(throws: ExportError.nobodyChooses) { try game(steps) }
  }

  @Test("own chances of several agents are one node, and so is a draw of several")
  func chances() throws {
    let steps = """
      roles: {worker: 2}
      steps:
        - {chance: worker.luck, outcomes: {good: 1/4, bad: 3/4}}
        - {draw: team, from: worker, count: 1}
        - {choose: team.deed, options: [work, rest], honest: work}
      """
    let tree = try game(steps).game.tree
    let names = tree.edges(of: tree.root).map { tree.actions[tree.action(on: $0)] }
    #expect(
      names == [
        "worker 1.luck = good, worker 2.luck = good", "worker 1.luck = good, worker 2.luck = bad",
        "worker 1.luck = bad, worker 2.luck = good", "worker 1.luck = bad, worker 2.luck = bad",
      ])
    guard case .chance(let distribution) = tree.kind(of: tree.root) else {
      Issue.record("no chance")
      return
    }
    #expect(
      tree.distributions[distribution]
        == [Rational(1, 16), Rational(3, 16), Rational(3, 16), Rational(9, 16)])
  }

  // MARK: - Coalitions

  @Test("a coalition is one player with the money of all members; others do what is prescribed")
  func coalition() throws {
    let text = pennies("  - \(even), seen by: none}\n  - \(odd)")
    #expect(
      try game(text, coalition: ["even": 1]).game.outline == """
        even: even.coin
          heads -> chance
            heads (1/2) -> 1
            tails (1/2) -> -1
          tails -> chance
            heads (1/2) -> -1
            tails (1/2) -> 1
        """)
    #expect(
      try game(text, coalition: ["odd": 1]).game.outline == """
        odd: odd.coin
          heads -> -1
          tails -> 1
        """)
    let both = try game(text, coalition: ["even": 1, "odd": 1]).game
    #expect(both.players == ["even and odd"])
    #expect(both.outline.contains("tails -> even and odd: odd.coin 2\n    heads -> 0"))
  }

  @Test("members who decide at once remember what they decided, and each may do something else")
  func oneStep() throws {
    let steps = """
      roles: {voter: 3}
      steps:
        - {choose: voter.vote, options: [aye, nay], honest: aye}
        - when: count(voter where vote = nay) = 1
          then: [{pay: 1, from: world, to: voter}]
      """
    #expect(
      try game(steps, coalition: ["voter": 2]).game.outline == """
        voter 1 and voter 2: voter 1.vote
          aye -> voter 1 and voter 2: voter 2.vote 1
            aye -> 0
            nay -> 2
          nay -> voter 1 and voter 2: voter 2.vote 2
            aye -> 2
            nay -> 0
        """)
  }

  @Test("members know what any of them learned")
  func shared() throws {
    let steps = """
      roles: {scout: 1, guesser: 1}
      steps:
        - {chance: coin, outcomes: {heads: 1/2, tails: 1/2}, hidden: true}
        - choose: scout.look
          options: {no: , yes: {learns: coin}}
          honest: no
          seen by: none
        - {choose: guesser.guess, options: [heads_up, tails_up], honest: heads_up}
      """
    let apart = try game(steps).game.tree.informationSets
    #expect(apart.map(\.label) == ["look", "guess"])
    let together = try game(steps, coalition: ["scout": 1, "guesser": 1]).game.tree
    #expect(
      together.informationSets.map(\.label) == [
        "scout.look", "guesser.guess 1", "guesser.guess 2", "guesser.guess 3",
      ])
  }

  // MARK: - What is prescribed

  @Test("the history that is prescribed for sure goes with the game, if there is one")
  func honestHistory() throws {
    let sure = try game(
      pennies("  - \(even)}\n  - {choose: odd.coin, options: [heads, tails], honest: tails}"))
    #expect(
      sure.game.honestHistories.map { $0.map { sure.game.tree.actions[$0] } } == [
        ["heads", "tails"]
      ])
    #expect(sure.honestPayoffs == [-1, 1])
    #expect(
      try sure.game.checkMateText().contains("\"honest_histories\": [[\"heads\", \"tails\"]]"))
    #expect(try game(pennies("  - \(even)}\n  - \(odd)")).game.honestHistories.isEmpty)
    #expect(try game(bet(hidden: false)).game.honestHistories.isEmpty)
  }

  @Test("what is prescribed can be claimed of the tree")
  func claims() throws {
    let mixed = try game(pennies("  - \(even)}\n  - \(odd)"))
    let claims = try GameClaims(reading: mixed.claimsText(on: "a.efg"), file: "a.claims.yaml")
    #expect(claims.game.content == "a.efg")
    #expect(claims.profile.map(\.player.content) == ["even", "odd", "odd"])
    #expect(claims.profile.map(\.informationSet.content) == ["coin", "coin 1", "coin 2"])
    #expect(claims.profile[0].actions == [Located("heads"): 1])
    #expect(
      claims.profile[2].actions
        == [Located("heads"): Rational(1, 2), Located("tails"): Rational(1, 2)])
    #expect(claims.claims.map(\.property) == [.equilibrium])
  }

  // MARK: - What cannot be unrolled

  @Test("rounds without end, and more nodes than allowed, are refused")
  func limits() throws {
    let endless = """
      roles: {guesser: 1}
      steps:
        - repeat: forever
          discount: 1/2
          steps: [{choose: guesser.guess, options: [pass, bet], honest: pass}]
      """
    #expect(throws: ExportError.endless) { try game(endless) }
    #expect(throws: ExportError.tooManyNodes(limit: 6)) {
      try game(bet(hidden: true), limit: 6)
    }
    #expect(try game(bet(hidden: true), limit: 7).game.tree.historyCount == 7)
  }

  @Test("a fault of the rules is told where it is, if anybody can get there who decides")
  func faults() throws {
    let steps = """
      roles: {claimant: 1, clerk: 1}
      accounts: [pot]
      steps:
        - {choose: claimant.claim, options: [nothing, all], honest: nothing}
        - {choose: clerk.stamp, options: [yes, no], honest: yes}
        - when: claimant.claim = all
          then: [{pay: 3, from: pot, to: claimant}]
      """
    let fault = #expect(throws: Fault.self) { try game(steps) }
    #expect(fault?.kind == .overdrawn(account: "pot"))
    #expect(fault?.location.line == 8)
    #expect(try game(steps, coalition: ["clerk": 1]).game.tree.historyCount == 3)
  }

  @Test("what an honest agent cannot do where a coalition led it is told where it is")
  func nothingPrescribed() throws {
    let steps = """
      roles: {leader: 1, follower: 1}
      steps:
        - {choose: leader.lead, options: [left, right], honest: left}
        - choose: follower.follow
          options: {same: {if: leader.lead = left}, other: , third: }
          honest: same
      """
    let error = #expect(throws: ExportError.self) { try game(steps, coalition: ["leader": 1]) }
    #expect(
      error.map { "\($0)" }
        == "example.yaml:5:5: follower is honest, and what is prescribed to it cannot be done there"
    )
  }
}
