public import Exact

/// A condition on the symbols of a game.
public indirect enum Constraint: Hashable, Sendable {
  /// An amount in this relation to zero.
  case comparison(Payoff, Relation)
  case any([Constraint])
  case all([Constraint])

  /// How an amount compares with zero.
  public enum Relation: String, Hashable, Sendable, CaseIterable {
    case less = "<"
    case lessOrEqual = "<="
    case equal = "="
    case notEqual = "!="
    case greaterOrEqual = ">="
    case greater = ">"

    /// Whether an amount of this sign is in the relation to zero.
    public func holds(forSign sign: Int) -> Bool {
      switch self {
      case .less: sign < 0
      case .lessOrEqual: sign <= 0
      case .equal: sign == 0
      case .notEqual: sign != 0
      case .greaterOrEqual: sign >= 0
      case .greater: sign > 0
      }
    }

    /// The relation that holds exactly where this one does not.
    public var negated: Relation {
      switch self {
      case .less: .greaterOrEqual
      case .lessOrEqual: .greater
      case .equal: .notEqual
      case .notEqual: .equal
      case .greaterOrEqual: .less
      case .greater: .lessOrEqual
      }
    }
  }

  /// Whether it holds where the symbols have these values; false if one that matters has none.
  public func holds(at point: [String: Rational]) -> Bool {
    switch self {
    case .comparison(let amount, let relation):
      amount.value(at: point).map { relation.holds(forSign: $0.signum()) } ?? false
    case .any(let parts): parts.contains { $0.holds(at: point) }
    case .all(let parts): parts.allSatisfy { $0.holds(at: point) }
    }
  }
}

extension Constraint: CustomStringConvertible {
  /// As in `a + b <= c`, with what is subtracted on the other side; alternatives with `or` between them.
  public var description: String {
    switch self {
    case .comparison(let amount, let relation): Self.text(amount, relation)
    case .any(let parts): parts.map { $0.nested }.joined(separator: " or ")
    case .all(let parts): parts.map { $0.nested }.joined(separator: " and ")
    }
  }

  private var nested: String {
    if case .comparison = self { description } else { "(\(description))" }
  }

  private static func text(_ amount: Payoff, _ relation: Relation) -> String {
    func part(_ sign: Int) -> Payoff {
      func part(_ polynomial: Polynomial) -> Polynomial {
        polynomial.singleTerms.filter { $0.terms[0].coefficient.signum() == sign }
          .reduce(.zero, +).scaled(by: Rational(sign))
      }
      return Payoff(part(amount.real), infinitesimal: part(amount.infinitesimal))
    }
    let (left, right) = (part(1), part(-1))
    if left == .zero { return "\(right) \(relation.mirrored.rawValue) 0" }
    return "\(left) \(relation.rawValue) \(right)"
  }
}

extension Constraint.Relation {
  /// The relation with its sides exchanged.
  fileprivate var mirrored: Constraint.Relation {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greaterOrEqual: .lessOrEqual
    case .greater: .less
    case .equal, .notEqual: self
    }
  }
}
