import Exact
import Mechanisms

/// Evaluates formulas in one situation.
struct Evaluation<D: Domain> {
  typealias Number = D.Number
  typealias Truth = D.Truth
  typealias Result = Value<Number, Truth>

  let domain: D
  var situation: Situation<Number, Truth>
  /// What must hold for what was evaluated to be well defined.
  var requirements: [(Truth, Fault)] = []
  /// The conditions under which the part at hand is read at all.
  private var guarding: Truth
  private var location = Location.code

  init(_ domain: D, in situation: Situation<Number, Truth>) {
    self.domain = domain
    self.situation = situation
    guarding = domain.truth(true)
  }

  /// A number, together with whether it is an expectation.
  mutating func number(
    _ formula: Located<Formula>, of kind: Kind? = nil
  ) throws -> Size<Number> {
    location = formula.location
    return try number(formula.content, kind)
  }

  /// A truth; it may not rest on an expectation.
  mutating func truth(_ formula: Located<Formula>, of kind: Kind? = nil) throws -> Truth {
    location = formula.location
    return try exactTruth(formula.content, kind)
  }

  mutating func value(_ formula: Located<Formula>) throws -> Result {
    location = formula.location
    return try value(formula.content, nil)
  }

  /// Whether an agent of a kind of which there are so many is in a group.
  mutating func isMember(
    _ kind: Kind, _ size: Size<Number>, of group: Group, at location: Location
  ) throws -> Truth {
    guard kind.isIn(group) else { return domain.truth(false) }
    guard let condition = group.condition else { return domain.truth(true) }
    self.location = location
    return try ofEach(size) { try $0.exactTruth(condition, kind) }
  }

  /// Reads something of each agent of a group: where it is empty, nothing is read.
  mutating func ofEach<Result>(
    _ size: Size<Number>, _ read: (inout Self) throws -> Result
  ) rethrows -> Result {
    let outer = guarding
    defer { guarding = outer }
    guarding = domain.and(outer, domain.compare(size.number, .greater, domain.number(0)))
    return try read(&self)
  }

  mutating func require(_ truth: Truth, _ fault: Fault.Kind) throws {
    try require(truth, Fault(fault, at: location))
  }

  mutating func require(_ truth: Truth, _ fault: Fault) throws {
    let needed = domain.or(domain.not(guarding), truth)
    switch domain.known(needed) {
    case true?: break
    case false?: throw fault
    case nil: requirements.append((needed, fault))
    }
  }

  private mutating func number(_ formula: Formula, _ kind: Kind?) throws -> Size<Number> {
    guard case .number(let number, let isExpectation) = try value(formula, kind) else {
      preconditionFailure("not a number: \(formula)")
    }
    return Size(number: number, isExpectation: isExpectation)
  }

  private mutating func exactNumber(_ formula: Formula, _ kind: Kind?) throws -> Number {
    let size = try number(formula, kind)
    if size.isExpectation { throw Fault(.notLinearInSplit, at: location) }
    return size.number
  }

  private mutating func exactTruth(_ formula: Formula, _ kind: Kind?) throws -> Truth {
    guard case .truth(let truth, let isExpectation) = try value(formula, kind) else {
      preconditionFailure("not a truth: \(formula)")
    }
    if isExpectation { throw Fault(.notLinearInSplit, at: location) }
    return truth
  }

  private mutating func value(_ formula: Formula, _ kind: Kind?) throws -> Result {
    switch formula {
    case .number(let value): return .number(domain.number(value), isExpectation: false)
    case .truth(let value): return .truth(domain.truth(value), isExpectation: false)
    case .option(let name): return .option(name)
    case .parameter(let name): return .number(try domain.parameter(name), isExpectation: false)
    case .binding(let name):
      guard let value = situation.bindings[name] else {
        throw Fault(.unbound(name), at: location)
      }
      return value
    case .outcome(let name): return .option(situation.outcomes[name] ?? unset)
    case .attribute(let name, let attribute):
      return .option(try self.attribute(attribute, of: name))
    case .own(let attribute):
      guard let kind else { preconditionFailure("no agent is spoken of: \(attribute)") }
      return .option(kind.attributes[attribute] ?? unset)
    case .isIn(let draw):
      return .truth(domain.truth(kind?.draws.contains(draw) ?? false), isExpectation: false)
    case .count(let group): return try count(group)
    case .negative(let part):
      let size = try number(part, kind)
      return .number(
        domain.difference(domain.number(0), size.number), isExpectation: size.isExpectation)
    case .arithmetic(let operation, let left, let right):
      return try arithmetic(operation, left, right, kind)
    case .power(let base, let exponent):
      let base = try exactNumber(base, kind)
      let power = (0..<exponent).reduce(domain.number(1)) { power, _ in
        domain.scaled(base, by: power)
      }
      return .number(power, isExpectation: false)
    case .comparison(let relation, let left, let right):
      return .truth(try comparison(relation, left, right, kind), isExpectation: false)
    case .not(let part): return .truth(domain.not(try exactTruth(part, kind)), isExpectation: false)
    case .all(let parts):
      return .truth(try connect(parts, kind, until: false), isExpectation: false)
    case .any(let parts): return .truth(try connect(parts, kind, until: true), isExpectation: false)
    case .conditional(let condition, let first, let second):
      return try conditional(condition, first, second, kind)
    case .minimum(let parts): return try extreme(parts, .lessOrEqual, kind)
    case .maximum(let parts): return try extreme(parts, .greaterOrEqual, kind)
    case .floor(let part):
      return .number(domain.floor(try exactNumber(part, kind)), isExpectation: false)
    case .ceiling(let part):
      let zero = domain.number(0)
      let negative = domain.difference(zero, try exactNumber(part, kind))
      return .number(domain.difference(zero, domain.floor(negative)), isExpectation: false)
    }
  }

  private func attribute(_ attribute: String, of name: String) throws -> String {
    let kinds = situation.crowd.filter { kind, _ in kind.role == name || kind.draws.contains(name) }
    guard kinds.count == 1, let (kind, size) = kinds.first, domain.whole(size.number) == 1 else {
      throw Fault(.notOneAgent("\(name).\(attribute)"), at: location)
    }
    return kind.attributes[attribute] ?? unset
  }

  private mutating func count(_ group: Group) throws -> Result {
    var total = domain.number(0)
    var isExpectation = false
    for (kind, size) in situation.kinds {
      let isMember = try self.isMember(kind, size, of: group, at: location)
      switch domain.decided(isMember) {
      case true?: total = domain.sum(total, size.number)
      case false?: continue
      case nil: total = domain.sum(total, domain.choose(isMember, size.number, domain.number(0)))
      }
      isExpectation = isExpectation || size.isExpectation
    }
    return .number(total, isExpectation: isExpectation)
  }

  private mutating func arithmetic(
    _ operation: Formula.Arithmetic, _ left: Formula, _ right: Formula, _ kind: Kind?
  ) throws -> Result {
    let first = try number(left, kind)
    let second = try number(right, kind)
    let isExpectation = first.isExpectation || second.isExpectation
    switch operation {
    case .plus:
      return .number(domain.sum(first.number, second.number), isExpectation: isExpectation)
    case .minus:
      return .number(domain.difference(first.number, second.number), isExpectation: isExpectation)
    case .times:
      if first.isExpectation && second.isExpectation {
        throw Fault(.notLinearInSplit, at: location)
      }
      return .number(
        domain.scaled(first.number, by: second.number), isExpectation: isExpectation)
    case .over:
      if second.isExpectation { throw Fault(.notLinearInSplit, at: location) }
      try require(
        domain.compare(second.number, .notEqual, domain.number(0)), .divisionByZero)
      return .number(
        domain.quotient(first.number, second.number), isExpectation: isExpectation)
    }
  }

  private mutating func comparison(
    _ relation: Formula.Comparison, _ left: Formula, _ right: Formula, _ kind: Kind?
  ) throws -> Truth {
    switch (try value(left, kind), try value(right, kind)) {
    case (.number(let left, false), .number(let right, false)):
      return domain.compare(left, relation, right)
    case (.option(let left), .option(let right)):
      return domain.truth((left == right) == (relation == .equal))
    case (.truth(let left, false), .truth(let right, false)):
      let equal = domain.or(
        domain.and(left, right), domain.and(domain.not(left), domain.not(right)))
      return relation == .equal ? equal : domain.not(equal)
    default: throw Fault(.notLinearInSplit, at: location)
    }
  }

  /// `and` (until false) or `or` (until true): later parts are read only where earlier ones leave the
  /// answer open.
  private mutating func connect(_ parts: [Formula], _ kind: Kind?, until end: Bool) throws -> Truth
  {
    let outer = guarding
    defer { guarding = outer }
    var result = domain.truth(!end)
    for part in parts {
      let truth = try exactTruth(part, kind)
      result = end ? domain.or(result, truth) : domain.and(result, truth)
      if domain.decided(result) == end { break }
      guarding = domain.and(guarding, end ? domain.not(truth) : truth)
    }
    return result
  }

  private mutating func conditional(
    _ condition: Formula, _ first: Formula, _ second: Formula, _ kind: Kind?
  ) throws -> Result {
    let truth = try exactTruth(condition, kind)
    switch domain.decided(truth) {
    case true?: return try value(first, kind)
    case false?: return try value(second, kind)
    case nil: break
    }
    let outer = guarding
    defer { guarding = outer }
    guarding = domain.and(outer, truth)
    let then = try value(first, kind)
    guarding = domain.and(outer, domain.not(truth))
    let otherwise = try value(second, kind)
    switch (then, otherwise) {
    case (.number(let first, let isFirst), .number(let second, let isSecond)):
      return .number(domain.choose(truth, first, second), isExpectation: isFirst || isSecond)
    case (.truth(let first, _), .truth(let second, _)):
      return .truth(
        domain.or(domain.and(truth, first), domain.and(domain.not(truth), second)),
        isExpectation: false)
    case (.option(let first), .option(let second)) where first == second: return then
    default: throw Undecided(truth: truth)
    }
  }

  private mutating func extreme(
    _ parts: [Formula], _ relation: Formula.Comparison, _ kind: Kind?
  ) throws -> Result {
    var best: Number?
    for part in parts {
      let next = try exactNumber(part, kind)
      best = best.map { domain.choose(domain.compare($0, relation, next), $0, next) } ?? next
    }
    guard let best else { preconditionFailure("min or max of nothing") }
    return .number(best, isExpectation: false)
  }
}

/// A truth that the walk has to branch on before it can go on.
struct Undecided<Truth: Hashable>: Error {
  // Terms of a solver are bound to one thread; the error never leaves the walk that throws it.
  nonisolated(unsafe) let truth: Truth
}

extension Kind {
  /// An order of kinds that is the same in every run.
  func precedes(_ other: Kind) -> Bool {
    if role != other.role { return role < other.role }
    if side != other.side { return side < other.side }
    if seen != other.seen { return seen.precedes(other.seen) }
    let mine = attributes.sorted { $0.key < $1.key }
    let others = other.attributes.sorted { $0.key < $1.key }
    for (left, right) in zip(mine, others) where left != right { return left < right }
    if mine.count != others.count { return mine.count < others.count }
    return draws.sorted().lexicographicallyPrecedes(other.draws.sorted())
  }
}
