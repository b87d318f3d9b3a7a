import Exact
import Mechanisms
import Testing
import Twin

@Suite("Draws on open paths")
struct OpenWaysTests {
  private func draw(_ id: Int, _ name: String, _ count: Int, from group: Group) -> Step {
    Step(id: id, .draw(Draw(name, from: group, count: count)))
  }

  /// How likely it is that so many of the first agents are among those drawn last.
  private func drawn(
    _ steps: [Step], from pool: Int, known: Int
  ) throws -> (shares: [Int: Rational], paths: Int) {
    let unfolding = try Unfolding(of: twin([Role("member", size(pool))], steps))
    var shares: [Int: Rational] = [:]
    var paths = 0
    try eachPath(of: unfolding) { path, probability in
      paths += 1
      var last: [AgentName] = []
      for case .told(.drew(_, let agents)) in path.happenings { last = agents }
      shares[last.count { ($0.number ?? 0) <= known }, default: 0] += probability
    }
    return (shares, paths)
  }

  @Test("one drawn of a million who are alike is no branching")
  func million() throws {
    let (shares, paths) = try drawn(
      [draw(0, "judge", 1, from: role("member"))], from: 1_000_000, known: 1)
    #expect(shares == [1: 1])
    #expect(paths == 1)
  }

  @Test("who was drawn before is told apart from the others")
  func again() throws {
    let all = role("member")
    let first = draw(0, "first", 1, from: all)
    let (shares, paths) = try drawn([first, draw(1, "second", 1, from: all)], from: 5, known: 1)
    #expect(shares == [0: Rational(4, 5), 1: Rational(1, 5)])
    #expect(paths == 2)
    let others = Group("member", role: "member", where: .not(.isIn("first")))
    let other = try drawn([first, draw(1, "second", 1, from: others)], from: 5, known: 1)
    #expect(other.shares == [0: 1])
    #expect(other.paths == 1)
  }

  @Test("several are drawn as often as the hypergeometric distribution says, each set on one path")
  func hypergeometric() throws {
    let all = role("member")
    let (shares, paths) = try drawn(
      [draw(0, "first", 4, from: all), draw(1, "second", 3, from: all)], from: 10, known: 4)
    // Of C(10, 3) = 120 sets, C(4, k) · C(6, 3 - k) have k of the first four.
    #expect(
      shares == [
        0: Rational(20, 120), 1: Rational(60, 120), 2: Rational(36, 120), 3: Rational(4, 120),
      ])
    // 1 + 4 + 6 + 4
    #expect(paths == 15)
  }

  @Test("where all are told apart, each set of them is drawn alike often, on one path")
  func allKnown() throws {
    let all = role("member")
    let unfolding = try Unfolding(
      of: twin(
        [Role("member", size(4))],
        [draw(0, "first", 4, from: all), draw(1, "second", 2, from: all)]))
    var shares: [[AgentName]: Rational] = [:]
    try eachPath(of: unfolding) { path, probability in
      guard case .told(.drew(_, let agents)) = path.happenings.last else { return }
      #expect(shares[agents] == nil)
      shares[agents] = probability
    }
    #expect(shares.count == 6)
    #expect(shares.values.allSatisfy { $0 == Rational(1, 6) })
  }

  @Test(
    "who was asked, or met by a chance of its own, is told apart, and so are members of coalitions")
  func apart() throws {
    let all = role("member")
    let luck = Step(
      id: 1,
      .ownChance(OwnChance(of: all, "luck", mixture([("good", half), ("bad", half)]))))
    let drawing = draw(2, "judge", 1, from: all)
    let met = try Unfolding(of: twin([Role("member", size(2))], [luck, drawing]))
    #expect(try met.path(taking: []).branchings == 3)
    let asking = choice(1, by: all, "word", [Option("yes")], honest: Prescription("yes"))
    let asked = try Unfolding(of: twin([Role("member", size(2))], [asking, drawing]))
    #expect(try asked.path(taking: []).branchings == 3)
    let member = try Unfolding(of: twin([Role("member", size(3))], [drawing], ["member": 1]))
    #expect(
      try member.path(taking: []).happenings.first
        == .chance(probabilities: [Rational(1, 3), Rational(2, 3)], taken: 0))
    let nobody = try Unfolding(of: twin([Role("member", size(3))], [drawing]))
    #expect(try nobody.path(taking: []).branchings == 0)
  }
}
