import Exact
import Mechanisms
import Testing
import Twin

@Suite("Chances, draws, bindings and rounds")
struct PerformanceTests {
  @Test("a draw picks every set alike likely, without replacement")
  func draws() throws {
    let steps = [
      Step(id: 0, .draw(Draw("jury", from: role("juror"), count: 2))),
      pay(1, .number(6), from: world, to: .agents(Group("jury", role: "juror"))),
    ]
    let game = try twin([Role("juror", size(4))], steps, ["juror": 2])
    let expected = try game.expectation()
    #expect(expected.paths == 6)
    #expect(expected.wallets.map(\.money) == [3, 3, 3, 3])
    let both = try game.plays().filter { $0.coalition == 12 }
    #expect(both.map(\.probability) == [Rational(1, 6)])
  }

  @Test("a later draw of the same name replaces the earlier; another one may exclude it")
  func drawAgain() throws {
    let jury = Group("jury", role: "juror")
    let steps = [
      Step(id: 0, .draw(Draw("jury", from: role("juror"), count: 2))),
      Step(id: 1, .draw(Draw("panel", from: role("juror", where: .not(.isIn("jury")))))),
      Step(id: 2, .draw(Draw("jury", from: role("juror", where: .not(.isIn("panel")))))),
      pay(3, .count(jury), from: world, to: .agents(jury)),
    ]
    let expected = try twin([Role("juror", size(3))], steps).expectation()
    #expect(expected.paths == 6)
    #expect(expected.wallets.map(\.money) == Array(repeating: Rational(1, 3), count: 3))
  }

  @Test("too few to draw from is a fault")
  func tooFew() throws {
    let steps = [Step(id: 0, .draw(Draw("jury", from: role("juror"), count: 3)))]
    #expect(
      fault { _ = try twin([Role("juror", size(2))], steps).expectation() } == .tooFewToDraw("jury")
    )
  }

  @Test(
    "probabilities must be probabilities, and sum to 1",
    arguments: [[Rational(1, 2), Rational(1, 3)], [Rational(3, 2), Rational(-1, 2)]])
  func distributions(parts: [Rational]) throws {
    let steps = [Step(id: 0, .chance(Chance("coin", mixture([("a", parts[0]), ("b", parts[1])]))))]
    #expect(fault { _ = try twin([Role("one")], steps).expectation() } == .notADistribution)
  }

  @Test("a chance that was not met, a draw that was not made and an attribute not set are none")
  func unsetThings() throws {
    let isUnset = Formula.all([
      met("coin", is: "none"), count(Group("jury", role: "one"), is: 0),
      only("one", "vote", is: "none"),
    ])
    let later = [
      coin(3, hidden: false), Step(id: 4, .draw(Draw("jury", from: role("one")))),
      choice(5, by: role("one"), "vote", [Option("yes")], honest: Prescription("yes")),
    ]
    let steps =
      [Step(id: 0, .bind("before", located(isUnset)))] + later
      + [
        Step(id: 6, .bind("after", located(isUnset))),
        Step(
          id: 7,
          .when(
            located(.all([.binding("before"), .not(.binding("after"))])),
            then: [pay(8, .number(1), from: world, to: .agents(role("one")))], else: [])),
      ]
    #expect(try twin([Role("one")], steps).expectation().wallets[AgentName("one")] == 1)
  }

  @Test("in rounds a binding is bound anew, and attributes stand until chosen again")
  func rounds() throws {
    let first = count(role("one", where: named("vote", is: "none")), is: 1)
    let steps = [
      Step(id: 0, .bind("sum", money(0))),
      Step(
        id: 1,
        .rounds(
          3,
          [
            Step(
              id: 2,
              .bind(
                "sum",
                located(
                  .arithmetic(
                    .plus, .arithmetic(.times, .number(2), .binding("sum")),
                    .conditional(first, .number(1), .number(10)))))),
            choice(3, by: role("one"), "vote", [Option("yes")], honest: Prescription("yes")),
          ])),
      pay(4, .binding("sum"), from: world, to: .agents(role("one"))),
    ]
    // 1, then 2 · 1 + 10 = 12, then 2 · 12 + 10 = 34.
    #expect(try twin([Role("one")], steps).expectation().wallets[AgentName("one")] == 34)
  }

  @Test("events tell a path in order, and name agents as people do")
  func events() throws {
    let steps = [
      coin(0, hidden: true),
      Step(id: 1, .draw(Draw("jury", from: role("juror", where: .not(.isIn("jury")))))),
      choice(
        2, by: role("client"), "vote", [Option("yes", cost: money(2))],
        honest: Prescription("yes")),
      Step(id: 3, .reveal(.outcome("coin"))),
      Step(id: 4, .bind("done", located(.truth(true)))),
      pay(5, .number(0), from: world, to: .agents(role("client"))),
    ]
    let plays = try twin([Role("client"), Role("juror", size(2))], steps).plays()
    #expect(plays.count == 4)
    #expect(plays.map(\.probability).reduce(0, +) == 1)
    #expect(
      plays[1].events == [
        .met(chance: "coin", outcome: "heads"),
        .drew(name: "jury", agents: [AgentName("juror", 2)]),
        .chose(AgentName("client"), attribute: "vote", option: "yes", at: Moment(2)),
        .paid(2, from: .agent(AgentName("client")), to: .account("world"), at: .code),
        .revealed(secret: "coin"), .bound(name: "done", value: .truth(true)),
      ])
    #expect(AgentName("client").description == "client")
    #expect(AgentName("juror", 2).description == "juror 2")
    #expect(plays[1].wallets[AgentName("client")] == -2)
    #expect(plays[1].wallets[AgentName("juror")] == nil)
    #expect(plays[1].wallets[AgentName("juror", 3)] == nil)
  }
}
