import Collusion
import Exact
import Interpretation
import Mechanisms
import Twin

/// Holds the interpretation against the twin: what a coalition earns by a plan, exactly.
struct Readings {
  let mechanism: Mechanism
  let property: Property
  private let program: Program

  init(_ mechanism: Mechanism, _ property: Property) {
    self.mechanism = mechanism
    self.property = property
    program = Program(mechanism, prescribing: property.prescriptions)
  }

  /// - Throws: a ``Contradiction`` if they differ.
  func compare(_ attempt: Attempt) throws {
    do {
      let earned = try money(attempt, isDeviating: true)
      if earned != attempt.earned {
        throw Contradiction(
          .money(interpretation: earned, twin: attempt.earned, isHonest: false), attempt)
      }
      if attempt.isAgainstFloor { return }
      let honest = try money(attempt, isDeviating: false)
      if honest != attempt.honest {
        throw Contradiction(
          .money(interpretation: honest, twin: attempt.honest, isHonest: true), attempt)
      }
    } catch let fault as Fault {
      // A limit of the walk is no claim about the mechanism.
      if fault.kind.isLimit { return }
      throw Contradiction(
        .readings(interpretation: "\(fault)", twin: "the coalition earns \(attempt.earned)"),
        attempt)
    }
  }

  private struct NoAnswer: Error {}

  private func money(_ attempt: Attempt, isDeviating: Bool) throws -> Rational {
    let domain = RationalDomain(attempt.parameters)
    var parties: [String: Walk<RationalDomain>.Party] = [:]
    for (role, members) in attempt.coalition.members {
      let deviators = isDeviating ? attempt.coalition.deviators[role] ?? 0 : 0
      parties[role] = Walk.Party(members: Rational(members), deviators: Rational(deviators))
    }
    var program = self.program
    let added = isDeviating ? attempt.coalition.identities : [:]
    if !added.isEmpty {
      program = Program(
        mechanism.adding(added),
        prescribing: property.prescriptions.map { $0.adding(added, to: mechanism) })
    }
    for (role, count) in added {
      let party = parties[role] ?? Walk.Party(members: 0, deviators: 0)
      parties[role] = Walk.Party(
        members: party.members + Rational(count), deviators: party.deviators + Rational(count))
    }
    var walk = Walk(program, in: domain, coalition: parties) { question in
      guard let set = question.actual, let split = attempt.plan.choices[set] else {
        throw NoAnswer()
      }
      return .split(split)
    }
    walk.identities = added
    if isDeviating || attempt.victim == nil {
      walk.byzantine = attempt.coalition.byzantine.mapValues { Rational($0) }
    }
    do {
      guard let victim = attempt.victim else { return try walk.expectation() }
      walk.beneficiary = .outsiders(of: victim)
      guard let role = mechanism.roles.first(where: { $0.name == victim }) else { return 0 }
      let size = try domain.number(of: role.size)
      let others = Rational(isDeviating ? attempt.coalition.byzantine[victim] ?? 0 : 0)
      return try walk.expectation() / (size - others)
    } catch is NoAnswer {
      throw Contradiction(
        .readings(interpretation: "asked where the plan says nothing", twin: "\(attempt.earned)"),
        attempt)
    }
  }

  /// Holds the gain as a formula against the twin, at another point of the region in which it holds.
  ///
  /// - Throws: a ``Contradiction`` if they differ.
  func compareFormula(of attempt: Attempt, at other: [String: Rational]) throws {
    let attack: Attack
    do {
      attack = try Attack(
        of: attempt.plan, by: attempt.coalition, harming: attempt.victim, at: attempt.parameters,
        on: mechanism, breaking: property)
    } catch let fault as Fault where fault.kind.isLimit {
      return
    }
    let isInside = attack.region.allSatisfy { condition in
      condition.function.evaluate(at: other).map { condition.relation.holds($0, 0) } ?? false
    }
    guard isInside, let value = attack.formula.evaluate(at: other) else { return }
    do {
      let twin = try Replay(mechanism, property.prescriptions)
        .gain(
          of: attempt.plan, by: attempt.coalition,
          for: Stakes(harming: attempt.victim, by: property), at: other)
      if twin != value {
        var moved = attempt
        moved.parameters = other
        throw Contradiction(
          .formula(formula: "\(attack.formula)", value: value, twin: twin), moved)
      }
    } catch is TwinError {
      return
    } catch is PlanError {
      return
    } catch is Fault {
      return
    }
  }
}
