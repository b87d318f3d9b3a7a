import Exact
import Mechanisms
import Testing

@testable import Collusion

/// Coalitions of which each member has to gain, worked out by hand.
@Suite("Each member gains")
struct MixtureTests {
  /// Both may go left, which gives `a` 3 and takes `loss` from `b`, or right, which does the opposite.
  private let game = """
    mechanism: coin
    parameters: {loss: {default: 1}}
    assume: [loss >= 0]
    roles: {a: 1, b: 1}
    steps:
      - together:
          - choose: a.way
            options: [stay, left, right]
            honest: stay
          - choose: b.way
            options: [stay, left, right]
            honest: stay
      - when: a.way = left and b.way = left
        then: [{pay: 3, from: world, to: a}, {pay: loss, from: b, to: world}]
      - when: a.way = right and b.way = right
        then: [{pay: 3, from: world, to: b}, {pay: loss, from: a, to: world}]
    """

  private func mixture(_ mechanism: String, _ property: String) async throws -> MixedAttack {
    guard case .broken(.mixture(let attack)) = try await verdict(mechanism, property) else {
      throw Missing()
    }
    return attack
  }

  private struct Missing: Error {}

  @Test("a common coin over (3, -1) and (-1, 3) gives each 1, which no plan does")
  func coin() async throws {
    let attack = try await mixture(game, "coalition: {a: 1, b: 1}\neach member gains: weakly")
    #expect(attack.parts.map(\.probability) == [Rational(1, 2), Rational(1, 2)])
    #expect(attack.gains == ["a": 1, "b": 1])
    // No single plan does: each of them costs one of the two something, or changes nothing.
    let mechanism = try Mechanism(reading: game, file: "game.yaml")
    let subject = Subject(
      mechanism, Property("it", against: .perRole([])))
    for part in attack.parts {
      let gains = try MemberGains(
        of: [part.deviation], by: attack.coalition, at: attack.parameters, on: subject)
      #expect(gains.gains[0].contains { $0 <= 0 })
    }
  }

  @Test(
    "where a loss is no smaller than what is won, no coin helps; for sums of money, less is enough")
  func threshold() async throws {
    let claim = "coalition: {a: 1, b: 1}\neach member gains: weakly\n"
    #expect(try await verdict(game, claim + "given: loss >= 3") == .proved)
    let attack = try await mixture(game, claim + "given: loss = 29/10")
    #expect(attack.gains.values.allSatisfy { $0 > 0 })
    // Together they gain 3 - loss, so that the two claims agree here.
    #expect(try await verdict(game, "coalition: {a: 1, b: 1}\ngiven: loss >= 3") == .proved)
  }

  @Test("that no member gains at all is more than that not each does")
  func strongly() async throws {
    let claim = "coalition: {a: 1, b: 1}\neach member gains: strongly\n"
    let attack = try await mixture(game, claim + "given: loss >= 3")
    #expect(attack.gains.values.max() == 3)
    #expect(attack.parts.count == 1)
    let alone = "coalition: {size: 1}\neach member gains: strongly\n"
    #expect(try await verdict(game, alone) == .proved)
  }

  @Test("members of one role take turns")
  func turns() async throws {
    // Of two thieves one takes 3 and the other pays 1: together they gain 2, and each 1 by turns.
    let thieves = """
      mechanism: thieves
      roles: {thief: 2}
      steps:
        - choose: thief.deed
          options: [nothing, take, wait]
          honest: nothing
        - when: count(thief where deed = take) = 1 and count(thief where deed = wait) = 1
          then:
            - {pay: 3, from: world, to: thief where deed = take}
            - {pay: 1, from: thief where deed = wait, to: world}
      """
    let attack = try await mixture(thieves, "coalition: {thief: 2}\neach member gains: weakly")
    #expect(attack.parts.count == 1)
    #expect(attack.gains == ["thief": 1])
    // One who always takes gains 3, at the expense of the other.
    let one = try await mixture(thieves, "coalition: {thief: 2}\neach member gains: strongly")
    #expect(one.gains == ["thief": 3])
    #expect(one.coalition.favoured == "thief")
    let alone = try await verdict(thieves, "coalition: {thief: 1}\neach member gains: strongly")
    #expect(alone == .proved)
  }

  @Test("what one gains at the expense of the other is gained by the sum, but not by each")
  func atTheExpenseOfOne() async throws {
    let gift = """
      mechanism: gift
      roles: {a: 1, b: 1}
      steps:
        - choose: a.deed
          options: {nothing: , sacrifice: {cost: 1}}
          honest: nothing
        - when: a.deed = sacrifice
          then: [{pay: 5, from: world, to: b}]
      """
    #expect(try await verdict(gift, "coalition: {a: 1, b: 1}").attack?.gain == 4)
    #expect(
      try await verdict(gift, "coalition: {a: 1, b: 1}\neach member gains: weakly") == .proved)
  }

  @Test("for every size: a coalition of any number of thieves gains iff one can")
  func symbolicSize() async throws {
    let crowd = """
      mechanism: crowd
      parameters: {n: {type: integer, default: 5}, loot: {default: 3}, fine: {default: 1}}
      assume: [n >= 1, loot >= 0, fine >= 0]
      roles: {thief: n}
      steps:
        - choose: thief.deed
          options: [nothing, take]
          honest: nothing
        - {pay: loot, from: world, to: thief where deed = take}
        - {pay: fine, from: thief where deed = take, to: burn}
      """
    let claim = "coalition: {thief: n}\neach member gains: weakly\n"
    #expect(try await verdict(crowd, claim + "given: loot <= fine") == .proved)
    #expect(
      try await mixture(crowd, claim + "given: loot > fine").coalition.size == 1)
    let any = "coalition: {thief: n}\neach member gains: strongly\n"
    #expect(try await verdict(crowd, any + "given: loot <= fine") == .proved)
  }

  @Test("a coalition need not have members of every role of which there may be any number")
  func absentRole() async throws {
    let text = """
      mechanism: rich
      parameters: {n: {type: integer, default: 3}}
      assume: [n >= 1]
      roles: {client: 1, node: n}
      steps:
        - {choose: client.act, options: [good, bad], honest: good}
        - when: client.act = bad
          then: [{pay: 1, from: world, to: client}, {pay: 2, from: node, to: burn}]
      """
    for coalition in ["{client: 1, node: n}", "{size: n}"] {
      let attack = try await mixture(text, "coalition: \(coalition)\neach member gains: weakly")
      #expect(attack.gains == ["client": 1])
    }
  }
}
