import Exact
import Interpretation
import Mechanisms
import PropertyTesting
import Twin

/// Draws attempts to break a property, and plays them in the twin.
struct Attacker {
  let mechanism: Mechanism
  let property: Property
  let points: Points
  /// How little a vanishing quantity has to be at ``far``.
  static let little = Rational(1, 1 << 20)
  /// How far a parameter is taken that goes somewhere.
  private static let far = Rational(2).power(100)

  /// Attempts with more paths than this are left out.
  static let mostPaths = 2_000
  /// Mechanisms with more agents than this are not played.
  static let mostAgents = 2_000

  init(_ mechanism: Mechanism, _ property: Property) {
    self.mechanism = mechanism
    self.property = property
    points = Points(mechanism, given: property.given)
  }

  /// An attempt.
  ///
  /// - Parameter size: How many agents collude; any number of the property's class if nil.
  /// - Throws: `Rejection` for what cannot be played; a `Fault` of the mechanism.
  func attempt(_ test: TestCase, size: Int? = nil) throws -> Attempt {
    var point = try points.draw(test)
    if case .vanishes(let vanishing) = property.claim {
      let side: Rational = try test.flip() ? 1 : -1
      let nearby = vanishing.limit.value.map { $0 + side / Self.far }
      point[vanishing.limit.parameter] = nearby ?? Self.far
      guard points.holds(at: point) else { throw Rejection.assumption }
    }
    let victim = try victim(test)
    let coalition = try coalition(at: point, size: size, harming: victim, test)
    do {
      return try attempt(by: coalition, harming: victim, at: point) { _, asked, options in
        try Self.split(of: asked, among: options, test)
      }
    } catch is TwinError {
      throw Rejection.assumption
    } catch is PlanError {
      throw Rejection.assumption
    }
  }

  /// What comes of a plan that is made up as it is asked for.
  ///
  /// - Throws: whatever the twin throws.
  func attempt(
    by coalition: Coalition, harming victim: String?, at point: [String: Rational],
    improvising decide: @escaping (InformationSet, Int, [String]) throws -> [String: Int]
  ) throws -> Attempt {
    let twin = try Twin(
      mechanism, parameters: point, coalition: coalition, prescribing: property.prescriptions)
    let (played, plan) = try twin.expectation(limit: Self.mostPaths, improvising: decide)
    var attempt = Attempt(
      parameters: point, coalition: coalition, victim: victim, plan: plan,
      earned: played.coalition, honest: 0, coverage: played.coverage)
    if let victim {
      let victims = Beneficiary.outsiders(of: victim)
      attempt.earned = played.wallets.average(of: victims)
      if let floor = try floor(at: point) {
        (attempt.honest, attempt.isAgainstFloor) = (floor, true)
      } else {
        attempt.honest = try twin.expectation(limit: Self.mostPaths).wallets
          .average(of: victims)
      }
    } else {
      let (honest, whole) = try twin.sincere.expectation(limit: Self.mostPaths) {
        set, asked, options in
        try plan.choices[set] ?? decide(set, asked, options)
      }
      attempt.honest = honest.coalition
      attempt.plan.choices.merge(whole.choices) { first, _ in first }
    }
    return attempt
  }

  /// The role whose agents an attempt is to harm, if the property is about those.
  private func victim(_ test: TestCase) throws -> String? {
    guard case .guarantee(let guarantee) = property.claim else { return nil }
    guard !guarantee.roles.isEmpty else { throw Rejection.assumption }
    return guarantee.roles[try test.pick(below: guarantee.roles.count)]
  }

  /// What victims should have, if that is not what they have when all do what is prescribed.
  private func floor(at point: [String: Rational]) throws -> Rational? {
    guard case .guarantee(let guarantee) = property.claim else { return nil }
    return try guarantee.floor.map { try RationalDomain(point).number(of: $0) }
  }

  /// What is allowed to be gained at a point, in money.
  func margin(at point: [String: Rational]) throws -> Rational {
    try property.allowedGain(in: RationalDomain(point))
  }

  /// How many of those asked take each option: mostly all the same.
  static func split(
    of asked: Int, among options: [String], _ test: TestCase
  ) throws -> [String: Int] {
    if try asked == 1 || test.flip(probability: 0.7) {
      return [options[try test.pick(below: options.count)]: asked]
    }
    var left = asked
    var split: [String: Int] = [:]
    for option in options.dropLast() where left > 0 {
      let count = try test.pick(below: left + 1)
      if count > 0 { split[option] = count }
      left -= count
    }
    if left > 0, let last = options.last { split[last] = left }
    return split
  }
}

extension Property {
  /// Whether it is about agents who do what is prescribed, not about coalitions.
  var isGuarantee: Bool { if case .guarantee = claim { true } else { false } }
}
