public import Exact

/// The best value of a quantity over the parameters that are free: the greatest, or the least.
public enum Extremum: Hashable, Sendable {
  /// It has this value at these parameters, and a better one at none.
  case attained(Rational, at: [String: Rational])
  /// It has values as near to this one as one likes, for example at these parameters, and never this one.
  case approached(Rational, near: [String: Rational])
  /// It gets better for ever, from these parameters in this direction.
  case unbounded(from: [String: Rational], along: [String: Rational])
  /// Not decided; the reason, and the best value that was found.
  case unknown(String, found: Rational?)

  /// The same of the negative of the quantity.
  var negated: Extremum {
    switch self {
    case .attained(let value, let point): .attained(-value, at: point)
    case .approached(let value, let point): .approached(-value, near: point)
    case .unbounded: self
    case .unknown(let reason, let found): .unknown(reason, found: found.map { -$0 })
    }
  }

  /// The value, or the best that was found; nil where there is no bound.
  public var value: Rational? {
    switch self {
    case .attained(let value, _), .approached(let value, _): value
    case .unbounded: nil
    case .unknown(_, let found): found
    }
  }

  var isAttained: Bool { if case .attained = self { true } else { false } }

  /// The greater of two greatest values.
  func greater(_ other: Extremum) -> Extremum {
    switch (self, other) {
    case (.unbounded, _): return self
    case (_, .unbounded): return other
    case (.unknown(let reason, let found), let known), (let known, .unknown(let reason, let found)):
      return .unknown(reason, found: [found, known.value].compactMap { $0 }.max())
    case (.attained(let value, _), .attained(let another, _)),
      (.attained(let value, _), .approached(let another, _)):
      return value >= another ? self : other
    case (.approached(let value, _), .attained(let another, _)),
      (.approached(let value, _), .approached(let another, _)):
      return value > another ? self : other
    }
  }

  /// Parameters at which the best value is found, or one near it, or from which on there is no bound.
  public var point: [String: Rational]? {
    switch self {
    case .attained(_, let point), .approached(_, let point), .unbounded(let point, _): point
    case .unknown: nil
    }
  }
}
