public import Exact
import Interpretation
public import Mechanisms
public import Simulation

/// What a mechanism claims of its deals in a market, whatever goes wrong there. This is the rule by which a violation
/// counts against it:
///
/// * A property that claims conservation (solvency) and expects to be proved claims that nothing is ever stuck in
///   (overdrawn from) the accounts that it speaks of, where its `given` holds. It speaks of all paths of a deal; a
///   deal with which nobody goes on, since the rules do not say what happens if somebody is silent, is none.
/// * A mechanism all of whose choices have a `timeout` claims that every deal settles, within its deadlines.
/// * That money is neither made nor lost, that nothing is paid twice, that nobody spends more than it has and that
///   the rules make sense on every path is claimed by every mechanism.
/// * A property that claims conservation (solvency) and expects to be broken claims that something that goes wrong
///   breaks it.
public struct MarketClaims: Sendable {
  public let mechanism: Mechanism
  /// The properties that claim that nothing is stuck or overdrawn.
  public let kept: [Property]
  /// The properties that claim that something is.
  public let broken: [Property]
  /// Whether every deal settles.
  public let settles: Bool

  public init(of mechanism: Mechanism) {
    self.mechanism = mechanism
    let claims = mechanism.properties.filter(\.claim.isAboutAccounts)
    kept = claims.filter { $0.expected == .proved }
    broken = claims.filter { $0.expected == .broken }
    let choices = mechanism.choices
    settles = !choices.isEmpty && choices.allSatisfy { $0.timeout != nil }
  }

  /// The properties of which all that is given holds at a point.
  public func holding(at point: [String: Rational]) -> [Property] {
    let domain = RationalDomain(point)
    return kept.filter { $0.given.allSatisfy { (try? domain.truth(of: $0)) ?? false } }
  }

  /// Whether a violation is one that is claimed not to happen.
  ///
  /// - Parameter properties: those that hold where it happened.
  /// - Parameter isAbandoned: whether nobody goes on with the deal.
  public func exclude(_ violation: Violation, by properties: [Property], isAbandoned: Bool) -> Bool
  {
    switch violation.kind {
    case .stuck, .overdrawn: !isAbandoned && properties.contains { $0.isBroken(by: violation) }
    case .neverSettles, .late: settles
    case .paidTwice, .walletBelowZero, .notConserved, .rules: true
    }
  }
}

extension Property {
  /// Whether a violation shows that it does not hold.
  func isBroken(by violation: Violation) -> Bool {
    switch violation.kind {
    case .stuck(let account, _): claim.conservedAccounts.contains(account)
    case .overdrawn(let account): claim.solventAccounts.contains(account)
    default: false
    }
  }
}
