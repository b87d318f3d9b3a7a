import Mechanisms
import SMT

/// Looks for the premises that a proof needs.
struct PremiseSearch: Sendable {
  let mechanism: Mechanism
  let property: Property
  /// How long one question may take.
  let timeout: Duration
  let premises: [Premise]

  init(_ mechanism: Mechanism, _ property: Property, timeout: Duration) {
    self.mechanism = mechanism
    self.property = property
    self.timeout = timeout
    premises = mechanism.premises(of: property)
  }

  func oracle(_ context: Context) -> Oracle { Oracle(context, until: Deadline(in: timeout)) }

  /// The question with some premises, all others being left open.
  func subject(keeping kept: [Premise]) -> Subject {
    let open = Set(premises).subtracting(kept)
    return Subject(mechanism.leavingOpen(open), property.dropping(open))
  }

  /// Whether the property is proved from some premises, all others being left open.
  func isProved(from kept: [Premise], in context: Context) throws -> Bool {
    try subject(keeping: kept).isProved(asking: oracle(context))
  }

  /// Premises that are enough for a proof beside some that are kept: those that the solver needs to see that
  /// there is no attack, if they are, or else all.
  func candidates(beside kept: [Premise], in context: Context) throws -> [Premise] {
    let others = premises.filter { !kept.contains($0) }
    guard let suspects = try suspects(among: others, in: context), suspects.count < others.count,
      try isProved(from: kept + suspects, in: context)
    else { return others }
    return suspects
  }

  /// The premises in unsat cores of the questions about all coalitions; nil if these are not all answered.
  private func suspects(among others: [Premise], in context: Context) throws -> [Premise]? {
    switch property.claim {
    case .noProfitableDeviation, .noProfitableDeviationAmong, .guarantee: break
    default: return nil
    }
    var assuming = property.dropping(Set(others))
    assuming.given += others.map(\.condition)
    let subject = Subject(mechanism.leavingOpen(Set(others)), assuming)
    let oracle = oracle(context)
    // What sets a parameter equal to a number is no assertion, but in its place from the start.
    var found = Set(others.indices.filter { !others[$0].condition.content.equations.isEmpty })
    do {
      for shape in try CoalitionShapes(subject).shapes {
        let inquiry = try Inquiry(subject, shape, asking: oracle)
        guard let core = try inquiry.core(ofLast: others.count) else { return nil }
        found.formUnion(core)
      }
    } catch is Fault {
      return nil
    } catch is OutOfTime {
      return nil
    }
    return others.indices.filter(found.contains).map { others[$0] }
  }
}

extension Array where Element: Equatable {
  /// A part of the list that is enough, as the whole is, and of which nothing more can be left out, where more
  /// is never less than enough. Earlier elements are left out first.
  ///
  /// - Complexity: a question for each element.
  func irreducible(
    keeping kept: [Element] = [], _ isEnough: ([Element]) throws -> Bool
  ) rethrows -> [Element] {
    var left = self
    for element in self where !kept.contains(element) {
      let fewer = left.filter { $0 != element }
      if try isEnough(fewer) { left = fewer }
    }
    return left
  }
}
