import Exact
import Interpretation
import Mechanisms
import SMT

/// Decides whether a quantity goes to zero as a parameter goes somewhere, all others being anything that is
/// assumed.
///
/// That it does not says: there are other parameters and some ε > 0 such that, however far the parameter
/// goes, the quantity is above ε farther on. As the parameter goes to infinity that is a formula without it
/// (``Semialgebraic/eventually(_:)``), and so a question without quantifiers.
struct VanishingSearch {
  let subject: Subject
  let vanishing: Property.Vanishing
  let oracle: Oracle
  let space: ParameterSpace

  init(_ subject: Subject, _ vanishing: Property.Vanishing, asking oracle: Oracle) throws {
    self.subject = subject
    self.vanishing = vanishing
    self.oracle = oracle
    space = try ParameterSpace(subject, asking: oracle)
  }

  /// What the quantity is somewhere, and where that is; everything that is assumed included.
  struct Piece {
    var region: Semialgebraic
    var value: RationalFunction
  }

  /// Stands for what the quantity stays above. No parameter can have such a name.
  private static let floor = "the floor"

  var parameter: String { vanishing.limit.parameter }

  /// - Throws: ``Disagreement``; a `Fault` of the mechanism; `SMTError`.
  func verdict() throws -> Verdict {
    try Verdict.orUndecided {
      try Search(subject: subject, oracle: oracle).unasked() ?? decided()
    }
  }

  private func decided() throws -> Verdict {
    let domain = SemialgebraicDomain()
    let assumed = Semialgebraic.all(try subject.assumptions.map { try domain.truth(of: $0) })
    let equilibrium = try equilibrium()
    let (found, openReason) = try pieces(in: domain)
    guard domain.isExact else { throw NoAnswer(reason: "something is rounded (floor, ceil)") }
    let there = Semialgebraic.all([assumed, equilibrium.rest])
    let pieces = try found.map {
      try equilibrium.substituted(into: Piece(region: .all([there, $0.region]), value: $0.value))
    }
    if try !canArrive(there.substituting(equilibrium.solutions)) {
      let why = vanishing.solvedFor.isEmpty ? "by what is assumed" : "in an equilibrium"
      return .vacuous("\(why), \(vanishing.limit) cannot be")
    }
    if let found = try persistence(of: pieces, equilibrium) { return .broken(.persistence(found)) }
    if let openReason { throw NoAnswer(reason: openReason) }
    switch vanishing.extent {
    case .pointwise: return .proved
    case .uniform(let threshold?): return try verdict(beyond: threshold, pieces, equilibrium)
    case .uniform(nil):
      for (names, power) in directions {
        if let found = try persistence(of: pieces, moving: names, power: power, equilibrium) {
          return .broken(.persistence(found))
        }
      }
      throw NoAnswer(
        reason: "no threshold is given ('beyond'), and it is not clear that there is none")
    }
  }

  // MARK: - The quantity

  private func pieces(
    in domain: SemialgebraicDomain
  ) throws -> ([Piece], openReason: String?) {
    if let quantity = vanishing.quantity {
      let cases = try domain.number(of: quantity)
      return (cases.map { Piece(region: $0.when, value: $0.value) }, openReason: nil)
    }
    let everything = Set(subject.mechanism.parameters.map(\.name))
    let (plans, openReason) = try Extremes(subject, freeing: everything, asking: oracle).plans()
    let told = plans.filter { !$0.speaksOfSplits }
    let pieces = told.map { plan in
      Piece(region: .all(plan.region.map(Semialgebraic.init)), value: plan.gain)
    }
    if told.count < plans.count {
      return (pieces, openReason: openReason ?? "a plan splits a large group")
    }
    let growing = told.contains { plan in
      plan.variables.contains { $0.hasPrefix("#") } && coalitionsGrow
    }
    return (
      pieces,
      openReason: openReason
        ?? (growing ? "how many agents collude may grow with '\(parameter)'" : nil)
    )
  }

  /// Whether the number of agents who may collude speaks of the parameter that goes somewhere. Otherwise it is
  /// bounded on the way, and what vanishes for each number vanishes for all.
  private var coalitionsGrow: Bool {
    let bounds: [Located<Formula>] =
      switch subject.property.coalitions {
      case .size(let most): [most]
      case .perRole(let bounds): bounds.map(\.most)
      }
    return bounds.contains { $0.content.speaks(of: parameter) }
  }

  // MARK: - Going there

  /// From where to go there.
  private var sides: [Semialgebraic.Side] {
    vanishing.limit.value == nil ? [.above] : Semialgebraic.Side.allCases
  }

  /// Where a formula holds all the way from somewhere on.
  private func onTheWay(_ formula: Semialgebraic, from side: Semialgebraic.Side) -> Semialgebraic {
    vanishing.limit.value.map { formula.near($0, of: parameter, from: side) }
      ?? formula.eventually(parameter)
  }

  private func canArrive(_ formula: Semialgebraic) throws -> Bool {
    try sides.contains {
      try space.ask([space.domain.truth(onTheWay(formula, from: $0))]) != .unsatisfiable
    }
  }

  /// Sets of parameters that may go along, in proportion to a power of how far the one has gone.
  private var directions: [(names: [String], power: Int)] {
    let names = subject.mechanism.parameters.filter {
      !$0.isInteger && $0.name != parameter && subject.fixed[$0.name] == nil
        && !vanishing.solvedFor.contains($0.name)
    }.map(\.name)
    let single = names.flatMap { [(names: [$0], power: 1), (names: [$0], power: -1)] }
    return single + (names.count > 1 ? [(names: names, power: 1)] : [])
  }

  private static func slope(_ name: String) -> String { "the slope of \(name)" }

  /// How far the parameter has gone: a formula that grows without bound on the way.
  private func progress(from side: Semialgebraic.Side) -> RationalFunction {
    let variable = RationalFunction(variable: parameter)
    guard let value = vanishing.limit.value else { return variable }
    let distance = variable - RationalFunction(value)
    return (side == .above ? distance : -distance).reciprocal
  }

  /// A way on which the quantity does not go to zero; nil if there is none.
  ///
  /// - Parameter names: Parameters that go along, in proportion to a power of how far it has gone.
  /// - Throws: ``NoAnswer`` if it is not known whether there is one.
  private func persistence(
    of pieces: [Piece], moving names: [String] = [], power: Int = 1, _ equilibrium: Equilibrium
  ) throws -> Persistence? {
    var open: String?
    for piece in pieces {
      for side in sides {
        let along = names.reduce(into: [String: RationalFunction]()) {
          let progress = power > 0 ? progress(from: side) : progress(from: side).reciprocal
          $0[$1] = RationalFunction(variable: Self.slope($1)) * progress
        }
        let floor = RationalFunction(variable: Self.floor)
        guard let value = piece.value.substituting(functions: along) else { continue }
        let stays = Semialgebraic.all([
          piece.region.substituting(along), Semialgebraic(value - floor, .greater),
          Semialgebraic(floor, .greater),
        ])
        let demand = space.domain.truth(onTheWay(stays, from: side))
        switch try space.ask([demand], proving: names.isEmpty ? claim : nil) {
        case .unsatisfiable: continue
        case .unknown(let reason):
          open = open ?? reason
          continue
        case .satisfiable: break
        }
        guard let values = try space.values(meeting: [demand]) else {
          open = open ?? "it stays above zero, at no simple parameters"
          continue
        }
        let moved = Piece(region: piece.region.substituting(along), value: value)
        if var found = try persistence(of: moved, side, along, values, equilibrium) {
          found.quantity = piece.value
          return found
        }
        open = open ?? "it stays above zero, and no point on the way was found"
      }
    }
    if let open { throw NoAnswer(reason: open) }
    return nil
  }

  private var claim: String { "the quantity is not above a positive number all the way" }

  /// A persistence at some values of the other parameters.
  private func persistence(
    of piece: Piece, _ side: Semialgebraic.Side, _ along: [String: RationalFunction],
    _ values: [String: Rational], _ equilibrium: Equilibrium
  ) throws -> Persistence? {
    let determined = Set(along.keys).union(equilibrium.solutions.keys).union([parameter])
    let slopes = along.keys.reduce(into: [String: Rational]()) {
      $0[Self.slope($1)] = values[Self.slope($1)]
    }
    let others = space.parameters(in: values).filter { !determined.contains($0.key) }
    let known = others.merging(slopes) { first, _ in first }
    guard let quantity = piece.value.substituting(known) else { return nil }
    var found = Persistence(
      limit: vanishing.limit, parameters: others, quantity: piece.value,
      equilibrium: equilibrium.solutions, along: along.compactMapValues { $0.substituting(slopes) },
      value: limit(of: quantity, side), point: others)
    for exponent in 0..<Self.mostDoublings {
      let way = start * Rational(2).power(exponent)
      let here = vanishing.limit.value.map { side == .above ? $0 + 1 / way : $0 - 1 / way } ?? way
      var point = known
      point[parameter] = here
      guard let now = piece.value.evaluate(at: point), piece.region.holds(at: point),
        now > (found.value ?? 0) / 2
      else { continue }
      for (name, function) in found.along { point[name] = function.evaluate(at: point) }
      for (name, function) in found.equilibrium { point[name] = function.evaluate(at: point) }
      found.point = point.filter { slopes[$0.key] == nil }
      found.isFromBelow = side == .below
      found.attack = try attack(gainingMoreThan: now / 2, at: found.point)
      return found
    }
    return nil
  }

  private static let mostDoublings = 200

  /// Where to begin: a parameter that goes to infinity, at its default.
  private var start: Rational {
    let usual = subject.mechanism.parameters.first { $0.name == parameter }?.defaultValue
    return vanishing.limit.value == nil ? max(usual ?? 1, 1) : 1
  }

  /// What a function of the one parameter comes near to; nil if it grows without bound.
  private func limit(of function: RationalFunction, _ side: Semialgebraic.Side) -> Rational? {
    var function = function
    if let value = vanishing.limit.value {
      let nearby = side.nearby(value, by: parameter)
      function = function.substituting(functions: [parameter: nearby]) ?? function
    }
    let top = function.numerator.coefficients(in: parameter)
    let over = function.denominator.coefficients(in: parameter)
    if top.count > over.count { return nil }
    if top.count < over.count { return 0 }
    guard let first = top.last?.constant, let second = over.last?.constant else { return nil }
    return first / second
  }

  func attack(
    gainingMoreThan margin: Rational, at point: [String: Rational]
  ) throws -> Attack? {
    guard vanishing.quantity == nil else { return nil }
    return try Extremes(subject, freeing: [], asking: oracle)
      .attack(at: point, gainingMoreThan: margin)
  }
}
