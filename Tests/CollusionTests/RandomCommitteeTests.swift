import Exact
import Foundation
import Mechanisms
import Testing

@testable import Collusion

/// How likely most of a random committee are corrupt: exactly, and by the bound that the mechanism of any size
/// assumes.
@Suite("Random committees")
struct RandomCommitteeTests {
  /// The probability that more than half of `size` are corrupt, each with probability `share`.
  private func captured(_ size: Int, _ share: Rational) -> Rational {
    var ways: Rational = 1
    var total: Rational = 0
    for corrupt in 0...size {
      if 2 * corrupt > size {
        total += ways * share.power(corrupt) * (1 - share).power(size - corrupt)
      }
      ways = ways * Rational(size - corrupt) / Rational(corrupt + 1)
    }
    return total
  }

  @Test(
    "what the node of random-committee gains says the exact probability", arguments: [1, 3, 5, 7])
  func exact(size: Int) async throws {
    let mechanism = try Shipped.mechanism("random-committee")
    let share = Rational(3, 10)
    var property = Property(
      "it", against: .perRole([CoalitionClass.Bound("node", Located(.number(1)))]))
    property.given = [("corrupt", share), ("size", Rational(size))].map {
      Located(.comparison(.equal, .parameter($0), .number($1)))
    }
    let condition = try await Checker().condition(for: property, of: mechanism)
    #expect(condition.isDecided)
    let expected = try RationalFunction(
      reading: "cost - guess - (1 - \(captured(size, share))) * (price + deposit)",
      over: mechanism)
    #expect(
      condition.conjuncts.map(\.excess.numerator.primitivePart) == [
        expected.numerator.primitivePart
      ])
  }

  @Test("27/125 of three, 4077/25000 of five, 31509/250000 of seven")
  func published() {
    let share = Rational(3, 10)
    #expect(captured(3, share) == Rational(27, 125))
    #expect(captured(5, share) == Rational(4077, 25000))
    #expect(captured(7, share) == Rational(31509, 250_000))
  }

  @Test("the exact probabilities meet the bound that is assumed, and the one that it follows from")
  func bounds() {
    for size in [1, 2, 3, 4, 5, 7, 10, 21, 50, 101] {
      for tenths in 0..<5 {
        let share = Rational(tenths, 10)
        let exact = captured(size, share)
        let margin = (Rational(1, 2) - share) * (Rational(1, 2) - share)
        #expect(exact * (1 + 2 * Rational(size) * margin) <= 1)
        // [Hoeffding 1963]
        #expect(exact.approximation <= exp(-2 * Double(size) * margin.approximation) + 1e-12)
      }
    }
  }

  @Test("without replacement: 493/2310 of three from a hundred with thirty")
  func hypergeometric() async throws {
    let mechanism = try Shipped.mechanism("sortition")
    let choose = { (n: Int, k: Int) in (0..<k).reduce(Rational(1)) { $0 * Rational(n - $1, $1 + 1) }
    }
    let exact = (choose(30, 2) * 70 + choose(30, 3)) / choose(100, 3)
    #expect(exact == Rational(493, 2310))
    // The margin at which the claim turns, at a pool of a hundred.
    var property = Property(
      "the node and thirty of a hundred",
      against: .perRole([
        CoalitionClass.Bound("node", Located(.number(1))),
        CoalitionClass.Bound("mediator", Located(.number(30))),
      ]))
    property.given = ["pool", "price", "cost", "guess", "deposit"].map { name in
      let value: Rational =
        ["pool": 100, "price": 40, "cost": 39, "guess": 0, "deposit": 1][name] ?? 0
      return Located(.comparison(.equal, .parameter(name), .number(value)))
    }
    let pays = 39 - (1 - exact) * 41
    #expect(pays > 0)
    property.margin = Located(.number(pays))
    #expect(try await Checker().finding(on: property, of: mechanism).verdict == .proved)
    property.margin = Located(.number(pays - Rational(1, 1_000_000)))
    let below = try await Checker(timeout: .seconds(3)).finding(on: property, of: mechanism)
    #expect(below.verdict != .proved)
  }
}
