import Exact
import Interpretation
import Mechanisms
import SMT

/// The parameters at which the assumptions of a question hold.
struct ParameterSpace {
  let domain: TermDomain
  private let subject: Subject
  private let context: Context
  private let assumptions: [BoolTerm]
  private let deadline: Deadline

  init(_ subject: Subject, in context: Context, until deadline: Deadline) throws {
    self.subject = subject
    self.context = context
    self.deadline = deadline
    domain = TermDomain(context, fixed: subject.fixed)
    assumptions = try subject.assumptions.map { [domain] in domain.term(try domain.truth(of: $0)) }
    try domain.assume(assumptions)
  }

  private var search: WholeSearch {
    let names =
      subject.mechanism.parameters.filter(\.isInteger).map(\.name)
      + subject.mechanism.roles.map { Shape.symbol(members: $0.name) }
    let wholes = names.compactMap { domain.symbols[$0] }
    return WholeSearch(
      context: context, conditions: assumptions + domain.definitions, wholes: wholes,
      deadline: deadline)
  }

  /// Whether some point meets all demands.
  func ask(_ demands: [TermDomain.Truth]) throws -> Outcome {
    try search.ask(demands.map(domain.term)).0
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

  /// A point that meets all demands, near the defaults; nil if there is none, or none was found.
  func point(meeting demands: [TermDomain.Truth]) throws -> [String: Rational]? {
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
    guard case (.satisfiable, let model?) = try search.ask(met.map(domain.term)) else { return nil }
    var point = subject.fixed
    for parameter in subject.mechanism.parameters where point[parameter.name] == nil {
      guard let symbol = domain.symbols[parameter.name] else {
        point[parameter.name] = parameter.defaultValue ?? 0
        continue
      }
      guard let value = try model.value(of: symbol).rational else { return nil }
      point[parameter.name] = value
    }
    return point
  }
}
