public import Exact
import Interpretation
public import Mechanisms
import SMT

/// Decides properties of mechanisms.
public struct Checker: Sendable {
  /// How long one property may take.
  public var timeout: Duration
  /// How many properties are decided at once.
  public var jobs: Int
  /// Whether findings come with what others need to check them.
  public var keepsObligations: Bool

  public init(timeout: Duration = .seconds(60), jobs: Int = 2, keepsObligations: Bool = false) {
    self.timeout = timeout
    self.jobs = max(jobs, 1)
    self.keepsObligations = keepsObligations
  }

  /// What is wrong with a mechanism that reading it cannot tell, under any of its prescriptions.
  ///
  /// - Throws: `SMTError`.
  public func problems(
    of mechanism: Mechanism
  ) async throws -> Examination {
    var cases = ([[]] + mechanism.properties.map(\.prescriptions).filter { !$0.isEmpty })
      .map { (mechanism: mechanism, overrides: $0) }
    for property in mechanism.properties where !property.identities.isEmpty {
      for added in (try? CoalitionShapes(Subject(mechanism, property)).additions) ?? [] {
        cases.append(
          (
            mechanism: mechanism.adding(added),
            overrides: property.prescriptions.map { $0.adding(added, to: mechanism) }
          ))
      }
    }
    let all = cases
    let (examination, account) = try await asking { oracle in
      var examination = Examination()
      for (mechanism, overrides) in all {
        do {
          let some = try Soundness(mechanism, prescribing: overrides, asking: oracle).problems()
          examination.found += some.found.filter { !examination.found.contains($0) }
          examination.open += some.open.filter { !examination.open.contains($0) }
        } catch let end as OutOfTime {
          examination.unfinished = end.reason
        }
      }
      return examination
    }
    var result = examination
    result.obligations = account.obligations
    return result
  }

  /// Decides a property.
  ///
  /// - Throws: ``Disagreement`` if the two readings of the mechanism differ; a `Fault` of the
  ///   mechanism that shows in a replay; `SMTError`.
  public func finding(on property: Property, of mechanism: Mechanism) async throws -> Finding {
    let ((verdict, condition), account) = try await asking { oracle in
      try Subject(mechanism, property).verdict(asking: oracle)
    }
    let weighed = verdict.weighed(on: mechanism, prescribing: property.prescriptions)
    var finding = Finding(property, weighed, in: account.duration)
    finding.condition = condition
    finding.solving = account.solving
    switch verdict {
    case .proved, .impossible: finding.obligations = account.obligations
    case .broken, .undecided, .vacuous: break
    }
    return finding
  }

  /// The exact condition on the parameters under which a property holds.
  ///
  /// - Parameter parameter: What to solve it for, if anything.
  /// - Complexity: some questions for each plan that has to be ruled out.
  /// - Throws: ``Disagreement``; a `Fault` of the mechanism that shows in a replay; `SMTError`.
  public func condition(
    for property: Property, of mechanism: Mechanism, solvingFor parameter: String? = nil
  ) async throws -> Condition {
    try await accountedCondition(for: property, of: mechanism, solvingFor: parameter).0
  }

  /// The most that a coalition of a property's class gains, parameters being at their defaults where they
  /// have one.
  ///
  /// - Parameter names: The parameters that are free all the same.
  /// - Returns: the bound; a verdict where there is nothing to bound, or no time.
  /// - Complexity: some questions for each plan that is the best somewhere.
  /// - Throws: ``Disagreement``; a `Fault` of the mechanism that shows in a replay; `SMTError`.
  public func gainBound(
    for property: Property, of mechanism: Mechanism, freeing names: Set<String> = []
  ) async throws -> Result<GainBound, NoExtremum> {
    try await extreme(for: property, of: mechanism, freeing: names) { try $0.gainBound() }
  }

  /// The attack that gains most, parameters being at their defaults where they have one.
  ///
  /// - Returns: nil if none gains more than is allowed there, or it was not found.
  /// - Throws: as ``gainBound(for:of:freeing:)``
  public func mostProfitableAttack(
    on property: Property, of mechanism: Mechanism
  ) async throws -> Attack? {
    guard case .success(let bound) = try await gainBound(for: property, of: mechanism),
      let attack = bound.attack
    else { return nil }
    guard attack.gain > (try property.allowedGain(in: RationalDomain(attack.parameters))) else {
      return nil
    }
    return attack.weighed(on: mechanism, prescribing: property.prescriptions)
  }

  /// The parameters at which a property holds and a cost is least, the others being at their defaults where
  /// they have one.
  ///
  /// - Parameter names: The parameters that are free though the cost does not speak of them.
  /// - Returns: the parameters; a verdict where there is nothing to look for, or no time.
  /// - Throws: a `Fault` of the mechanism; `SMTError`.
  public func cheapestParameters(
    by cost: RationalFunction, for property: Property, of mechanism: Mechanism,
    freeing names: Set<String> = []
  ) async throws -> Result<CheapestParameters, NoExtremum> {
    let free = names.union(cost.variables)
    return try await extreme(for: property, of: mechanism, freeing: free) { try $0.cheapest(cost) }
  }

  /// The cheapest design with which a property holds: what the mechanism leaves open is free, all else is at
  /// its default where it has one.
  ///
  /// - Returns: the parameters; a verdict where there is nothing to look for, or no time; nil if the mechanism
  ///   says nothing about its design.
  /// - Throws: a `Fault` of the mechanism; `SMTError`.
  public func cheapestDesign(
    for property: Property, of mechanism: Mechanism
  ) async throws -> Result<CheapestParameters, NoExtremum>? {
    guard let design = mechanism.design else { return nil }
    let cost = try RationalFunction(design.cost, over: mechanism)
    return try await extreme(for: property, of: mechanism, freeing: Set(design.chosen)) {
      try $0.cheapest(cost)
    }
  }

  /// Parameters that are assumed: the defaults, and near them where there are none.
  ///
  /// - Parameter given: what holds beside what is assumed.
  /// - Returns: nil if there are none, or none were found.
  /// - Throws: `SMTError`; a `Fault` of the assumptions.
  public func usualParameters(
    of mechanism: Mechanism, given: [Located<Formula>] = []
  ) async throws -> [String: Rational]? {
    let property = Property("", against: .perRole([]), given: given)
    return try await asking { oracle in
      try ParameterSpace(Subject(mechanism, property), asking: oracle).point(meeting: [])
    }.0
  }

  private func extreme<Answer: Sendable>(
    for property: Property, of mechanism: Mechanism, freeing names: Set<String>,
    _ question: @escaping @Sendable (Extremes) throws -> Answer
  ) async throws -> Result<Answer, NoExtremum> {
    try await asking { oracle -> Result<Answer, NoExtremum> in
      do {
        let subject = Subject(mechanism, property)
        return .success(try question(Extremes(subject, freeing: names, asking: oracle)))
      } catch let none as NoExtremum {
        return .failure(none)
      } catch let end as OutOfTime {
        return .failure(NoExtremum(verdict: .undecided(end.reason)))
      } catch let fault as Fault where fault.kind.isLimit {
        return .failure(NoExtremum(verdict: .undecided("\(fault)")))
      }
    }.0
  }

  private func accountedCondition(
    for property: Property, of mechanism: Mechanism, solvingFor parameter: String? = nil
  ) async throws -> (Condition, Account) {
    try await asking { oracle in
      var search = try ConditionSearch(Subject(mechanism, property), asking: oracle)
      return try search.condition(solvingFor: parameter)
    }
  }

  /// What answers took.
  struct Account: Sendable {
    var duration: Duration
    var solving: Duration
    var obligations: [ProofObligation]
  }

  /// Lets a question be worked on within the time limit.
  func asking<Answer: Sendable>(
    _ question: @escaping @Sendable (Oracle) throws -> Answer
  ) async throws -> (Answer, Account) {
    let (timeout, keepsObligations) = (timeout, keepsObligations)
    let start = ContinuousClock.now
    return try await onSolverThread { context in
      let oracle = Oracle(
        context, until: Deadline(in: timeout), keepsObligations: keepsObligations)
      let answer = try question(oracle)
      let account = Account(
        duration: ContinuousClock.now - start, solving: oracle.solving,
        obligations: oracle.obligations)
      return (answer, account)
    }
  }

  /// A finding with the condition, where there is one to tell: a property that does not hold at all
  /// parameters may hold at some.
  func explained(_ finding: Finding, of mechanism: Mechanism) async throws -> Finding {
    guard case .broken(.attack) = finding.verdict else { return finding }
    let (condition, account) = try await accountedCondition(for: finding.property, of: mechanism)
    var finding = finding
    finding.condition = condition
    finding.duration += account.duration
    finding.solving += account.solving
    return finding
  }

  /// Decides every property of a mechanism, several at once.
  ///
  /// - Parameter examination: What is known of the mechanism. While something wrong with it is not ruled
  ///   out, nothing counts as proved.
  /// - Parameter begin: is told of each property when work on it begins.
  /// - Parameter report: is told of each finding when it is made, in no fixed order.
  /// - Returns: the findings in the order of the properties.
  /// - Throws: as ``finding(on:of:)``, the first error once all properties had their turn.
  public func findings(
    on mechanism: Mechanism, after examination: Examination,
    begin: @escaping @Sendable (Int) -> Void = { _ in },
    report: @escaping @Sendable (Int, Finding) -> Void = { _, _ in }
  ) async throws -> [Finding] {
    try await concurrently(mechanism.properties, jobs: jobs, begin: begin, report: report) {
      property in
      let finding = try await self.finding(on: property, of: mechanism)
      return try await self.explained(finding, of: mechanism).qualified(by: examination)
    }
  }
}

/// What a solver found about a mechanism itself.
public struct Examination: Hashable, Sendable {
  public var found: [Unsoundness] = []
  /// What could not be ruled out.
  public var open: [Fault] = []
  /// Why not everything was looked at, if not.
  public var unfinished: String?
  /// What all proofs about the mechanism rest on, if that was asked for.
  public var obligations: [ProofObligation] = []

  public init() {}
}

extension Examination {
  /// Why nothing can be relied on that speaks of all parameters, if so.
  fileprivate var doubt: String? {
    if let fault = open.first {
      return "it could not be ruled out that something is wrong: \(fault)"
    }
    return unfinished.map { "whether the mechanism is sound: \($0)" }
  }
}

extension Finding {
  /// The finding, as far as it can be relied on.
  public func qualified(by examination: Examination) -> Finding {
    var finding = self
    if !finding.obligations.isEmpty { finding.obligations += examination.obligations }
    guard let doubt = examination.doubt else { return finding }
    finding.condition?.openReason = doubt
    switch verdict {
    case .proved, .impossible:
      finding.verdict = .undecided(doubt)
      finding.obligations = []
    case .broken, .undecided, .vacuous: break
    }
    return finding
  }
}
