extension Choice {
  /// What is prescribed, where some prescriptions are replaced.
  public func prescription(under overrides: [Property.Override]) -> Prescription {
    overrides.first { $0.role == group.role && $0.attribute == attribute }?.prescription
      ?? prescription
  }
}

extension Mechanism {
  /// Every step with the steps inside it, in the order of the file.
  public var allSteps: [Step] {
    func flattened(_ steps: [Step]) -> [Step] {
      steps.flatMap { step -> [Step] in
        switch step.action {
        case .when(_, let then, let otherwise):
          return [step] + flattened(then) + flattened(otherwise)
        case .rounds(_, let steps): return [step] + flattened(steps)
        case .forever(let repetition): return [step] + flattened(repetition.steps)
        default: return [step]
        }
      }
    }
    return flattened(steps)
  }

  /// The rounds without end, if that is how it ends.
  public var repetition: Repetition? {
    if case .forever(let repetition)? = steps.last?.action { repetition } else { nil }
  }

  /// Whether a property claims that there is no such fault, and so tells of it.
  ///
  /// - Parameter expectation: The verdict that the property has to expect, if it matters.
  public func tells(
    of fault: Fault, expecting expectation: Property.Expectation? = nil
  ) -> Bool {
    guard case .overdrawn(let account) = fault.kind else { return false }
    return properties.contains {
      // Under conditions of its own, it does not tell of all.
      guard $0.given.isEmpty, case .solvency(let accounts) = $0.claim else { return false }
      return accounts.contains(account) && (expectation == nil || $0.expected == expectation)
    }
  }

  /// Every choice, in the order of the file.
  public var choices: [Choice] {
    allSteps.flatMap { step -> [Choice] in
      if case .choose(let choices) = step.action { choices } else { [] }
    }
  }

  /// The role that each drawn group is drawn from, by its name.
  public var drawnRoles: [String: String] {
    var roles: [String: String] = [:]
    for step in allSteps {
      if case .draw(let draw) = step.action { roles[draw.name] = draw.group.role }
    }
    return roles
  }
}
