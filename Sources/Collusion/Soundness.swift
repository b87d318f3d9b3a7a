public import Exact
import Interpretation
public import Mechanisms
import SMT

/// What is wrong with a mechanism that only a solver can tell.
public struct Unsoundness: Hashable, Sendable {
  public var fault: Fault
  /// Parameters at which it occurs; empty where it always does.
  public var example: [String: Rational]
}

/// Looks for payments that can be negative, accounts that can be overdrawn, divisions by zero,
/// probabilities outside [0, 1] and choices that nobody can reach, whoever does what.
struct Soundness {
  let mechanism: Mechanism
  let program: Program
  let oracle: Oracle

  init(
    _ mechanism: Mechanism, prescribing overrides: [Property.Override], asking oracle: Oracle
  ) {
    self.mechanism = mechanism
    program = Program(mechanism, prescribing: overrides)
    self.oracle = oracle
  }

  private var context: Context { oracle.context }

  /// What is wrong, and what could not be ruled out in time.
  func problems() throws -> (found: [Unsoundness], open: [Fault]) {
    var found: [Unsoundness] = []
    var open: [Fault] = []
    var reachable: Set<Int> = []
    found += try fractionalSizes()
    found += try wrongIdentityCosts()
    let fixed = Subject(mechanism, Property("soundness", against: .perRole([]))).fixed
    for follower in [nil] + mechanism.roles.map({ Optional($0.name) }) {
      let domain = TermDomain(oracle, fixed: fixed)
      let (survey, query) = try survey(domain, mechanism.assumptions, follower: follower)
      let news = survey.faults.filter { fault, _ in
        !mechanism.tells(of: fault) && !open.contains(fault)
          && !found.contains(where: { $0.fault == fault })
      }
      open += news.map(\.fault).filter(\.kind.isLimit)
      let candidates = news.filter { !$0.fault.kind.isLimit }
      // Mostly none of them can occur, which takes one question.
      let any = disjunction(candidates.map { domain.term($0.when) }, in: context)
      let claim = "no payment, account, probability or divisor is wrong, whoever does what"
      let isClear = try oracle.ask(query + [any], proving: claim).0 == .unsatisfiable
      for (fault, when) in isClear ? [] : candidates {
        switch try oracle.ask(query + [domain.term(when)]) {
        case (.satisfiable, let model?):
          found.append(Unsoundness(fault: fault, example: try values(domain, model)))
        case (.unsatisfiable, _): break
        default: open.append(fault)
        }
      }
      guard follower == nil else { continue }
      reachable = try self.reachable(survey.reached.mapValues(domain.term), query)
    }
    guard found.isEmpty else { return (found, open) }
    found = mechanism.choices.filter { !reachable.contains($0.id) }.map {
      Unsoundness(fault: Fault(.unreachable, at: $0.location), example: [:])
    }
    return (found, open)
  }

  /// What can happen under some assumptions, with the question that says where it does.
  ///
  /// - Parameter watched: What is looked at in accounts; whether they go below zero that may not, if nil.
  func survey(
    _ domain: TermDomain, _ given: [Located<Formula>], follower: String? = nil,
    watching watched: Walk<TermDomain>.Watched? = nil
  ) throws -> (Survey<TermDomain.Truth>, Query) {
    let assumptions = try domain.assumed(given)
    let counts = Counts(context)
    var walk = try walk(domain, counts, follower: follower)
    walk.watched = watched
    let survey = try walk.survey { size, parts in counts.fresh(size, parts, domain) }
    let query = Query(
      conditions: assumptions + domain.definitions + counts.conditions,
      wholes: wholes(domain) + counts.wholes)
    return (survey, query)
  }

  /// The choices that some situation leads to, or that could not be ruled out in time. Each model of the
  /// question rules in all choices that it leads to, so that mostly one or two are enough.
  private func reachable(_ choices: [Int: BoolTerm], _ query: Query) throws -> Set<Int> {
    var left = choices
    while !left.isEmpty {
      let any = disjunction(left.sorted { $0.key < $1.key }.map(\.value), in: context)
      let (outcome, model) = try oracle.ask(query + [any])
      if outcome == .unsatisfiable { return Set(choices.keys).subtracting(left.keys) }
      guard let model else { break }
      let rest = try left.filter { try !model.truth(of: $0.value) }
      guard rest.count < left.count else { break }
      left = rest
    }
    return Set(choices.keys)
  }

  /// Everybody does whatever they like, but for agents of one role who do what is prescribed: its only
  /// agent, or any number of several.
  private func walk(
    _ domain: TermDomain, _ counts: Counts, follower: String?
  ) throws -> Walk<TermDomain> {
    var coalition: [String: Walk<TermDomain>.Party] = [:]
    for role in mechanism.roles {
      let size = try domain.number(of: role.size)
      if role.name != follower {
        coalition[role.name] = Walk.Party(members: size, deviators: size)
      } else if !role.isSingle {
        let parts = ["deviators", "followers"].map {
          (name: $0, probability: TermDomain.Number.constant(1))
        }
        let deviators = counts.fresh(size, parts, domain)[0]
        coalition[role.name] = Walk.Party(members: deviators, deviators: deviators)
      }
    }
    var walk = Walk(program, in: domain, coalition: coalition) { question in
      if let size = domain.whole(question.size), size <= 2 { return .any }
      let parts = question.options.map { (name: $0, probability: TermDomain.Number.constant(1)) }
      let split = counts.fresh(question.size, parts, domain)
      return .counts(Dictionary(uniqueKeysWithValues: zip(question.options, split)))
    }
    walk.checkpoint = oracle.checkpoint
    return walk
  }

  /// Roles whose size need not be a whole number.
  private func fractionalSizes() throws -> [Unsoundness] {
    let whole = Set(mechanism.parameters.filter(\.isInteger).map(\.name))
    return try mechanism.roles.filter { !$0.size.content.isWhole(for: whole) }.compactMap { role in
      let domain = TermDomain(oracle)
      let assumptions = try domain.assumed(mechanism.assumptions)
      let size = try domain.number(of: role.size)
      let isWhole = domain.compare(size, .equal, domain.floor(size))
      let query = Query(
        conditions: assumptions + domain.definitions + [domain.term(domain.not(isWhole))],
        wholes: wholes(domain))
      let claim = "the number of '\(role.name)' agents is whole"
      guard case (.satisfiable, let model?) = try oracle.ask(query, proving: claim) else {
        return nil
      }
      return Unsoundness(
        fault: Fault(.notACount(of: role.name), at: role.size.location),
        example: try values(domain, model))
    }
  }

  /// Roles of which an identity may cost less than nothing, or divides by zero.
  private func wrongIdentityCosts() throws -> [Unsoundness] {
    try mechanism.roles.compactMap(\.identityCost).flatMap { cost -> [Unsoundness] in
      let domain = TermDomain(oracle)
      let assumptions = try domain.assumed(mechanism.assumptions)
      let isNegative = domain.compare(try domain.number(of: cost), .less, .constant(0))
      let failures =
        try domain.requirements(of: cost).map { (when: domain.not($0.truth), fault: $0.fault) }
        + [(when: isNegative, fault: Fault(.negativePayment, at: cost.location))]
      return try failures.compactMap { failure in
        let query = Query(
          conditions: assumptions + domain.definitions + [domain.term(failure.when)],
          wholes: wholes(domain))
        let claim = "an identity costs something, or nothing"
        guard case (.satisfiable, let model?) = try oracle.ask(query, proving: claim) else {
          return nil
        }
        return Unsoundness(fault: failure.fault, example: try values(domain, model))
      }
    }
  }

  private func wholes(_ domain: TermDomain) -> [RealTerm] {
    mechanism.parameters.filter(\.isInteger).compactMap { domain.symbols[$0.name] }
  }

  private func values(_ domain: TermDomain, _ model: Model) throws -> [String: Rational] {
    var values: [String: Rational] = [:]
    for parameter in mechanism.parameters {
      guard let symbol = domain.symbols[parameter.name] else { continue }
      let value = try model.value(of: symbol)
      values[parameter.name] = value.rational ?? value.bounds(precision: 20).lower
    }
    return values
  }
}

/// Symbols for how a group splits, in any way that can occur.
private final class Counts {
  let context: Context
  private(set) var conditions: [BoolTerm] = []
  private(set) var wholes: [RealTerm] = []

  init(_ context: Context) { self.context = context }

  func fresh(
    _ size: TermDomain.Number, _ parts: [(name: String, probability: TermDomain.Number)],
    _ domain: TermDomain
  ) -> [TermDomain.Number] {
    var counts: [TermDomain.Number] = []
    var total = TermDomain.Number.constant(0)
    var anyOccurs = TermDomain.Truth.constant(false)
    for part in parts {
      let count = context.freshReal(part.name)
      let occurs = domain.compare(part.probability, .greater, .constant(0))
      conditions.append(count >= 0 && (count .== 0 || domain.term(occurs)))
      wholes.append(count)
      counts.append(.fraction(count, over: [:]))
      total = domain.sum(total, .fraction(count, over: [:]))
      anyOccurs = domain.or(anyOccurs, occurs)
    }
    let all = domain.choose(anyOccurs, domain.count(size), .constant(0))
    conditions.append(domain.term(domain.compare(total, .equal, all)))
    return counts
  }
}
