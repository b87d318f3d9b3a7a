public import Collusion
import Exact
import Interpretation
import Mechanisms

/// A condition for safety in words and formulas.
public struct ConditionText: Sendable {
  private let condition: Condition

  public init(_ condition: Condition) { self.condition = condition }

  /// The condition as one formula; nil where no part of it is known.
  public var formula: String? {
    if condition.isImpossible { return "false" }
    if condition.conjuncts.isEmpty { return condition.openReason == nil ? "true" : nil }
    let parts = condition.parts.map(text)
    return parts.count == 1 ? parts[0] : parts.map { "(\($0))" }.joined(separator: " and ")
  }

  /// The condition in lines.
  public var lines: [String] {
    var lines = [headline]
    let parts = condition.parts.filter { !$0[0].isNever }.map(text)
    if condition.parts.count == 1, !condition.isImpossible {
      lines[0] += " \(text(condition.parts[0]))"
    } else {
      lines += parts.map { "  \($0)" }
    }
    if let numbers { lines.append(numbers) }
    if let reason = condition.openReason, !condition.conjuncts.isEmpty {
      lines.append("that is necessary, and may not be sufficient: \(reason)")
    }
    return lines
  }

  private var headline: String {
    if condition.isImpossible {
      return "no choice of parameters is safe"
        + (condition.conjuncts.contains(where: \.isNever)
          ? "" : ": these cannot all hold")
    }
    if condition.conjuncts.isEmpty {
      return condition.openReason == nil
        ? "safe wherever the assumptions hold"
        : "no part of the condition was found: \(condition.openReason ?? "")"
    }
    let word = condition.openReason == nil ? "exactly" : "only"
    return "safe \(word) where" + (condition.parts.count == 1 ? "" : " all of these hold:")
  }

  /// What the symbols for numbers of agents stand for, if there are any.
  private var numbers: String? {
    let variables = condition.conjuncts.reduce(into: Set<String>()) {
      $0.formUnion($1.excess.variables)
      for condition in $1.region { $0.formUnion(condition.function.variables) }
    }
    let numbers = variables.filter { $0.contains("#") || $0.contains("!") }.sorted()
    guard !numbers.isEmpty else { return nil }
    return "for every number \(numbers.joined(separator: ", ")) of agents"
  }

  /// Whether the attack of a part pays at all parameters.
  func isNever(_ part: [Conjunct]) -> Bool { part[0].isNever }

  /// When the attacks of a part pay.
  public func failing(_ part: [Conjunct]) -> String {
    part[0].isNever ? "whatever they are:" : "unless \(text(part)):"
  }

  /// `region → left <= right`, or `left = right` where two conjuncts say so together.
  public func text(_ part: [Conjunct]) -> String { Self.text(part) }

  static func text(_ part: [Conjunct]) -> String {
    let safe = Self.comparison(part[0].excess, part.count == 2 ? "=" : "<=")
    guard !part[0].region.isEmpty else { return safe }
    return "\(part[0].region.map(\.description).joined(separator: " and ")) → \(safe)"
  }

  /// A part solved for a parameter: case by case, what the parameter has to be.
  public func solved(_ part: [Conjunct], for parameter: String) -> String {
    if part.count == 2, part[0].solutions.count == 1, part[0].solutions[0].when == nil {
      switch part[0].solutions[0].bound {
      case .atLeast(let whole, let rest), .atMost(let whole, let rest):
        return "\(parameter) = \(Self.sum(rest, whole))"
      case .free, .always, .never, .notLinear: break
      }
    }
    return part.map { solved($0, for: parameter) }.joined(separator: " · ")
  }

  private func solved(_ conjunct: Conjunct, for parameter: String) -> String {
    let region = conjunct.region.map(\.description).joined(separator: " and ")
    let cases = conjunct.solutions.map { solution in
      let bound = Self.text(solution.bound, on: parameter)
      return solution.when.map { "\($0): \(bound)" } ?? bound
    }
    if cases.isEmpty { return text([conjunct]) }
    return (region.isEmpty ? "" : "\(region) → ") + cases.joined(separator: " · ")
  }

  private static func text(_ bound: Conjunct.Solution.Bound, on parameter: String) -> String {
    switch bound {
    case .atLeast(let whole, let rest): "\(parameter) >= \(sum(rest, whole))"
    case .atMost(let whole, let rest): "\(parameter) <= \(sum(rest, whole))"
    case .free(let rest): "where \(comparison(RationalFunction(rest), "<="))"
    case .always: "always"
    case .never: "never"
    case .notLinear: "not linear in \(parameter)"
    }
  }

  private static func sum(_ rest: RationalFunction, _ whole: Polynomial) -> String {
    if whole.isZero { return rest.factoredDescription }
    if rest.isZero { return whole.factoredDescription }
    return whole.singleTerms.reduce(rest.factoredDescription) { text, term in
      let part = term.description
      return part.hasPrefix("-") ? "\(text) - \(part.dropFirst())" : "\(text) + \(part)"
    }
  }

  /// That a function stands in a relation to zero, with what is subtracted on the other side.
  private static func comparison(_ function: RationalFunction, _ relation: String) -> String {
    guard let polynomial = function.polynomial else {
      return "\(function.factoredDescription) \(relation) 0"
    }
    if let constant = polynomial.constant { return constant > 0 ? "never" : "always" }
    let (gains, losses) = polynomial.partsBySign
    return "\(gains.factoredDescription) \(relation) \(losses.factoredDescription)"
  }
}

extension Conjunct {
  /// Whether its attack pays at all parameters that are assumed.
  fileprivate var isNever: Bool { region.isEmpty && (excess.constant.map { $0 > 0 } ?? false) }
}
