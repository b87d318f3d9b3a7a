public import Exact
public import Interpretation
import Mechanisms
import SMT

/// Where no coalition of a property's class gains more than the margin: conditions on the parameters,
/// beside what is assumed, all of which have to hold.
public struct Condition: Codable, Hashable, Sendable {
  /// In the order in which they read best; none where nobody gains at any parameters that are assumed.
  public var conjuncts: [Conjunct]
  /// Why the conjuncts may not be all that is needed; nil if they are necessary and sufficient.
  public var openReason: String?
  /// Parameters at which nobody gains, near the defaults; nil if none were found.
  public var safePoint: [String: Rational]?
  /// Whether the conjuncts contradict each other, so that no parameters that are assumed are safe.
  public var isImpossible: Bool

  /// That everything is safe that is assumed.
  public static let always = Condition(conjuncts: [], openReason: nil, isImpossible: false)

  /// That nothing is known, for a reason.
  public static func unknown(_ reason: String) -> Condition {
    Condition(conjuncts: [], openReason: reason, isImpossible: false)
  }

  /// Whether the conjuncts are all that is needed, and speak of parameters only.
  public var isDecided: Bool {
    openReason == nil && (isImpossible || !conjuncts.contains(where: \.speaksOfNumbers))
  }

  /// The conjuncts as they are best read: two that bound the same from both sides together, the others
  /// each by itself.
  public var parts: [[Conjunct]] {
    var parts: [[Conjunct]] = []
    for conjunct in conjuncts {
      let opposite = parts.firstIndex {
        $0.count == 1 && $0[0].region == conjunct.region && $0[0].excess == -conjunct.excess
      }
      if let opposite { parts[opposite].append(conjunct) } else { parts.append([conjunct]) }
    }
    return parts
  }

  /// Whether the conjuncts hold at a point that is assumed; for numbers of agents that are symbols,
  /// at the numbers that the point gives.
  public func holds(at point: [String: Rational]) -> Bool {
    !isImpossible && conjuncts.allSatisfy { $0.holds(at: point) }
  }
}

/// `region → excess <= 0`: where a plan pays, and when it does not.
public struct Conjunct: Codable, Hashable, Sendable {
  /// Where the conjunct says something: everywhere if there are none.
  public var region: [FunctionDomain.Condition]
  /// What the plan gains above the margin, up to a factor that is positive wherever the assumptions
  /// hold. Beside parameters it may speak of numbers of agents (``Shape/symbol(members:)``), and then
  /// holds for all of them.
  public var excess: RationalFunction
  /// An attack that pays where this conjunct fails; where that is possible, at parameters at which all
  /// others hold.
  public var attack: Attack
  /// The conjunct solved for a parameter, case by case, if that was asked for.
  public var solutions: [Solution] = []

  /// What a conjunct says of one parameter, in one case.
  public struct Solution: Codable, Hashable, Sendable {
    /// When this is the case; nil if always.
    public var when: FunctionDomain.Condition?
    public var bound: Bound

    public enum Bound: Codable, Hashable, Sendable {
      /// The parameter has to be at least this: a whole part, and the rest, a proper quotient.
      case atLeast(Polynomial, RationalFunction)
      case atMost(Polynomial, RationalFunction)
      /// The parameter does not matter, and this must not be above zero.
      case free(Polynomial)
      case always, never
      /// The parameter occurs with higher powers.
      case notLinear
    }
  }

  /// Whether it speaks of numbers of agents beside parameters.
  public var speaksOfNumbers: Bool {
    variables.contains { $0.hasPrefix("#") || $0.contains("!") }
  }

  /// What it speaks of.
  var variables: Set<String> {
    excess.variables.union(region.flatMap(\.function.variables))
  }

  public func holds(at point: [String: Rational]) -> Bool {
    let isInside = region.allSatisfy { condition in
      condition.function.evaluate(at: point).map { condition.relation.holds($0, 0) } ?? false
    }
    return !isInside || (excess.evaluate(at: point).map { $0 <= 0 } ?? true)
  }
}

extension TermDomain {
  /// The number that a polynomial in parameters and symbols stands for.
  func number(_ polynomial: Polynomial, counts: [String: RealTerm]) -> Number {
    polynomial.terms.reduce(.constant(0)) { total, term in
      let product = term.monomial.factors.reduce(Number.constant(term.coefficient)) {
        let symbol =
          counts[$1.variable].map { Number.fraction($0, over: [:]) } ?? parameter($1.variable)
        return (0..<$1.exponent).reduce($0) { product, _ in self.product(product, symbol) }
      }
      return sum(total, product)
    }
  }

  /// That a condition holds; false where its denominator is zero.
  func truth(_ condition: FunctionDomain.Condition, counts: [String: RealTerm] = [:]) -> Truth {
    let top = number(condition.function.numerator, counts: counts)
    let over = number(condition.function.denominator, counts: counts)
    return and(
      compare(over, .notEqual, .constant(0)),
      compare(product(top, over), condition.relation, .constant(0)))
  }

  /// That a conjunct fails: where the plan of its attack pays.
  func failure(of conjunct: Conjunct, counts: [String: RealTerm] = [:]) -> Truth {
    let pays = FunctionDomain.Condition(function: conjunct.excess, relation: .greater)
    return (conjunct.region + [pays]).reduce(.constant(true)) {
      and($0, truth($1, counts: counts))
    }
  }
}
