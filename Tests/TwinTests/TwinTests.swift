import Exact
import Mechanisms
import Testing
import Twin

@Suite("The twin")
struct TwinTests {
  private func sized(_ parameters: [String: Rational], _ coalition: Coalition) throws -> Twin {
    try Twin(
      Mechanism(
        "test", parameters: [Parameter("n", isInteger: true)],
        roles: [Role("juror", located(.parameter("n")))], steps: []),
      parameters: parameters, coalition: coalition)
  }

  @Test("parameters, sizes and coalitions must fit")
  func arguments() throws {
    let nobody = Coalition([:])
    #expect(throws: TwinError.missingParameter("n")) { try sized([:], nobody) }
    #expect(fault { _ = try sized(["n": half], nobody) } == .notACount(of: "juror"))
    #expect(fault { _ = try sized(["n": -1], nobody) } == .notACount(of: "juror"))
    #expect(throws: TwinError.moreMembersThanAgents(role: "juror", members: 3, agents: 2)) {
      try sized(["n": 2], Coalition(["juror": 3]))
    }
    #expect(throws: TwinError.moreDeviatorsThanMembers(role: "juror", deviators: 2, members: 1)) {
      try sized(["n": 2], Coalition(["juror": 1], deviators: ["juror": 2]))
    }
    #expect(throws: TwinError.unknownRole("jury")) { try sized(["n": 2], Coalition(["jury": 1])) }
    #expect(try sized(["n": 0], nobody).expectation().wallets.isEmpty)
  }

  /// Each of five voters says yes with probability 1/3; a majority of yes is worth 9 to each.
  private func voting(_ coalition: [String: Int] = [:], deviators: [String: Int]? = nil) throws
    -> Twin
  {
    let yes = role("voter", where: named("vote", is: "yes"))
    let vote = choice(
      0, by: role("voter"), "vote", [Option("yes", cost: money(1)), Option("no")],
      honest: mixed([("yes", Rational(1, 3)), ("no", Rational(2, 3))]))
    let prize = Step(
      id: 1,
      .when(
        located(.comparison(.greater, .count(yes), .number(2))),
        then: [pay(2, .number(9), from: world, to: .agents(role("voter")))], else: []))
    return try twin([Role("voter", size(5))], [vote, prize], coalition, deviators: deviators)
  }

  @Test("an expectation sums all paths")
  func expectation() throws {
    // Three, four or five of five: (10 · 4 + 5 · 2 + 1)/243 = 17/81; 9 · 17/81 − 1/3 = 14/9.
    let expected = try voting(["voter": 2]).expectation()
    #expect(expected.paths == 32)
    #expect(expected.wallets.allSatisfy { $0.money == Rational(14, 9) })
    #expect(expected.coalition == Rational(28, 9))
    #expect(expected.accounts["world"] == Rational(-70, 9))
  }

  @Test("an accomplice earns for the coalition, but does what is prescribed")
  func accomplices() throws {
    // Two deviators: say yes both, and at least one of three does: 1 − 8/27 = 19/27.
    let game = try voting(["voter": 3], deviators: ["voter": 2])
    let reply = try game.bestReply()
    #expect(reply.gain == 27 * (Rational(19, 27) - Rational(17, 81)) - 2 + Rational(2, 3))
    #expect(reply.deviation.choices.values.map { $0 } == [["yes": 2]])
  }

  @Test("a limit on the paths is kept")
  func limit() throws {
    #expect(throws: TwinError.tooManyPaths(limit: 31)) { try voting().expectation(limit: 31) }
    #expect(try voting().expectation(limit: 32).paths == 32)
  }

  @Test("the same seed is the same play, and the average nears the expectation")
  func seeds() throws {
    let game = try voting(["voter": 5])
    #expect(try game.play(seed: 7) == game.play(seed: 7))
    let plays = try (0..<2_000).map { try game.play(seed: $0) }
    let average = plays.reduce(0) { $0 + $1.coalition } / 2_000
    // 70/9 a play, with a deviation of less than 20, thus less than 1/2 for the average.
    #expect((average - Rational(70, 9)).magnitude < 2)
    #expect(plays.contains { $0 != plays[0] })
  }

  @Test("plays follow a plan")
  func plays() throws {
    let game = try voting(["voter": 2])
    let set = InformationSet(
      View(Moment(0), sightings: [], crowd: [:]), asked: Alike("voter", .deviator))
    let plan = Deviation([set: ["yes": 2]])
    let plays = try game.plays(following: plan)
    #expect(plays.count == 8)
    let mean = plays.reduce(0) { $0 + $1.probability * $1.coalition }
    #expect(try mean == game.expectation(following: plan).coalition)
    let first = try game.play(following: plan, seed: 3).events.prefix(1)
    #expect(
      first == [.chose(AgentName("voter", 1), attribute: "vote", option: "yes", at: Moment(0))])
  }

  @Test("a large committee is one path while nobody mixes")
  func committee() throws {
    let number = 20_001
    let right = role("voter", where: named("vote", is: "right"))
    let isMajority = Formula.comparison(
      .greater, .arithmetic(.times, .number(2), .count(right)), .count(role("voter")))
    let fee = Formula.conditional(
      .comparison(.equal, named("vote", is: "right"), isMajority), .number(2), .number(0))
    let vote = choice(
      0, by: role("voter"), "vote", [Option("right", cost: money(1)), Option("wrong")],
      honest: Prescription("right"))
    let game = try twin(
      [Role("voter", size(number))], [vote, pay(1, fee, from: world, to: .agents(role("voter")))],
      ["voter": 10_001])
    let set = InformationSet(
      View(Moment(0), sightings: [], crowd: [:]), asked: Alike("voter", .deviator))
    #expect(try game.gain(of: Deviation([set: ["wrong": 10_001]])) == 10_001)
    #expect(try game.gain(of: Deviation([set: ["wrong": 10_000, "right": 1]])) == -10_000)
  }
}
