import Exact
import Interpretation
import Mechanisms
import SMT

/// The question whether a coalition of one shape can gain, as SMT formulas.
final class Inquiry {
  typealias Number = TermDomain.Number

  typealias Decide = (Question<Number>, [(split: [String: Int], value: Number)]) throws -> Number

  /// What the coalition may do in an information set, as terms.
  enum Choices {
    /// One of several splits of those asked: the first whose term is true, else the last.
    case splits([(split: [String: Int], isTaken: BoolTerm)])
    /// So many for each option.
    case counts([String: RealTerm])
  }

  let subject: Subject
  let shape: Shape
  let oracle: Oracle
  let domain: TermDomain
  private(set) var choices: [Outline: Choices] = [:]
  private(set) var order: [Outline] = []
  private var prescribed: [Outline: String?] = [:]
  private var questions: [Outline: Question<Number>] = [:]
  /// What is assumed, and that the coalition can be formed.
  private var assumptions: [BoolTerm] = []
  /// What has to hold for an attack to be one.
  private(set) var conditions: [BoolTerm] = []
  /// What the coalition gains above the margin, in money.
  private(set) var excess = Number.constant(0)
  /// How likely the coalition follows each of several plans, where each member has to gain.
  var weights: [Number] = []
  /// The plan that is being asked for.
  var plan = 0
  /// Terms that have to be whole numbers.
  private(set) var wholes: [RealTerm] = []

  /// Groups of more deviators than this are counted by symbols.
  static let mostEnumerated = 6

  /// - Throws: A `Fault` that is a limit of the walk; `SMTError`.
  init(_ subject: Subject, _ shape: Shape, asking oracle: Oracle) throws {
    self.subject = subject
    self.shape = shape
    self.oracle = oracle
    domain = TermDomain(oracle, fixed: subject.fixed)
    try assume()
    switch subject.property.claim {
    case .notEachMemberGains(let strongly):
      if strongly { try demandThatFavouredGains() } else { try demandThatMembersGain(roles.count) }
    case .coalitionProofness: try demandThatMembersGain(1)
    default: try demandExcess()
    }
    wholes += subject.mechanism.parameters.filter(\.isInteger).compactMap {
      domain.symbols[$0.name]
    }
  }

  private func demandExcess() throws {
    let deciding: Decide = { [unowned self] in try self.decide($0, $1) }
    let honest = try walk(deviating: false).expectation(deciding: deciding)
    let deviating = try walk(deviating: true).expectation(deciding: deciding)
    excess = try subject.excess(
      of: deviating, honest: honest, shape.victim, victims: try victims(), in: domain)
    conditions.append(domain.term(domain.compare(excess, .greater, .constant(0))))
  }

  var context: Context { oracle.context }

  // MARK: - The formulas

  private func assume() throws {
    conditions = try domain.assumed(subject.assumptions)
    let known = conditions.count
    for role in subject.mechanism.roles {
      let size = try domain.number(of: role.size)
      let count = self.members(of: role.name)
      let byzantine = try self.byzantine(of: role.name)
      let deviators = self.deviators(of: role.name)
      add(domain.compare(domain.sum(count, byzantine), .lessOrEqual, size))
      add(domain.compare(byzantine, .greaterOrEqual, .constant(0)))
      add(domain.compare(deviators, .greaterOrEqual, .constant(0)))
      add(domain.compare(deviators, .lessOrEqual, count))
    }
    if shape.victim != nil {
      add(domain.compare(try victims(), .greaterOrEqual, .constant(1)))
    }
    try addBounds()
    for role in subject.mechanism.roles {
      switch try domain.number(of: role.size) {
      case .constant(let size): if !size.isInteger { conditions.append(context.constant(false)) }
      case .fraction(let size, let over):
        if over.isEmpty && !wholes.contains(size) { wholes.append(size) }
      }
    }
    assumptions = conditions
    for condition in conditions[known...] { try domain.assume(condition) }
  }

  private func addBounds() throws {
    var total = Number.constant(0)
    for role in subject.mechanism.roles {
      total = domain.sum(total, members(of: role.name))
    }
    if shape.victim == nil { add(domain.compare(total, .greaterOrEqual, .constant(1))) }
    if case .atMost(let bounds) = subject.property.claim.byzantine {
      for bound in bounds {
        let count = try byzantine(of: bound.role)
        add(domain.compare(count, .lessOrEqual, try domain.number(of: bound.most)))
      }
    }
    switch subject.property.coalitions {
    case .size(let most):
      add(domain.compare(total, .lessOrEqual, try domain.number(of: most)))
    case .perRole(let bounds):
      for bound in bounds {
        let count = members(of: bound.role)
        add(domain.compare(count, .lessOrEqual, try domain.number(of: bound.most)))
      }
    }
  }

  func add(_ truth: TermDomain.Truth) { conditions.append(domain.term(truth)) }

  func members(of role: String) -> Number {
    number(of: shape.members[role] ?? .some(0), Shape.symbol(members: role))
  }

  func deviators(of role: String) -> Number {
    if shape.members[role] == .some(nil) && shape.deviators[role] == .some(nil) {
      return members(of: role)
    }
    return number(of: shape.deviators[role] ?? .some(0), Shape.symbol(deviators: role))
  }

  /// How many agents of a role are byzantine.
  func byzantine(of role: String) throws -> Number {
    if let count = shape.byzantine[role] {
      return number(of: count, Shape.symbol(byzantine: role))
    }
    let others = domain.difference(try size(of: role), members(of: role))
    return shape.victim == role ? domain.difference(others, .constant(1)) : others
  }

  /// How many agents there are who may have less than they should.
  private func victims() throws -> Number {
    guard let victim = shape.victim else { return .constant(0) }
    return domain.difference(try size(of: victim), try byzantine(of: victim))
  }

  private func size(of role: String) throws -> Number {
    guard let size = subject.mechanism.roles.first(where: { $0.name == role })?.size else {
      return .constant(0)
    }
    return try domain.number(of: size)
  }

  private func number(of count: Shape.Count, _ symbol: String) -> Number {
    guard let count else {
      let isNew = domain.symbols[symbol] == nil
      let symbolic = domain.symbol(symbol)
      if isNew, let term = domain.symbols[symbol] { wholes.append(term) }
      return symbolic
    }
    return .constant(Rational(count))
  }

  func walk(deviating: Bool) throws -> Walk<TermDomain> {
    var coalition: [String: Walk<TermDomain>.Party] = [:]
    var byzantine: [String: Number] = [:]
    for role in subject.mechanism.roles.map(\.name) {
      if shape.members[role] != nil {
        coalition[role] = Walk.Party(
          members: members(of: role), deviators: deviating ? deviators(of: role) : .constant(0))
      }
      let others = try self.byzantine(of: role)
      if others != .constant(0) { byzantine[role] = others }
    }
    var walk = Walk(
      subject, in: domain, coalition: coalition, among: byzantine, adding: shape.identities,
      subject.stakes(shape.victim), deviating: deviating
    ) { [unowned self] in
      try self.answer($0)
    }
    walk.checkpoint = oracle.checkpoint
    return walk
  }

  private func answer(_ asked: Question<Number>) throws -> Answer<Number> {
    var question = asked
    question.outline.plan = plan
    let outline = question.outline
    if let before = questions[outline], before.size != question.size {
      throw Fault(.numberAskedVaries, at: question.choice.location)
    }
    note(question)
    if let count = domain.whole(question.size), count <= Self.mostEnumerated { return .any }
    if case .counts(let known)? = choices[outline] {
      return .counts(known.mapValues { .fraction($0, over: [:]) })
    }
    var counts: [String: RealTerm] = [:]
    var total = Number.constant(0)
    for option in question.options {
      let count = context.freshReal(option)
      conditions.append(count >= 0)
      wholes.append(count)
      counts[option] = count
      total = domain.sum(total, .fraction(count, over: [:]))
    }
    add(domain.compare(total, .equal, domain.count(question.size)))
    choices[outline] = .counts(counts)
    order.append(outline)
    return .counts(counts.mapValues { .fraction($0, over: [:]) })
  }

  private func note(_ question: Question<Number>) {
    questions[question.outline] = question
    if let before = prescribed[question.outline], before != question.prescribed {
      prescribed[question.outline] = .some(nil)
    } else {
      prescribed[question.outline] = .some(question.prescribed)
    }
  }

  func decide(
    _ asked: Question<Number>, _ ways: [(split: [String: Int], value: Number)]
  ) throws -> Number {
    var question = asked
    question.outline.plan = plan
    let taken: [BoolTerm]
    if case .splits(let known)? = choices[question.outline] {
      guard known.map(\.split) == ways.map(\.split) else {
        throw Fault(.numberAskedVaries, at: question.choice.location)
      }
      taken = known.map(\.isTaken)
    } else {
      taken = ways.map { way in context.freshBool(way.split.keys.sorted().joined(separator: "+")) }
      choices[question.outline] = .splits(
        zip(ways, taken).map { (split: $0.split, isTaken: $1) })
      order.append(question.outline)
    }
    var value = ways[ways.count - 1].value
    for (way, isTaken) in zip(ways, taken).dropLast().reversed() {
      value = domain.choose(.term(isTaken), way.value, value)
    }
    return value
  }

  /// In which information sets those asked act differently from the prescription, as terms; those in
  /// which the prescription mixes are left out, since a plan always differs from it there.
  var differences: [BoolTerm] {
    order.compactMap { outline in
      guard let prescribed = prescribed[outline] ?? nil, let question = questions[outline],
        let choices = choices[outline]
      else { return nil }
      switch choices {
      case .counts(let counts):
        guard let count = counts[prescribed] else { return nil }
        return !(count .== domain.whole(term: question.size))
      case .splits(let splits):
        guard let index = splits.firstIndex(where: { Array($0.split.keys) == [prescribed] })
        else { return nil }
        return !takes(index, of: splits)
      }
    }
  }

  /// That the split at an index is the one that is taken.
  private func takes(
    _ index: Int, of splits: [(split: [String: Int], isTaken: BoolTerm)]
  ) -> BoolTerm {
    let earlier = splits[..<index].map(\.isTaken)
    let isTaken = index == splits.count - 1 ? [] : [splits[index].isTaken]
    return conjunction(earlier.map { !$0 } + isTaken, in: context)
  }

  /// That each split in an information set is the one that is taken: first what is prescribed, then in
  /// the order of the options.
  func preferences(in outline: Outline) -> [BoolTerm] {
    guard case .splits(let splits)? = choices[outline] else { return [] }
    let prescribed = prescribed[outline] ?? nil
    let indices = splits.indices.sorted { left, right in
      let first = Array(splits[left].split.keys) == [prescribed]
      let second = Array(splits[right].split.keys) == [prescribed]
      return first == second ? left < right : first
    }
    return indices.map { takes($0, of: splits) }
  }

  /// Simple ways for coalitions of any size to act, the simplest first, with what each demands: as many
  /// members as can be, and all who are asked take one option; that alone; anything.
  var patterns: [[BoolTerm]] {
    let splits = order.compactMap { outline -> BoolTerm? in
      guard case .counts(let counts)? = choices[outline], let size = questions[outline]?.size
      else { return nil }
      let all = domain.whole(term: size)
      return disjunction(
        counts.sorted { $0.key < $1.key }.map { $0.value .== all }, in: context)
    }
    let largest = shape.members.filter { $0.value == nil }.keys.sorted().compactMap { role in
      try? mostMembers(of: role).map {
        domain.term(domain.compare(members(of: role), .equal, try domain.number(of: $0)))
      }
    }
    let all = largest.isEmpty && splits.isEmpty ? [] : [largest + splits, splits]
    return (all + [[]]).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The largest number of members of a role, if that is a formula for whole numbers.
  func mostMembers(of role: String) -> Located<Formula>? {
    let wholes = Set(subject.mechanism.parameters.filter(\.isInteger).map(\.name))
    let size = subject.mechanism.roles.first { $0.name == role }?.size
    let most: Located<Formula>? =
      switch subject.property.coalitions {
      case .size: size
      case .perRole(let bounds): bounds.first { $0.role == role }?.most
      }
    return most.flatMap { $0.content.isWhole(for: wholes) ? $0 : nil }
  }

  // MARK: - Asking

  /// Whether the conditions can hold, numbers being real; that they cannot is worth proving.
  func ask() throws -> Outcome { try oracle.askReal(query, proving: claim).0 }

  /// Whether the conditions can hold with others, counts being whole numbers.
  ///
  /// - Parameter isProof: Whether a verdict rests on it that they cannot.
  func askWhole(_ others: [BoolTerm] = [], isProof: Bool = false) throws -> (Outcome, Model?) {
    try oracle.ask(query + others, proving: isProof ? claim : nil)
  }

  /// The same with parameters held at values.
  func askWhole(_ others: [BoolTerm], holding values: [String: Rational]) throws -> Outcome {
    let terms = values.compactMap { name, value in domain.symbols[name].map { ($0, value) } }
    return try oracle.ask((query + others).holding(terms)).0
  }

  /// Which of so many last assumptions contradict, beside the others, that there is an attack, by the
  /// solver's unsat core; nil if it is not known that they do.
  func core(ofLast count: Int) throws -> [Int]? {
    let end = subject.assumptions.count
    let others = conditions[..<(end - count)] + conditions[end...]
    return try oracle.core(
      of: Array(conditions[(end - count)..<end]),
      beside: Query(conditions: others + domain.definitions, wholes: wholes))
  }

  private var query: Query {
    Query(conditions: conditions + domain.definitions, wholes: wholes)
  }

  /// What it says if the conditions cannot hold.
  private var claim: String {
    let members = subject.mechanism.roles.compactMap { role in
      shape.members[role.name].flatMap { count in
        count == 0 ? nil : "\(count.map(String.init) ?? "any number") of \(role.name)"
      }
    }
    return "a coalition of \(members.joined(separator: ", ")) gains no more than is allowed"
  }

  /// A model of the conditions with parameters at their defaults, as far as can be.
  func usualModel() throws -> Model? {
    try oracle.model(of: query, preferring: domain.usual(subject.mechanism))
  }

  /// Whether no coalition of this shape can be formed under the assumptions.
  func isVacuous() throws -> Bool {
    let forming = Query(conditions: assumptions + domain.definitions, wholes: wholes)
    let outcome = try oracle.ask(forming).0
    if outcome == .satisfiable {
      try ParameterSpace(subject, asking: oracle).recordWitness(
        of: forming, "the assumptions can hold, and a coalition can be formed")
    }
    return outcome == .unsatisfiable
  }
}
