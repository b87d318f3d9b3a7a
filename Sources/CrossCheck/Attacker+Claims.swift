import Collusion
import Exact
import Interpretation
import Mechanisms
import PropertyTesting
import Twin

/// Attacks on claims that are not about one gain.
extension Attacker {
  /// Attacks the claim, if it is not about one gain.
  ///
  /// - Returns: whether it is one of those.
  /// - Throws: as the attacks.
  func attackClaim(_ verdict: Verdict?, _ test: TestCase) throws -> Bool {
    if property.claim.isAboutAccounts {
      try attackAccounts(verdict, test)
    } else if let gains = property.claim.memberGains {
      try attackMembers(verdict, gains, test)
    } else {
      return false
    }
    return true
  }

  /// Looks whether random plans, of which a common coin may choose one, are worth it for each member of a random
  /// coalition, or for any.
  ///
  /// - Throws: a ``Contradiction`` if they are though a verdict says that none are; `Rejection` for what cannot
  ///   be played; a `Fault` of the mechanism.
  private func attackMembers(_ verdict: Verdict?, _ asked: MemberGains, _ test: TestCase) throws {
    let point = try points.draw(test)
    var coalition = try coalition(at: point, size: nil, harming: nil, test)
    if asked == .any {
      let roles = coalition.deviators.keys.sorted()
      guard !roles.isEmpty else { throw Rejection.assumption }
      coalition.favoured = roles[try test.pick(below: roles.count)]
    }
    do {
      let twin = try Twin(
        mechanism, parameters: point, coalition: coalition, prescribing: property.prescriptions)
      let honest = try twin.expectation(limit: Self.mostPaths).wallets
      let roles = coalition.members.keys.sorted().map(Beneficiary.members)
      let margin = try margin(at: point)
      let plans = try (0..<2).map { _ in
        let played = try twin.expectation(limit: Self.mostPaths) { _, asked, options in
          try Self.split(of: asked, among: options, test)
        }.expectation.wallets
        if let favoured = coalition.favoured {
          return [
            played.average(of: .favoured(of: favoured))
              - honest.average(of: .members(of: favoured)) - margin
          ]
        }
        return roles.map { played.average(of: $0) - honest.average(of: $0) - margin }
      }
      let isWorthIt =
        switch asked {
        case .any: plans.joined().contains { $0 > 0 }
        case .eachByOnePlan: plans.contains { $0.allSatisfy { $0 > 0 } }
        case .each: Self.canAllGain(plans[0], plans[1])
        }
      if isWorthIt, verdict == .proved {
        throw Contradiction(.members(gain: plans, by: coalition, at: point))
      }
    } catch is TwinError {
      throw Rejection.assumption
    } catch is PlanError {
      throw Rejection.assumption
    }
  }

  /// Whether some mixture of two plans gives everybody more than nothing: whether the shares of the second
  /// with which each gains have one in common.
  private static func canAllGain(_ first: [Rational], _ second: [Rational]) -> Bool {
    var (least, most): (Rational, Rational) = (0, 1)
    var isLeastExcluded = false
    var isMostExcluded = false
    for (one, other) in zip(first, second) {
      // (1 - share)*one + share*other > 0
      let slope = other - one
      if slope.isZero {
        if one <= 0 { return false }
        continue
      }
      let edge = -one / slope
      if slope > 0, edge >= least { (least, isLeastExcluded) = (edge, true) }
      if slope < 0, edge <= most { (most, isMostExcluded) = (edge, true) }
    }
    return least < most || (least == most && !isLeastExcluded && !isMostExcluded)
  }

  /// Looks for a path on which an account is not what it should be, whatever some random agents do at a random
  /// point.
  ///
  /// - Throws: a ``Contradiction`` if there is one though a verdict says that there is none; `Rejection` for
  ///   what cannot be played; a `Fault` of the mechanism.
  private func attackAccounts(_ verdict: Verdict?, _ test: TestCase) throws {
    let point = try points.draw(test)
    let domain = RationalDomain(point)
    var free: [String: Int] = [:]
    for role in mechanism.roles {
      guard let size = try domain.number(of: role.size).integer, size <= Self.mostAgents else {
        throw Rejection.assumption
      }
      free[role.name] = try Self.count(upTo: size, test)
    }
    let (accounts, isAboutTheEnd): ([String], Bool)
    switch property.claim {
    case .conservation(let named): (accounts, isAboutTheEnd) = (named, true)
    case .solvency(let named): (accounts, isAboutTheEnd) = (named, false)
    default: return
    }
    do {
      let twin = try Twin(
        mechanism, parameters: point, coalition: Coalition(free),
        prescribing: property.prescriptions)
      let found = try twin.firstBreach(
        of: Set(accounts), inTheEnd: isAboutTheEnd, limit: Self.mostPaths)
      if let found, verdict == .proved {
        throw Contradiction(.breach(of: found.account, balance: found.balance, at: point))
      }
    } catch is TwinError {
      throw Rejection.assumption
    }
  }
}

/// Which members of a coalition have to gain for a claim to be wrong.
enum MemberGains {
  case any, each, eachByOnePlan
}

extension Property.Claim {
  /// Which members have to gain, if it is about that. A plan that is self-enforcing is one.
  var memberGains: MemberGains? {
    switch self {
    case .notEachMemberGains(let strongly): strongly ? .any : .each
    case .coalitionProofness: .eachByOnePlan
    default: nil
    }
  }
}
