import Exact
import Mechanisms
import Testing

@Suite("Reading a mechanism")
struct ReadingTests {
  private func p(_ name: String) -> Formula { .parameter(name) }
  private func at(_ formula: Formula) -> Located<Formula> { Located(formula) }
  private func plus(_ a: Formula, _ b: Formula) -> Formula { .arithmetic(.plus, a, b) }

  @Test("a delivery with an inspector drawn from a pool is read as it would be built in Swift")
  func delivery() throws {
    let read = try Mechanism(
      reading: """
        # Everything that is not in the other test.
        mechanism: delivery of goods
        about: 'A courier''s parcel may be inspected.'
        parameters:
          price:   {about: "what the \\"buyer\\" pays", default: 0.1}
          bond:    {default: 2 * 3}
          slack:
          checked: {default: 1/4, type: real}
          pool:    {type: integer, default: 1e1}
        assume:
          - 0 <= slack < price
          - pool >= 2 and
            checked <= 1
        roles: {buyer: 1, courier: 1, inspector: pool + 1}
        accounts:
          escrow:
          fund: {may go below zero: true}
        steps:
          - {pay: price, from: buyer, to: escrow}
          - choose: courier.parcel
            options:
              whole: {cost: slack}
              broken:
              lost: {if: price > bond}
            honest: whole
            seen by: [buyer]
            timeout: broken
          - draw: judge
            from: inspector
          - choose: judge.finding
            options: {look: {cost: 1, learns: courier.parcel}, pass: }
            honest: look
            seen by: none
          - let: fine
            be: judge.finding = pass or (judge.finding = look and courier.parcel = whole)
          - when: fine
            then: [{pay: "min(price, bond) ^ 2", from: escrow, to: courier}]
            else:
              - reveal: courier.parcel
              - {pay: price, from: escrow, to: burn}
        properties:
          the courier, alone:
            coalition: {courier: 1, inspector: (pool - 1) / 2}
            given: [bond > 1]
            margin: slack
            expect: proved
          two of any kind:
            coalition: {size: 2}
            each member gains: strongly
            prescribe: {judge.finding: pass, courier.parcel: {whole: checked, broken: 1 - checked}}
          while one inspector does anything:
            coalition: {buyer: 1}
            byzantine: {inspector: 1}
            claim: no profitable deviation
            expect: broken
        """, file: "f")
    let judge = Group("judge", role: "inspector")
    let finding = Formula.attribute(of: "judge", "finding")
    let parcel = Formula.attribute(of: "courier", "parcel")
    let secret = Secret.attribute(role: "courier", "parcel")
    let buyer = Payment.Party.agents(Group("buyer", role: "buyer"))
    let courier = Payment.Party.agents(Group("courier", role: "courier"))
    func isOption(_ formula: Formula, _ name: String) -> Formula {
      .comparison(.equal, formula, .option(name))
    }
    let built = Mechanism(
      "delivery of goods", about: "A courier's parcel may be inspected.",
      parameters: [
        Parameter("price", about: "what the \"buyer\" pays", default: Rational(1, 10)),
        Parameter("bond", default: 6), Parameter("slack"),
        Parameter("checked", default: Rational(1, 4)),
        Parameter("pool", isInteger: true, default: 10),
      ],
      assuming: [
        at(
          .all([
            .comparison(.lessOrEqual, .number(0), p("slack")),
            .comparison(.less, p("slack"), p("price")),
          ])),
        at(
          .all([
            .comparison(.greaterOrEqual, p("pool"), .number(2)),
            .comparison(.lessOrEqual, p("checked"), .number(1)),
          ])),
      ],
      roles: [
        Role("buyer"), Role("courier"), Role("inspector", at(plus(p("pool"), .number(1)))),
      ],
      accounts: [Account("escrow"), Account("fund", mayGoBelowZero: true)],
      steps: [
        Step(id: 0, .pay(Payment(at(p("price")), from: buyer, to: .account("escrow")))),
        Step(
          id: 1,
          .choose([
            Choice(
              id: 1, by: Group("courier", role: "courier"), "parcel",
              options: [
                Option("whole", cost: at(p("slack"))), Option("broken"),
                Option("lost", if: at(.comparison(.greater, p("price"), p("bond")))),
              ], honest: Prescription("whole"), seenBy: .only(["buyer"]),
              timeout: "broken")
          ])),
        Step(id: 2, .draw(Draw("judge", from: Group("inspector", role: "inspector")))),
        Step(
          id: 3,
          .choose([
            Choice(
              id: 3, by: judge, "finding",
              options: [Option("look", cost: at(.number(1)), learns: [secret]), Option("pass")],
              honest: Prescription("look"), seenBy: .only([]))
          ])),
        Step(
          id: 4,
          .bind(
            "fine",
            at(
              .any([
                isOption(finding, "pass"),
                .all([isOption(finding, "look"), isOption(parcel, "whole")]),
              ])))),
        Step(
          id: 5,
          .when(
            at(.binding("fine")),
            then: [
              Step(
                id: 6,
                .pay(
                  Payment(
                    at(.power(.minimum([p("price"), p("bond")]), 2)), from: .account("escrow"),
                    to: courier)))
            ],
            else: [
              Step(id: 7, .reveal(secret)),
              Step(
                id: 8,
                .pay(Payment(at(p("price")), from: .account("escrow"), to: .account("burn")))),
            ])),
      ],
      properties: [
        Property(
          "the courier, alone",
          against: .perRole([
            CoalitionClass.Bound("courier", at(.number(1))),
            CoalitionClass.Bound(
              "inspector",
              at(.arithmetic(.over, .arithmetic(.minus, p("pool"), .number(1)), .number(2)))),
          ]), given: [at(.comparison(.greater, p("bond"), .number(1)))], margin: at(p("slack")),
          expect: .proved),
        Property(
          "two of any kind", against: .size(at(.number(2))),
          prescribing: [
            Property.Override("inspector", "finding", Prescription("pass")),
            Property.Override(
              "courier", "parcel",
              Prescription([
                Prescription.Rule(
                  take: Mixture([
                    Mixture.Part("whole", at(p("checked"))),
                    Mixture.Part(
                      "broken", at(.arithmetic(.minus, .number(1), p("checked")))),
                  ]))
              ])),
          ], claim: .notEachMemberGains(strongly: true)),
        Property(
          "while one inspector does anything",
          against: .perRole([CoalitionClass.Bound("buyer", at(.number(1)))]),
          claim: .noProfitableDeviationAmong(
            .atMost([CoalitionClass.Bound("inspector", at(.number(1)))])), expect: .broken),
      ])
    #expect(read == built)
    try built.check()
  }

  @Test("chances, rounds, groups and choices at once are read as they would be built in Swift")
  func market() throws {
    let read = try Mechanism(
      reading: """
        {"mechanism": "market", "roles": {"seller": "n", "buyer": 1},
         "parameters": {"n": {"type": "integer"}, "rain": null},
         "steps": [
          {"chance": "weather", "outcomes": {"wet": "rain", "dry": "1 - rain"}, "hidden": true},
          {"chance": "seller.luck", "outcomes": {"good": "1/3", "bad": "2/3"}},
          {"repeat": 2, "steps": [
            {"together": [
              {"choose": "seller.offer", "options": ["low", "high"], "where": "luck = good",
               "honest": [{"if": "luck = bad", "take": "low"}, {"low": "1/2", "high": 0.5}]},
              {"choose": "buyer.mood", "options": ["yes", "no"], "honest": "yes"}]},
            {"draw": "winner", "from": "seller where offer = low and not in winner", "count": 2},
            {"pay": "if offer = low then 1 else 2", "from": "buyer",
             "to": "seller where in winner or offer != none"}]},
          {"when": "count(winner where luck = good) >= 1 and size(winner) = 2",
           "then": [{"pay": 1, "from": "world", "to": "buyer"}]}]}
        """, file: "f")
    func own(_ name: String, _ option: String) -> Formula {
      .comparison(.equal, .own(name), .option(option))
    }
    let seller = Group("seller", role: "seller")
    let half = at(.number(Rational(1, 2)))
    let built = Mechanism(
      "market", parameters: [Parameter("n", isInteger: true), Parameter("rain")],
      roles: [Role("seller", at(p("n"))), Role("buyer")],
      steps: [
        Step(
          id: 0,
          .chance(
            Chance(
              "weather",
              Mixture([
                Mixture.Part("wet", at(p("rain"))),
                Mixture.Part("dry", at(.arithmetic(.minus, .number(1), p("rain")))),
              ]), hidden: true))),
        Step(
          id: 1,
          .ownChance(
            OwnChance(
              of: seller, "luck",
              Mixture([
                Mixture.Part("good", at(.number(Rational(1, 3)))),
                Mixture.Part("bad", at(.number(Rational(2, 3)))),
              ])))),
        Step(
          id: 2,
          .rounds(
            2,
            [
              Step(
                id: 3,
                .choose([
                  Choice(
                    id: 4, by: Group("seller", role: "seller", where: own("luck", "good")),
                    "offer", options: [Option("low"), Option("high")],
                    honest: Prescription([
                      Prescription.Rule(if: at(own("luck", "bad")), take: Mixture("low")),
                      Prescription.Rule(
                        take: Mixture([
                          Mixture.Part("low", half),
                          Mixture.Part("high", at(.number(Rational(1, 2)))),
                        ])),
                    ])),
                  Choice(
                    id: 5, by: Group("buyer", role: "buyer"), "mood",
                    options: [Option("yes"), Option("no")], honest: Prescription("yes")),
                ])),
              Step(
                id: 6,
                .draw(
                  Draw(
                    "winner",
                    from: Group(
                      "seller", role: "seller",
                      where: .all([own("offer", "low"), .not(.isIn("winner"))])), count: 2))),
              Step(
                id: 7,
                .pay(
                  Payment(
                    at(.conditional(own("offer", "low"), .number(1), .number(2))),
                    from: .agents(Group("buyer", role: "buyer")),
                    to: .agents(
                      Group(
                        "seller", role: "seller",
                        where: .any([
                          .isIn("winner"), .comparison(.notEqual, .own("offer"), .option("none")),
                        ])))))),
            ])),
        Step(
          id: 8,
          .when(
            at(
              .all([
                .comparison(
                  .greaterOrEqual,
                  .count(Group("winner", role: "seller", where: own("luck", "good"))), .number(1)),
                .comparison(
                  .equal, .count(Group("winner", role: "seller")), .number(2)),
              ])),
            then: [
              Step(
                id: 9,
                .pay(
                  Payment(
                    at(.number(1)), from: .account("world"),
                    to: .agents(Group("buyer", role: "buyer")))))
            ], else: [])),
      ])
    #expect(read == built)
    try built.check()
  }

  @Test("scalars are names, whatever they look like")
  func names() throws {
    let mechanism = try Mechanism(
      reading: """
        mechanism: 1e3
        about: ~
        roles: {null: 1}
        steps:
          - chance: y
            outcomes: {yes: 1/2, 1e3: 1/2}
          - choose: null.on
            options: [no, none, off, 007, 1.5]
            honest: no
          - when: (y = yes or y = 1e3) and (null.on = 007 or null.on != 1.5 or null.on = none)
            then: []
        """, file: "f")
    #expect(mechanism.name == "1e3")
    #expect(mechanism.about == "~")
    #expect(mechanism.roles.map(\.name) == ["null"])
    guard case .choose(let choices) = mechanism.steps[1].action,
      case .when(let condition, _, _) = mechanism.steps[2].action
    else { throw Diagnostics([]) }
    #expect(choices[0].options.map(\.name) == ["no", "none", "off", "007", "1.5"])
    #expect(condition.content.description.hasSuffix("null.on != 1.5 or null.on = none)"))
  }

  @Test("a truth compared with a truth is written without a comparison")
  func truths() throws {
    let mechanism = try Mechanism(
      reading: """
        mechanism: truths
        roles: {a: 1}
        steps:
          - {choose: a.x, options: [l, r], honest: l}
          - {let: t, be: a.x = l}
          - {let: u, be: t = false}
          - {let: v, be: t != u}
        """, file: "f")
    guard case .bind(_, let first) = mechanism.steps[2].action,
      case .bind(_, let second) = mechanism.steps[3].action
    else { throw Diagnostics([]) }
    #expect(first.content == .not(.binding("t")))
    #expect(second.content == .conditional(.binding("t"), .not(.binding("u")), .binding("u")))
  }

  @Test("descriptions carry the place of what they describe")
  func places() throws {
    let mechanism = try Mechanism(
      reading: """
        mechanism: places
        roles: {a: 1}
        steps:
          - {pay: "  2 + 3", from: a,
             to: world}
          - choose: a.x
            options:
              l: {cost: >
                1 +
                2}
            honest: l
        """.replacing("{cost: >\n        1 +\n        2}", with: "{cost: 1}"), file: "f")
    guard case .pay(let payment) = mechanism.steps[0].action,
      case .choose(let choices) = mechanism.steps[1].action
    else { throw Diagnostics([]) }
    #expect(mechanism.steps[0].location.description == "f:4:6")
    #expect(payment.amount.location.description == "f:4:14")
    #expect(choices[0].location.description == "f:6:5")
    #expect(choices[0].options[0].location.description == "f:8:7")
  }

  @Test("a file that is not there is said to be unreadable")
  func missing() {
    #expect {
      try Mechanism(contentsOf: "/nowhere/at/all.yaml")
    } throws: { error in
      (error as? Diagnostics)?.list.first?.message.hasPrefix("cannot be read") ?? false
    }
  }
}
