import Exact
import Mechanisms
import Testing
import Twin

@Suite("An open path")
struct OpenPathTests {
  // MARK: - Questions

  @Test("agents are asked one by one, also where one option is prescribed, or there is but one")
  func questions() throws {
    let vote = choice(
      3, by: role("voter"), "vote", [Option("yes"), Option("no")], honest: Prescription("no"))
    let only = choice(4, by: role("voter"), "nod", [Option("nod")], honest: Prescription("nod"))
    let unfolding = try Unfolding(of: twin([Role("scout"), Role("voter", size(2))], [vote, only]))
    let path = try unfolding.path(taking: [1, 0])
    let asked = path.questions
    #expect(asked.map(\.agent) == [1, 2, 1, 2])
    #expect(asked.map(\.role) == [1, 1, 1, 1])
    #expect(asked.map(\.choice) == [3, 3, 4, 4])
    #expect(asked[0].options == ["yes", "no"])
    #expect(asked[0].prescribed == [0, 1])
    #expect(path.happenings.compactMap(\.way) == [1, 0, 0, 0])
    // They do not see each other's votes before all have voted.
    #expect(asked[0].informationSet == asked[1].informationSet)
    #expect(asked[2].informationSet != asked[3].informationSet)
    let chosen = path.happenings.compactMap {
      if case .told(.chose(let agent, _, let option, _)) = $0 { "\(agent): \(option)" } else { nil }
    }
    #expect(chosen == ["voter 1: no", "voter 2: yes", "voter 1: nod", "voter 2: nod"])
  }

  @Test("what a deadline makes of silence is an option of the menu, where it can be taken")
  func timeouts() throws {
    func timeout(_ name: String?, available: Bool = true) throws -> Int? {
      let options = [
        Option("yes"), Option("silence", if: located(.truth(available))), Option("no"),
      ]
      let answer = Choice(
        id: 0, by: role("voter"), "vote", options: options, honest: Prescription("yes"),
        timeout: name)
      let unfolding = try Unfolding(of: twin([Role("voter")], [Step(id: 0, .choose([answer]))]))
      return try unfolding.path(taking: []).questions[0].timeout
    }
    #expect(try timeout("silence") == 1)
    #expect(try timeout("no", available: false) == 1)
    #expect(try timeout("silence", available: false) == nil)
    #expect(try timeout(nil) == nil)
  }

  @Test("an accomplice does what is prescribed: for certain, or by chance")
  func accomplices() throws {
    func path(_ honest: Prescription) throws -> OpenPath {
      let vote = choice(
        0, by: role("voter"), "vote", [Option("yes"), Option("no")], honest: honest)
      return try Unfolding(of: twin([Role("voter")], [vote], ["voter": 1], deviators: [:]))
        .path(taking: [])
    }
    #expect(try path(Prescription("no")).branchings == 0)
    #expect(
      try path(mixed([("yes", Rational(1, 3)), ("no", Rational(2, 3))])).happenings.first
        == .chance(probabilities: [Rational(1, 3), Rational(2, 3)], taken: 0))
  }

  @Test("who follows a plan is not asked, and does what is prescribed where the plan says nothing")
  func plans() throws {
    let roles = [Role("voter"), Role("guesser")]
    let vote = choice(
      0, by: role("voter"), "vote", [Option("yes"), Option("no")], honest: Prescription("yes"))
    let game = try twin(roles, [vote, guess(1)], ["guesser": 1])
    let seen = Alike("voter", .outsider, [Sighting(Moment(0), "yes")])
    let set = InformationSet(
      View(Moment(1), sightings: [], crowd: [seen: 1]), asked: Alike("guesser", .deviator))
    let unfolding = try Unfolding(of: game, following: Deviation([set: ["heads": 1]]))
    func guessed(_ path: OpenPath) -> String? {
      for case .told(.chose(AgentName("guesser"), _, let option, _)) in path.happenings {
        return option
      }
      return nil
    }
    let expected = try unfolding.path(taking: [0])
    #expect(expected.questions.count == 1)
    #expect(guessed(expected) == "heads")
    #expect(try guessed(unfolding.path(taking: [1])) == "pass")
    // Without a plan the deviator is asked too.
    #expect(try Unfolding(of: game).path(taking: []).questions.count == 2)
  }

  @Test("a choice that is not for all to see is known to its audience, and to whoever made it")
  func audiences() throws {
    func toss(_ audience: Choice.Audience) -> Step {
      choice(
        10, by: role("tosser"), "toss", [Option("heads"), Option("tails")],
        honest: Prescription("heads"), seenBy: audience)
    }
    /// What each agent knows of the toss when it is asked: the tosser, the drawn guesser, the other one.
    func known(_ audience: Choice.Audience) throws -> [Bool] {
      let steps = [
        Step(id: 0, .draw(Draw("jury", from: role("guesser")))), toss(audience), guess(11),
        choice(12, by: role("tosser"), "nod", [Option("nod")], honest: Prescription("nod")),
      ]
      let unfolding = try Unfolding(
        of: twin([Role("guesser", size(2)), Role("tosser")], steps))
      let asked = try unfolding.path(taking: []).questions.filter { $0.choice != 10 }
      return asked.sorted { $0.choice > $1.choice }.map { question in
        question.informationSet.view.crowd.keys.contains {
          $0.role == "tosser" && !$0.sightings.isEmpty
        }
      }
    }
    #expect(try known(.everyone) == [true, true, true])
    #expect(try known(.only([])) == [true, false, false])
    #expect(try known(.only(["guesser"])) == [true, true, true])
    #expect(try known(.only(["jury"])) == [true, true, false])
    #expect(try known(.only(["tosser"])) == [true, false, false])
  }

  @Test("byzantine agents without a plan are asked like outsiders, each by itself")
  func byzantine() throws {
    let game = try Twin(
      Mechanism("test", roles: [Role("guesser", size(2))], steps: [guess(0), guess(1)]),
      parameters: [:], coalition: Coalition([:], byzantine: ["guesser": 1]))
    let asked = try Unfolding(of: game).path(taking: []).questions
    #expect(asked.map(\.agent) == [0, 1, 0, 1])
    #expect(asked[2].informationSet == asked[3].informationSet)
    #expect(
      asked[2].informationSet.view.crowd.keys.map(\.side).sorted()
        == [.outsider, .deviator].sorted())
    let set = InformationSet(
      View(Moment(0), sightings: [], crowd: [:]), asked: Alike("guesser", .byzantine))
    let planned = try Unfolding(of: game, following: Deviation([set: ["heads": 1]]))
    #expect(try planned.path(taking: []).questions.map(\.agent) == [1, 1])
  }

  @Test("deviators who are asked together know what any of them knows")
  func together() throws {
    let look = choice(
      1, by: role("scout"), "look", [Option("no"), Option("yes", learns: [.outcome("coin")])],
      honest: Prescription("no"), seenBy: .only([]))
    let steps = [coin(0, hidden: true), look, guess(2)]
    let game = try twin([Role("scout"), Role("guesser")], steps, ["scout": 1, "guesser": 1])
    /// What the guesser knows that is not about an agent, after the scout looked.
    func known(_ unfolding: Unfolding) throws -> [String] {
      let asked = try unfolding.path(taking: [0, 1]).questions[1]
      #expect(asked.informationSet.asked == Alike("guesser", .deviator))
      return asked.informationSet.view.sightings.map(\.fact)
    }
    #expect(try known(Unfolding(of: game)).isEmpty)
    #expect(try known(Unfolding(of: game, askingTogether: true)) == ["coin = heads"])
    // Outsiders share with nobody.
    let others = try twin([Role("scout"), Role("guesser")], steps, ["guesser": 1])
    #expect(try known(Unfolding(of: others, askingTogether: true)).isEmpty)
  }

  // MARK: - Ends

  private func payout() throws -> Twin {
    let claim = choice(
      0, by: role("claimant"), "claim", [Option("nothing"), Option("all")],
      honest: Prescription("nothing"))
    return try twin(
      [Role("claimant")], accounts: [Account("pot")],
      [
        claim,
        Step(
          id: 1,
          .when(
            located(only("claimant", "claim", is: "all")),
            then: [
              pay(2, .number(3), from: .account("pot"), to: .agents(role("claimant"))),
              pay(3, .number(1), from: world, to: .agents(role("claimant"))),
            ], else: [])),
      ])
  }

  @Test("a fault ends the path, what happened before is kept")
  func faults() throws {
    let marks = [located(only("claimant", "claim", is: "all"))]
    let unfolding = try Unfolding(of: payout(), judging: marks)
    #expect(try unfolding.path(taking: [0]).fault == nil)
    let path = try unfolding.path(taking: [1])
    #expect(path.fault?.kind == .overdrawn(account: "pot"))
    #expect(path.marks == [false])
    guard case .paid(3, from: .account(0), to: .agent(0), _) = path.happenings.last else {
      Issue.record("\(path.happenings)")
      return
    }
  }

  @Test("an account that lasts may go below zero in one deal")
  func lasting() throws {
    let unfolding = try Unfolding(of: payout(), lasting: ["pot"])
    let path = try unfolding.path(taking: [1])
    #expect(path.fault == nil)
    #expect(try totals(of: path, in: payout()) == ["claimant": 4])
    #expect(throws: TwinError.undeclared("pit", at: .code)) {
      try Unfolding(of: self.payout(), lasting: ["pit"])
    }
  }

  @Test("a prescription that cannot be followed where only others come is none, and no fault")
  func senselessPrescription() throws {
    let first = choice(
      0, by: role("voter"), "vote", [Option("yes"), Option("no")], honest: Prescription("yes"))
    let said = located(only("voter", "vote", is: "yes"))
    let second = choice(
      1, by: role("voter"), "word", [Option("aye", if: said), Option("nay")],
      honest: Prescription("aye"))
    let unfolding = try Unfolding(of: twin([Role("voter")], [first, second]))
    #expect(try unfolding.path(taking: [0]).questions.map(\.prescribed) == [[1, 0], [1, 0]])
    let path = try unfolding.path(taking: [1])
    #expect(path.fault == nil)
    #expect(path.questions.map(\.prescribed) == [[1, 0], []])
  }

  @Test("a mark holds where it is true, and not where it speaks of what did not happen")
  func marks() throws {
    let vote = choice(
      0, by: role("voter"), "vote", [Option("yes"), Option("no")], honest: Prescription("yes"))
    let steps = [
      vote,
      Step(
        id: 1,
        .when(
          located(only("voter", "vote", is: "yes")),
          then: [
            Step(id: 2, .draw(Draw("judge", from: role("member")))),
            choice(
              3, by: Group("judge", role: "member"), "verdict",
              [Option("uphold"), Option("reject")], honest: Prescription("uphold")),
            Step(
              id: 4, .bind("upheld", located(only("judge", "verdict", is: "uphold")))),
            coin(5, hidden: false),
          ], else: [])),
    ]
    let marks: [Formula] = [
      .binding("upheld"), .not(.binding("upheld")), only("judge", "verdict", is: "uphold"),
      .not(only("judge", "verdict", is: "uphold")), .not(met("coin", is: "heads")),
      .not(only("voter", "word", is: "aye")),
      count(Group("judge", role: "member"), is: 0),
    ]
    let unfolding = try Unfolding(
      of: twin([Role("voter"), Role("member", size(3))], steps), judging: marks.map { located($0) })
    #expect(
      try unfolding.path(taking: [0, 0, 0]).marks
        == [true, false, true, false, false, false, false])
    #expect(
      try unfolding.path(taking: [0, 1, 1]).marks
        == [false, true, false, true, true, false, false])
    #expect(
      try unfolding.path(taking: [1]).marks
        == [false, false, false, false, false, false, true])
  }

  @Test("a path ends where the next round begins, which is a path of its own")
  func rounds() throws {
    let repetition = Repetition(
      discount: located(.number(half)), keeping: ["trusted"],
      [
        coin(3, hidden: false), guess(4),
        Step(
          id: 5, .bind("trusted", located(only("guesser", "guess", is: "heads")))),
      ])
    let steps = [
      Step(id: 1, .bind("trusted", located(.truth(true)))), Step(id: 2, .forever(repetition)),
    ]
    let unfolding = try Unfolding(of: twin([Role("guesser")], steps))
    let start = try unfolding.path(taking: [])
    #expect(start.branchings == 0)
    let round = try #require(start.next)
    #expect(try unfolding.path(of: round, taking: [0, 1]).next == round)
    let other = try unfolding.path(of: round, taking: [0, 2])
    #expect(other.next != nil && other.next != round)
    let sets = other.questions.map(\.informationSet.view.sightings)
    #expect(sets == [[Sighting(Moment(2), "trusted = true"), Sighting(Moment(3), "heads")]])
  }

  @Test("roles, agents and accounts are known by the numbers that happenings speak of")
  func numbers() throws {
    let accounts = [Account("pot"), Account("debts", mayGoBelowZero: true)]
    let game = try twin([Role("client"), Role("voter", size(2))], accounts: accounts, [])
    #expect(game.roles.map(\.name) == ["client", "voter"])
    #expect(game.roles.map(\.agents) == [0..<1, 1..<3])
    #expect((0..<3).map { game.name(of: $0).description } == ["client", "voter 1", "voter 2"])
    #expect(game.accounts.map(\.name) == ["pot", "debts", "world", "burn"])
    #expect(game.accounts.map(\.mayGoBelowZero) == [false, true, true, true])
  }
}
