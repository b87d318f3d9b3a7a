extension Formula {
  /// The formulas directly inside, from left to right; of a count, the condition of its group.
  var parts: [Formula] {
    switch self {
    case .number, .truth, .option, .parameter, .binding, .outcome, .attribute, .own, .isIn: []
    case .count(let group): group.condition.map { [$0] } ?? []
    case .negative(let part), .power(let part, _), .not(let part), .floor(let part),
      .ceiling(let part):
      [part]
    case .arithmetic(_, let left, let right), .comparison(_, let left, let right): [left, right]
    case .all(let parts), .any(let parts), .minimum(let parts), .maximum(let parts): parts
    case .conditional(let condition, let yes, let no): [condition, yes, no]
    }
  }

  /// Whether the formula, or one inside it, is such.
  public func contains(where isSuch: (Formula) -> Bool) -> Bool {
    isSuch(self) || parts.contains { $0.contains(where: isSuch) }
  }

  /// Whether a parameter occurs in the formula.
  public func speaks(of parameter: String) -> Bool { contains { $0 == .parameter(parameter) } }

  /// Goes through the formula and all inside it, from left to right.
  public func visit(_ body: (Formula) -> Void) {
    body(self)
    for part in parts { part.visit(body) }
  }
}
