import Exact
import Interpretation
import Mechanisms
import PropertyTesting

extension Attacker {
  /// A coalition of the property's class.
  ///
  /// - Throws: `Rejection` if there is none at the point, or too many agents.
  func coalition(
    at point: [String: Rational], size: Int?, harming victim: String?, _ test: TestCase
  ) throws -> Coalition {
    let most = try mostMembers(at: point)
    var left = try size ?? Int(clamping: mostTogether(at: point))
    var members: [String: Int] = [:]
    for (index, role) in mechanism.roles.enumerated() {
      let rest = mechanism.roles[(index + 1)...].reduce(0) { $0 + (most[$1.name] ?? 0) }
      let upper = min(most[role.name] ?? 0, left)
      let lower = size == nil ? 0 : max(0, left - rest)
      guard lower <= upper else { throw Rejection.assumption }
      let count = lower + (try Self.count(upTo: upper - lower, test))
      members[role.name] = count
      left -= count
    }
    let isFormed = members.values.contains { $0 > 0 } || property.isGuarantee
    guard isFormed, left == 0 || size == nil else { throw Rejection.assumption }
    let byzantine = try byzantine(beside: members, harming: victim, at: point)
      .mapValues { $0.lowerBound + (try Self.count(upTo: $0.count - 1, test)) }
    let identities = try identities(at: point).mapValues { try Self.count(upTo: $0, test) }
    // Mostly all of them deviate; the others share what they know and earn.
    guard try test.flip(probability: 0.25) else {
      return Coalition(members, byzantine: byzantine, adding: identities)
    }
    var deviators = members
    for role in mechanism.roles {
      deviators[role.name] = try Self.count(upTo: members[role.name] ?? 0, test)
    }
    return Coalition(
      members, deviators: deviators, byzantine: byzantine, adding: identities)
  }

  /// How many identities a coalition may add to each role.
  func identities(at point: [String: Rational]) throws -> [String: Int] {
    let domain = RationalDomain(point)
    return try property.identities.reduce(into: [:]) { counts, bound in
      counts[bound.role] = max(0, try domain.number(of: bound.most).floor.integer ?? 0)
    }
  }

  /// How many agents of each role may be byzantine, beside members of the coalition and one victim.
  func byzantine(
    beside members: [String: Int], harming victim: String?, at point: [String: Rational]
  ) throws -> [String: ClosedRange<Int>] {
    let domain = RationalDomain(point)
    var left: [String: Int] = [:]
    for role in mechanism.roles {
      let size = try domain.number(of: role.size).integer ?? 0
      left[role.name] = size - (members[role.name] ?? 0) - (role.name == victim ? 1 : 0)
    }
    guard left.values.allSatisfy({ $0 >= 0 }) else { throw Rejection.assumption }
    switch property.claim {
    case .noProfitableDeviationAmong(.everyoneElse): return left.mapValues { $0...$0 }
    case .guarantee(let guarantee) where guarantee.byzantine == .everyoneElse:
      return left.mapValues { $0...$0 }
    case .noProfitableDeviationAmong(.atMost(let bounds)): return try upTo(bounds, left, domain)
    case .guarantee(let guarantee):
      guard case .atMost(let bounds) = guarantee.byzantine else { return [:] }
      return try upTo(bounds, left, domain)
    default: return [:]
    }
  }

  private func upTo(
    _ bounds: [CoalitionClass.Bound], _ left: [String: Int], _ domain: RationalDomain
  ) throws -> [String: ClosedRange<Int>] {
    try bounds.reduce(into: [:]) { counts, bound in
      let most = try domain.number(of: bound.most).floor.integer ?? 0
      counts[bound.role] = 0...max(0, min(most, left[bound.role] ?? 0))
    }
  }

  /// How many agents of each role may collude at a point.
  func mostMembers(at point: [String: Rational]) throws -> [String: Int] {
    let domain = RationalDomain(point)
    var sizes: [String: Int] = [:]
    for role in mechanism.roles {
      guard let size = try domain.number(of: role.size).integer, size <= Self.mostAgents else {
        throw Rejection.assumption
      }
      sizes[role.name] = size
    }
    guard case .perRole(let bounds) = property.coalitions else { return sizes }
    var most: [String: Int] = [:]
    for bound in bounds {
      let count = try domain.number(of: bound.most).floor.integer ?? 0
      most[bound.role] = max(0, min(count, sizes[bound.role] ?? 0))
    }
    return most
  }

  func mostTogether(at point: [String: Rational]) throws -> Int {
    guard case .size(let most) = property.coalitions else { return Int.max }
    return try RationalDomain(point).number(of: most).floor.integer ?? 0
  }

  /// A number up to a bound; the ends more often.
  static func count(upTo most: Int, _ test: TestCase) throws -> Int {
    guard most > 0 else { return 0 }
    if most <= 2 { return try test.pick(below: most + 1) }
    switch try test.pick(below: 4) {
    case 0: return 0
    case 1: return 1
    case 2: return most
    default: return try test.pick(below: most + 1)
    }
  }
}
