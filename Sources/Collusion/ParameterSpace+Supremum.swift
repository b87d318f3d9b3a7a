import Exact
import Interpretation
import Mechanisms
import SMT

extension ParameterSpace {
  /// What points have to meet, as truths of a domain.
  typealias Demand = (TermDomain) -> [TermDomain.Truth]

  /// The least upper bound of a function over the points that meet some demands.
  ///
  /// Where function and demands are linear, it is exact. Otherwise bounds are proved and points found, in
  /// turns, until they meet.
  ///
  /// - Returns: nil if no point meets the demands.
  /// - Complexity: a few questions for a linear function; up to some hundred for another.
  func supremum(of function: RationalFunction, where demands: @escaping Demand) throws -> Extremum?
  {
    let demanded = demands(domain)
    switch try ask(demanded) {
    case .unsatisfiable: return nil
    case .unknown(let reason): return .unknown(reason, found: nil)
    case .satisfiable: break
    }
    if let answer = try linearSupremum(of: function, demanded) { return answer }
    return try Climb(self, function, demands).supremum()
  }

  /// The same by linear programming; nil where that does not fit.
  fileprivate func linearSupremum(
    of function: RationalFunction, _ demanded: [TermDomain.Truth]
  ) throws -> Extremum? {
    guard let polynomial = function.polynomial else { return nil }
    let term = domain.whole(term: domain.number(polynomial, counts: [:]))
    let query = query + demanded.map(domain.term)
    var optimum = try oracle.supremum(of: term, Query(conditions: query.conditions))
    if !query.wholes.isEmpty {
      // Whole numbers are asked for where real ones promise a bound.
      if case .unbounded(let ray) = optimum,
        let answer = try unbounded(along: ray, function, demanded)
      {
        return answer
      }
      optimum = try oracle.supremum(of: term, query)
    }
    switch optimum {
    case .infeasible, .unknown: return nil
    case .supremum(let value, attained: true):
      return try point(meeting: demanded + [reaches(value, function)]).map {
        .attained(value, at: $0)
      }
    case .supremum(let value, attained: false):
      return try approached(value, function, demanded)
    case .unbounded(let ray): return try unbounded(along: ray, function, demanded)
    }
  }

  /// A bound that is never reached, with a point at which the function is within a hundredth of it.
  fileprivate func approached(
    _ value: Rational, _ function: RationalFunction, _ demanded: [TermDomain.Truth]
  ) throws -> Extremum? {
    let near = value - max(value.magnitude, 1) / 100
    return try point(meeting: demanded + [reaches(near, function)]).map {
      .approached(value, near: $0)
    }
  }

  /// A ray, once it is proved that all demands are met along it; the function is linear.
  private func unbounded(
    along ray: Ray, _ function: RationalFunction, _ demanded: [TermDomain.Truth]
  ) throws -> Extremum? {
    let direction = domain.symbols.compactMapValues { ray.direction[$0.description] }
    let starts = [
      domain.symbols.mapValues { ray.start[$0.description] ?? 0 }, try values(meeting: demanded),
    ]
    for case var start? in starts {
      guard let first = function.evaluate(at: start),
        let next = function.evaluate(at: start.merging(direction, uniquingKeysWith: +)),
        next > first
      else { continue }
      // Further on, where the function is above zero.
      let ahead = max(0, ((1 - first) / (next - first)).ceiling)
      start.merge(direction) { $0 + ahead * $1 }
      if try isMet(from: start, along: direction, demanded) {
        return .unbounded(from: parameters(in: start), along: direction)
      }
    }
    return nil
  }

  /// Whether all demands are met at every point from one on in a direction, also in whole numbers.
  private func isMet(
    from start: [String: Rational], along direction: [String: Rational],
    _ demanded: [TermDomain.Truth]
  ) throws -> Bool {
    let here = start.map { domain.compare(domain.symbol($0.key), .equal, .constant($0.value)) }
    guard domain.definitions.isEmpty, try ask(demanded + here) == .satisfiable else { return false }
    let steps = oracle.context.freshReal("steps")
    let replacements = domain.symbols.map { name, symbol in
      (
        symbol.erased,
        (steps * direction[name, default: 0] + oracle.context.number(start[name, default: 0]))
          .erased
      )
    }
    let fails = !conjunction(
      query.conditions + demanded.map(domain.term), in: oracle.context
    ).substituting(replacements)
    return try oracle.askReal(Query(conditions: [steps >= 0, fails.simplified])).0 == .unsatisfiable
  }

  fileprivate func reaches(_ value: Rational, _ function: RationalFunction) -> TermDomain.Truth {
    domain.truth(
      FunctionDomain.Condition(
        function: function - RationalFunction(value), relation: .greaterOrEqual))
  }

  fileprivate func exceeds(_ value: Rational, _ function: RationalFunction) -> TermDomain.Truth {
    domain.truth(
      FunctionDomain.Condition(function: function - RationalFunction(value), relation: .greater))
  }

  /// Whether the function is known to come as near to a value as one likes: there is no gap between
  /// them.
  fileprivate func comesNear(
    _ value: Rational, _ function: RationalFunction, _ demanded: [TermDomain.Truth]
  ) throws -> Bool {
    let query = query + demanded.map(domain.term)
    guard query.wholes.isEmpty, domain.definitions.isEmpty else { return false }
    let gap = oracle.context.freshReal("gap")
    let top = domain.number(function.numerator, counts: [:])
    let over = domain.number(function.denominator, counts: [:])
    let least = domain.difference(.constant(value), .fraction(gap, over: [:]))
    let above = domain.difference(top, domain.product(least, over))
    let isNear = domain.compare(domain.product(above, over), .greater, .constant(0))
    let constants = domain.symbols.sorted { $0.key < $1.key }.map(\.value)
    let isGap = forAll(
      constants, !conjunction(query.conditions + [domain.term(isNear)], in: oracle.context))
    return try oracle.askReal(Query(conditions: [gap > 0, isGap])).0 == .unsatisfiable
  }
}

/// Closes in on the least upper bound of a function that is not linear.
private struct Climb {
  let space: ParameterSpace
  let function: RationalFunction
  let demands: ParameterSpace.Demand
  let demanded: [TermDomain.Truth]

  private static let doublings = 20
  private static let bisections = 60

  init(
    _ space: ParameterSpace, _ function: RationalFunction,
    _ demands: @escaping ParameterSpace.Demand
  ) {
    self.space = space
    self.function = function
    self.demands = demands
    // What the function divides by, and so everything it speaks of, has a value where the demands are met.
    demanded =
      demands(space.domain) + [
        space.domain.or(space.reaches(0, function), space.reaches(0, -function))
      ]
  }

  func supremum() throws -> Extremum {
    guard let start = try space.values(meeting: demanded), let value = function.evaluate(at: start)
    else { return .unknown("no simple parameters meet what is demanded", found: nil) }
    if try space.ask(demanded + [space.exceeds(value, function)]) == .unsatisfiable {
      return .attained(value, at: space.parameters(in: start))
    }
    var lower = value
    var step: Rational = max(value.magnitude, 1)
    for doubling in 0..<Self.doublings {
      let upper = value + step
      switch try space.ask(demanded + [space.exceeds(upper, function)]) {
      case .unsatisfiable: return try between(lower, upper)
      case .unknown(let reason): return .unknown(reason, found: lower)
      case .satisfiable: lower = upper
      }
      if doubling == 3, let ray = try alongOneParameter(from: lower) { return ray }
      step = step * 4
    }
    return .unknown("no bound was found", found: lower)
  }

  /// A ray along which only one parameter grows or falls.
  private func alongOneParameter(from value: Rational) throws -> Extremum? {
    guard let point = try space.values(meeting: demanded + [space.exceeds(value, function)])
    else { return nil }
    for name in function.variables.sorted() {
      let others = point.filter { $0.key != name }
      guard
        let onLine = function.substituting(others.filter { function.variables.contains($0.key) })
      else { continue }
      let line = try ParameterSpace(space.subject.holding(others), asking: space.oracle)
      if case .unbounded(let start, let direction)? =
        try line.linearSupremum(of: onLine, demands(line.domain))
      {
        return .unbounded(from: start, along: direction)
      }
    }
    return nil
  }

  /// Some value is at least the one, and none is above the other.
  private func between(_ lower: Rational, _ upper: Rational) throws -> Extremum {
    var (lower, upper) = (lower, upper)
    if let answer = try settled(at: upper) { return answer }
    for _ in 0..<Self.bisections {
      let third = (upper - lower) / 3
      let middle = Rational.simplest(between: lower + third, and: upper - third)
      switch try space.ask(demanded + [space.exceeds(middle, function)]) {
      case .satisfiable: lower = middle
      case .unsatisfiable:
        upper = middle
        if let answer = try settled(at: upper) { return answer }
      case .unknown(let reason): return .unknown(reason, found: lower, limit: upper)
      }
      let simplest = Rational.simplest(between: lower, and: upper)
      if try space.ask(demanded + [space.exceeds(simplest, function)]) == .unsatisfiable {
        upper = simplest
        if let answer = try settled(at: upper) { return answer }
      }
    }
    return try enclosed(lower, upper)
      ?? .unknown("no simple number was found to be it", found: lower, limit: upper)
  }

  /// What is known of a value that is no fraction, if it is known well enough.
  private func enclosed(_ lower: Rational, _ upper: Rational) throws -> Extremum? {
    guard !lower.isZero, upper - lower <= lower.magnitude / 1_000_000 else { return nil }
    let near = lower - lower.magnitude / 100
    return try simplePoint(meeting: demanded + [space.reaches(near, function)]).map {
      .enclosed(lower, upper, near: $0)
    }
  }

  /// A point near one that meets some demands, of simpler numbers where they meet them too.
  private func simplePoint(meeting demands: [TermDomain.Truth]) throws -> [String: Rational]? {
    var met = demands
    guard var values = try space.values(meeting: met) else { return nil }
    for name in function.variables.sorted() {
      guard let value = values[name], value.denominator != 1 else { continue }
      for share: Rational in [Rational(1, 16), Rational(1, 128)] {
        let reach = value.magnitude * share
        let simple = Rational.simplest(between: value - reach, and: value + reach)
        let isSimple = space.domain.compare(
          space.domain.parameter(name), .equal, .constant(simple))
        if try space.ask(met + [isSimple]) == .satisfiable,
          let others = try space.values(meeting: met + [isSimple])
        {
          met.append(isSimple)
          values = others
          break
        }
      }
    }
    return space.parameters(in: values)
  }

  /// What is known if no value is above one: that it is reached, or that values come near it.
  private func settled(at upper: Rational) throws -> Extremum? {
    if let point = try space.point(meeting: demanded + [space.reaches(upper, function)]) {
      return .attained(upper, at: point)
    }
    guard try space.comesNear(upper, function, demanded) else { return nil }
    return try space.approached(upper, function, demanded)
  }
}
