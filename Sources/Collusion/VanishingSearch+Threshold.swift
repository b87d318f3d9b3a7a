import Exact
import Interpretation
import Mechanisms
import SMT

/// One threshold for all other parameters.
extension VanishingSearch {
  func verdict(
    beyond threshold: Located<Formula>, _ pieces: [Piece], _ equilibrium: Equilibrium
  ) throws -> Verdict {
    let domain = SemialgebraicDomain()
    let epsilon = RationalFunction(variable: Property.Vanishing.epsilon)
    let variable = RationalFunction(variable: parameter)
    let thresholds = try domain.number(of: threshold)
    guard domain.isExact else { throw NoAnswer(reason: "the threshold is rounded (floor, ceil)") }
    if let end = try wrong(threshold, thresholds, domain) { return end }
    for piece in pieces {
      for part in thresholds {
        let beyond =
          vanishing.limit.value.map { value -> Semialgebraic in
            let distance = variable - RationalFunction(value)
            return .all([
              Semialgebraic(distance, .notEqual), Semialgebraic(distance - part.value, .less),
              Semialgebraic(distance + part.value, .greater),
            ])
          } ?? Semialgebraic(variable - part.value, .greater)
        let demand = space.domain.truth(
          .all([
            piece.region, part.when, beyond, Semialgebraic(epsilon, .greater),
            Semialgebraic(piece.value - epsilon, .greater),
          ]))
        switch try space.ask(
          [demand], proving: "beyond the threshold, the quantity is at most epsilon")
        {
        case .unsatisfiable: continue
        case .unknown(let reason): throw NoAnswer(reason: reason)
        case .satisfiable: break
        }
        guard let values = try space.values(meeting: [demand]) else {
          throw NoAnswer(
            reason: "it is above epsilon beyond the threshold, at no simple parameters")
        }
        return .broken(
          .persistence(try persistence(beyond: part.value, piece, values, equilibrium)))
      }
    }
    return .proved
  }

  /// What follows if a threshold is not one for every ε: if it divides by zero, or leaves nothing within it.
  private func wrong(
    _ threshold: Located<Formula>, _ parts: SemialgebraicDomain.Number,
    _ domain: SemialgebraicDomain
  ) throws -> Verdict? {
    let epsilon = RationalFunction(variable: Property.Vanishing.epsilon)
    let isAsked = Semialgebraic(epsilon, .greater)
    var failures = try domain.requirements(of: threshold).map { domain.not($0.truth) }
    if vanishing.limit.value != nil {
      failures += parts.map { .all([$0.when, Semialgebraic($0.value, .lessOrEqual)]) }
    }
    for failure in failures {
      let demand = space.domain.truth(.all([isAsked, failure]))
      if try space.ask([demand], proving: "the threshold is one for every epsilon")
        != .unsatisfiable
      {
        return .vacuous("the threshold is not a positive number for every epsilon")
      }
    }
    return nil
  }

  /// A point beyond a threshold at which the quantity is too large.
  private func persistence(
    beyond threshold: RationalFunction, _ piece: Piece, _ values: [String: Rational],
    _ equilibrium: Equilibrium
  ) throws -> Persistence {
    let epsilon = Property.Vanishing.epsilon
    var point = space.parameters(in: values)
    for (name, function) in equilibrium.solutions { point[name] = function.evaluate(at: values) }
    let here = point.merging([epsilon: values[epsilon] ?? 0]) { first, _ in first }
    var found = Persistence(
      limit: vanishing.limit, parameters: point, quantity: piece.value,
      equilibrium: equilibrium.solutions, along: [:], value: piece.value.evaluate(at: here),
      point: point)
    if let epsilon = values[epsilon], let threshold = threshold.evaluate(at: here) {
      found.missed = Persistence.Threshold(epsilon: epsilon, value: threshold)
    }
    found.attack = try attack(gainingMoreThan: values[epsilon] ?? 0, at: point)
    return found
  }
}
