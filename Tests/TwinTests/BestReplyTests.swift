import Exact
import Mechanisms
import Testing
import Twin

@Suite("The best reply")
struct BestReplyTests {
  @Test("guessing a hidden fair coin for 4 gains nothing over passing")
  func fairCoin() throws {
    let steps = [coin(0, hidden: true), guess(1)] + bet(2, 4, on: .outcome("coin"))
    let reply = try twin([Role("guesser")], steps, ["guesser": 1]).bestReply()
    #expect(reply.gain == 0)
    #expect(reply.deviation.choices.values.map { $0 } == [["pass": 1]])
  }

  @Test("two guessers of one hidden coin can only hedge")
  func hedging() throws {
    let both = Formula.all([
      count(role("guesser", where: named("guess", is: "heads")), is: 1),
      count(role("guesser", where: named("guess", is: "tails")), is: 1),
    ])
    let bonus = Step(
      id: 4,
      .when(
        located(both),
        then: [pay(5, .number(3), from: world, to: .agents(role("guesser")))], else: []))
    let steps = [coin(0, hidden: true), guess(1)] + bet(2, 4, on: .outcome("coin")) + [bonus]
    let game = try twin([Role("guesser", size(2))], steps, ["guesser": 2])
    let reply = try game.bestReply()
    #expect(reply.gain == 6)
    #expect(reply.deviation.choices.values.map { $0 } == [["heads": 1, "tails": 1]])
    #expect(try game.gain(of: reply.deviation) == 6)
  }

  @Test("nothing is gained where honest play is best, even by accomplices alone")
  func honestIsBest() throws {
    let steps = [
      choice(
        0, by: role("worker"), "work", [Option("yes"), Option("no", cost: money(3))],
        honest: Prescription("yes"))
    ]
    let worker = [Role("worker", size(2))]
    #expect(try twin(worker, steps, ["worker": 2]).bestReply().gain == 0)
    let idle = try twin(worker, steps, ["worker": 2], deviators: [:]).bestReply()
    #expect(idle.gain == 0 && idle.deviation == Deviation([:]))
  }

  @Test("what is decided at once may depend on nothing that is decided or hidden there")
  func decidedAtOnce() throws {
    // Whether `left` is asked is hidden; `right` is always asked, at once with it.
    let left = Choice(
      id: 2, by: role("left", where: met("coin", is: "heads")), "move",
      options: [Option("a"), Option("b")], honest: Prescription("a"))
    let right = Choice(
      id: 3, by: role("right"), "move", options: [Option("heads"), Option("tails")],
      honest: Prescription("heads"))
    let win = pay(
      4, .number(4), from: world,
      to: .agents(role("right", where: .comparison(.equal, .own("move"), .outcome("coin")))))
    let steps = [coin(0, hidden: true), Step(id: 1, .choose([left, right])), win]
    let game = try twin([Role("left"), Role("right")], steps, ["left": 1, "right": 1])
    #expect(try game.bestReply().gain == 0)
  }

  @Test("if how many are asked is hidden, no plan can be written down")
  func numberAskedVaries() throws {
    let luck = OwnChance(
      of: role("guesser"), "luck", mixture([("heads", half), ("tails", half)]), hidden: true)
    let steps = [
      Step(id: 0, .ownChance(luck)),
      choice(
        1, by: role("guesser", where: named("luck", is: "heads")), "guess", guesses,
        honest: Prescription("pass")),
    ]
    let game = try twin([Role("guesser", size(2))], steps, ["guesser": 2])
    let set = InformationSet(
      View(Moment(1), sightings: [], crowd: [:]), asked: Alike("guesser", .deviator))
    #expect(throws: PlanError(.numberAskedVaries, in: set)) {
      try game.bestReply()
    }
  }

  @Test("an earlier cost is borne where it pays later")
  func foresight() throws {
    // Looking costs 1 in each of two rounds with a coin each; a right guess wins 4.
    let round = [
      coin(1, hidden: true),
      choice(
        2, by: role("guesser"), "look",
        [Option("no"), Option("yes", cost: money(1), learns: [.outcome("coin")])],
        honest: Prescription("no")), guess(3),
    ]
    let steps = [Step(id: 0, .rounds(2, round + bet(4, 4, on: .outcome("coin"))))]
    let game = try twin([Role("guesser")], steps, ["guesser": 1])
    let reply = try game.bestReply()
    #expect(reply.gain == 6)
    // To look: 1, then 2 by what the first coin was; to guess: 2, then 4.
    #expect(try game.expectation(following: reply.deviation).visited.count == 9)
    #expect(reply.deviation.choices.count == 9)
  }

  @Test("a limit on the paths is kept")
  func limit() throws {
    let steps = [guess(0), guess(1), guess(2)]
    let game = try twin([Role("guesser")], steps, ["guesser": 1])
    #expect(throws: TwinError.tooManyPaths(limit: 26)) { try game.bestReply(limit: 26) }
    #expect(try game.bestReply(limit: 27).gain == 0)
  }
}
