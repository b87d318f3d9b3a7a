public import Exact
import Interpretation
public import Mechanisms
public import Twin

/// An attack that was recorded, on the mechanism and the property as they are now.
public struct RecordedAttack: Sendable {
  public let record: AttackRecord
  public let mechanism: Mechanism
  public let property: Property
  /// Those recorded; for parameters that the mechanism has got since, their defaults.
  public let parameters: [String: Rational]

  public init(_ record: AttackRecord, on mechanism: Mechanism, of property: Property) {
    self.record = record
    self.mechanism = mechanism
    self.property = property
    parameters = record.parameters.merging(mechanism.defaults) { recorded, _ in recorded }
  }

  /// Whether the rules mean the same as when the attack was recorded.
  public var hasSameRules: Bool { mechanism.digest == record.rules }

  /// What the attack comes to, played in the twin.
  ///
  /// - Complexity: each path of the attack and of honest play is played once.
  public func standing() -> Standing {
    if let obstacle = claimObstacle { return .stopped(by: obstacle) }
    do {
      let deviation = try record.deviation(on: mechanism)
      if let obstacle = try parameterObstacle ?? coalitionObstacle {
        return .stopped(by: obstacle)
      }
      let gain = try Replay(mechanism, property.prescriptions)
        .gain(of: deviation, by: record.coalition, for: stakes, at: parameters)
      let margin = try property.allowedGain(in: point)
      return gain > margin ? .pays(gain) : .stopped(by: .gain(gain, allowed: margin))
    } catch let mistakes as Diagnostics {
      return .stopped(by: .unknownSteps(mistakes))
    } catch let missing as MissingParameter {
      return .stopped(by: .missingParameter(missing.name))
    } catch let error as PlanError {
      return .stopped(by: .plan(error))
    } catch {
      return .stopped(by: .unplayable("\(error)"))
    }
  }

  /// The attack as the interpretation reads it, with what holds its coalition together.
  ///
  /// - Throws: a `Fault` of the mechanism; a `MissingParameter`; `Diagnostics` for a plan of other steps.
  public func attack() throws -> Attack {
    try Attack(
      of: record.deviation(on: mechanism), by: record.coalition, harming: record.victim,
      at: parameters, on: mechanism, breaking: property
    ).weighed(on: mechanism, prescribing: property.prescriptions)
  }

  /// Every way in which the attack can go, and in which it could go if all members of the coalition did what is
  /// prescribed.
  ///
  /// - Throws: whatever the twin throws, also for more than `limit` paths; `Diagnostics` for a plan of other
  ///   steps.
  public func plays(limit: Int) throws -> (attacking: [Play], honest: [Play]) {
    let deviation = try record.deviation(on: mechanism)
    let twin = try Twin(
      mechanism, parameters: parameters, coalition: record.coalition,
      prescribing: property.prescriptions)
    return (
      attacking: try twin.plays(following: deviation, limit: limit),
      honest: try twin.sincere.plays(following: deviation, limit: limit)
    )
  }

  // MARK: - What can stop it

  private var point: RationalDomain { RationalDomain(parameters) }
  private var stakes: Stakes { Stakes(harming: record.victim, by: property) }

  /// Whether it is about another claim.
  private var claimObstacle: Obstacle? {
    switch property.claim {
    case .noProfitableDeviation, .noProfitableDeviationAmong, .vanishes:
      record.victim == nil ? nil : .otherClaim
    case .guarantee(let guarantee):
      record.victim.map(guarantee.roles.contains) == true ? nil : .otherClaim
    case .someParametersAreSafe, .notEachMemberGains, .coalitionProofness, .conservation, .solvency:
      .otherClaim
    }
  }

  private var parameterObstacle: Obstacle? {
    get throws {
      for parameter in mechanism.parameters {
        guard let value = parameters[parameter.name] else {
          return .missingParameter(parameter.name)
        }
        if parameter.isInteger, value.integer == nil { return .fraction(parameter.name, value) }
      }
      return try (mechanism.assumptions + property.given)
        .first { try !point.truth(of: $0) }.map { .assumption($0) }
    }
  }

  private var coalitionObstacle: Obstacle? {
    get throws {
      let coalition = record.coalition
      if case .size(let size) = property.coalitions {
        let most = try point.number(of: size)
        if Rational(coalition.size) > most { return .tooMany(coalition.size, of: nil, most: most) }
      }
      if case .perRole(let bounds) = property.coalitions {
        if let obstacle = try excess(of: coalition.members, over: bounds) { return obstacle }
      }
      if case .atMost(let bounds) = property.claim.byzantine {
        if let obstacle = try excess(of: coalition.byzantine, over: bounds) { return obstacle }
      }
      return try excess(of: coalition.identities, over: property.identities)
    }
  }

  /// More agents of a role than a property speaks of.
  private func excess(
    of counts: [String: Int], over bounds: [CoalitionClass.Bound]
  ) throws -> Obstacle? {
    for (role, count) in counts.sorted(by: { $0.key < $1.key }) {
      let most = try bounds.first { $0.role == role }.map { try point.number(of: $0.most) } ?? 0
      if Rational(count) > most { return .tooMany(count, of: role, most: most) }
    }
    return nil
  }
}
