import Exact

/// Something in a mechanism or a property that a proof may rest on: a condition that is assumed, or money
/// that is paid.
///
/// To drop a condition is to allow that it fails; to drop a payment or a cost is that nobody pays it.
public struct Premise: Hashable, Sendable {
  public var kind: Kind
  /// As a file has it; of a payment, what it is called among the steps.
  public var text: String
  public var location: Location
  /// What is assumed, if it is a condition.
  var formula: Formula?

  public enum Kind: Hashable, Sendable {
    /// A part of one of the mechanism's assumptions: of `a < b < c`, there are two.
    case assumption(Int, part: Int)
    /// A part of what is given in the property.
    case given(Int, part: Int)
    /// A payment as it stands in the file, which may be several steps where it is in a part that is used
    /// more than once.
    case payment(steps: [Int])
    /// What an option costs, at choices that stand at one place in the file.
    case cost(of: String, choices: [Int])
    /// What one more name costs.
    case identity(role: String)
  }

  /// Whether it is a condition, and not money.
  public var isCondition: Bool { formula != nil }
}

extension Mechanism {
  /// Everything that a proof of a property may rest on: conditions, then payments and costs, in the order
  /// of the file.
  ///
  /// - Complexity: O(size of the mechanism).
  public func premises(of property: Property) -> [Premise] {
    conditions(assumptions) { .assumption($0, part: $1) }
      + conditions(property.given) { .given($0, part: $1) } + expenses
      + (property.identities.isEmpty ? [] : identityCosts)
  }

  private func conditions(
    _ formulas: [Located<Formula>], _ kind: (Int, Int) -> Premise.Kind
  ) -> [Premise] {
    formulas.enumerated().flatMap { index, formula in
      formula.content.conjuncts.enumerated().map { part, content in
        Premise(
          kind: kind(index, part), text: "\(content)", location: formula.location,
          formula: content)
      }
    }
  }

  private var identityCosts: [Premise] {
    roles.compactMap { role in
      role.identityCost.map {
        Premise(
          kind: .identity(role: role.name),
          text: "one more identity as \(role.name) costs \($0.content)", location: $0.location)
      }
    }
  }

  /// What is paid, and what options cost.
  private var expenses: [Premise] {
    let labels = labels
    var premises: [Premise] = []
    /// Adds a premise, or finds the one that stands at its place already.
    func add(
      _ id: Int, _ text: String, at location: Location, _ kind: ([Int]) -> Premise.Kind
    ) {
      let same = premises.firstIndex { premise in
        location.line > 0 && premise.location.description == location.description
          && premise.kind == kind(premise.kind.steps)
      }
      if let same {
        premises[same].kind = kind(premises[same].kind.steps + [id])
      } else {
        premises.append(Premise(kind: kind([id]), text: text, location: location))
      }
    }
    for step in allSteps {
      switch step.action {
      case .pay:
        add(step.id, labels[step.id] ?? "", at: step.location) { .payment(steps: $0) }
      case .choose(let choices):
        for choice in choices {
          for option in choice.options {
            guard let cost = option.cost, cost.content != .number(0) else { continue }
            let text =
              "\(option.name) at \(labels[choice.id] ?? choice.attribute) costs \(cost.content)"
            add(choice.id, text, at: option.location) { .cost(of: option.name, choices: $0) }
          }
        }
      default: break
      }
    }
    return premises
  }
}

extension Premise.Kind {
  /// The steps or choices that it stands at.
  fileprivate var steps: [Int] {
    switch self {
    case .payment(let steps), .cost(_, let steps): steps
    case .assumption, .given, .identity: []
    }
  }
}

extension Formula {
  /// The formulas that hold together exactly where this one does.
  var conjuncts: [Formula] {
    if case .all(let parts) = self { parts.flatMap(\.conjuncts) } else { [self] }
  }
}
