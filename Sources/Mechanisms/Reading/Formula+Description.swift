import Exact

extension Formula: CustomStringConvertible {
  /// The formula as a mechanism file would have it, with no more brackets than needed.
  public var description: String { written(inside: .lowest) }

  /// How tightly a formula's outermost operator binds.
  private enum Level: Int {
    case lowest, or, and, not, comparison, sum, product, unary, power, primary
  }

  private var level: Level {
    switch self {
    case .conditional: .lowest
    case .any(let parts): parts.count == 1 ? parts[0].level : parts.isEmpty ? .primary : .or
    case .all(let parts):
      parts.count == 1
        ? parts[0].level : parts.isEmpty ? .primary : chain == nil ? .and : .comparison
    case .not: .not
    case .comparison: .comparison
    case .arithmetic(.plus, _, _), .arithmetic(.minus, _, _): .sum
    case .arithmetic: .product
    case .negative: .unary
    case .number(let value):
      value.signum() < 0 ? .unary : value.isInteger ? .primary : .product
    case .power: .power
    case .isIn: .not
    default: .primary
    }
  }

  /// The sides and signs of `a < b <= c`, if it is such a chain.
  private var chain: (sides: [Formula], signs: [Comparison])? {
    guard case .all(let parts) = self, parts.count > 1 else { return nil }
    var sides: [Formula] = []
    var signs: [Comparison] = []
    for part in parts {
      guard case .comparison(let sign, let left, let right) = part,
        sides.isEmpty || sides.last == left
      else { return nil }
      if sides.isEmpty { sides.append(left) }
      sides.append(right)
      signs.append(sign)
    }
    return (sides, signs)
  }

  private func written(inside outer: Level) -> String {
    level.rawValue < outer.rawValue ? "(\(text))" : text
  }

  private var text: String {
    switch self {
    case .number(let value): return value.description
    case .truth(let value): return value ? "true" : "false"
    case .option(let name), .parameter(let name), .binding(let name), .outcome(let name),
      .own(let name):
      return name
    case .attribute(let group, let name): return "\(group).\(name)"
    case .isIn(let name): return "in \(name)"
    case .count(let group): return "\(group.condition == nil ? "size" : "count")(\(group))"
    case .negative(let part): return "-\(part.written(inside: .power))"
    case .arithmetic(let sign, let left, let right):
      let level = self.level
      let tighter: Level = level == .sum ? .product : .unary
      return
        "\(left.written(inside: level)) \(sign.rawValue) \(right.written(inside: tighter))"
    case .power(let base, let exponent): return "\(base.written(inside: .primary)) ^ \(exponent)"
    case .comparison(let sign, let left, let right):
      return "\(left.written(inside: .sum)) \(sign.rawValue) \(right.written(inside: .sum))"
    case .not(.isIn(let name)): return "not in \(name)"
    case .not(let part): return "not \(part.written(inside: .not))"
    case .all(let parts): return chainText ?? Self.joined(parts, " and ", .not, empty: "true")
    case .any(let parts): return Self.joined(parts, " or ", .and, empty: "false")
    case .conditional(let condition, let yes, let no):
      return
        "if \(condition.written(inside: .or)) then \(yes.written(inside: .or)) else \(no.text)"
    case .minimum(let parts): return "min(\(Self.list(parts)))"
    case .maximum(let parts): return "max(\(Self.list(parts)))"
    case .floor(let part): return "floor(\(part))"
    case .ceiling(let part): return "ceil(\(part))"
    }
  }

  private var chainText: String? {
    guard let (sides, signs) = chain else { return nil }
    return zip(signs, sides.dropFirst()).reduce(sides[0].written(inside: .sum)) { text, next in
      "\(text) \(next.0.rawValue) \(next.1.written(inside: .sum))"
    }
  }

  private static func joined(
    _ parts: [Formula], _ word: String, _ level: Level, empty: String
  ) -> String {
    if parts.isEmpty { return empty }
    return parts.count == 1
      ? parts[0].text : parts.map { $0.written(inside: level) }.joined(separator: word)
  }

  private static func list(_ parts: [Formula]) -> String {
    parts.map(\.description).joined(separator: ", ")
  }
}

extension Group: CustomStringConvertible {
  /// `judge where verdict = uphold`.
  public var description: String { condition.map { "\(name) where \($0)" } ?? name }
}

extension Secret: CustomStringConvertible {
  /// `state`, or `node.result`.
  public var description: String {
    switch self {
    case .outcome(let name): name
    case .attribute(let role, let name): "\(role).\(name)"
    }
  }
}

extension Payment.Party: CustomStringConvertible {
  /// The account's name, or the group.
  public var description: String {
    switch self {
    case .account(let name): name
    case .agents(let group): group.description
    }
  }
}
