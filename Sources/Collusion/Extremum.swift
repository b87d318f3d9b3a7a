public import Exact

/// The best value of a quantity over the parameters that are free: the greatest, or the least.
public enum Extremum: Codable, Hashable, Sendable {
  /// It has this value at these parameters, and a better one at none.
  case attained(Rational, at: [String: Rational])
  /// It has values as near to this one as one likes, for example at these parameters, and never this one.
  case approached(Rational, near: [String: Rational])
  /// It has the first value or a better one, none better than the second, and the two are within a millionth
  /// of each other; at these parameters it is within a hundredth. So where the best value is no fraction.
  case enclosed(Rational, Rational, near: [String: Rational])
  /// It gets better for ever, from these parameters in this direction.
  case unbounded(from: [String: Rational], along: [String: Rational])
  /// Not decided; the reason, the best value that was found, and one than which there is no better.
  case unknown(String, found: Rational?, limit: Rational? = nil)

  /// The same of the negative of the quantity.
  var negated: Extremum {
    switch self {
    case .attained(let value, let point): .attained(-value, at: point)
    case .approached(let value, let point): .approached(-value, near: point)
    case .enclosed(let found, let limit, let point): .enclosed(-found, -limit, near: point)
    case .unbounded: self
    case .unknown(let reason, let found, let limit):
      .unknown(reason, found: found.map { -$0 }, limit: limit.map { -$0 })
    }
  }

  /// The value, or the best that was found; nil where there is no bound.
  public var value: Rational? {
    switch self {
    case .attained(let value, _), .approached(let value, _), .enclosed(let value, _, _): value
    case .unbounded: nil
    case .unknown(_, let found, _): found
    }
  }

  var isAttained: Bool { if case .attained = self { true } else { false } }

  /// The greater of two greatest values.
  func greater(_ other: Extremum) -> Extremum {
    switch (self, other) {
    case (.unbounded, _): return self
    case (_, .unbounded): return other
    case (.unknown(let reason, let found, let limit), let known),
      (let known, .unknown(let reason, let found, let limit)):
      if let limit, let value = known.value, known.isDecided, value > limit { return known }
      let limits = [limit, known.isDecided ? known.value : known.limit]
      return .unknown(
        reason, found: [found, known.value].compactMap { $0 }.max(),
        limit: limits.contains(nil) ? nil : limits.compactMap { $0 }.max())
    case (.enclosed(let found, let limit, _), _):
      let value = other.value ?? found
      let highest = other.limit ?? value
      if value >= limit { return other }
      if highest <= found { return self }
      return .unknown(
        "two plans gain about the same", found: max(found, value), limit: max(limit, highest))
    case (_, .enclosed): return other.greater(self)
    case (.attained(let value, _), .attained(let another, _)),
      (.attained(let value, _), .approached(let another, _)):
      return value >= another ? self : other
    case (.approached(let value, _), .attained(let another, _)),
      (.approached(let value, _), .approached(let another, _)):
      return value > another ? self : other
    }
  }

  private var isDecided: Bool { openReason == nil }

  /// Why it is not decided, if it is not.
  public var openReason: String? {
    if case .unknown(let reason, _, _) = self { reason } else { nil }
  }

  private var limit: Rational? {
    switch self {
    case .unknown(_, _, let limit): limit
    case .enclosed(_, let limit, _): limit
    case .attained, .approached, .unbounded: nil
    }
  }

  /// Parameters at which the best value is found, or one near it, or from which on there is no bound.
  public var point: [String: Rational]? {
    switch self {
    case .attained(_, let point), .approached(_, let point), .enclosed(_, _, let point),
      .unbounded(let point, _):
      point
    case .unknown: nil
    }
  }
}
