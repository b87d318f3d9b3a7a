import Exact

/// A difference of amounts that is at most zero, or below it: what arguments about payoffs rest on.
///
/// Factors that are numbers are taken out, so that comparisons that say the same are mostly equal.
struct Comparison: Hashable, Sendable {
  let difference: Payoff
  let isStrict: Bool

  init(_ difference: Payoff, isStrict: Bool = false) {
    self.difference = Payoff(
      Self.withoutContent(difference.real),
      infinitesimal: Self.withoutContent(difference.infinitesimal))
    self.isStrict = isStrict
  }

  private static func withoutContent(_ polynomial: Polynomial) -> Polynomial {
    let content = polynomial.content
    return content.isZero || content == 1 ? polynomial : polynomial.scaled(by: content.reciprocal)
  }

  static func atMost(_ left: Payoff, _ right: Payoff) -> Comparison { Comparison(left - right) }

  static func below(_ left: Payoff, _ right: Payoff) -> Comparison {
    Comparison(left - right, isStrict: true)
  }

  var relation: Constraint.Relation { isStrict ? .less : .lessOrEqual }
  var constraint: Constraint { .comparison(difference, relation) }

  var negated: Comparison { Comparison(Payoff.zero - difference, isStrict: !isStrict) }

  func holds(at point: [String: Rational]) -> Bool { constraint.holds(at: point) }
}
