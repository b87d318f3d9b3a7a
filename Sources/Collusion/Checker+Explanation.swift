public import Mechanisms
import SMT

extension Checker {
  /// The finding with why it is so, in terms of the rules; of a property that is broken, with the exact
  /// condition under which it would hold.
  ///
  /// - Complexity: two or three findings for each assumption and payment, several at once.
  /// - Throws: as ``finding(on:of:)``
  public func explaining(_ finding: Finding, of mechanism: Mechanism) async throws -> Finding {
    let search = PremiseSearch(mechanism, finding.property, timeout: timeout)
    var finding = finding
    switch finding.verdict {
    case .broken:
      return finding.condition == nil ? try await explained(finding, of: mechanism) : finding
    case .proved:
      if case .someParametersAreSafe = finding.property.claim { return finding }
      finding.explanation = .proof(try await grounds(search))
    case .vacuous:
      finding.explanation = .nothingClaimed(
        try await onSolverThread { try search.emptiness(in: $0) })
    case .impossible:
      guard let condition = finding.condition else { return finding }
      finding.explanation = try await onSolverThread {
        try search.impossibility(of: condition, in: $0)
      }
    case .undecided: break
    }
    return finding
  }

  // MARK: - Proofs

  private func grounds(_ search: PremiseSearch) async throws -> Grounds {
    let usual = Set(try await examination(dropping: [], search).found.map(\.fault))
    let examinations = try await concurrently(search.premises, jobs: jobs) { premise in
      if case .given = premise.kind { return Examination() }
      var examination = try await self.examination(dropping: [premise], search)
      examination.found.removeAll { usual.contains($0.fault) }
      return examination
    }
    let examined = Array(zip(search.premises, examinations))
    var grounds = Grounds(needed: [], supporting: [], unneeded: [])
    let suspicious = examined.filter { !$0.1.found.isEmpty }
    var known = try await consequences(ofDropping: suspicious, search)
    for (premise, examination) in suspicious where known[premise] == nil {
      grounds.supporting.append(Grounds.Support(premise: premise, problem: examination.found[0]))
    }
    let kept = grounds.supporting.map(\.premise)
    let candidates = try await onSolverThread { try search.candidates(beside: kept, in: $0) }
    let open = examined.filter { $0.1.found.isEmpty && candidates.contains($0.0) }
    known.merge(try await consequences(ofDropping: open, search)) { first, _ in first }
    let certain = candidates.filter { known[$0] != nil }
    let needed = try await onSolverThread { context in
      try candidates.irreducible(keeping: certain) {
        try search.isProved(from: kept + $0, in: context)
      }
    }
    for premise in needed {
      var consequence = known[premise]
      if consequence == nil {
        let rest = kept + needed.filter { $0 != premise }
        consequence = try await replacement(of: premise, beside: rest, search)
      }
      guard let consequence else { continue }
      grounds.needed.append(Grounds.Need(premise: premise, consequence: consequence))
    }
    grounds.unneeded = search.premises.filter { !kept.contains($0) && !needed.contains($0) }
    return grounds
  }

  /// What is wrong with the mechanism if some premises are dropped, whatever its other properties claim.
  private func examination(
    dropping premises: Set<Premise>, _ search: PremiseSearch
  ) async throws -> Examination {
    var mechanism = search.mechanism.dropping(premises)
    mechanism.properties = [search.property]
    return try await problems(of: mechanism)
  }

  /// What follows if one of some premises is dropped; nothing if the property is proved all the same.
  private func consequences(
    ofDropping premises: [(Premise, Examination)], _ search: PremiseSearch
  ) async throws -> [Premise: Grounds.Consequence] {
    let found = try await concurrently(premises, jobs: jobs) { premise, examination in
      examination.found.isEmpty
        ? try await self.consequence(ofDropping: premise, search, after: examination)
        : try await self.harm(ofDropping: premise, search)
    }
    return zip(premises, found).reduce(into: [:]) { $0[$1.0.0] = $1.1 }
  }

  private func consequence(
    ofDropping premise: Premise, _ search: PremiseSearch, after examination: Examination
  ) async throws -> Grounds.Consequence? {
    do {
      let verdict = try await finding(dropping: premise, search)
        .qualified(by: examination).verdict
      return verdict == .proved ? nil : .verdict(verdict)
    } catch let fault as Fault {
      return .nonsense(fault)
    }
  }

  /// What shows that the property is broken without a premise, where the mechanism makes sense without it;
  /// it does not everywhere.
  private func harm(
    ofDropping premise: Premise, _ search: PremiseSearch
  ) async throws -> Grounds.Consequence? {
    do {
      let verdict = try await finding(dropping: premise, search).verdict
      return verdict.expectation == .broken ? .verdict(verdict) : nil
    } catch is Fault {
      return nil
    } catch is Disagreement {
      return nil
    }
  }

  private func finding(
    dropping premise: Premise, _ search: PremiseSearch
  ) async throws -> Finding {
    try await finding(
      on: search.property.dropping([premise]), of: search.mechanism.dropping([premise]))
  }

  /// By what a premise is replaced without which the property is proved, too.
  private func replacement(
    of premise: Premise, beside rest: [Premise], _ search: PremiseSearch
  ) async throws -> Grounds.Consequence {
    let others = search.premises.filter { $0 != premise && !rest.contains($0) }
    return .replaced(
      by: try await onSolverThread { context in
        try others.filter { try search.isProved(from: rest + [$0], in: context) }
      })
  }
}
