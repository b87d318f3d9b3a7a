import Exact
import Interpretation
import Mechanisms
import SMT
import Twin

/// Decides whether some coalition can see to it that each of its members gains, or any of them; by any plans, or
/// by a self-enforcing one.
struct MixtureSearch {
  let subject: Subject
  let oracle: Oracle
  /// Whether it is enough that any member gains.
  var strongly = false
  /// Whether only plans count that are self-enforcing.
  var isSelfEnforcing = false

  /// - Throws: ``Disagreement``; a `Fault` of the mechanism; `SMTError`.
  func verdict() throws -> Verdict {
    try Verdict.orUndecided {
      try Search(subject: subject, oracle: oracle).unasked() ?? decided()
    }
  }

  private func decided() throws -> Verdict {
    let classes = try CoalitionShapes(subject)
    var isEmpty = true
    var open: String?
    for shape in favouring(classes.shapes.flatMap(\.byPresence)) {
      let isKnown = shape.members.values.allSatisfy { $0 != nil }
      let inquiry = try Inquiry(subject, shape, asking: oracle)
      switch try inquiry.askWhole(isProof: true).0 {
      case .unsatisfiable:
        if isEmpty { isEmpty = try inquiry.isVacuous() }
      case .unknown(let reason):
        isEmpty = false
        open = open ?? reason
      case .satisfiable:
        isEmpty = false
        if isKnown, let attack = try attack(by: inquiry) { return .broken(.mixture(attack)) }
        open = open ?? (isKnown ? Self.notEnforced : "a coalition of some size may gain")
      }
    }
    guard let open else {
      return isEmpty ? .vacuous("no coalition of its class can be formed") : .proved
    }
    if classes.isUnbounded, let attack = try smallAttack(classes) {
      return .broken(.mixture(attack))
    }
    return .undecided(open)
  }

  private static let notEnforced =
    "each member would gain by plans, none of which was found to be self-enforcing where they were looked for"

  /// The shapes with each role that has members, one of which may be the one who gains, if that is enough.
  private func favouring(_ shapes: [Shape]) -> [Shape] {
    guard strongly else { return shapes }
    return shapes.flatMap { shape in
      subject.mechanism.roles.map(\.name).filter(shape.hasMembers).map { role in
        var one = shape
        one.favoured = role
        return one
      }
    }
  }

  /// An attack by a few agents.
  private func smallAttack(_ classes: CoalitionShapes) throws -> MixedAttack? {
    for shape in favouring(classes.small(upTo: Search.mostOneByOne)) {
      let inquiry = try Inquiry(subject, shape, asking: oracle)
      if case .satisfiable = try inquiry.askWhole().0, let attack = try attack(by: inquiry) {
        return attack
      }
    }
    return nil
  }

  // MARK: - The attack

  /// - Returns: nil if none is found that counts.
  private func attack(by inquiry: Inquiry) throws -> MixedAttack? {
    guard let model = try inquiry.usualModel() else {
      throw Inquiry.NoAttack(reason: "it could not be confirmed in time")
    }
    let plays = try inquiry.weights.indices.map { try inquiry.play(in: model, plan: $0) }
    if isSelfEnforcing {
      return try selfEnforcingAttack(by: plays[0].coalition, at: plays[0].point)
    }
    let plans = plays.map { Deviation($0.plan) }
    let (point, coalition) = (plays[0].point, plays[0].coalition)
    let gains = try MemberGains(of: plans, by: coalition, at: point, on: subject)
    let margin = try subject.property.allowedGain(in: RationalDomain(point))
    let weights = try weights(for: gains, above: margin)
    let mixed = gains.mixed(weights)
    guard mixed.allSatisfy({ $0 > margin }) else {
      throw Inquiry.NoAttack(reason: "no simple probabilities were found for its plans")
    }
    let parts = zip(weights, plans).filter { !$0.0.isZero }
      .map { MixedAttack.Part(probability: $0.0, deviation: $0.1) }
    return MixedAttack(
      parameters: point, coalition: coalition, parts: parts,
      gains: Dictionary(uniqueKeysWithValues: zip(gains.roles, mixed)))
  }

  /// More plans than this are not tried.
  private static let mostPlans = 500

  /// A self-enforcing plan from which each member gains, at some parameters; nil if there is none, or too much
  /// to try.
  private func selfEnforcingAttack(
    by coalition: Coalition, at point: [String: Rational]
  ) throws -> MixedAttack? {
    let margin = try subject.property.allowedGain(in: RationalDomain(point))
    let twin = try Twin(
      subject.mechanism, parameters: point, coalition: coalition,
      prescribing: subject.property.prescriptions)
    do {
      return try twin.selfEnforcingPlan(
        gainingEachMoreThan: margin, limit: Self.mostPlans
      ).map { found in
        MixedAttack(
          parameters: point, coalition: coalition,
          parts: [MixedAttack.Part(probability: 1, deviation: found.plan)], gains: found.gains)
      }
    } catch let error as TwinError where error.isLimit {
      return nil
    }
  }

  /// Probabilities of the plans with which each member gains.
  private func weights(for gains: MemberGains, above margin: Rational) throws -> [Rational] {
    let count = gains.gains.count
    if count == 1 { return [1] }
    // Simple ones first: one plan, then all alike.
    let simple =
      (0..<count).map { index in (0..<count).map { Rational($0 == index ? 1 : 0) } }
      + [Array(repeating: Rational(1, count), count: count)]
    if let found = simple.first(where: { gains.mixed($0).allSatisfy { $0 > margin } }) {
      return found
    }
    let terms = (0..<count).map { _ in oracle.context.freshReal("weight") }
    var conditions = terms.map { $0 >= 0 }
    conditions.append(sum(terms, in: oracle.context) .== 1)
    for role in gains.roles.indices {
      let gain = sum(
        zip(terms, gains.gains).map { $0 * oracle.context.number($1[role]) }, in: oracle.context)
      conditions.append(gain > oracle.context.number(margin))
    }
    guard
      case (.satisfiable, let model?) = try oracle.ask(Query(conditions: conditions, wholes: []))
    else { throw disagreement(gains) }
    return try terms.map { term in
      guard let weight = try model.value(of: term).rational else {
        throw Inquiry.NoAttack(reason: "it needs an irrational probability")
      }
      return weight
    }
  }

  /// The twin says that no mixture of the plans is worth it for each member.
  private func disagreement(_ gains: MemberGains) -> any Error {
    Disagreement(
      property: subject.property.name, attack: nil,
      twin: "no mixture of its plans, of which members gain \(gains.gains)")
  }
}

extension Shape {
  /// The shapes in which roles of which any number of agents may be members have none, or some.
  fileprivate var byPresence: [Shape] {
    members.keys.sorted().filter { members[$0] == .some(nil) }.reduce([self]) { shapes, role in
      shapes.flatMap { shape -> [Shape] in
        var without = shape
        without.members[role] = .some(0)
        without.deviators[role] = .some(0)
        return [without, shape]
      }
    }.filter { shape in shape.members.values.contains { $0 != 0 } }
  }
}
