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

  /// Premises that are enough for a proof, in their order: those that the solver needs to see that there is
  /// no attack, if they are, or else all.
  func candidates(in context: Context) throws -> [Premise] {
    guard let suspects = try suspects(in: context), suspects.count < premises.count,
      try isProved(from: suspects, in: context)
    else { return premises }
    return suspects
  }

  /// The premises in unsat cores of the questions about all coalitions; nil if these are not all answered.
  private func suspects(in context: Context) throws -> [Premise]? {
    switch property.claim {
    case .noProfitableDeviation, .noProfitableDeviationAmong, .guarantee: break
    default: return nil
    }
    let all = Set(premises)
    var assuming = property.dropping(all)
    assuming.given = premises.map(\.condition)
    let subject = Subject(mechanism.leavingOpen(all), assuming)
    let oracle = oracle(context)
    var found = Set(
      premises.indices.filter { !subject.assumptions[$0].content.equations.isEmpty })
    do {
      for shape in try CoalitionShapes(subject).shapes {
        guard let core = try Inquiry(subject, shape, asking: oracle).core() else { return nil }
        found.formUnion(core)
      }
    } catch is Fault {
      return nil
    } catch is OutOfTime {
      return nil
    }
    return premises.indices.filter(found.contains).map { premises[$0] }
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
