import Mechanisms
import Testing

@Suite("Premises")
struct PremiseTests {
  private static let text = """
    mechanism: fined
    parameters: {prize: {}, fine: {}, work: {}}
    assume: [0 <= prize < fine, work >= 0]
    roles: {taker: 1, other: {size: 2, identity: 3}}
    steps:
      - choose: taker.act
        options: {leave: {cost: work}, take: }
        honest: leave
      - when: taker.act = take
        then:
          - {pay: prize, from: world, to: taker}
          - repeat: 2
            steps: [{pay: fine, from: taker, to: burn}]
    properties:
      nobody takes: {coalition: {taker: 1}, given: [work <= 1 and fine >= 2]}
      nobody adds names: {coalition: {other: 1}, identities: {other: 1}}

    """

  private let mechanism: Mechanism
  private let premises: [Premise]

  init() throws {
    mechanism = try Mechanism(reading: Self.text, file: "fined.yaml")
    premises = mechanism.premises(of: mechanism.properties[0])
  }

  @Test("premises are the parts of conditions, the payments and the costs, with their lines")
  func all() {
    #expect(
      premises.map(\.text) == [
        "0 <= prize", "prize < fine", "work >= 0", "work <= 1", "fine >= 2",
        "leave at taker.act costs work", "pay prize from world to taker",
        "pay fine from taker to burn",
      ])
    #expect(premises.map(\.location.line) == [3, 3, 3, 15, 15, 7, 11, 13])
    #expect(premises.map(\.isCondition) == [true, true, true, true, true, false, false, false])
  }

  @Test("what a name costs is a premise where names may be added")
  func identities() {
    let premise = mechanism.premises(of: mechanism.properties[1]).last
    #expect(premise?.text == "one more identity as other costs 3")
    let dropped = premise.map { mechanism.dropping([$0]) }
    #expect(dropped?.roles[1].identityCost == nil)
    #expect(dropped?.steps == mechanism.steps)
  }

  @Test("what is dropped is gone, and nothing else")
  func dropping() {
    let dropped = Set([0, 4, 5, 7].map { premises[$0] })
    let rest = mechanism.dropping(dropped)
    #expect(rest.assumptions.map { "\($0.content)" } == ["prize < fine", "work >= 0"])
    #expect(
      mechanism.properties[0].dropping(dropped).given.map { "\($0.content)" } == ["work <= 1"])
    #expect(rest.choices[0].options.map(\.cost) == [nil, nil])
    #expect(
      rest.labels.values.sorted()
        == mechanism.labels.values.sorted().filter {
          !$0.hasPrefix("pay fine")
        })
    #expect(rest.choices[0].id == mechanism.choices[0].id)
    #expect(mechanism.dropping([]) == mechanism)
  }

  @Test("a payment left open is made where its parameter says so; nothing else changes")
  func leavingOpen() {
    let open = mechanism.leavingOpen([premises[2], premises[6]])
    #expect(open.assumptions.map { "\($0.content)" } == ["0 <= prize < fine"])
    #expect(open.parameters.count == mechanism.parameters.count + 1)
    let payments = open.allSteps.compactMap { step -> String? in
      if case .pay(let payment) = step.action { "\(payment.amount.content)" } else { nil }
    }
    #expect(payments == ["if \(premises[6].condition.content) then prize else 0", "fine"])
    #expect("\(premises[2].condition.content)" == "work >= 0")
  }

  @Test("a payment in a part that is used twice is one premise")
  func parts() throws {
    let text = """
      mechanism: twice
      roles: {taker: 1}
      steps:
        - choose: taker.act
          options: [leave, take]
          honest: leave
        - when: taker.act = take
          then:
            - part: fining
              steps: [{pay: 1, from: taker, to: burn}]
          else: [{part: fining}]

      """
    let mechanism = try Mechanism(reading: text, file: "twice.yaml")
    let premises = mechanism.premises(of: Property("it", against: .perRole([])))
    #expect(premises.count == 1)
    #expect(mechanism.dropping(Set(premises)).allSteps.count == mechanism.allSteps.count - 2)
  }
}
