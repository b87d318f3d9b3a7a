import Exact
import Spelling

extension Resolver {
  /// Comparisons that chain: `a < b <= c` is `a < b and b <= c`.
  func chain(_ parts: [Expression], _ signs: [Formula.Comparison], in scope: Scope) -> Resolved {
    var sides = parts.map { part in
      isBareOption(part, in: scope) ? nil : resolve(part, in: scope)
    }
    for (index, part) in parts.enumerated() {
      let neighbours = [index - 1, index + 1].filter(parts.indices.contains)
      if let option = optionText(part) {
        let other = neighbours.first { optionText(parts[$0]) == nil || sides[$0] != nil }
        if let other, case .option(let options) = sides[other]?.type {
          sides[index] = self.option(
            option, part, comparedWith: parts[other], having: options, already: sides[index],
            in: scope)
        }
      }
      if sides[index] == nil {
        // Only if the other side is no option at all, or failed.
        let hasFailed = neighbours.contains { sides[$0] != nil && sides[$0]?.type == nil }
        let isKnown = optionText(part).map(vocabulary.options.contains) ?? false
        sides[index] = hasFailed && isKnown ? (.number(0), nil) : resolve(part, in: scope)
      }
    }
    let resolved = sides.map { $0 ?? (.number(0), nil) }
    guard !resolved.contains(where: { $0.type == nil }) else { return (.truth(true), nil) }
    var comparisons: [Formula] = []
    for (index, sign) in signs.enumerated() {
      guard
        let formula = comparison(
          resolved[index], sign, resolved[index + 1], at: parts[index + 1].location)
      else { return (.truth(true), nil) }
      comparisons.append(formula)
    }
    return (comparisons.count == 1 ? comparisons[0] : .all(comparisons), .truth)
  }

  /// What the expression would be called if it were an option.
  private func optionText(_ expression: Expression) -> String? {
    switch expression.shape {
    case .name(let name, nil), .name(let name, .option), .number(_, let name): name
    default: nil
    }
  }

  /// Whether it is a name that means nothing unless it is an option of the other side.
  private func isBareOption(_ expression: Expression, in scope: Scope) -> Bool {
    guard case .name(let name, let meaning) = expression.shape else { return false }
    if meaning != nil { return meaning == .option }
    if scope.parametersOnly { return false }
    return !vocabulary.parameters.contains(name) && !vocabulary.bindings.contains(name)
      && vocabulary.chances[name] == nil
      && !scope.agents.contains { vocabulary.attributes[$0]?[name] != nil }
  }

  private func option(
    _ name: String, _ part: Expression, comparedWith other: Expression,
    having options: Set<String>, already resolved: Resolved?, in scope: Scope
  ) -> Resolved {
    let isNumber = if case .number = part.shape { true } else { false }
    if let resolved, !isNumber {
      if options.contains(name), case .own = resolved.formula, resolved.type != .option(options) {
        log.report(.attributeOrOption(name), at: part.location)
        return (.number(0), nil)
      }
      return resolved
    }
    if options.contains(name) || name == unset { return (.option(name), .option([name])) }
    log.report(
      .unknownOption(
        name, of: subject(of: other), nearest(to: name, among: options), all: options.sorted()),
      at: part.location)
    return (.number(0), nil)
  }

  /// What is compared with an option, for messages.
  private func subject(of expression: Expression) -> String {
    switch expression.shape {
    case .name(let name, _): name
    case .member(let group, let attribute, _): "\(group).\(attribute)"
    default: "the other side"
    }
  }

  private func comparison(
    _ left: Resolved, _ sign: Formula.Comparison, _ right: Resolved, at place: Location
  ) -> Formula? {
    guard let leftKind = left.type?.kind, let rightKind = right.type?.kind else { return nil }
    guard leftKind == rightKind else {
      log.report(.incomparable(leftKind, rightKind), at: place)
      return nil
    }
    let isEquality = sign == .equal || sign == .notEqual
    switch leftKind {
    case .number: return .comparison(sign, left.formula, right.formula)
    case .option:
      guard isEquality else {
        log.report(.unordered(leftKind), at: place)
        return nil
      }
      return .comparison(sign, left.formula, right.formula)
    case .truth:
      guard isEquality else {
        log.report(.unordered(leftKind), at: place)
        return nil
      }
      return equality(left.formula, right.formula, negated: sign == .notEqual)
    }
  }

  /// Truths are compared by cases, so that comparisons are only of numbers and of options.
  private func equality(_ left: Formula, _ right: Formula, negated: Bool) -> Formula {
    switch (left, right) {
    case (.truth(let value), let other), (let other, .truth(let value)):
      value != negated ? other : .not(other)
    default:
      negated ? .conditional(left, .not(right), right) : .conditional(left, right, .not(right))
    }
  }
}
