import Exact
import Interpretation
import Mechanisms
import SMT

/// The parameters at which the assumptions of a question hold.
struct ParameterSpace {
  let domain: TermDomain
  let subject: Subject
  let oracle: Oracle
  private let assumptions: [BoolTerm]

  init(_ subject: Subject, asking oracle: Oracle) throws {
    self.subject = subject
    self.oracle = oracle
    domain = TermDomain(oracle, fixed: subject.fixed)
    assumptions = try domain.assumed(subject.assumptions)
  }

  var query: Query {
    let names =
      subject.mechanism.parameters.filter(\.isInteger).map(\.name)
      + subject.mechanism.roles.map { Shape.symbol(members: $0.name) }
    return Query(
      conditions: assumptions + domain.definitions, wholes: names.compactMap { domain.symbols[$0] })
  }

  /// Whether some point meets all demands.
  ///
  /// - Parameter claim: What it says if none does, where a verdict rests on that.
  func ask(_ demands: [TermDomain.Truth], proving claim: String? = nil) throws -> Outcome {
    try oracle.ask(query + demands.map(domain.term), proving: claim).0
  }

  /// Whether a condition is known to hold at every point that meets some demands.
  func entails(
    _ condition: FunctionDomain.Condition, where demands: [TermDomain.Truth] = []
  ) throws -> Bool {
    try ask(demands + [domain.not(domain.truth(condition))]) == .unsatisfiable
  }

  func isPositive(
    _ polynomial: Polynomial, where demands: [TermDomain.Truth] = []
  ) throws -> Bool {
    if let constant = polynomial.constant { return constant > 0 }
    return try entails(
      FunctionDomain.Condition(function: RationalFunction(polynomial), relation: .greater),
      where: demands)
  }

  /// Notes parameters at which a query can be met, so that it can be seen that it asks for something.
  func recordWitness(of query: Query, _ claim: String) throws {
    guard oracle.keepsObligations else { return }
    let point = try point(meeting: query.conditions.map { .term($0) }) ?? [:]
    let values = point.filter { subject.fixed[$0.key] == nil }.sorted { $0.key < $1.key }
      .map { oracle.context.real($0.key) .== $0.value }
    let isWitness = try oracle.ask(query + values).0 == .satisfiable
    try oracle.record(
      query.formulas + (isWitness ? values : []), claim, .satisfiable(at: isWitness ? point : [:]))
  }

  /// Notes parameters at which the assumptions hold.
  func recordWitness() throws { try recordWitness(of: query, "the assumptions can hold") }

  /// A point that meets all demands, near the defaults; nil if there is none, or none was found.
  func point(meeting demands: [TermDomain.Truth]) throws -> [String: Rational]? {
    try values(meeting: demands).map(parameters)
  }

  /// The parameters among values of symbols; those that do not matter at their defaults.
  func parameters(in values: [String: Rational]) -> [String: Rational] {
    subject.mechanism.parameters.reduce(into: [:]) { point, parameter in
      point[parameter.name] =
        subject.fixed[parameter.name] ?? values[parameter.name] ?? parameter.defaultValue ?? 0
    }
  }

  /// The values of all symbols at a point that meets all demands, near the defaults; nil if there is
  /// none, or none was found.
  func values(meeting demands: [TermDomain.Truth]) throws -> [String: Rational]? {
    var met = demands
    guard try ask(met) == .satisfiable else { return nil }
    for parameter in subject.mechanism.parameters {
      guard let value = parameter.defaultValue, subject.fixed[parameter.name] == nil else {
        continue
      }
      let isUsual = domain.compare(
        domain.parameter(parameter.name), .equal, .constant(value))
      if try ask(met + [isUsual]) == .satisfiable { met.append(isUsual) }
    }
    guard case (.satisfiable, let model?) = try oracle.ask(query + met.map(domain.term)) else {
      return nil
    }
    var values: [String: Rational] = [:]
    for (name, symbol) in domain.symbols {
      guard let value = try model.value(of: symbol).rational else { return nil }
      values[name] = value
    }
    return values
  }
}
