import Collusion
import Exact
import Interpretation
import Mechanisms
import Testing
import Twin

@testable import CrossCheck

/// Conditions and bounds held against everything that coalitions can do in the twin, at points beside and
/// on their edges.
@Suite("Sampling conditions and bounds")
struct SamplingTests {
  private struct Count {
    var inside = 0
    var outside = 0
    var bounds = 0
  }

  @Test(
    "just inside a condition nobody gains, just outside its attack does; no plan gains more than a bound",
    arguments: PropertyExaminationTests.mechanisms.map(\.name))
  func sampled(name: String) async throws {
    let mechanism = try #require(PropertyExaminationTests.mechanisms.first { $0.name == name })
    var count = Count()
    var isAny = false
    for var property in mechanism.properties {
      property.expected = nil
      switch property.claim {
      case .noProfitableDeviation, .someParametersAreSafe, .noProfitableDeviationAmong,
        .guarantee:
        break
      default: continue
      }
      isAny = true
      let condition = try await Checker().condition(for: property, of: mechanism)
      for conjunct in condition.conjuncts where !conjunct.speaksOfNumbers {
        try sample(conjunct, of: condition, property, mechanism, &count)
      }
      try await sampleBounds(property, mechanism, &count)
    }
    print(
      "\(name): \(count.inside) points inside, \(count.outside) outside, \(count.bounds) bounds")
    #expect(count.bounds > 0 || !isAny)
  }

  /// Moves one parameter to the edge of a conjunct and to both sides of it.
  private func sample(
    _ conjunct: Conjunct, of condition: Condition, _ property: Property, _ mechanism: Mechanism,
    _ count: inout Count
  ) throws {
    let start = conjunct.attack.parameters
    for name in conjunct.excess.variables.sorted() {
      guard let edge = conjunct.edge(along: name, from: start) else { continue }
      for step: Rational in [Rational(-1, 100), 0, Rational(1, 100)] {
        var point = start
        point[name] = edge + step
        guard try isAssumed(point, property, mechanism) else { continue }
        let attacker = Attacker(mechanism, property)
        let margin = try attacker.margin(at: point)
        if condition.holds(at: point), condition.isDecided {
          let bruteForce = BruteForce(
            mechanism: mechanism, property: property, point: point, checker: Checker())
          guard let most = try bruteForce.largestGain() else { continue }
          #expect(most <= margin, "\(mechanism.name), \(property.name) at \(point)")
          count.inside += 1
        } else if condition.conjuncts.filter({ !$0.holds(at: point) }) == [conjunct] {
          let gain = try Replay(mechanism, property.prescriptions).gain(
            of: conjunct.attack.deviation, by: conjunct.attack.coalition,
            for: conjunct.attack.stakes, at: point)
          #expect(gain > margin, "\(mechanism.name), \(property.name) at \(point)")
          count.outside += 1
        }
      }
    }
  }

  /// Holds bounds over one parameter each against the largest gain at some of its values.
  private func sampleBounds(
    _ property: Property, _ mechanism: Mechanism, _ count: inout Count
  ) async throws {
    for parameter in mechanism.parameters {
      guard let usual = parameter.defaultValue,
        case .success(let bound) = try await Checker().gainBound(
          for: property, of: mechanism, freeing: [parameter.name]),
        bound.isExact, bound.free.contains(parameter.name),
        var point = bound.supremum.point
      else { continue }
      for value in [point[parameter.name] ?? usual, usual, usual / 3, usual * 2] {
        point[parameter.name] = parameter.isInteger ? value.ceiling : value
        guard try isAssumed(point, property, mechanism) else { continue }
        let bruteForce = BruteForce(
          mechanism: mechanism, property: property, point: point, checker: Checker())
        guard let most = try bruteForce.largestGain() else { continue }
        #expect(bound.gain(at: point) == most, "\(mechanism.name), \(property.name) at \(point)")
        if case .attained(let value, at: point) = bound.supremum { #expect(most == value) }
        count.bounds += 1
      }
    }
  }

  private func isAssumed(
    _ point: [String: Rational], _ property: Property, _ mechanism: Mechanism
  ) throws -> Bool {
    let domain = RationalDomain(point)
    let wholes = mechanism.parameters.filter(\.isInteger).map(\.name)
    return try wholes.allSatisfy { point[$0]?.isInteger ?? false }
      && (mechanism.assumptions + property.given).allSatisfy { try domain.truth(of: $0) }
  }
}

extension Conjunct {
  /// The value of a parameter at which the excess is zero, the others being what they are at a point; nil
  /// if it is not linear there.
  fileprivate func edge(along name: String, from point: [String: Rational]) -> Rational? {
    let others = point.filter { $0.key != name }
    guard let line = excess.substituting(others)?.polynomial, line.degree(in: name) == 1,
      let rest = line.coefficients(in: name)[0].constant,
      let slope = line.coefficients(in: name)[1].constant
    else { return nil }
    return -rest / slope
  }
}
