import Exact
import Mechanisms
import Testing
import Twin

@Suite("Unfolding a deal")
struct UnfoldingTests {
  @Test(
    "all paths together are worth what the twin expects, of honest and of attacked deals",
    arguments: Shipped.attacks)
  func expectations(name: String) throws {
    let attack = try Shipped.attack(name)
    // Rounds without end are unfolded one by one, below.
    if attack.mechanism.repetition != nil { return }
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

  /// A plan for one agent, made of the information sets that it is asked in on open paths, leads the same way
  /// in the twin whose one deviator it is: on average over the agents of its role, since those of whom nothing
  /// has set them apart stand for each other.
  @Test(
    "what an agent knows is what the twin says it would know as the one deviator",
    arguments: Shipped.attacks)
  func informationSets(name: String) throws {
    let attack = try Shipped.attack(name)
    if attack.mechanism.repetition != nil { return }
    // Its coalition has no plan here.
    let twin = try attack.twin(Coalition(attack.record.coalition.deviators))
    for role in twin.roles where (1...12).contains(role.agents.count) {
      let alone = try attack.twin(Coalition([role.name: 1]))
      for shift in 0..<3 {
        let open = try played(role.agents, shift, in: twin)
        let played = try alone.expectation(following: Deviation(open.choices))
        #expect(played.visited == Set(open.choices.keys))
        #expect(totals(of: played) == open.average)
      }
    }
  }

  /// What each agent of a role does alone, taking some option in each information set, and what is expected
  /// of that on average.
  private func played(
    _ agents: Range<Int>, _ shift: Int, in twin: Twin
  ) throws -> (choices: [InformationSet: [String: Int]], average: [String: Rational]) {
    var choices: [InformationSet: [String: Int]] = [:]
    var average: [String: Rational] = [:]
    let unfolding = try Unfolding(of: twin)
    for agent in agents {
      let expected = try expectedTotals(of: unfolding, in: twin) { question in
        guard question.agent == agent else { return question.prescribed }
        let option = (question.choice + shift) % question.options.count
        choices[question.informationSet] = [question.options[option]: 1]
        return question.options.indices.map { $0 == option ? 1 : 0 }
      }
      average.merge(expected.mapValues { $0 / Rational(agents.count) }, uniquingKeysWith: +)
    }
    return (choices, average)
  }

  @Test(
    "rounds without end, unfolded one by one, are worth what the twin expects",
    arguments: [
      "blacklisting--it-is-more-than-one-one-result-in-four-being-checked",
      "blacklisting--the-worker-coming-back-for-nothing",
      "patient-cartel--a-traitor-at-a-deposit-of-30-and-less-patience",
      "patient-cartel--both-workers-once-they-are-honest-again",
      "reputation--the-node-entering-again-for-nothing",
    ])
  func rounds(name: String) throws {
    let attack = try Shipped.attack(name)
    let patience = try #require(attack.record.parameters["patience"])
    let twin = try attack.twin()
    let honest = try worth(
      ofRoundsIn: Unfolding(of: twin.sincere), of: twin, discount: patience)
    #expect(honest == totals(of: try twin.sincere.expectation()))
    let attacked = try worth(
      ofRoundsIn: Unfolding(of: twin, following: attack.deviation), of: twin, discount: patience)
    #expect(attacked == totals(of: try twin.expectation(following: attack.deviation)))
  }

  /// What the agents of each role are expected to have together, each round being worth what it brings and,
  /// discounted, what those are that follow it.
  private func worth(
    ofRoundsIn unfolding: Unfolding, of twin: Twin, discount: Rational
  ) throws -> [String: Rational] {
    typealias Row = (money: [String: Rational], following: [RoundStart: Rational])
    func row(_ round: RoundStart?) throws -> Row {
      var row: Row = ([:], [:])
      try eachPath(of: unfolding, round: round) { path, probability in
        row.money.merge(
          totals(of: path, in: twin).mapValues { $0 * probability }, uniquingKeysWith: +)
        if let next = path.next {
          row.following[next, default: 0] += probability * (round == nil ? 1 : discount)
        }
      }
      return row
    }
    /// Puts in for a round what it is worth.
    func replace(_ round: RoundStart, by worth: Row, in row: Row) -> Row {
      var row = row
      let share = row.following.removeValue(forKey: round) ?? 0
      row.money.merge(worth.money.mapValues { $0 * share }, uniquingKeysWith: +)
      row.following.merge(worth.following.mapValues { $0 * share }, uniquingKeysWith: +)
      return row
    }
    var start = try row(nil)
    var rounds: [RoundStart: Row] = [:]
    var open = Array(start.following.keys)
    while let round = open.popLast() {
      if rounds[round] != nil { continue }
      let found = try row(round)
      rounds[round] = found
      open += found.following.keys
    }
    while let (round, found) = rounds.first {
      rounds[round] = nil
      var own = found
      let factor = 1 / (1 - (own.following.removeValue(forKey: round) ?? 0))
      own.money = own.money.mapValues { $0 * factor }
      own.following = own.following.mapValues { $0 * factor }
      start = replace(round, by: own, in: start)
      rounds = rounds.mapValues { replace(round, by: own, in: $0) }
    }
    return start.money
  }
}
