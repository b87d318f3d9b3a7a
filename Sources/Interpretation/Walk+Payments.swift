import Exact
import Mechanisms

extension Walk {
  /// Agents on one side of a payment.
  private typealias Crowd = [(kind: Kind, size: Size<Number>)]

  /// Money that changes hands; what the coalition gets of it.
  func pay(
    _ payment: Payment, _ node: Program.Node, _ here: Here, _ assumed: Assumed
  ) throws -> Next {
    var evaluation = Evaluation(domain, in: here)
    let source = try crowd(payment.source, &evaluation, node, assumed)
    let target = try crowd(payment.target, &evaluation, node, assumed)
    if source?.isEmpty ?? false || target?.isEmpty ?? false {
      return requiring(evaluation.requirements, .go(arrive(here, node)))
    }
    guard let speaksOfTarget = try speaksOfTarget(payment, source, target, node, assumed) else {
      return requiring(evaluation.requirements, .go(arrive(here, node)))
    }
    let spokenOf = speaksOfTarget ? target : source
    let (total, membersShare) = try paid(payment.amount, spokenOf, &evaluation)
    func share(_ crowd: Crowd?, isSpokenOf: Bool) -> Number {
      guard let crowd else { return domain.number(0) }
      return isSpokenOf ? membersShare : domain.scaled(total, by: members(of: crowd))
    }
    let gained = domain.difference(
      share(target, isSpokenOf: speaksOfTarget), share(source, isSpokenOf: !speaksOfTarget))
    var next = here
    try transfer(total, payment, &next, &evaluation, node)
    let onward = Next.go(arrive(next, node))
    return requiring(
      evaluation.requirements, domain.isZero(gained) ? onward : .gain(gained, onward))
  }

  /// The kinds on one side of a payment; nil for an account.
  private func crowd(
    _ party: Payment.Party, _ evaluation: inout Evaluation<D>, _ node: Program.Node,
    _ assumed: Assumed
  ) throws -> Crowd? {
    guard case .agents(let group) = party else { return nil }
    return try kinds(in: group, &evaluation, at: node.location, assumed)
  }

  /// Whether the amount is paid to each of the target, so that its bare attributes are theirs, and not
  /// by each of the source: always if one agent or an account pays. Nil where one side is nobody, so
  /// that nothing is paid.
  private func speaksOfTarget(
    _ payment: Payment, _ source: Crowd?, _ target: Crowd?, _ node: Program.Node,
    _ assumed: Assumed
  ) throws -> Bool? {
    guard let source else { return true }
    guard let target else { return false }
    if isOne(source) ?? false { return true }
    if isOne(target) ?? false, isOne(source) == false || !payment.amount.content.speaksOfAgent {
      return false
    }
    func resolve(_ relation: Formula.Comparison, _ size: Rational, _ crowd: Crowd) throws -> Bool {
      if crowd.contains(where: \.size.isExpectation) {
        throw Fault(.notLinearInSplit, at: node.location)
      }
      return try self.resolve(
        domain.compare(count(of: crowd), relation, domain.number(size)), assumed)
    }
    if try resolve(.equal, 0, source) || resolve(.equal, 0, target) { return nil }
    if try resolve(.equal, 1, source) { return true }
    if try resolve(.equal, 1, target) { return false }
    throw Fault(.paymentBetweenGroups, at: node.location)
  }

  /// Whether a side is one agent; nil if that is not known.
  private func isOne(_ crowd: Crowd) -> Bool? { domain.whole(count(of: crowd)).map { $0 == 1 } }

  private func count(of crowd: Crowd) -> Number {
    crowd.reduce(domain.number(0)) { domain.sum($0, $1.size.number) }
  }

  private func members(of crowd: Crowd) -> Number {
    count(of: crowd.filter { counts($0.kind) })
  }

  /// Whether the walk tells the money of these agents.
  func counts(_ kind: Kind) -> Bool { beneficiary.includes(kind.role, kind.side) }

  /// What all agents spoken of pay or get together, and what members among them do.
  private func paid(
    _ amount: Located<Formula>, _ spokenOf: Crowd?, _ evaluation: inout Evaluation<D>
  ) throws -> (total: Number, membersShare: Number) {
    guard let spokenOf else {
      let money = try evaluation.number(amount).number
      try evaluation.require(
        domain.compare(money, .greaterOrEqual, domain.number(0)),
        Fault(.negativePayment, at: amount.location))
      return (money, domain.number(0))
    }
    var total = domain.number(0)
    var membersShare = domain.number(0)
    for (kind, size) in spokenOf {
      let paid = try evaluation.money(amount, of: kind, size)
      total = domain.sum(total, paid)
      if counts(kind) { membersShare = domain.sum(membersShare, paid) }
    }
    return (total, membersShare)
  }

  private func transfer(
    _ amount: Number, _ payment: Payment, _ next: inout Here, _ evaluation: inout Evaluation<D>,
    _ node: Program.Node
  ) throws {
    if case .account(let name) = payment.source, let balance = next.balances[name] {
      next.balances[name] = domain.difference(balance, amount)
    }
    if case .account(let name) = payment.target, let balance = next.balances[name] {
      next.balances[name] = domain.sum(balance, amount)
    }
    if case .account(let name) = payment.source, let balance = next.balances[name], !isAboutEnds {
      try evaluation.require(
        domain.compare(balance, .greaterOrEqual, domain.number(0)),
        Fault(.overdrawn(account: name), at: node.location))
    }
  }
}

extension Evaluation {
  /// What all agents of a kind pay together, when each pays an amount.
  mutating func money(
    _ amount: Located<Formula>, of kind: Kind, _ size: Size<Number>
  ) throws -> Number {
    let each = try ofEach(size) { evaluation in
      let each = try evaluation.number(amount, of: kind)
      try evaluation.require(
        evaluation.domain.compare(each.number, .greaterOrEqual, evaluation.domain.number(0)),
        Fault(.negativePayment, at: amount.location))
      return each
    }
    if each.isExpectation && size.isExpectation {
      throw Fault(.notLinearInSplit, at: amount.location)
    }
    return domain.scaled(each.number, by: size.number)
  }
}

extension Formula {
  /// Whether it reads anything of the agent that it may speak of.
  fileprivate var speaksOfAgent: Bool {
    switch self {
    case .own, .isIn: true
    case .number, .truth, .option, .parameter, .binding, .outcome, .attribute, .count: false
    case .negative(let part), .power(let part, _), .not(let part), .floor(let part),
      .ceiling(let part):
      part.speaksOfAgent
    case .arithmetic(_, let left, let right), .comparison(_, let left, let right):
      left.speaksOfAgent || right.speaksOfAgent
    case .all(let parts), .any(let parts), .minimum(let parts), .maximum(let parts):
      parts.contains(where: \.speaksOfAgent)
    case .conditional(let condition, let first, let second):
      condition.speaksOfAgent || first.speaksOfAgent || second.speaksOfAgent
    }
  }
}
