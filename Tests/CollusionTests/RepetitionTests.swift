import Exact
import Mechanisms
import Testing
import Twin

@testable import Collusion

/// Rounds without end, worked out by hand.
@Suite("Rounds without end")
struct RepetitionTests {
  /// A worker is paid 2 for working at a cost of 1 while it is in; who idles while it is in, is out, and comes
  /// in again in the next round with probability `back`.
  private func market(_ property: String = "coalition: {worker: 1}") throws -> Mechanism {
    try Mechanism(
      reading: """
        mechanism: market
        parameters: {delta: {default: 1/2}, back: {default: 0}}
        assume: [0 <= delta < 1, 0 <= back <= 1]
        roles: {worker: 1}
        steps:
          - {pay: 7, from: world, to: worker}
          - let: out
            be: false
          - repeat: forever
            discount: delta
            keep: out
            steps:
              - when: out
                then:
                  - chance: luck
                    outcomes: {good: back, bad: 1 - back}
                  - let: out
                    be: luck = bad
                else:
                  - choose: worker.effort
                    options: {work: {cost: 1}, idle: }
                    honest: work
                  - {pay: 2, from: world, to: worker}
                  - let: out
                    be: worker.effort = idle
        properties:
          it:
        \(property.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
        """, file: "market.yaml")
  }

  private func point(_ delta: Rational, _ back: Rational) -> [String: Rational] {
    ["delta": delta, "back": back]
  }

  @Test("honest work is worth 1/(1 - delta), beside what comes before")
  func honest() throws {
    let twin = try Twin(
      try market(), parameters: point(Rational(3, 4), 0), coalition: Coalition(["worker": 1]))
    #expect(try twin.expectation().coalition == 7 + 4)
  }

  @Test("idling is worth 2/(1 - delta*delta*back/(1 - delta*(1 - back)))")
  func idling() throws {
    // V = 2 + delta*W; W = delta*(back*V + (1 - back)*W).
    let (delta, back) = (Rational(1, 2), Rational(1, 3))
    let twin = try Twin(
      try market(), parameters: point(delta, back), coalition: Coalition(["worker": 1]))
    let (played, plan) = try twin.expectation { _, asked, _ in ["idle": asked] }
    let share = delta * delta * back / (1 - delta * (1 - back))
    #expect(played.coalition == 7 + 2 / (1 - share))
    // One information set, whatever round it is.
    #expect(plan.choices.count == 1)
    let attack = try Attack(
      of: plan, by: Coalition(["worker": 1]), for: .gain,
      on: Subject(try market(), try market().properties[0]), at: point(delta, back))
    #expect(attack.gain == 2 / (1 - share) - 2)
    for other in [point(Rational(1, 5), Rational(1, 2)), point(0, 0), point(Rational(9, 10), 1)] {
      let gain = try Replay(try market()).gain(
        of: plan, by: Coalition(["worker": 1]), at: other)
      #expect(attack.formula.evaluate(at: other) == gain)
    }
  }

  @Test(
    "the exact condition: idling pays nothing iff delta*(1 - back*delta) is at least (1 - delta)")
  func condition() async throws {
    // V <= 1/(1 - delta) iff 1 <= delta/(1 - delta) less what coming back is worth.
    let mechanism = try market()
    let condition = try await Checker().condition(for: mechanism.properties[0], of: mechanism)
    #expect(condition.isDecided)
    for first in 0..<8 {
      for second in 0...8 {
        let (delta, back) = (Rational(first, 8), Rational(second, 8))
        let share = delta * delta * back / (1 - delta * (1 - back))
        #expect(
          condition.holds(at: point(delta, back)) == (2 / (1 - share) <= 1 / (1 - delta)),
          "delta = \(delta), back = \(back)")
      }
    }
  }

  @Test("rounds end where they are said to")
  func until() throws {
    let mechanism = try Mechanism(
      reading: """
        mechanism: coins
        roles: {player: 1}
        steps:
          - repeat: forever
            discount: 1/2
            until: coin = heads
            steps:
              - {pay: 3, from: world, to: player}
              - chance: coin
                outcomes: {heads: 1/4, tails: 3/4}
        """, file: "coins.yaml")
    let twin = try Twin(mechanism, parameters: [:], coalition: Coalition(["player": 1]))
    // V = 3 + 1/2 * 3/4 * V
    #expect(try twin.expectation().coalition == Rational(24, 5))
  }

  @Test("what is not kept is forgotten, and what is kept is known")
  func forgetting() throws {
    #expect(throws: Diagnostics.self) {
      try Mechanism(
        reading: """
          mechanism: memory
          roles: {player: 1}
          steps:
            - let: here
              be: true
            - let: there
              be: true
            - repeat: forever
              discount: 1/2
              keep: here
              steps:
                - when: there
                  then: [{pay: 1, from: world, to: player}]
          """, file: "memory.yaml")
    }
  }

  @Test(
    "mistakes are told",
    arguments: [
      ("discount: 1", "a discount is at least 0 and less than 1"),
      ("discount: 1/2\n    keep: there", "unknown binding 'there'"),
      ("keep: []", "'repeat' needs 'discount'"),
    ])
  func mistakes(keys: String, message: String) {
    let error = #expect(throws: Diagnostics.self) {
      try Mechanism(
        reading: """
          mechanism: wrong
          roles: {player: 1}
          steps:
            - repeat: forever
              \(keys.replacing("\n    ", with: "\n    "))
              steps: [{pay: 1, from: world, to: player}]
          """, file: "wrong.yaml")
    }
    #expect(error?.list.map(\.message) == [message])
  }

  @Test("rounds without end come last")
  func notLast() {
    let error = #expect(throws: Diagnostics.self) {
      try Mechanism(
        reading: """
          mechanism: wrong
          roles: {player: 1}
          steps:
            - repeat: forever
              discount: 1/2
              steps: [{pay: 1, from: world, to: player}]
            - {pay: 1, from: world, to: player}
          """, file: "wrong.yaml")
    }
    #expect(
      error?.list.map(\.message) == ["'repeat: forever' must be the last step of the mechanism"])
  }
}
