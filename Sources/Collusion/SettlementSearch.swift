import Exact
import Interpretation
import Mechanisms
import SMT
import Twin

/// Decides whether accounts are always empty in the end, or never go below zero: on every path, whoever does
/// what.
struct SettlementSearch {
  let subject: Subject
  let oracle: Oracle
  /// The accounts that the claim is about.
  private let accounts: Set<String>
  private let isAboutTheEnd: Bool

  init(
    _ subject: Subject, of accounts: [String], inTheEnd isAboutTheEnd: Bool, asking oracle: Oracle
  ) {
    self.subject = subject
    self.oracle = oracle
    self.accounts = Set(accounts)
    self.isAboutTheEnd = isAboutTheEnd
  }

  /// - Throws: ``Disagreement``; a `Fault` of the mechanism; `SMTError`.
  func verdict() throws -> Verdict {
    if accounts.isEmpty { return .vacuous("it speaks of no account") }
    return try Verdict.orUndecided {
      try Search(subject: subject, oracle: oracle).unasked() ?? decided()
    }
  }

  private func decided() throws -> Verdict {
    let soundness = Soundness(
      subject.mechanism, prescribing: subject.property.prescriptions, asking: oracle)
    let domain = TermDomain(oracle, fixed: subject.fixed)
    let (survey, query) = try soundness.survey(
      domain, subject.assumptions,
      watching: isAboutTheEnd ? .ends(of: accounts) : .overdrafts(of: accounts))
    if let limit = survey.faults.first(where: \.fault.kind.isLimit) {
      return .undecided("\(limit.fault)")
    }
    let breaches = survey.faults.filter { isBreach($0.fault) }
    let any = disjunction(breaches.map { domain.term($0.when) }, in: oracle.context)
    let claim =
      isAboutTheEnd
      ? "the accounts are empty in the end, whoever does what"
      : "no account goes below zero, whoever does what"
    switch try oracle.ask(query + [any], proving: claim).0 {
    case .unsatisfiable:
      try ParameterSpace(subject, asking: oracle).recordWitness()
      return .proved
    case .unknown(let reason): return .undecided(reason)
    case .satisfiable: break
    }
    let point = try point(query + [any], domain)
    guard let breach = try breach(at: point) else {
      throw NoAnswer(reason: "a path was found on which it fails, and could not be played")
    }
    return .broken(.breach(breach))
  }

  private func isBreach(_ fault: Fault) -> Bool {
    switch fault.kind {
    case .leftOver(let account): isAboutTheEnd && accounts.contains(account)
    case .overdrawn(let account): !isAboutTheEnd && accounts.contains(account)
    default: false
    }
  }

  /// Parameters at which a question has an answer, near the defaults.
  private func point(_ query: Query, _ domain: TermDomain) throws -> [String: Rational] {
    guard let model = try oracle.model(of: query, preferring: domain.usual(subject.mechanism))
    else {
      throw NoAnswer(reason: "a path on which it fails could not be confirmed in time")
    }
    var point = subject.fixed
    for parameter in subject.mechanism.parameters where point[parameter.name] == nil {
      guard let symbol = domain.symbols[parameter.name] else {
        point[parameter.name] = parameter.defaultValue ?? 0
        continue
      }
      guard let value = try model.value(of: symbol).rational else {
        throw NoAnswer(reason: "the path on which it fails needs an irrational value")
      }
      point[parameter.name] = value
    }
    return point
  }

  // MARK: - Playing it

  /// More groups of agents than this are not tried.
  private static let mostGroups = 500
  private static let mostPaths = 20_000

  /// A path on which it fails, with as few agents as can be who do not do what is prescribed.
  private func breach(at point: [String: Rational]) throws -> Breach? {
    let domain = RationalDomain(point)
    var groups: [[String: Int]] = [[:]]
    for role in subject.mechanism.roles {
      let size = try domain.number(of: role.size).integer ?? 0
      groups = groups.flatMap { group in
        (0...min(size, Inquiry.mostEnumerated)).map { group.merging([role.name: $0]) { $1 } }
      }
      groups = Array(groups.prefix(Self.mostGroups))
    }
    let sorted = groups.sorted {
      let (left, right) = ($0.values.reduce(0, +), $1.values.reduce(0, +))
      return left == right
        ? $0.sorted { $0.key < $1.key }.map(\.value)
          .lexicographicallyPrecedes($1.sorted { $0.key < $1.key }.map(\.value)) : left < right
    }
    for group in sorted {
      try oracle.checkpoint()
      let twin = try Twin(
        subject.mechanism, parameters: point, coalition: Coalition(group),
        prescribing: subject.property.prescriptions)
      let found: (play: Play, account: String, balance: Rational)?
      do {
        found = try twin.firstBreach(
          of: accounts, inTheEnd: isAboutTheEnd, limit: Self.mostPaths)
      } catch let error as TwinError where error.isLimit {
        continue
      }
      if let found {
        return Breach(
          parameters: point, free: Coalition(group).members, play: found.play,
          account: found.account, balance: found.balance, isInTheEnd: isAboutTheEnd)
      }
    }
    return nil
  }
}
