import Exact
import Mechanisms
import Testing
import Twin

@Suite("Choosing")
struct ChoosingTests {
  private let vote = choice(
    0, by: role("voter"), "vote", [Option("yes"), Option("no")],
    honest: mixed([("yes", half), ("no", half)]))

  @Test("each agent mixes for itself: two agree half of the time")
  func independentMixers() throws {
    let agree = Formula.any([
      count(role("voter", where: named("vote", is: "yes")), is: 2),
      count(role("voter", where: named("vote", is: "no")), is: 2),
    ])
    let prize = Step(
      id: 1,
      .when(
        located(agree), then: [pay(2, .number(1), from: world, to: .agents(role("boss")))], else: []
      ))
    let expected = try twin([Role("voter", size(2)), Role("boss")], [vote, prize]).expectation()
    #expect(expected.wallets[AgentName("boss")] == half)
    #expect(expected.paths == 4)
  }

  @Test("only ways with a positive probability are paths")
  func certainty() throws {
    let steps = [
      choice(
        0, by: role("voter"), "vote", [Option("yes"), Option("no")],
        honest: mixed([("yes", 1), ("no", 0)]))
    ]
    #expect(try twin([Role("voter", size(3))], steps).expectation().paths == 1)
  }

  @Test("the first rule that holds for the agent is prescribed")
  func rules() throws {
    let luck = OwnChance(
      of: role("voter"), "luck", mixture([("good", Rational(1, 4)), ("bad", Rational(3, 4))]))
    let honest = Prescription([
      Prescription.Rule(if: located(named("luck", is: "good")), take: Mixture("yes")),
      Prescription.Rule(take: Mixture("no")),
    ])
    let steps = [
      Step(id: 0, .ownChance(luck)),
      choice(
        1, by: role("voter"), "vote", [Option("yes", cost: money(8)), Option("no")], honest: honest),
    ]
    let expected = try twin([Role("voter", size(2))], steps).expectation()
    #expect(expected.wallets[AgentName("voter", 1)] == -2)
    #expect(expected.wallets[AgentName("voter", 2)] == -2)
    #expect(expected.accounts == [Mechanism.world: 4, Mechanism.burn: 0])
  }

  @Test("another prescription replaces all of that attribute by that role")
  func overrides() throws {
    let mechanism = Mechanism(
      "test", roles: [Role("voter"), Role("other")],
      steps: [
        choice(
          0, by: role("voter"), "vote", [Option("yes", cost: money(1)), Option("no")],
          honest: Prescription("yes")),
        choice(
          1, by: role("other"), "vote", [Option("yes", cost: money(1)), Option("no")],
          honest: Prescription("yes")),
      ])
    let twin = try Twin(
      mechanism, parameters: [:], coalition: Coalition([:]),
      prescribing: [Property.Override("voter", "vote", Prescription("no"))])
    let wallets = try twin.expectation().wallets
    #expect(wallets[AgentName("voter")] == 0)
    #expect(wallets[AgentName("other")] == -1)
  }

  @Test("where narrows who chooses, and who didn't has none")
  func narrowed() throws {
    let draw = Step(id: 0, .draw(Draw("jury", from: role("voter"))))
    let narrowed = choice(
      1, by: role("voter", where: .not(.isIn("jury"))), "vote", [Option("yes")],
      honest: Prescription("yes"))
    let unset = role("voter", where: named("vote", is: "none"))
    let steps = [draw, narrowed, pay(2, .count(unset), from: world, to: .agents(unset))]
    let expected = try twin([Role("voter", size(4))], steps).expectation()
    #expect(expected.wallets.map(\.money) == Array(repeating: Rational(1, 4), count: 4))
  }

  private func menu(_ condition: Formula, honest: String = "no") -> [Step] {
    [
      coin(0, hidden: true),
      choice(
        1, by: role("guesser"), "guess",
        [Option("yes", if: located(condition)), Option("no")], honest: Prescription(honest)),
      pay(
        2, .number(6), from: world,
        to: .agents(role("guesser", where: named("guess", is: "yes")))),
    ]
  }

  @Test("who is asked sees which options it has")
  func menus() throws {
    let game = try twin(
      [Role("guesser")], menu(met("coin", is: "heads")), ["guesser": 1])
    let reply = try game.bestReply()
    #expect(reply.gain == 3)
    func set(_ menu: String) -> InformationSet {
      let asked = Alike("guesser", .deviator, [Sighting(Moment(1), menu)])
      return InformationSet(View(Moment(1), sightings: [], crowd: [asked: 1]), asked: asked)
    }
    #expect(reply.deviation == Deviation([set("yes | no"): ["yes": 1], set("no"): ["no": 1]]))
    let impossible = Deviation([set("yes | no"): ["yes": 1], set("no"): ["yes": 1]])
    #expect(throws: PlanError(.unavailable(option: "yes"), in: set("no"))) {
      try game.gain(of: impossible)
    }
  }

  @Test("what is prescribed must be available")
  func unavailable() throws {
    let steps = menu(met("coin", is: "heads"), honest: "yes")
    #expect(
      fault { _ = try twin([Role("guesser")], steps).expectation() }
        == .prescribedOptionUnavailable("yes"))
    let closed = [
      choice(
        0, by: role("guesser"), "guess", [Option("yes", if: located(.truth(false)))],
        honest: Prescription("yes"))
    ]
    #expect(fault { _ = try twin([Role("guesser")], closed).expectation() } == .noOptionAvailable)
  }

  private let set = InformationSet(
    View(Moment(0), sightings: [], crowd: [:]), asked: Alike("voter", .deviator))

  @Test("a plan must speak of what is reached, and its numbers must add up")
  func planErrors() throws {
    let game = try twin([Role("voter", size(3))], [vote], ["voter": 2])
    #expect(throws: PlanError(.missing, in: set)) {
      try game.expectation(following: Deviation([:]))
    }
    #expect(throws: PlanError(.miscounted(asked: 2), in: set)) {
      try game.expectation(following: Deviation([set: ["yes": 1]]))
    }
    #expect(throws: PlanError(.miscounted(asked: 2), in: set)) {
      try game.expectation(following: Deviation([set: ["yes": 3, "no": -1]]))
    }
    #expect(throws: PlanError(.unavailable(option: "maybe"), in: set)) {
      try game.expectation(following: Deviation([set: ["yes": 1, "maybe": 1]]))
    }
  }

  @Test("a plan is followed in the order of the options, by the lowest agents first")
  func following() throws {
    let steps = [
      choice(
        0, by: role("voter"), "vote", [Option("yes", cost: money(1)), Option("no")],
        honest: Prescription("no"))
    ]
    let game = try twin([Role("voter", size(4))], steps, ["voter": 3])
    let expected = try game.expectation(following: Deviation([set: ["no": 1, "yes": 2]]))
    #expect(expected.wallets.map(\.money) == [-1, -1, 0, 0])
    #expect(expected.coalition == -2)
    #expect(expected.visited == [set])
    #expect(try game.expectation().visited == [])
  }
}
