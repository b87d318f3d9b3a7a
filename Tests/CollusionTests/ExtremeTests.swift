import Exact
import Mechanisms
import Testing

@testable import Collusion

@Suite("The largest gain and the least cost")
struct ExtremeTests {
  /// Taking a prize, and paying a fine if caught.
  private func taking(given: [String] = [], roles: String = "{taker: 1}") throws -> Mechanism {
    try Mechanism(
      reading: """
        mechanism: taking
        parameters: {prize: {default: 1}, fine: {default: 1/2}, catch: {default: 1/2}}
        assume: [prize > 0, fine >= 0, 0 <= catch <= 1]
        roles: \(roles)
        steps:
          - {choose: taker.act, options: [leave, take], honest: leave}
          - chance: luck
            outcomes: {caught: catch, free: 1 - catch}
          - when: taker.act = take
            then:
              - {pay: prize, from: world, to: taker}
              - when: luck = caught
                then: [{pay: fine, from: taker, to: burn}]
        properties:
          it: {coalition: {taker: 1}, given: [\(given.joined(separator: ", "))]}
        """, file: "taking.yaml")
  }

  private func bound(_ names: Set<String>, given: [String] = []) async throws -> GainBound {
    let mechanism = try taking(given: given)
    let bound = try await Checker().gainBound(
      for: mechanism.properties[0], of: mechanism, freeing: names
    ).get()
    #expect(bound.openReason == nil && bound.isExact)
    return bound
  }

  private func cheapest(
    _ cost: String, given: [String] = [], freeing names: Set<String> = []
  ) async throws -> CheapestParameters {
    let mechanism = try taking(given: given)
    return try await Checker().cheapestParameters(
      by: try RationalFunction(reading: cost, over: mechanism), for: mechanism.properties[0],
      of: mechanism, freeing: names
    ).get()
  }

  private func formulas(_ bound: GainBound) -> [String] {
    bound.plans.map(\.gain.factoredDescription)
  }

  @Test("at the defaults it is a number, with an attack that gains it")
  func defaults() async throws {
    let bound = try await bound([])
    #expect(bound.free.isEmpty)
    #expect(bound.supremum.value == Rational(3, 4))
    #expect(bound.attack?.gain == Rational(3, 4))
  }

  @Test("over a parameter it is a formula, and its best value is attained")
  func attained() async throws {
    let bound = try await bound(["fine"])
    #expect(formulas(bound) == ["1 - 1/2*fine"])
    guard case .attained(1, at: let point) = bound.supremum else {
      Issue.record("\(bound.supremum)")
      return
    }
    #expect(point["fine"] == 0)
    #expect(bound.attack?.parameters["fine"] == 0 && bound.attack?.gain == 1)
  }

  @Test("a bound may only be approached, also by products of parameters")
  func approached() async throws {
    let linear = try await bound(["fine"], given: ["fine > 1"])
    guard case .approached(Rational(1, 2), near: let point) = linear.supremum else {
      Issue.record("\(linear.supremum)")
      return
    }
    #expect(try #require(point["fine"]) > 1)
    let attack = try #require(linear.attack)
    #expect(attack.gain < Rational(1, 2) && attack.gain > Rational(2, 5))
    let product = try await bound(["fine", "catch"], given: ["fine * catch > 1/3"])
    guard case .approached(Rational(2, 3), near: _) = product.supremum else {
      Issue.record("\(product.supremum)")
      return
    }
  }

  @Test("products of parameters are bounded exactly")
  func products() async throws {
    let bound = try await bound(["fine", "catch"], given: ["fine * catch >= 1/3"])
    #expect(formulas(bound) == ["1 - catch*fine"])
    guard case .attained(Rational(2, 3), at: _) = bound.supremum else {
      Issue.record("\(bound.supremum)")
      return
    }
    #expect(bound.attack?.gain == Rational(2, 3))
  }

  @Test("without a bound there is a ray", arguments: [["prize"], ["prize", "catch", "fine"]])
  func unbounded(names: [String]) async throws {
    let bound = try await bound(Set(names))
    guard case .unbounded(let start, let direction) = bound.supremum else {
      Issue.record("\(bound.supremum)")
      return
    }
    for steps: Rational in [0, 10, 1000] {
      let point = start.merging(direction) { $0 + steps * $1 }
      #expect(bound.gain(at: point) > steps)
    }
    #expect(try #require(bound.attack).gain > 0)
  }

  @Test("where nobody gains the bound is zero, without an attack")
  func nobody() async throws {
    let bound = try await bound(["fine"], given: ["fine >= 2", "prize = 1", "catch = 1/2"])
    #expect(bound.plans.isEmpty && bound.attack == nil)
    #expect(bound.supremum.value == 0)
  }

  @Test("where the defaults are not what is assumed, there is none")
  func notAssumed() async throws {
    let mechanism = try taking(given: ["fine > 5"])
    let none = try await Checker().gainBound(for: mechanism.properties[0], of: mechanism)
    guard case .failure(let reason) = none, case .vacuous = reason.verdict else {
      Issue.record("\(none)")
      return
    }
  }

  @Test("the least fine that deters is attained, and safe")
  func leastFine() async throws {
    let cheapest = try await cheapest("fine")
    #expect(cheapest.free == ["fine"])
    guard case .attained(2, at: let point)? = cheapest.infimum else {
      Issue.record("\(String(describing: cheapest.infimum))")
      return
    }
    #expect(point["fine"] == 2 && point["prize"] == 1)
  }

  @Test("a sum, with a product in the condition, has its least value on the edge")
  func leastSum() async throws {
    // fine * catch >= 1 and catch <= 1: the least fine is 1.
    let cheapest = try await cheapest("fine", freeing: ["catch"])
    guard case .attained(1, at: let point)? = cheapest.infimum else {
      Issue.record("\(String(describing: cheapest.infimum))")
      return
    }
    #expect(point["catch"] == 1)
  }

  @Test("a least value may only be approached")
  func leastApproached() async throws {
    let linear = try await cheapest("2 * fine", given: ["fine > 3"])
    guard case .approached(6, near: _)? = linear.infimum else {
      Issue.record("\(String(describing: linear.infimum))")
      return
    }
    // The larger the fine, the less anybody has to be caught.
    let product = try await cheapest("catch", freeing: ["fine"])
    guard case .approached(0, near: _)? = product.infimum else {
      Issue.record("\(String(describing: product.infimum))")
      return
    }
  }

  @Test("a cost may have no least value, and there may be no safe parameters")
  func leastOfNothing() async throws {
    let falling = try await cheapest("prize - 2 * fine")
    guard case .unbounded? = falling.infimum else {
      Issue.record("\(String(describing: falling.infimum))")
      return
    }
    #expect(try await cheapest("fine", given: ["catch = 0"]).infimum == nil)
  }

  @Test("a cost with cases, or that divides by zero, is refused")
  func noCost() throws {
    let mechanism = try taking()
    for cost in ["max(fine, prize)", "fine / (prize - prize)", "fee", "fine <"] {
      #expect(throws: (any Error).self, "\(cost)") {
        try RationalFunction(reading: cost, over: mechanism)
      }
    }
  }

  @Test("a committee of any size has a largest gain at the defaults")
  func committee() async throws {
    let mechanism = try Shipped.mechanism("committee")
    for property in mechanism.properties {
      let bound = try await Checker().gainBound(for: property, of: mechanism)
      if case .success(let bound) = bound {
        #expect(bound.supremum.point != nil, "\(property.name)")
      }
    }
  }

  /// A mechanism in which one agent may take one of two amounts.
  private func choice(
    of small: String, or large: String, over parameters: String, assuming assumed: String
  ) throws -> Mechanism {
    try Mechanism(
      reading: """
        mechanism: choosing
        parameters: {\(parameters)}
        assume: [\(assumed)]
        roles: {node: 1}
        steps:
          - {choose: node.act, options: {good: , small: , large: }, honest: good}
          - {when: node.act = small, then: [{pay: "\(small)", from: world, to: node}]}
          - {when: node.act = large, then: [{pay: "\(large)", from: world, to: node}]}
        properties:
          it: {coalition: {node: 1}}
        """, file: "choosing.yaml")
  }

  private func bound(on mechanism: Mechanism) async throws -> GainBound {
    try await Checker().gainBound(
      for: mechanism.properties[0], of: mechanism, freeing: Set(mechanism.parameters.map(\.name))
    ).get()
  }

  @Test("a plan that is not decided does not hide one that gains more than it can")
  func outweighed() async throws {
    let mechanism = try choice(
      of: "1 - 1/n", or: "100 * max(0, x - 2)",
      over: "n: {type: integer, default: 2}, x: {default: 1}", assuming: "n >= 1, 0 <= x <= 3")
    let bound = try await bound(on: mechanism)
    guard case .attained(100, at: let point) = bound.supremum else {
      Issue.record("\(bound.supremum)")
      return
    }
    #expect(point["x"] == 3)
  }

  @Test("a ray over whole numbers has whole steps")
  func wholeRay() async throws {
    let mechanism = try choice(
      of: "n", or: "n + m", over: "n: {type: integer, default: 0}, m: {type: integer, default: 0}",
      assuming: "n >= 0, m >= 0, 2 * n = 3 * m")
    guard case .unbounded(let start, let direction) = try await bound(on: mechanism).supremum else {
      Issue.record("no ray")
      return
    }
    for name in ["n", "m"] {
      #expect(start[name]?.isInteger == true && direction[name]?.isInteger == true)
    }
    #expect(2 * (direction["n"] ?? 0) == 3 * (direction["m"] ?? 1))
  }

  @Test("where the defaults cost least already, that is told")
  func leastAtTheStart() async throws {
    let mechanism = try choice(
      of: "a", or: "a", over: "n: {type: integer, default: 3}, b: {default: 1}, a: {default: 4}",
      assuming: "n >= 3, b >= 0, a = 4 * b")
    let cheapest = try await Checker().cheapestParameters(
      by: try RationalFunction(reading: "b*n", over: mechanism), for: mechanism.properties[0],
      of: mechanism, freeing: ["a"]
    ).get()
    guard case .attained(0, at: _)? = cheapest.infimum else {
      Issue.record("\(String(describing: cheapest.infimum))")
      return
    }
  }

  @Test("of two greatest values one of which is enclosed, the greater is known if they are apart")
  func greaterOfEnclosed() {
    let enclosed = Extremum.enclosed(2, 3, near: ["a": 1])
    for other in [Extremum.attained(3, at: [:]), .approached(4, near: [:])] {
      #expect(enclosed.greater(other) == other && other.greater(enclosed) == other)
    }
    let less = Extremum.attained(2, at: [:])
    #expect(enclosed.greater(less) == enclosed && less.greater(enclosed) == enclosed)
    guard
      case .unknown(_, found: Rational(5, 2), limit: 3) = enclosed.greater(
        .attained(Rational(5, 2), at: [:]))
    else {
      Issue.record("it is not told where it is")
      return
    }
  }

  @Test("a least value that is irrational is enclosed, from the right sides")
  func irrational() async throws {
    // fine * catch >= 1, so fine + catch >= 2, and with twice the fine 2 * sqrt(2).
    let cheapest = try await cheapest(
      "2 * fine + catch", given: ["fine <= 100"], freeing: ["catch"])
    switch cheapest.infimum {
    case .attained(3, at: _)?: break
    default: Issue.record("\(String(describing: cheapest.infimum))")
    }
    let open = try await self.cheapest(
      "fine + 2 * catch", given: ["fine <= 100"], freeing: ["catch"])
    guard case .enclosed(let found, let limit, near: let point)? = open.infimum,
      let fine = point["fine"], let caught = point["catch"]
    else {
      Issue.record("\(String(describing: open.infimum))")
      return
    }
    #expect(limit * limit <= 8 && found * found >= 8 && found - limit < Rational(1, 1000))
    #expect(fine * caught >= 1 && fine + 2 * caught <= found * Rational(101, 100))
  }
}
