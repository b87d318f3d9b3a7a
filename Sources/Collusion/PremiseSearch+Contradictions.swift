import Interpretation
import Mechanisms
import SMT

extension PremiseSearch {
  private var conditions: [Premise] { premises.filter(\.isCondition) }

  /// The question with some of the conditions, and all payments.
  private func subject(assuming kept: [Premise]) -> Subject {
    subject(keeping: kept + premises.filter { !$0.isCondition })
  }

  /// The conditions that leave a property with nothing to claim.
  func emptiness(in context: Context) throws -> [Premise] {
    func contradicts(_ kept: [Premise]) throws -> Bool {
      try Search(subject: subject(assuming: kept), oracle: oracle(context)).consistency()
        == .unsatisfiable
    }
    if try contradicts(conditions) { return try conditions.irreducible(contradicts) }
    return try conditions.irreducible { kept in
      do {
        return try Search(subject: subject(assuming: kept), oracle: oracle(context)).isEmpty()
      } catch let fault as Fault where fault.kind.isLimit {
        return false
      }
    }
  }

  /// Which parts of a condition leave no parameters safe, where which conditions hold; nil if those that
  /// speak of parameters only do not.
  func impossibility(of condition: Condition, in context: Context) throws -> Explanation? {
    func contradict(_ conjuncts: [Conjunct], _ kept: [Premise]) throws -> Bool {
      let space = try ParameterSpace(subject(assuming: kept), asking: oracle(context))
      let holding = conjuncts.map { space.domain.not(space.domain.failure(of: $0)) }
      return try space.ask(holding) == .unsatisfiable
    }
    let all = condition.conjuncts.filter { !$0.speaksOfNumbers }
    guard try contradict(all, conditions) else { return nil }
    var certificate = condition
    certificate.conjuncts = try all.irreducible { try contradict($0, conditions) }
    return .impossibility(
      certificate,
      where: try conditions.irreducible { try contradict(certificate.conjuncts, $0) })
  }
}
