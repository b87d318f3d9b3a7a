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
    case .broken: return try await explained(finding, of: mechanism)
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
    let candidates = try await onSolverThread { try search.candidates(in: $0) }
    let alone = try await concurrently(search.premises, jobs: jobs) { premise in
      try await self.without(premise, search, deciding: candidates.contains(premise))
    }
    let consequences = Dictionary(uniqueKeysWithValues: zip(search.premises, alone))
    let certain = candidates.filter { consequences[$0]?.isProved != true }
    let needed = try await onSolverThread { context in
      try candidates.irreducible(keeping: certain) { try search.isProved(from: $0, in: context) }
    }
    var grounds = Grounds(needed: [], supporting: [], unneeded: [])
    for premise in search.premises {
      let consequence = consequences[premise]
      if needed.contains(premise) {
        grounds.needed.append(
          Grounds.Need(
            premise: premise,
            consequence: try await told(consequence, of: premise, among: needed, search)))
      } else if case .nonsense(let problem, _)? = consequence {
        grounds.supporting.append(Grounds.Support(premise: premise, problem: problem))
      } else {
        grounds.unneeded.append(premise)
      }
    }
    return grounds
  }

  /// What follows if one premise is dropped.
  private enum Alone: Sendable {
    case verdict(Verdict)
    /// The mechanism makes no sense; the question whether the property is proved may do all the same.
    case nonsense(Unsoundness, isProved: Bool)
    /// The mechanism makes sense, and nothing else was asked.
    case sense

    var isProved: Bool {
      switch self {
      case .verdict(let verdict): verdict == .proved
      case .nonsense(_, let isProved): isProved
      case .sense: true
      }
    }
  }

  /// - Parameter isDeciding: Whether the property is decided, too.
  private func without(
    _ premise: Premise, _ search: PremiseSearch, deciding isDeciding: Bool
  ) async throws -> Alone {
    let property = search.property.dropping([premise])
    var mechanism = search.mechanism.dropping([premise])
    // The others only tell of what need not hold.
    mechanism.properties.removeAll { !$0.claim.isAboutAccounts || !$0.prescriptions.isEmpty }
    mechanism.properties.append(property)
    var examination = Examination()
    if case .given = premise.kind {} else { examination = try await problems(of: mechanism) }
    var problem = examination.found.first
    if problem == nil {
      guard isDeciding else { return .sense }
      do {
        let finding = try await finding(on: property, of: mechanism)
        return .verdict(finding.qualified(by: examination).verdict)
      } catch let fault as Fault {
        problem = Unsoundness(fault: fault, example: [:])
      }
    }
    guard let problem else { return .sense }
    let subject = Subject(mechanism, property)
    let isProved = try await asking { try isDeciding && subject.isProved(asking: $0) }.0
    return .nonsense(problem, isProved: isProved)
  }

  /// What follows if a premise is dropped that is among those needed.
  private func told(
    _ alone: Alone?, of premise: Premise, among needed: [Premise], _ search: PremiseSearch
  ) async throws -> Grounds.Consequence {
    switch alone {
    case .verdict(let verdict)? where verdict != .proved: return .verdict(verdict)
    case .nonsense(let problem, _)?: return .nonsense(problem)
    case .verdict, .sense, nil: break
    }
    let rest = needed.filter { $0 != premise }
    let others = search.premises.filter { !needed.contains($0) }
    return .replaced(
      by: try await onSolverThread { context in
        try others.filter { try search.isProved(from: rest + [$0], in: context) }
      })
  }
}
