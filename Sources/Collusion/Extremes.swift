import Exact
import Interpretation
import Mechanisms
import SMT

/// The most that is gained, and the least that safety costs, while most parameters are at their defaults.
struct Extremes {
  private let subject: Subject
  private let oracle: Oracle
  /// The parameters that are free though they have a default.
  private let names: Set<String>

  /// - Parameter names: The parameters that are free though they have a default.
  init(_ subject: Subject, freeing names: Set<String>, asking oracle: Oracle) {
    self.subject = subject.holding(subject.defaults.filter { !names.contains($0.key) })
    self.oracle = oracle
    self.names = names
  }

  /// The parameters that are free, of those that were named and those that matter.
  private func free(_ variables: Set<String>) -> [String] {
    subject.mechanism.parameters.map(\.name).filter {
      subject.fixed[$0] == nil && (names.contains($0) || variables.contains($0))
    }
  }

  // MARK: - The largest gain

  /// Stands for a bound on the gain: the condition for safety with that margin says what it has to be. No
  /// parameter can have such a name.
  private static let bound = "the bound"

  /// The largest gain.
  ///
  /// - Throws: ``NoExtremum``; ``Disagreement`` if the twin does not confirm an attack; a `Fault` of the
  ///   mechanism.
  func gainBound() throws -> GainBound {
    let (plans, openReason) = try plans()
    var bound = GainBound(
      free: free(plans.reduce(into: []) { $0.formUnion($1.variables) }), plans: plans,
      openReason: openReason, supremum: try supremum(of: plans))
    if let openReason, let found = bound.supremum.value {
      bound.supremum = .unknown(openReason, found: found)
    }
    try confirm(&bound)
    return bound
  }

  /// The plans one of which gains most, and why there may be better ones.
  ///
  /// - Throws: as ``gainBound()``.
  func plans() throws -> ([GainBound.Plan], openReason: String?) {
    try seeWhetherThereIsAny()
    var search = try ConditionSearch(bounded, asking: oracle)
    let (conjuncts, openReason) = try search.conjuncts()
    if search.isEmpty {
      throw NoExtremum(verdict: .vacuous("no coalition of its class can be formed"))
    }
    return (conjuncts.map(plan), openReason)
  }

  private func seeWhetherThereIsAny() throws {
    guard let end = try Search(subject: subject, oracle: oracle).unasked() else { return }
    throw NoExtremum(verdict: end)
  }

  /// The same question with the bound as the gain that is allowed.
  private var bounded: Subject {
    var (mechanism, property) = (subject.mechanism, subject.property)
    property.claim = property.claim.aboutAttacks
    mechanism.parameters.append(Parameter(Self.bound))
    property.margin = Located(.parameter(Self.bound))
    property.given.append(
      Located(.comparison(.greaterOrEqual, .parameter(Self.bound), .number(0))))
    return Subject(mechanism, property).holding(subject.fixed)
  }

  /// What a conjunct bounds: with a positive weight, it says that the plan's gain is at most the bound.
  private func plan(_ conjunct: Conjunct) -> GainBound.Plan {
    let values = [0, 1].map { conjunct.excess.substituting([Self.bound: $0]) ?? 0 }
    return GainBound.Plan(region: conjunct.region, gain: values[0] / (values[0] - values[1]))
  }

  private func supremum(of plans: [GainBound.Plan]) throws -> Extremum {
    let space = try ParameterSpace(subject, asking: oracle)
    guard let point = try space.point(meeting: []) else {
      try oracle.checkpoint()
      return .unknown("no simple parameters meet the assumptions", found: nil)
    }
    return try plans.reduce(.attained(0, at: point)) { best, plan in
      if plan.speaksOfSplits {
        return best.greater(.unknown("a plan splits a large group", found: nil))
      }
      let extremum = try space.supremum(of: plan.gain) { domain in
        plan.region.map { domain.truth($0) }
      }
      return extremum.map(best.greater) ?? best
    }
  }

  /// Finds an attack that comes up to a bound; without one, the bound is not known to be the least.
  private func confirm(_ bound: inout GainBound) throws {
    guard let point = bound.supremum.point, bound.supremum.value != 0 else { return }
    let target: Rational
    if case .attained(let value, _) = bound.supremum {
      target = value
    } else {
      target = bound.gain(at: point)
    }
    var margin = target - target / Rational(1 << 20)
    while true {
      guard let attack = try attack(at: point, gainingMoreThan: margin) else { break }
      bound.attack = attack
      if attack.gain >= target { return }
      margin = attack.gain
    }
    bound.supremum = .unknown("no attack was found that gains \(target)", found: bound.attack?.gain)
  }

  /// The smallest attack at some parameters, played by the twin.
  func attack(
    at point: [String: Rational], gainingMoreThan margin: Rational
  ) throws -> Attack? {
    var property = subject.property
    property.claim = property.claim.aboutAttacks
    property.margin = Located(.number(margin))
    let there = Subject(subject.mechanism, property).holding(point)
    return try Search(subject: there, oracle: oracle).verdict().attack
  }

  // MARK: - The least cost

  /// The parameters at which safety costs least.
  ///
  /// - Throws: ``NoExtremum``; a `Fault` of the mechanism.
  func cheapest(_ cost: RationalFunction) throws -> CheapestParameters {
    try seeWhetherThereIsAny()
    var search = try ConditionSearch(subject, asking: oracle)
    let (conjuncts, openReason) = try search.conjuncts()
    if search.isEmpty {
      throw NoExtremum(verdict: .vacuous("no coalition of its class can be formed"))
    }
    guard let cost = cost.substituting(subject.fixed.filter { cost.variables.contains($0.key) })
    else { throw NoExtremum(verdict: .undecided("the cost divides by zero")) }
    let plain = conjuncts.filter { !$0.speaksOfNumbers }
    let space = try ParameterSpace(subject, asking: oracle)
    let negated = try space.supremum(of: -cost) { domain in
      plain.map { domain.not(domain.failure(of: $0)) }
    }
    let speaksOf = conjuncts.reduce(into: cost.variables) { $0.formUnion($1.variables) }
    var cheapest = CheapestParameters(free: free(speaksOf), infimum: negated?.negated)
    if let negated, let point = negated.point {
      // Parts of the condition that are not known could ask for more.
      let isAll = openReason == nil && plain.count == conjuncts.count
      let isConfirmed = try isSafe(at: point) && (isAll || negated.isAttained)
      if !isConfirmed {
        cheapest.infimum = .unknown(
          openReason ?? "the parameters found are not known to be safe", found: nil)
      }
    }
    return cheapest
  }

  private func isSafe(at point: [String: Rational]) throws -> Bool {
    var property = subject.property
    property.claim = property.claim.aboutAttacks
    let there = Subject(subject.mechanism, property).holding(point)
    return try Search(subject: there, oracle: oracle).verdict() == .proved
  }
}
