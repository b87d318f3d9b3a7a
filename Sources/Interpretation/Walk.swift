import Exact
public import Mechanisms

/// The one walk over the steps of a mechanism, on groups of alike agents, generic over the domain of
/// numbers. It tells what each situation leads to; what to make of that is up to its drivers.
///
/// The number of situations depends on steps, options and outcomes, and on how alike agents can
/// split; never on how many agents there are where their number is a symbol.
public struct Walk<D: Domain> {
  public typealias Number = D.Number
  public typealias Truth = D.Truth
  typealias Here = Situation<Number, Truth>
  typealias Next = Move<Number, Truth>

  public let domain: D
  public let program: Program
  /// How many members and deviators of each role there are; none of roles that are not named.
  public var coalition: [String: Party]
  /// How many agents of each role are not members of the coalition, and do whatever they like.
  public var byzantine: [String: Number] = [:]
  /// How many of the coalition's members of each role are identities that it added, in a mechanism that has
  /// them; they cost something.
  public var identities: [String: Int] = [:]
  /// The role of which one deviator is favoured, if one is.
  public var favoured: String?
  /// Whose money the walk tells.
  public var beneficiary = Beneficiary.coalition
  /// What members of the coalition, and byzantine agents, do when they are asked.
  public var answer: (Question<Number>) throws -> Answer<Number>
  /// Called at every step, and at every fork of one; what it throws ends the walk.
  public var checkpoint: () throws -> Void = {}
  /// In a survey: how a group splits that is too large to try every split. A survey keeps the balances
  /// of accounts, and not what the coalition knows: its members do whatever they like.
  var freeSplit: ((Number, [(name: String, probability: Number)]) -> [Number])?
  var keepsAccounts: Bool { freeSplit != nil }
  /// In a survey: what is looked at; nil for whether accounts go below zero that may not.
  public var watched: Watched?

  public enum Watched {
    /// Whether these accounts go below zero.
    case overdrafts(of: Set<String>)
    /// Whether these accounts are empty in the end, or at the end of a round. They may go below zero before.
    case ends(of: Set<String>)
  }

  /// Whether the balance of an account is kept.
  private func keepsBalance(of account: Account) -> Bool {
    switch watched {
    case nil: !account.mayGoBelowZero
    case .overdrafts(let accounts)?, .ends(let accounts)?: accounts.contains(account.name)
    }
  }

  /// Whether accounts are looked at only in the end.
  var isAboutEnds: Bool { if case .ends? = watched { true } else { false } }

  public struct Party {
    public var members: Number
    public var deviators: Number

    public init(members: Number, deviators: Number) {
      self.members = members
      self.deviators = deviators
    }
  }

  /// More ways to split a group than this are not enumerated.
  public static var mostSplits: Int { 5_000 }

  public init(
    _ program: Program, in domain: D, coalition: [String: Party],
    answer: @escaping (Question<Number>) throws -> Answer<Number>
  ) {
    self.program = program
    self.domain = domain
    self.coalition = coalition
    self.answer = answer
  }

  /// The situation before the first step, and what must hold for it to be one.
  func beginning() throws -> (Here, [(Truth, Fault)]) {
    let (here, requirements) = try everybody(at: program.start)
    return (trimmed(here, to: program.start), requirements)
  }

  func everybody(at position: Int) throws -> (Here, [(Truth, Fault)]) {
    var here = Here(position: position, crowd: [:])
    var evaluation = Evaluation(domain, in: here)
    for role in program.mechanism.roles {
      let size = try evaluation.number(role.size).number
      try evaluation.require(
        domain.compare(size, .greaterOrEqual, domain.number(0)),
        Fault(.notACount(of: role.name), at: role.size.location))
      let members = coalition[role.name]?.members ?? domain.number(0)
      let deviators = coalition[role.name]?.deviators ?? domain.number(0)
      let others = domain.difference(size, members)
      let byzantine = byzantine[role.name] ?? domain.number(0)
      let one = domain.number(role.name == favoured ? 1 : 0)
      here.add(Kind(role: role.name, side: .favoured), one, domain)
      here.add(
        Kind(role: role.name, side: .deviator), domain.difference(deviators, one), domain)
      here.add(
        Kind(role: role.name, side: .accomplice), domain.difference(members, deviators), domain)
      here.add(Kind(role: role.name, side: .byzantine), byzantine, domain)
      here.add(
        Kind(role: role.name, side: .outsider), domain.difference(others, byzantine), domain)
    }
    if keepsAccounts {
      for account in program.mechanism.accounts where keepsBalance(of: account) {
        here.balances[account.name] = domain.number(0)
      }
    }
    return (here, evaluation.requirements)
  }

  /// What a situation leads to.
  func step(from here: Here) throws -> Next {
    guard here.position != Program.end else { return .end }
    let node = program.node(at: here.position)
    return try forking { assumed in
      switch node.action {
      case .choose(let choices): try choose(choices, node, here, assumed)
      case .chance(let id, let chance):
        try meet(chance, Moment(id, rounds: node.rounds), node, here)
      case .ownChance(let id, let chance):
        try turn(chance, Moment(id, rounds: node.rounds), node, here, assumed)
      case .reveal(let id, let secret):
        .go(
          arrive(
            try camps.reduce(here) {
              try seeing(secret, Moment(id, rounds: node.rounds), by: $1, $0, node)
            }, node))
      case .draw(let id, let draw):
        try self.draw(draw, Moment(id, rounds: node.rounds), node, here, assumed)
      case .pay(let payment): try pay(payment, node, here, assumed)
      case .bind(let name, let formula): try bind(name, formula, node, here)
      case .branch(let condition, let otherwise):
        try branch(condition, otherwise: otherwise, node, here, assumed)
      case .enter(let repetition): try enter(repetition, node, here, assumed)
      case .again(let repetition): try end(repetition, node, here, assumed)
      }
    }
  }

  // MARK: - Deciding conditions

  /// Truths that were assumed on the way to a branch.
  typealias Assumed = [Truth: Bool]

  /// Runs a part of the walk; where it meets a truth that is not decided, runs it twice, once for
  /// either answer.
  func forking(_ assumed: Assumed = [:], _ body: (Assumed) throws -> Next) throws -> Next {
    try checkpoint()
    do {
      return try body(assumed)
    } catch let fault as Fault {
      return .require(domain.truth(false), fault, .end)
    } catch let open as Undecided<Truth> {
      let (holds, fails) = (true, false)
      return .fork(
        open.truth,
        try forking(assumed.merging([open.truth: holds]) { $1 }, body),
        try forking(assumed.merging([open.truth: fails]) { $1 }, body))
    }
  }

  func resolve(_ truth: Truth, _ assumed: Assumed) throws -> Bool {
    if let known = domain.decided(truth) ?? assumed[truth] { return known }
    throw Undecided(truth: truth)
  }

  /// The kinds of agents in a group, in a fixed order.
  func kinds(
    in group: Group, _ evaluation: inout Evaluation<D>, at location: Location, _ assumed: Assumed
  ) throws -> [(kind: Kind, size: Size<Number>)] {
    try evaluation.situation.kinds.filter { kind, size in
      try resolve(evaluation.isMember(kind, size, of: group, at: location), assumed)
    }
  }

  func requiring(_ requirements: [(Truth, Fault)], _ next: Next) -> Next {
    requirements.reversed().reduce(next) { .require($1.0, $1.1, $0) }
  }

  // MARK: - Going on

  /// The situation after a step, without what is never read again.
  func arrive(_ here: Here, _ node: Program.Node) -> Here { trimmed(here, to: node.next) }

  func trimmed(_ here: Here, to position: Int) -> Here {
    let live = program.live(at: position)
    let deciding = camps.filter { decides($0, in: live.asked) }
    let reading = keepsAccounts ? [] : deciding
    let forgetting = camps.filter { !reading.contains($0) }
    var next = here
    next.position = position
    next.bindings = here.bindings.filter { live.bindings.contains($0.key) }
    next.outcomes = here.outcomes.filter { live.outcomes.contains($0.key) }
    for camp in forgetting { next.seen[camp] = [] }
    next.crowd = [:]
    for (kind, size) in here.kinds {
      var kind = kind
      kind.attributes = kind.attributes.filter {
        live.attributes.contains(Program.RoleAttribute(role: kind.role, attribute: $0.key))
      }
      kind.draws.formIntersection(live.draws)
      for camp in forgetting { kind.seen[camp] = [] }
      if kind.side == .deviator && !deciding.contains(.coalition) { kind.side = .accomplice }
      next.add(kind, size, domain)
    }
    return next
  }

  /// Those who plan at all.
  var camps: [Camp] { byzantine.isEmpty ? [.coalition] : Camp.allCases }

  /// Whether a camp has agents who plan in any of some roles.
  private func decides(_ camp: Camp, in roles: Set<String>) -> Bool {
    roles.contains { role in
      let planning = camp == .coalition ? coalition[role]?.deviators : byzantine[role]
      return planning.map { !domain.isZero($0) } ?? false
    }
  }

  /// The situation in which a camp knows a secret.
  func seeing(
    _ secret: Secret, _ moment: Moment, by camp: Camp, _ here: Here, _ node: Program.Node
  ) throws -> Here {
    if case .attribute(let role, let attribute) = secret, isPlanAhead(after: node) {
      for (kind, size) in here.crowd
      where kind.role == role && kind.attributes[attribute] != nil && size.isExpectation {
        throw Fault(.notLinearInSplit, at: node.location)
      }
    }
    return here.seeing(secret, at: moment, by: camp)
  }

  /// Whether somebody's plan can still make a difference after a step.
  func isPlanAhead(after node: Program.Node) -> Bool {
    camps.contains { decides($0, in: program.live(at: node.next).asked) }
  }

  // MARK: - Simple steps

  private func meet(
    _ chance: Chance, _ moment: Moment, _ node: Program.Node, _ here: Here
  ) throws -> Next {
    var evaluation = Evaluation(domain, in: here)
    let outcomes = try distribution(chance.outcomes, of: nil, &evaluation)
    let branches = outcomes.map { name, probability in
      var next = here
      next.outcomes[chance.name] = name
      if !chance.hidden { for camp in camps { next.seen.add(Sighting(moment, name), by: camp) } }
      return (probability: probability, Next.go(arrive(next, node)))
    }
    return requiring(evaluation.requirements, .chance(branches))
  }

  /// The parts of a mixture that can occur, with their probabilities.
  func distribution(
    _ mixture: Mixture, of kind: Kind?, _ evaluation: inout Evaluation<D>
  ) throws -> [(name: String, probability: Number)] {
    var parts: [(name: String, probability: Number)] = []
    var sum = domain.number(0)
    for part in mixture.parts {
      let probability = try evaluation.number(part.probability, of: kind)
      let zero = domain.number(0)
      try evaluation.require(
        domain.and(
          domain.compare(probability.number, .greaterOrEqual, zero),
          domain.compare(probability.number, .lessOrEqual, domain.number(1))),
        Fault(.notADistribution, at: part.probability.location))
      sum = domain.sum(sum, probability.number)
      if !domain.isZero(probability.number) {
        parts.append((name: part.name, probability: probability.number))
      }
    }
    if let first = mixture.parts.first {
      try evaluation.require(
        domain.compare(sum, .equal, domain.number(1)),
        Fault(.notADistribution, at: first.probability.location))
    }
    return parts
  }

  private func bind(
    _ name: String, _ formula: Located<Formula>, _ node: Program.Node, _ here: Here
  ) throws -> Next {
    var evaluation = Evaluation(domain, in: here)
    var next = here
    next.bindings[name] = try evaluation.value(formula)
    return requiring(evaluation.requirements, .go(arrive(next, node)))
  }

  private func branch(
    _ condition: Located<Formula>, otherwise: Int, _ node: Program.Node, _ here: Here,
    _ assumed: Assumed
  ) throws -> Next {
    var evaluation = Evaluation(domain, in: here)
    let holds = try resolve(evaluation.truth(condition), assumed)
    let next = trimmed(here, to: holds ? node.next : otherwise)
    return requiring(evaluation.requirements, .go(next))
  }
}

extension Situation {
  mutating func add<D: Domain>(_ kind: Kind, _ size: Size<Number>, _ domain: D)
  where D.Number == Number {
    if let already = crowd[kind] {
      crowd[kind] = Size(
        number: domain.sum(already.number, size.number),
        isExpectation: already.isExpectation || size.isExpectation)
    } else if !domain.isZero(size.number) {
      crowd[kind] = size
    }
  }

  mutating func add<D: Domain>(_ kind: Kind, _ number: Number, _ domain: D)
  where D.Number == Number {
    add(kind, Size(number: number), domain)
  }

  /// The situation in which a camp knows a secret.
  fileprivate func seeing(_ secret: Secret, at moment: Moment, by camp: Camp) -> Self {
    var next = self
    switch secret {
    case .outcome(let name):
      next.seen.add(Sighting(moment, "\(name) = \(outcomes[name] ?? unset)"), by: camp)
    case .attribute(let role, let attribute):
      next.crowd = [:]
      for (kind, size) in crowd {
        var kind = kind
        if kind.role == role, let value = kind.attributes[attribute] {
          kind.seen.add(Sighting(moment, "\(role).\(attribute) = \(value)"), by: camp)
        }
        next.crowd[kind] = size
      }
    }
    return next
  }
}
