import Exact

extension Mechanism {
  /// The mechanism as it is once some roles have more agents: identities that somebody added. Where the number
  /// of a role's agents is a parameter, everything that speaks of that parameter knows of them.
  public func adding(_ identities: [String: Int]) -> Mechanism {
    var mechanism = self
    for (name, count) in identities.sorted(by: { $0.key < $1.key }) where count > 0 {
      guard let index = roles.firstIndex(where: { $0.name == name }) else { continue }
      if case .parameter(let parameter) = roles[index].size.content {
        let larger = Rewriter(self, enlarging: parameter, by: count)
        mechanism.roles = mechanism.roles.map { role in
          var role = role
          role.size = larger.rewrite(role.size)
          return role
        }
        mechanism.steps = larger.rewrite(mechanism.steps)
      } else {
        mechanism.roles[index].size.content = .arithmetic(
          .plus, mechanism.roles[index].size.content, .number(Rational(count)))
      }
    }
    return mechanism
  }
}

extension Property.Override {
  /// The prescription as it is once some roles have more agents.
  public func adding(_ identities: [String: Int], to mechanism: Mechanism) -> Property.Override {
    var override = self
    for (name, count) in identities.sorted(by: { $0.key < $1.key }) where count > 0 {
      let size = mechanism.roles.first { $0.name == name }?.size.content
      guard case .parameter(let parameter)? = size else { continue }
      override = Rewriter(mechanism, enlarging: parameter, by: count).rewrite(override)
    }
    return override
  }
}

extension Rewriter {
  /// Puts a larger number in the place of a parameter, wherever a step speaks of it.
  fileprivate init(_ mechanism: Mechanism, enlarging parameter: String, by more: Int) {
    self.init(Owners(mechanism))
    formula = { formula, _ in
      formula == .parameter(parameter)
        ? .arithmetic(.plus, formula, .number(Rational(more))) : nil
    }
  }
}
