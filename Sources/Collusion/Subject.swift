import Exact
import Interpretation
import Mechanisms

/// What a question is about: a mechanism as a property prescribes it.
struct Subject: Sendable {
  let mechanism: Mechanism
  let property: Property
  let program: Program
  /// Parameters that an assumption sets equal to a number, or that are held at a value.
  private(set) var fixed: [String: Rational]

  init(_ mechanism: Mechanism, _ property: Property) {
    self.mechanism = mechanism
    self.property = property
    program = Program(mechanism, prescribing: property.prescriptions)
    fixed = Dictionary(
      (mechanism.assumptions + property.given).flatMap { $0.content.equations },
      uniquingKeysWith: { first, _ in first })
  }

  var assumptions: [Located<Formula>] { mechanism.assumptions + property.given }

  /// The same question with more parameters held at a value.
  func holding(_ values: [String: Rational]) -> Subject {
    var subject = self
    subject.fixed.merge(values) { already, _ in already }
    return subject
  }

  /// Parameters that could be at their defaults.
  var defaults: [String: Rational] {
    Dictionary(
      uniqueKeysWithValues: mechanism.parameters.compactMap { parameter in
        guard fixed[parameter.name] == nil else { return nil }
        return parameter.defaultValue.map { (parameter.name, $0) }
      })
  }
}

extension Formula {
  /// The parameters that the formula sets equal to a number.
  fileprivate var equations: [(String, Rational)] {
    switch self {
    case .comparison(.equal, .parameter(let name), let value),
      .comparison(.equal, let value, .parameter(let name)):
      (try? RationalDomain([:]).number(of: Located(value))).map { [(name, $0)] } ?? []
    case .all(let parts): parts.flatMap(\.equations)
    default: []
    }
  }
}

/// How many agents of each role collude, and how many of them deviate.
struct Shape: Hashable, Sendable {
  /// How many; `nil` stands for a symbol. Where members and deviators of a role are both symbols, they
  /// are the same: all deviate.
  typealias Count = Int?

  var members: [String: Count]
  var deviators: [String: Count]

  init(members: [String: Count], deviators: [String: Count]? = nil) {
    self.members = members
    self.deviators = deviators ?? members
  }

  /// The names of the symbols; no parameter can have such a name.
  static func symbol(members role: String) -> String { "#\(role)" }
  static func symbol(deviators role: String) -> String { "deviating #\(role)" }
}
