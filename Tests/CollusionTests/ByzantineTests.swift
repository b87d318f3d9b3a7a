import Exact
import Mechanisms
import Testing

@testable import Collusion

/// Claims about what happens while some agents do whatever they like, worked out by hand.
@Suite("Byzantine agents")
struct ByzantineTests {
  /// `a` may pay 1 for nothing, and then `b` may give it 2: what `a` gains by paying depends on whether `b`
  /// can make its gift depend on it.
  private func gift(seenBy audience: String) -> String {
    """
    mechanism: gift
    roles: {a: 1, b: 1}
    steps:
      - choose: a.offering
        options: {none_: , given: {cost: 1}}
        honest: none_
        seen by: \(audience)
      - choose: b.gift
        options: [no, yes]
        honest: no
      - when: b.gift = yes
        then: [{pay: 2, from: b, to: a}]
    """
  }

  @Test(
    "who does whatever it likes can reward a deviation that it sees, and none that it does not see")
  func knowledge() async throws {
    let seen = try await verdict(gift(seenBy: "[b]"), "claim: dominance\ncoalition: {a: 1}")
    let attack = try #require(seen.attack)
    // With the offering 2 - 1, without it nothing: a gift only for the offering.
    #expect(attack.gain == 1)
    #expect(attack.coalition == Coalition(["a": 1], byzantine: ["b": 1]))
    let unseen = try await verdict(gift(seenBy: "none"), "claim: dominance\ncoalition: {a: 1}")
    #expect(unseen == .proved)
  }

  @Test("a coalition does not know what byzantine agents know")
  func separateKnowledge() async throws {
    // b learns the coin; a gets 2 for guessing it, and pays 1 to guess. With b's knowledge it would gain 1;
    // by itself, 2/2 - 1 = 0.
    let mechanism = """
      mechanism: coin
      roles: {a: 1, b: 1}
      steps:
        - chance: coin
          outcomes: {heads: 1/2, tails: 1/2}
          hidden: true
        - choose: b.look
          options: {no: , yes: {learns: coin}}
          honest: no
          seen by: none
        - choose: a.guess
          options: {nothing: , up: {cost: 1}, down: {cost: 1}}
          honest: nothing
        - when: (a.guess = up and coin = heads) or (a.guess = down and coin = tails)
          then: [{pay: 2, from: world, to: a}]
      """
    #expect(
      try await verdict(mechanism, "coalition: {a: 1}\nbyzantine: {b: 1}") == .proved)
    let together = try await verdict(mechanism, "coalition: {a: 1, b: 1}")
    // The smallest attack guesses on one side only: (2 - 1)/2.
    #expect(together.attack?.gain == Rational(1, 2))
  }

  /// A majority of voters takes a toll from each honest voter, and each of the majority pays for its vote.
  private let toll = """
    mechanism: toll
    parameters: {size: {type: integer, default: 5}, faulty: {type: integer, default: 2}, toll: {default: 3}}
    assume: [size >= 1, 0 <= faulty < size, toll > 0]
    roles: {voter: size}
    steps:
      - choose: voter.vote
        options: {no: , yes: {cost: 1}}
        honest: no
      - when: 2 * count(voter where vote = yes) > size
        then: [{pay: toll, from: voter where vote = no, to: burn}]
    """

  @Test(
    "a minority harms nobody, for every size; a majority takes the toll from each of the others")
  func immunity() async throws {
    let claim = "claim: immunity\nbyzantine: {voter: faulty}\n"
    #expect(try await verdict(toll, claim + "given: 2 * faulty <= size") == .proved)
    let broken = try await verdict(toll, claim + "given: 2 * faulty > size")
    let attack = try #require(broken.attack)
    #expect(attack.gain == attack.parameters["toll"])
    #expect(attack.victim == "voter")
    let (size, byzantine) = (
      attack.parameters["size"] ?? 0, attack.coalition.byzantine["voter"] ?? 0
    )
    #expect(2 * Rational(byzantine) > size)
  }

  @Test("what is guaranteed may be a sum of money")
  func floors() async throws {
    let claim = "claim: individual rationality\nbyzantine: {voter: faulty}\n"
    #expect(try await verdict(toll, claim + "given: 2 * faulty <= size") == .proved)
    #expect(try await verdict(toll, claim + "floor: -toll") == .proved)
    let broken = try await verdict(
      toll, claim + "floor: 1 - toll\ngiven: [faulty = 3, size = 5, toll = 3]")
    #expect(broken.attack?.gain == 1)
  }

  @Test(
    "without byzantine agents, what is expected when all do what is prescribed has to be enough")
  func individualRationality() async throws {
    #expect(try await verdict(toll, "claim: individual rationality") == .proved)
    let wages = """
      mechanism: wages
      parameters: {wage: {default: 3}, cost: {default: 5}}
      assume: [wage >= 0, cost >= 0]
      roles: {boss: 1, worker: 2}
      steps:
        - choose: worker.effort
          options: {work: {cost: cost}, idle: }
          honest: work
        - {pay: wage, from: boss, to: worker}
      """
    let worker = try await verdict(
      wages, "claim: individual rationality\nfor: worker\ngiven: [wage = 3, cost = 5]")
    #expect(worker.attack?.gain == 2)
    #expect(
      try await verdict(
        wages, "claim: individual rationality\nfor: worker\ngiven: [wage >= cost]") == .proved)
    // Whatever the other worker does changes nothing.
    #expect(
      try await verdict(
        wages,
        "claim: immunity\nfor: worker\nbyzantine: everyone else") == .proved)
  }

  @Test("(k, t)-robustness counts both: k + t below a majority, for every size")
  func robustness() async throws {
    // The coalition would share a prize that a majority takes.
    let prize = """
      mechanism: prize
      parameters:
        size: {type: integer, default: 5}
        k: {type: integer, default: 1}
        t: {type: integer, default: 1}
        prize: {default: 3}
      assume: [size >= 1, k >= 0, t >= 0, k + t <= size, prize > 0]
      roles: {voter: size}
      steps:
        - choose: voter.vote
          options: [no, yes]
          honest: no
        - when: 2 * count(voter where vote = yes) > size
          then: [{pay: prize, from: world, to: voter where vote = yes}]
      """
    let claim = "coalition: {voter: k}\nbyzantine: {voter: t}\n"
    #expect(try await verdict(prize, claim + "given: 2 * (k + t) <= size") == .proved)
    let broken = try await verdict(prize, claim + "given: [2 * (k + t) > size, k = 1, size >= 5]")
    let attack = try #require(broken.attack)
    #expect(attack.coalition.members == ["voter": 1])
    // One rational and two byzantine voters are the majority of three or four; of five or more it takes three.
    let size = attack.parameters["size"]?.integer ?? 0
    #expect(2 * (1 + (attack.coalition.byzantine["voter"] ?? 0)) > size)
    #expect(attack.gain == attack.parameters["prize"])
  }
}
