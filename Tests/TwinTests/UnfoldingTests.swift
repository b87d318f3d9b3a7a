import Exact
import Mechanisms
import Testing
import Twin

@Suite("Unfolding a deal")
struct UnfoldingTests {
  static let attacks = [
    "agreed-list--a-mediator-alone",
    "agreed-list--the-node-and-the-corrupt-ones-on-the-list",
    "appeals--the-client-the-arbiter-and-all-jurors",
    "commit-reveal--the-client-and-the-node",
    "committee--the-node-and-half-of-a-committee-of-4-a-tie-upholds",
  ]

  @Test(
    "all paths together are worth what the twin expects, of honest and of attacked deals",
    arguments: attacks)
  func expectations(name: String) throws {
    let attack = try Shipped.attack(name)
    let honest = try attack.twin(Coalition([:]))
    #expect(
      try expectedTotals(of: Unfolding(of: honest), in: honest)
        == totals(of: honest.expectation()))
    let twin = try attack.twin()
    let unfolding = try Unfolding(of: twin, following: attack.deviation)
    #expect(
      try expectedTotals(of: unfolding, in: twin)
        == totals(of: twin.expectation(following: attack.deviation)))
  }

  /// A plan for one agent, made of the information sets that it is asked in on open paths, follows the same
  /// way in the twin whose one deviator it is.
  @Test(
    "what an agent knows is what the twin says it would know as the one deviator",
    arguments: attacks)
  func informationSets(name: String) throws {
    let attack = try Shipped.attack(name)
    // Its coalition has no plan here.
    let twin = try attack.twin(Coalition(attack.record.coalition.deviators))
    for (number, role) in twin.roles.enumerated() {
      let alone = try attack.twin(Coalition([role.name: 1]))
      for shift in 0..<3 {
        func isIts(_ question: Question) -> Bool { question.agent == role.agents.lowerBound }
        var choices: [InformationSet: [String: Int]] = [:]
        let expected = try expectedTotals(of: Unfolding(of: twin), in: twin) { question in
          guard isIts(question) else { return question.prescribed }
          #expect(question.role == number)
          let option = (question.step + shift) % question.options.count
          choices[question.informationSet] = [question.options[option]: 1]
          return question.options.indices.map { $0 == option ? 1 : 0 }
        }
        let played = try alone.expectation(following: Deviation(choices))
        #expect(played.visited == Set(choices.keys))
        #expect(totals(of: played) == expected)
      }
    }
  }
}
