import Exact

extension Expression {
  /// A formula built in Swift, as if it had been written, with one place for all of it; so that both
  /// are checked by the same rules.
  init(_ formula: Formula, at location: Location) {
    func written(_ part: Formula) -> Expression { Expression(part, at: location) }
    let shape: Shape =
      switch formula {
      case .number(let value): .number(value, value.description)
      case .truth(let value): .truth(value)
      case .option(let name): .name(name, .option)
      case .parameter(let name): .name(name, .parameter)
      case .binding(let name): .name(name, .binding)
      case .outcome(let name): .name(name, .outcome)
      case .own(let name): .name(name, .own)
      case .attribute(let group, let name): .member(group, name, at: location)
      case .isIn(let name): .isIn(name)
      case .count(let group):
        .size(
          GroupExpression(
            name: group.name, location: location, condition: group.condition.map(written)))
      case .negative(let part): .negative(written(part))
      case .arithmetic(let sign, let left, let right):
        .arithmetic(sign, written(left), written(right))
      case .power(let base, let exponent): .power(written(base), exponent)
      case .comparison(let sign, let left, let right):
        .chain([written(left), written(right)], [sign])
      case .not(let part): .not(written(part))
      case .all(let parts): .all(parts.map(written))
      case .any(let parts): .any(parts.map(written))
      case .conditional(let condition, let yes, let no):
        .conditional(written(condition), written(yes), written(no))
      case .minimum(let parts): .function(.minimum, parts.map(written))
      case .maximum(let parts): .function(.maximum, parts.map(written))
      case .floor(let part): .function(.floor, [written(part)])
      case .ceiling(let part): .function(.ceiling, [written(part)])
      }
    self.init(shape, at: location)
  }
}
