import Exact
import Mechanisms
import Testing
import Twin

@testable import Collusion

/// Coalitions that take part under more names, worked out by hand.
@Suite("More identities")
struct IdentityTests {
  /// Each of `k` challengers is paid `prize/(k + 1)`.
  private func jackpot(_ property: String) throws -> Mechanism {
    try Mechanism(
      reading: """
        mechanism: jackpot
        parameters: {prize: {default: 12}, stake: {default: 1}, watchers: {type: integer, default: 2}}
        assume: [prize > 0, stake >= 0, watchers >= 1]
        roles: {challenger: {size: watchers, identity: stake}}
        steps:
          - choose: challenger.claim
            options: [yes, no]
            honest: yes
          - {pay: prize / (count(challenger where claim = yes) + 1), from: world, to: challenger where claim = yes}
        properties:
          it: {\(property)}
        """.replacing(
          "prize / (count(challenger where claim = yes) + 1), from",
          with: "\"prize / (count(challenger where claim = yes) + 1)\", from"),
      file: "jackpot.yaml")
  }

  private func verdict(_ property: String) async throws -> Verdict {
    let mechanism = try jackpot(property)
    return try await Checker().finding(on: mechanism.properties[0], of: mechanism).verdict
  }

  @Test("a second name takes a second share, of smaller ones, and costs a stake")
  func secondName() async throws {
    let claim = "coalition: {challenger: 1}, identities: {challenger: 1}, given: "
    let verdict = try await verdict(claim + "[prize = 12, stake = 1, watchers = 2]")
    let attack = try #require(verdict.attack)
    // 2 * 12/4 - 1 instead of 12/3
    #expect(attack.gain == 1)
    #expect(attack.coalition == Coalition(["challenger": 1], adding: ["challenger": 1]))
    #expect(try await self.verdict("coalition: {challenger: 1}") == .proved)
  }

  @Test("the exact condition for one more name, for every number of watchers")
  func condition() async throws {
    let mechanism = try jackpot("coalition: {challenger: 1}, identities: {challenger: 1}")
    let condition = try await Checker().condition(for: mechanism.properties[0], of: mechanism)
    #expect(condition.isDecided)
    for watchers in 1...6 {
      for stake in 0...6 {
        let point: [String: Rational] = [
          "prize": 12, "stake": Rational(stake), "watchers": Rational(watchers),
        ]
        let gain = Rational(24, watchers + 2) - Rational(12, watchers + 1) - Rational(stake)
        #expect(condition.holds(at: point) == (gain <= 0), "\(watchers) watchers, stake \(stake)")
      }
    }
  }

  @Test("more names are tried than one")
  func severalNames() async throws {
    // One watcher, stake 1: with s more names (s + 1)*12/(s + 2) - s against 6. One more: 7; two: 7.
    let claim = "coalition: {challenger: 1}, identities: {challenger: 2}, given: "
    let verdict = try await verdict(claim + "[prize = 12, stake = 1, watchers = 1], margin: 1")
    #expect(verdict == .proved)
    let less = try await self.verdict(
      claim + "[prize = 12, stake = 1, watchers = 1], margin: 9/10")
    #expect(less.attack?.gain == 1)
    #expect(less.attack?.coalition.identities == ["challenger": 1])
  }

  @Test("a recorded attack keeps its identities")
  func recording() async throws {
    let mechanism = try jackpot("coalition: {challenger: 1}, identities: {challenger: 1}")
    let property = mechanism.properties[0]
    let attack = try #require(
      try await Checker().finding(on: property, of: mechanism).verdict.attack)
    let record = AttackRecord(
      of: attack.deviation, by: attack.coalition, on: mechanism, file: "jackpot.yaml",
      property: "it", parameters: attack.parameters, gain: attack.gain)
    let read = try AttackRecord(reading: try record.text(), file: "record.yaml")
    #expect(read == record)
    let recorded = RecordedAttack(read, on: mechanism, of: property)
    #expect(try recorded.attack().gain == attack.gain)
    #expect(recorded.standing() == .pays(attack.gain))
  }

  @Test("a name that may cost less than nothing is at fault")
  func negativeCosts() async throws {
    let mechanism = try Mechanism(
      reading: """
        mechanism: names
        parameters: {stake: {default: 1}, n: {type: integer, default: 2}}
        assume: [n >= 1]
        roles: {watcher: {size: n, identity: stake}}
        steps: [{choose: watcher.way, options: [a, b], honest: a}]
        """, file: "names.yaml")
    let problems = try await Checker().problems(of: mechanism)
    #expect(problems.found.map(\.fault.kind) == [.negativePayment])
  }
}
