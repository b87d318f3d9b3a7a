import Exact
import Mechanisms

/// The agent that a formula speaks of.
struct Subject {
  var agent: Int
  var role: Int
}

extension Performance {
  func value(_ phrase: Script.Phrase, for subject: Subject? = nil) throws -> Value {
    try value(phrase.expression, for: subject, at: phrase.location)
  }

  func number(_ phrase: Script.Phrase, for subject: Subject? = nil) throws -> Rational {
    try number(phrase.expression, for: subject, at: phrase.location)
  }

  func truth(_ phrase: Script.Phrase, for subject: Subject? = nil) throws -> Bool {
    try truth(phrase.expression, for: subject, at: phrase.location)
  }

  /// Those of a pool who meet the group's condition, in ascending order.
  func agents(in group: Script.Gathering, at location: Location) throws -> [Int] {
    let all = pool(group.pool)
    guard let condition = group.condition else { return all }
    return try all.filter {
      try truth(condition, for: Subject(agent: $0, role: group.role), at: location)
    }
  }

  func pool(_ pool: Script.Pool) -> [Int] {
    switch pool {
    case .role(let role): Array(roster.roles[role].agents)
    case .drawn(let name): drawn[name]
    }
  }

  // MARK: - Kinds

  private func number(
    _ expression: Expression, for subject: Subject?, at location: Location
  ) throws -> Rational {
    guard case .number(let number) = try value(expression, for: subject, at: location) else {
      throw TwinError.illTyped(at: location)
    }
    return number
  }

  private func truth(
    _ expression: Expression, for subject: Subject?, at location: Location
  ) throws -> Bool {
    guard case .truth(let truth) = try value(expression, for: subject, at: location) else {
      throw TwinError.illTyped(at: location)
    }
    return truth
  }

  // MARK: - Expressions

  private func value(
    _ expression: Expression, for subject: Subject?, at location: Location
  ) throws -> Value {
    func number(_ part: Expression) throws -> Rational {
      try self.number(part, for: subject, at: location)
    }
    func truth(_ part: Expression) throws -> Bool {
      try self.truth(part, for: subject, at: location)
    }
    switch expression {
    case .constant(let value): return value
    case .binding(let name):
      guard let value = bindings[name] else {
        throw TwinError.unbound(script.bindings[name], at: location)
      }
      return value
    case .outcome(let name): return .option(outcomes[name])
    case .attribute(let pool, let name, let attribute):
      return .option(try attributeOfOnly(pool, named: name, attribute, at: location))
    case .own(let attribute): return .option(try own(attribute, of: subject, at: location))
    case .isIn(let draw): return .truth(try isDrawn(subject, under: draw, at: location))
    case .count(let group): return .number(Rational(try tally(group, at: location)))
    case .negative(let part): return .number(-(try number(part)))
    case .arithmetic(let operation, let left, let right):
      let (left, right) = (try number(left), try number(right))
      switch operation {
      case .plus: return .number(left + right)
      case .minus: return .number(left - right)
      case .times: return .number(left * right)
      case .over:
        guard !right.isZero else { throw Fault(.divisionByZero, at: location) }
        return .number(left / right)
      }
    case .power(let base, let exponent): return .number(try number(base).power(exponent))
    case .comparison(let comparison, let left, let right):
      return .truth(
        try compare(
          try value(left, for: subject, at: location), comparison,
          try value(right, for: subject, at: location), at: location))
    case .not(let part): return .truth(!(try truth(part)))
    case .all(let parts): return .truth(try parts.allSatisfy { try truth($0) })
    case .any(let parts): return .truth(try parts.contains { try truth($0) })
    case .conditional(let condition, let yes, let no):
      return try value(try truth(condition) ? yes : no, for: subject, at: location)
    case .minimum(let parts): return try extreme(parts.map { try number($0) }.min(), at: location)
    case .maximum(let parts): return try extreme(parts.map { try number($0) }.max(), at: location)
    case .floor(let part): return .number(try number(part).floor)
    case .ceiling(let part): return .number(try number(part).ceiling)
    }
  }

  private func extreme(_ number: Rational?, at location: Location) throws -> Value {
    guard let number else { throw TwinError.illTyped(at: location) }
    return .number(number)
  }

  private func compare(
    _ left: Value, _ comparison: Formula.Comparison, _ right: Value, at location: Location
  ) throws -> Bool {
    switch (left, comparison, right) {
    case (.number, .equal, .number), (.truth, .equal, .truth), (.option, .equal, .option):
      return left == right
    case (.number, .notEqual, .number), (.truth, .notEqual, .truth), (.option, .notEqual, .option):
      return left != right
    case (.number(let left), .less, .number(let right)): return left < right
    case (.number(let left), .lessOrEqual, .number(let right)): return left <= right
    case (.number(let left), .greaterOrEqual, .number(let right)): return left >= right
    case (.number(let left), .greater, .number(let right)): return left > right
    default: throw TwinError.illTyped(at: location)
    }
  }

  // MARK: - Agents

  private func own(_ attribute: Int, of subject: Subject?, at location: Location) throws -> Int {
    guard let subject else {
      throw TwinError.undeclared(script.attributes[attribute], at: location)
    }
    return self.attribute(attribute, of: subject.agent, role: subject.role)
  }

  func attribute(_ attribute: Int, of agent: Int, role: Int) -> Int {
    guard let column = script.columns[role][attribute] else { return 0 }
    return Int(columns[column][agent - roster.roles[role].agents.lowerBound])
  }

  private func attributeOfOnly(
    _ pool: Script.Pool, named name: String, _ attribute: Int, at location: Location
  ) throws -> Int {
    let agent: Int
    switch pool {
    case .role(let role) where roster.roles[role].agents.count == 1:
      agent = roster.roles[role].agents.lowerBound
    case .drawn(let draw) where drawn[draw].count == 1: agent = drawn[draw][0]
    default: throw Fault(.notOneAgent(name), at: location)
    }
    return self.attribute(attribute, of: agent, role: roster.role(of: agent))
  }

  private func isDrawn(
    _ subject: Subject?, under name: Int, at location: Location
  ) throws -> Bool {
    guard let subject else { throw TwinError.undeclared(script.draws[name], at: location) }
    let members = drawn[name]
    return members.contains(sorted: subject.agent)
  }

  private func tally(_ group: Int, at location: Location) throws -> Int {
    if let known = tallies[group] { return known }
    let gathering = script.counted[group]
    let count: Int
    if gathering.condition == nil, case .role(let role) = gathering.pool {
      count = roster.roles[role].agents.count
    } else {
      count = try agents(in: gathering, at: location).count
    }
    tallies[group] = count
    return count
  }
}

extension [Int] {
  /// Whether the number is in the array, which ascends.
  fileprivate func contains(sorted number: Int) -> Bool {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < endIndex && self[low] == number
  }
}
