import Exact
import Interpretation
import Mechanisms

extension Slice.Axis {
  /// A parameter over a range in which it is likely to matter: as far as is assumed in plain numbers, else
  /// to about twice the largest of some values.
  ///
  /// - Returns: nil if what is assumed leaves it one value.
  init?(_ parameter: Parameter, assuming assumptions: [Formula], near values: [Rational]) {
    let name = parameter.name
    var (least, most): (Rational?, Rational?)
    for (relation, limit) in assumptions.flatMap({ Self.limits(of: name, in: $0) }) {
      switch relation {
      case .less, .lessOrEqual: most = most.map { min($0, limit) } ?? limit
      case .greater, .greaterOrEqual: least = least.map { max($0, limit) } ?? limit
      case .equal: (least, most) = (limit, limit)
      case .notEqual: break
      }
    }
    let highest = values.max() ?? 0
    let lower = least ?? min(0, Self.round(values.min() ?? 0))
    var upper = Self.round(2 * highest)
    if upper <= lower { upper = lower + 1 }
    // A limit that is far away says nothing about what is usual.
    if let most, most <= 10 * max(upper, 1) { upper = most }
    guard lower < upper else { return nil }
    self.init(parameter: name, lower: lower, upper: upper)
  }

  /// The numbers that a parameter is compared with.
  private static func limits(
    of name: String, in formula: Formula
  ) -> [(Formula.Comparison, Rational)] {
    switch formula {
    case .all(let parts): parts.flatMap { limits(of: name, in: $0) }
    case .comparison(let relation, .parameter(name), .number(let limit)): [(relation, limit)]
    case .comparison(let relation, .number(let limit), .parameter(name)):
      [(relation.mirrored, limit)]
    default: []
    }
  }

  /// The next number away from zero that reads well on an axis.
  private static func round(_ value: Rational) -> Rational {
    if value.isZero { return 0 }
    var unit: Rational = 1
    while unit > value.magnitude { unit = unit / 10 }
    while 10 * unit <= value.magnitude { unit = 10 * unit }
    let factor = [1, 2, 3, 4, 5, 6, 8, 10].map { Rational($0) }.first {
      $0 * unit >= value.magnitude
    }
    return (factor ?? 10) * unit * (value < 0 ? -1 : 1)
  }
}
