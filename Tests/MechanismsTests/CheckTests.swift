import Exact
import Mechanisms
import Testing

@Suite("Checking a mechanism built in Swift")
struct CheckTests {
  private func mechanism(_ steps: [Step], properties: [Property] = []) -> Mechanism {
    Mechanism(
      "built", parameters: [Parameter("price", default: 1)],
      roles: [Role("a"), Role("b", Located(.number(2)))], steps: steps, properties: properties)
  }

  private let choice = Step(
    id: 0,
    .choose([
      Choice(
        id: 0, by: Group("a", role: "a"), "x", options: [Option("l"), Option("r")],
        honest: Prescription("l"))
    ]))

  private func found(_ mechanism: Mechanism) -> [String] {
    do throws(Diagnostics) {
      try mechanism.check()
      return []
    } catch {
      return error.list.map(\.description)
    }
  }

  @Test("finds nothing in a right one")
  func right() {
    #expect(found(mechanism([choice])) == [])
  }

  @Test("says which step is wrong, since there is no place to point at")
  func payments() {
    let payment = Payment(
      Located(.parameter("prise")), from: .account("pot"),
      to: .agents(Group("c", role: "c")))
    #expect(
      found(mechanism([choice, Step(id: 1, .pay(payment))]))
        == [
          "pay prise from pot to c: unknown account 'pot'",
          "pay prise from pot to c: unknown parameter 'prise'; did you mean 'price'?",
          "pay prise from pot to c: unknown role or drawn group 'c'",
        ].map { $0.replacing("unknown parameter", with: "unknown name") })
  }

  @Test("finds what cannot count when a deadline passes")
  func timeouts() {
    func found(_ options: [Mechanisms.Option], timeout: String) -> [String] {
      let choice = Choice(
        id: 0, by: Group("a", role: "a"), "x", options: options, honest: Prescription("left"),
        timeout: timeout)
      return self.found(mechanism([Step(id: 0, .choose([choice]))]))
    }
    #expect(found([Option("left"), Option("right")], timeout: "right") == [])
    #expect(
      found([Option("left"), Option("right")], timeout: "rihgt")
        == ["a.x: unknown option 'rihgt' of a.x; did you mean 'right'?"])
    #expect(
      found([Option("left"), Option("right", if: Located(.truth(true)))], timeout: "right")
        == [
          "a.x: the option 'right' has a condition, so it may not be there when a deadline passes"
        ])
  }

  @Test("finds names that are not what they are used as")
  func meanings() {
    let when = Step(
      id: 1,
      .when(
        Located(.comparison(.equal, .binding("price"), .number(1))), then: [choice], else: []))
    #expect(
      found(mechanism([choice, when])) == [
        "a.x: two steps have the number 0", "when price = 1: 'price' is not a binding",
      ])
  }

  @Test("finds formulas whose parts do not fit")
  func kinds() {
    let bind = Step(
      id: 1, .bind("y", Located(.arithmetic(.plus, .attribute(of: "a", "x"), .truth(true)))))
    #expect(
      found(mechanism([choice, bind])) == [
        "let y: expected a number, but this is an option",
        "let y: expected a number, but this is true or false",
      ])
    let never = Step(
      id: 1,
      .when(
        Located(.comparison(.equal, .attribute(of: "a", "x"), .option("m"))), then: [], else: []))
    #expect(
      found(mechanism([choice, never])) == [
        "when a.x = m: unknown option 'm' of a.x; it has l, r"
      ])
  }

  @Test("finds groups of the wrong role, and properties of nobody")
  func groups() {
    let draw = Step(id: 1, .draw(Draw("d", from: Group("b", role: "a"), count: 3)))
    let property = Property(
      "p", against: .perRole([CoalitionClass.Bound("c", Located(.number(1)))]),
      prescribing: [Property.Override("b", "x", Prescription("l"))])
    #expect(
      found(mechanism([choice, draw], properties: [property, property])) == [
        "d: 3 cannot be drawn from b, which has 2",
        "d: the agents of 'b' are of the role b, not a",
        "p: nobody chooses 'b.x'", "p: the property 'p' is given twice",
        "p: unknown role 'c'",
      ])
  }

  @Test("finds rules that read what cannot be known")
  func knowledge() {
    let chance = Step(
      id: 0, .chance(Chance("coin", Mixture("heads"), hidden: true)))
    let rule = Prescription([
      Prescription.Rule(
        if: Located(.comparison(.equal, .outcome("coin"), .option("heads"))), take: Mixture("l")),
      Prescription.Rule(take: Mixture("r")),
    ])
    let choice = Step(
      id: 1,
      .choose([
        Choice(
          id: 1, by: Group("a", role: "a"), "x", options: [Option("l"), Option("r")], honest: rule)
      ]))
    #expect(
      found(mechanism([chance, choice])) == [
        "an honest agent of 'a' cannot know 'coin' here: it is hidden"
      ])
  }
}
