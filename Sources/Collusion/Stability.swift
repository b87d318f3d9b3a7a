public import Exact
public import Mechanisms
import Twin

/// What holds a coalition together in an attack by several members: what they have to pay each other, and
/// whether anybody gains by leaving.
public struct Stability: Codable, Hashable, Sendable {
  /// What each member of a role has to be paid by the others, at least, so as not to lose; none of roles whose
  /// members gain by themselves.
  public var sidePayments: [String: Rational]
  /// What a member gains at most by leaving the plan, by role; nil where there is too much to try. So large a
  /// deposit, lost by who leaves, holds it.
  public var temptations: [String: Rational]?
  /// Whether no members gain by leaving together in a way that holds itself
  /// [Bernheim, Peleg and Whinston 1987]; nil where there is too much to try.
  public var isSelfEnforcing: Bool?
}

extension Attack {
  /// The attack with what holds its coalition together, if it is one of several members and that can be found.
  ///
  /// - Complexity: as the plays of every plan of every member that leaves.
  public func weighed(
    on mechanism: Mechanism, prescribing overrides: [Property.Override]
  ) -> Attack {
    var attack = self
    attack.stability = (try? weight(on: mechanism, prescribing: overrides)) ?? nil
    return attack
  }

  /// - Throws: whatever the twin throws.
  private func weight(
    on mechanism: Mechanism, prescribing overrides: [Property.Override]
  ) throws -> Stability? {
    guard coalition.size > 1, stakes == .gain, coalition.identities.isEmpty else { return nil }
    let twin = try Twin(
      mechanism, parameters: parameters, coalition: coalition, prescribing: overrides)
    let deviating = try twin.expectation(following: deviation, limit: Replay.mostPaths).wallets
    let honest = try twin.sincere.expectation(following: deviation, limit: Replay.mostPaths)
      .wallets
    var sidePayments: [String: Rational] = [:]
    for role in coalition.members.keys {
      let members = Beneficiary.members(of: role)
      let gain = deviating.average(of: members) - honest.average(of: members)
      if gain < 0 { sidePayments[role] = -gain }
    }
    do {
      let found = try twin.temptations(from: deviation)
      let temptations = found.map { found in
        found.reduce(into: [String: Rational]()) {
          $0[$1.agent.role] = max($0[$1.agent.role] ?? 0, $1.gain)
        }
      }
      return Stability(
        sidePayments: sidePayments, temptations: temptations,
        isSelfEnforcing: try twin.isSelfEnforcing(deviation))
    } catch let error as TwinError where error.isLimit {
      return Stability(sidePayments: sidePayments, temptations: nil, isSelfEnforcing: nil)
    }
  }
}

extension Verdict {
  /// The verdict with what holds the coalition of its attack together, if there is one.
  func weighed(on mechanism: Mechanism, prescribing overrides: [Property.Override]) -> Verdict {
    switch self {
    case .broken(.attack(let attack)):
      return .broken(.attack(attack.weighed(on: mechanism, prescribing: overrides)))
    case .broken(.persistence(var persistence)):
      persistence.attack = persistence.attack?.weighed(on: mechanism, prescribing: overrides)
      return .broken(.persistence(persistence))
    default: return self
    }
  }
}
