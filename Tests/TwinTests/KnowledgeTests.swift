import Exact
import Mechanisms
import Testing
import Twin

@Suite("What a coalition knows")
struct KnowledgeTests {
  private func gain(_ steps: [Step], roles: [Role] = [Role("guesser")]) throws -> Rational {
    try twin(roles, steps, ["guesser": 1]).bestReply().gain
  }

  @Test("a coin that is seen is guessed, a hidden one is not")
  func coins() throws {
    let bets = bet(2, 4, on: .outcome("coin"))
    #expect(try gain([coin(0, hidden: false), guess(1)] + bets) == 4)
    #expect(try gain([coin(0, hidden: true), guess(1)] + bets) == 0)
  }

  @Test("who is asked on heads only knows that it is heads")
  func beingAsked() throws {
    let asked = Step(
      id: 1, .when(located(met("coin", is: "heads")), then: [guess(2)], else: []))
    let isHeads = named("guess", is: "heads")
    let win = pay(3, .number(4), from: world, to: .agents(role("guesser", where: isHeads)))
    let reply = try twin([Role("guesser")], [coin(0, hidden: true), asked, win], ["guesser": 1])
      .bestReply()
    #expect(reply.gain == 2)
    let set = InformationSet(
      View(Moment(2), sightings: [], crowd: [:]), asked: Alike("guesser", .deviator))
    #expect(reply.deviation == Deviation([set: ["heads": 1]]))
  }

  @Test("payments tell nothing")
  func payments() throws {
    let hint = Step(
      id: 1,
      .when(
        located(met("coin", is: "heads")),
        then: [pay(2, .number(1), from: world, to: .agents(role("guesser")))], else: []))
    #expect(
      try gain([coin(0, hidden: true), hint, guess(3)] + bet(4, 4, on: .outcome("coin"))) == 0)
  }

  @Test("who looks learns, at its cost")
  func learning() throws {
    let look = choice(
      1, by: role("guesser"), "look",
      [Option("yes", cost: money(1), learns: [.outcome("coin")]), Option("no")],
      honest: Prescription("no"))
    let reply = try twin(
      [Role("guesser")], [coin(0, hidden: true), look, guess(2)] + bet(3, 4, on: .outcome("coin")),
      ["guesser": 1]
    ).bestReply()
    #expect(reply.gain == 3)
    let seen = Alike("guesser", .deviator, [Sighting(Moment(1), "yes")])
    let view = View(
      Moment(2), sightings: [Sighting(Moment(1), "coin = tails")], crowd: [seen: 1])
    #expect(reply.deviation.choices[InformationSet(view, asked: seen)] == ["tails": 1])
    #expect(reply.deviation.choices.count == 3)
  }

  @Test("what is learned before it was decided is none")
  func learningTooEarly() throws {
    let look = choice(
      0, by: role("guesser"), "look", [Option("yes", learns: [.outcome("coin")])],
      honest: Prescription("yes"))
    let reply = try twin(
      [Role("guesser")], [look, coin(1, hidden: true), guess(2)] + bet(3, 4, on: .outcome("coin")),
      ["guesser": 1]
    ).bestReply()
    #expect(reply.gain == 0)
    #expect(
      reply.deviation.choices.keys.contains {
        $0.view.sightings == [Sighting(Moment(0), "coin = none")]
      })
  }

  @Test("several members who learn the same at once learn it once")
  func learningTogether() throws {
    let look = choice(
      1, by: role("guesser"), "look", [Option("yes", learns: [.outcome("coin")])],
      honest: Prescription("yes"))
    let reply = try twin(
      [Role("guesser", size(2))],
      [coin(0, hidden: true), look, guess(2)] + bet(3, 4, on: .outcome("coin")), ["guesser": 2]
    ).bestReply()
    #expect(reply.gain == 8)
    #expect(reply.deviation.choices.keys.allSatisfy { $0.view.sightings.count < 2 })
  }

  @Test("an accomplice's learning is the coalition's")
  func accompliceLearns() throws {
    let look = choice(
      1, by: role("scout"), "look", [Option("yes", learns: [.outcome("coin")])],
      honest: Prescription("yes"))
    let steps = [coin(0, hidden: true), look, guess(2)] + bet(3, 4, on: .outcome("coin"))
    let roles = [Role("guesser"), Role("scout")]
    let with = try twin(roles, steps, ["guesser": 1, "scout": 1], deviators: ["guesser": 1])
    #expect(try with.bestReply().gain == 4)
    #expect(try twin(roles, steps, ["guesser": 1]).bestReply().gain == 0)
  }

  @Test("what is revealed is known to all from there")
  func revealing() throws {
    let reveal = Step(id: 1, .reveal(.outcome("coin")))
    let bets = bet(3, 4, on: .outcome("coin"))
    #expect(try gain([coin(0, hidden: true), reveal, guess(2)] + bets) == 4)
    #expect(try gain([coin(0, hidden: true), guess(2), reveal] + bets) == 0)
  }

  private func tossing(by tosser: Group, seenBy audience: Choice.Audience) -> Step {
    choice(
      10, by: tosser, "toss", [Option("heads"), Option("tails")],
      honest: mixed([("heads", half), ("tails", half)]), seenBy: audience)
  }

  @Test("a choice is seen by its audience")
  func audiences() throws {
    let roles = [Role("guesser"), Role("tosser")]
    let bets = [guess(11)] + bet(12, 4, on: .attribute(of: "tosser", "toss"))
    func gain(_ audience: Choice.Audience) throws -> Rational {
      try self.gain([tossing(by: role("tosser"), seenBy: audience)] + bets, roles: roles)
    }
    #expect(try gain(.everyone) == 4)
    #expect(try gain(.only([])) == 0)
    #expect(try gain(.only(["tosser"])) == 0)
    #expect(try gain(.only(["tosser", "guesser"])) == 4)
  }

  @Test("a drawn group sees a choice through those who are in it then")
  func drawnAudience() throws {
    let draw = Step(id: 0, .draw(Draw("jury", from: role("guesser"))))
    let steps =
      [draw, tossing(by: role("tosser"), seenBy: .only(["jury"])), guess(11)]
      + bet(12, 4, on: .attribute(of: "tosser", "toss"))
    #expect(try gain(steps, roles: [Role("guesser", size(2)), Role("tosser")]) == 2)
  }

  @Test("an unseen choice can be revealed, and is then seen of whoever made it")
  func revealedChoice() throws {
    let roles = [Role("guesser"), Role("tosser")]
    let steps =
      [
        tossing(by: role("tosser"), seenBy: .only([])),
        Step(id: 20, .reveal(.attribute(role: "tosser", "toss"))), guess(11),
      ] + bet(12, 4, on: .attribute(of: "tosser", "toss"))
    let reply = try twin(roles, steps, ["guesser": 1]).bestReply()
    #expect(reply.gain == 4)
    let seen = Alike("tosser", .outsider, [Sighting(Moment(20), "tosser.toss = heads")])
    let set = InformationSet(
      View(Moment(11), sightings: [], crowd: [seen: 1]), asked: Alike("guesser", .deviator))
    #expect(reply.deviation.choices[set] == ["heads": 1])
  }

  @Test("those who choose together don't see each other")
  func simultaneous() throws {
    let toss = Choice(
      id: 1, by: role("tosser"), "toss", options: [Option("heads"), Option("tails")],
      honest: mixed([("heads", half), ("tails", half)]))
    let guess = Choice(
      id: 2, by: role("guesser"), "guess", options: guesses, honest: Prescription("pass"))
    let roles = [Role("guesser"), Role("tosser")]
    let bets = bet(3, 4, on: .attribute(of: "tosser", "toss"))
    #expect(try gain([Step(id: 0, .choose([toss, guess]))] + bets, roles: roles) == 0)
    #expect(
      try gain(
        [Step(id: 1, .choose([toss])), Step(id: 2, .choose([guess]))] + bets, roles: roles) == 4)
  }

  @Test("an agent's own hidden chance is not even its own to see")
  func ownChances() throws {
    func steps(hidden: Bool) -> [Step] {
      let parts = mixture([("heads", half), ("tails", half)])
      return [
        Step(id: 0, .ownChance(OwnChance(of: role("guesser"), "luck", parts, hidden: hidden))),
        guess(1),
      ] + bet(2, 4, on: .own("luck"))
    }
    let two = [Role("guesser", size(2))]
    #expect(try gain(steps(hidden: true)) == 0)
    #expect(try gain(steps(hidden: false)) == 4)
    #expect(try twin(two, steps(hidden: true), ["guesser": 2]).bestReply().gain == 0)
    #expect(try twin(two, steps(hidden: false), ["guesser": 2]).bestReply().gain == 8)
  }

  @Test("the crowd counts who is alike, and leaves out those of whom nothing was seen")
  func crowds() throws {
    let vote = choice(
      0, by: role("voter"), "vote", [Option("yes"), Option("no")],
      honest: mixed([("yes", half), ("no", half)]))
    let steps = [
      vote, Step(id: 1, .draw(Draw("jury", from: role("guesser"), count: 2))),
      choice(2, by: role("guesser"), "guess", guesses, honest: Prescription("pass")),
    ]
    let game = try twin(
      [Role("voter", size(2)), Role("guesser", size(3))], steps, ["guesser": 2],
      deviators: ["guesser": 1])
    let sets = try game.bestReply().deviation.choices.keys
    // Votes split in three ways; drawn are deviator and accomplice, or one of them and the outsider.
    #expect(sets.count == 9)
    func drawn(_ side: Side) -> Alike {
      Alike("guesser", side, [Sighting(Moment(1), Sighting.drawn)])
    }
    func voted(_ option: String) -> Alike {
      Alike("voter", .outsider, [Sighting(Moment(0), option)])
    }
    let view = View(
      Moment(2), sightings: [],
      crowd: [voted("yes"): 1, voted("no"): 1, drawn(.accomplice): 1, drawn(.outsider): 1])
    #expect(sets.contains(InformationSet(view, asked: Alike("guesser", .deviator))))
  }

  @Test("moments carry the rounds of every repeat around them")
  func rounds() throws {
    let inner = Step(id: 1, .rounds(2, [guess(2)]))
    let reply = try twin(
      [Role("guesser")], [Step(id: 0, .rounds(2, [inner]))], ["guesser": 1]
    ).bestReply()
    #expect(
      Set(reply.deviation.choices.keys.map(\.view.moment.rounds)) == [
        [1, 1], [1, 2], [2, 1], [2, 2],
      ])
    #expect(
      reply.deviation.choices.keys.contains { set in
        set.asked.sightings.map(\.moment.rounds) == [[1, 1], [1, 2], [2, 1]]
      })
  }
}
