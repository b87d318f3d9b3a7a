import Exact
import Mechanisms
import Testing

@testable import Collusion

/// Claims that something goes to zero, worked out by hand.
@Suite("Vanishing")
struct VanishingTests {
  /// A node is checked with probability `p`; cheating saves 1 and costs the deposit if it is checked, so that
  /// it gains `1 - p*deposit`, or nothing.
  private func audit(_ property: String) throws -> Mechanism {
    try Mechanism(
      reading: """
        mechanism: audit
        parameters: {deposit: {default: 4}, p: {default: 1/4}, scale: {default: 1}}
        assume: [deposit >= 0, 0 < p <= 1, scale > 0]
        roles: {node: 1}
        steps:
          - choose: node.result
            options: {correct: {cost: scale}, wrong: }
            honest: correct
            seen by: none
          - chance: checked
            outcomes: {yes: p, no: 1 - p}
          - when: node.result = wrong and checked = yes
            then: [{pay: deposit, from: node, to: burn}]
        properties:
          it:
            claim: vanishes
        \(property.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
        """, file: "audit.yaml")
  }

  private func verdict(_ property: String) async throws -> Verdict {
    let mechanism = try audit(property)
    return try await Checker().finding(on: mechanism.properties[0], of: mechanism).verdict
  }

  private func persistence(_ property: String) async throws -> Persistence {
    guard case .broken(.persistence(let found)) = try await verdict(property) else {
      throw Missing()
    }
    return found
  }

  private struct Missing: Error {}

  @Test("the gain scale - p*deposit is zero from deposit = scale/p on")
  func pointwise() async throws {
    #expect(try await verdict("coalition: {node: 1}\nas: deposit -> infinity") == .proved)
  }

  @Test("there is no one deposit for all scales, nor for all probabilities")
  func uniform() async throws {
    let coalition = "coalition: {node: 1}\nas: deposit -> infinity\nuniformly: true\n"
    let anyScale = try await persistence(coalition + "given: p = 1")
    #expect(anyScale.along.keys.sorted() == ["scale"])
    let anyProbability = try await persistence(coalition + "given: scale = 1")
    #expect(anyProbability.along.keys.sorted() == ["p"])
    #expect(anyProbability.attack != nil)
  }

  @Test("a threshold is confirmed, and a smaller one refuted by a point beyond it")
  func thresholds() async throws {
    let claim = "coalition: {node: 1}\nas: deposit -> infinity\nuniformly: true\n"
    let given = "given: [scale = 1, p >= 1/2]\n"
    // 1 - p*deposit <= epsilon for all p >= 1/2 iff deposit >= 2*(1 - epsilon).
    #expect(try await verdict(claim + given + "beyond: 2 * (1 - epsilon)") == .proved)
    let missed = try await persistence(claim + given + "beyond: 2 * (1 - epsilon) - 1/10")
    let epsilon = try #require(missed.missed?.epsilon)
    let gain = try #require(missed.attack?.gain)
    #expect(gain > epsilon)
    #expect(missed.missed?.value == 2 * (1 - epsilon) - Rational(1, 10))
  }

  @Test("the gain does not vanish with the check, and comes near to what cheating saves")
  func towardsAValue() async throws {
    let found = try await persistence("coalition: {node: 1}\nas: p -> 0")
    #expect(found.value == 1)
    #expect(found.attack.map { $0.gain > Rational(1, 2) } == true)
    #expect(try await verdict("coalition: {node: 1}\nas: scale -> 0") == .proved)
  }

  @Test("a formula vanishes or not, whatever the coalitions do")
  func formulas() async throws {
    #expect(
      try await verdict("quantity: scale / (1 + p * deposit)\nas: deposit -> infinity") == .proved)
    #expect(
      try await verdict("quantity: max(0, 1 - p * deposit)\nas: deposit -> infinity") == .proved)
    let half = try await persistence(
      "quantity: deposit / (2 * deposit + scale)\nas: deposit -> infinity")
    #expect(half.value == Rational(1, 2))
    #expect(half.attack == nil)
    let grows = try await persistence("quantity: p * deposit\nas: deposit -> infinity")
    #expect(grows.value == nil)
  }

  @Test("where the parameter cannot go there, nothing is claimed")
  func vacuous() async throws {
    let verdict = try await verdict("coalition: {node: 1}\nas: p -> 2")
    #expect(verdict.expectation == .vacuous)
    let bounded = try await self.verdict(
      "coalition: {node: 1}\nas: deposit -> infinity\ngiven: deposit <= 100")
    #expect(bounded.expectation == .vacuous)
  }

  @Test("a threshold that leaves nothing within it, or divides by zero, is none")
  func emptyThresholds() async throws {
    let claim = "quantity: p * scale\nas: p -> 0\nuniformly: true\nbeyond: "
    #expect(try await verdict(claim + "0").expectation == .vacuous)
    #expect(try await verdict(claim + "epsilon - 5").expectation == .vacuous)
    #expect(try await verdict(claim + "1 / (epsilon - 1)").expectation == .vacuous)
    #expect(try await verdict(claim + "epsilon\ngiven: scale <= 1") == .proved)
  }

  @Test("a quantity that divides by what can be zero is at fault")
  func divisions() async throws {
    await #expect(throws: Fault.self) {
      try await verdict("quantity: p / deposit\nas: p -> 0")
    }
  }

  @Test("coalitions that may grow with the parameter gain as much as there are of them")
  func growingCoalitions() async throws {
    let text = """
      mechanism: crowd
      parameters: {n: {type: integer, default: 3}}
      assume: [n >= 1]
      roles: {voter: n}
      steps:
        - choose: voter.vote
          options: [no, yes]
          honest: no
        - {pay: 1 / n, from: world, to: voter where vote = yes}
      properties:
        it: {coalition: {voter: @}, claim: vanishes, as: n -> infinity}
      """
    func verdict(upTo most: String) async throws -> Verdict {
      let mechanism = try Mechanism(
        reading: text.replacing("@", with: most), file: "crowd.yaml")
      return try await Checker().finding(on: mechanism.properties[0], of: mechanism).verdict
    }
    // k of them gain k/n.
    #expect(try await verdict(upTo: "2") == .proved)
    #expect(try await verdict(upTo: "20") == .proved)
    #expect(try await verdict(upTo: "n").expectation == .broken)
    #expect(try await verdict(upTo: "n / 2").expectation != .proved)
  }

  @Test("rounding is not decided")
  func rounding() async throws {
    let verdict = try await verdict(
      "quantity: floor(scale / (1 + deposit))\nas: deposit -> infinity")
    #expect(verdict.expectation == .undecided)
  }

  @Test("an equilibrium that the condition does not determine is not decided")
  func undetermined() async throws {
    let verdict = try await verdict(
      "quantity: p\nsolving for: p\nas: deposit -> infinity")
    #expect(verdict.expectation == .undecided)
  }

  @Test("the inspection game: cheating and checking are what leaves both indifferent")
  func inspection() async throws {
    let mechanism = try Shipped.mechanism("inspection")
    let property = try #require(mechanism.properties.first { $0.name == "a mixed equilibrium" })
    let condition = try await Checker().condition(for: property, of: mechanism)
    #expect(condition.isDecided)
    #expect(condition.parts.map(\.count) == [2, 2])
    let solved = condition.parts.map { part in part[0].excess.numerator }
    let expected = try [
      "cheating * (price + share * deposit) - fee", "guess + checking * (deposit + price) - cost",
    ]
    .map { try RationalFunction(reading: $0, over: mechanism).numerator }
    #expect(Set(solved.map(\.primitivePart)) == Set(expected.map(\.primitivePart)))
  }
}
