import Exact
import Mechanisms

/// How deals go on.
extension World {
  /// A deal goes on, as far as it can before time has to pass.
  mutating func goOn(_ deal: Int) throws {
    if plan.isTimed, limits[deal] < calendar.now {
      let node = tree.nodes[Int(deals[deal].node)]
      try violate(.late(choice: plan.choice(node)), in: deal)
    }
    while true {
      let node = tree.nodes[Int(deals[deal].node)]
      switch node.kind {
      case .chance:
        let point = deals[deal].random.next()
        try take(tree.way(point, at: node), in: deal, at: node)
      case .question:
        if deals[deal].answer < 0, try !ask(deal, node) { return }
        let answer = Int(deals[deal].answer)
        deals[deal].answer = -1
        try take(answer, in: deal, at: node)
      case .end:
        if try !end(deal, node) { return }
      }
    }
  }

  /// Takes a branch: whatever is paid on it is paid.
  @inline(__always)
  private mutating func take(_ way: Int, in deal: Int, at node: Node) throws {
    let index = Int(node.firstBranch) + way
    tree.visits[index] += 1
    mix(index)
    let known = tree.branches[index].child
    let child = known >= 0 ? Int(known) : try grow(way, from: Int(deals[deal].node))
    if node.kind == .question { try note(way, in: deal, at: node) }
    try enter(child, deal)
  }

  private mutating func grow(_ way: Int, from node: Int) throws -> Int {
    let scale = tree.scale
    let child = try tree.grow(way, from: node)
    try adapt(from: scale)
    return child
  }

  /// A deal comes into a situation.
  mutating func enter(_ number: Int, _ deal: Int) throws {
    let node = tree.nodes[number]
    if node.parent != deals[deal].node, !tree.isRound(number, after: deals[deal].node) {
      try violate(.paidTwice, in: deal)
    }
    if !tree.isAsked(at: node, together: deals[deal].node) {
      deals[deal].asked = calendar.now
      if plan.isTimed { limits[deal] = calendar.now }
    }
    deals[deal].node = Int32(number)
    deals[deal].length += 1
    let first = Int(node.firstPayment)
    for index in first..<first + Int(node.payments) {
      try pay(tree.payments[index], in: deal)
    }
  }

  // MARK: - Seats

  /// Who sits in a seat; somebody who is there and not in the deal yet, if nobody did.
  @inline(__always)
  mutating func resident(in seat: Int, of deal: Int) throws -> Int {
    let known = holdings[seat: seat, of: deal].resident
    return known >= 0 ? Int(known) : try invite(to: seat, of: deal)
  }

  private mutating func invite(to seat: Int, of deal: Int) throws -> Int {
    let book = Int(tree.nodes[Int(deals[deal].node)].book)
    let role = tree.role(of: seat, in: book)
    let count = present[role].count
    for _ in 0..<64 where count > 0 {
      let resident = present[role][deals[deal].random.below(count)]
      if !holdings.isIn(resident, deal),
        !plan.isCapitalLimited || canAfford(need(of: seat, book), Int(resident))
      {
        put(resident, in: seat, of: deal, book)
        return Int(resident)
      }
    }
    let sitting = Set(holdings.seats(of: deal).map(\.resident))
    let candidates = present[role].filter {
      !plan.isCapitalLimited || canAfford(need(of: seat, book), Int($0))
    }
    guard let resident = candidates.first(where: { !sitting.contains($0) }) else {
      throw SimulationError.tooFewAgents(
        role: plan.roles[role].name, needed: candidates.count + 1, present: candidates.count)
    }
    put(resident, in: seat, of: deal, book)
    return Int(resident)
  }

  mutating func put(_ resident: Int32, in seat: Int, of deal: Int, _ book: Int) {
    holdings[seat: seat, of: deal].resident = resident
    residents[Int(resident)].deals += 1
    if plan.isCapitalLimited { affairs[Int(resident)].reserved += need(of: seat, book) }
  }

  // MARK: - Payments

  @inline(__always)
  private mutating func pay(_ payment: Payment, in deal: Int) throws {
    let amount = payment.amount
    if payment.source >= 0 {
      try give(-amount, to: Int(payment.source), of: deal)
    } else {
      try move(-amount, account: Int(-1 - payment.source), of: deal)
    }
    if payment.target >= 0 {
      try give(amount, to: Int(payment.target), of: deal)
    } else {
      try move(amount, account: Int(-1 - payment.target), of: deal)
    }
    if isTold { try tell(payment: payment, in: deal) }
  }

  @inline(__always)
  private mutating func give(_ amount: Int64, to seat: Int, of deal: Int) throws {
    let resident = try resident(in: seat, of: deal)
    let (sum, overflow) = residents[resident].wallet.addingReportingOverflow(amount)
    if overflow { throw SimulationError.unitsDoNotFit(Rational(tree.scale)) }
    residents[resident].wallet = sum
    if plan.isCapitalLimited, sum < 0, plan.capital(of: residents[resident]) != nil {
      try violate(.walletBelowZero(role: plan.name(of: residents[resident])), in: deal)
    }
    if plan.hasInterest { elapse(deal) }
    holdings[seat: seat, of: deal].money += amount
  }

  @inline(__always)
  private mutating func move(_ amount: Int64, account: Int, of deal: Int) throws {
    let common = plan.commonAccounts[account]
    if common >= 0 {
      let (sum, overflow) = accounts[common].addingReportingOverflow(amount)
      if overflow { throw SimulationError.unitsDoNotFit(tree.money(amount)) }
      accounts[common] = sum
      if accounts[common] < lowest[common] { lowest[common] = accounts[common] }
      return
    }
    let place = plan.places[account]
    elapse(deal)
    holdings[account: place, of: deal].money += amount
    if holdings[account: place, of: deal].money < 0, amount < 0, plan.isNotToOwe[account] {
      try violate(.overdrawn(account: plan.accountNames[account]), in: deal)
    }
  }

  /// Notes what was locked in a deal since that was last noted, and what it costs each that its money was out.
  mutating func elapse(_ deal: Int) {
    let time = calendar.now - deals[deal].seen
    guard time > 0 else { return }
    if plan.hasInterest {
      for seat in 0..<holdings.room where holdings[seat: seat, of: deal].money < 0 {
        outlay[deal * holdings.room + seat] -= holdings[seat: seat, of: deal].money * Int64(time)
      }
    }
    notes.locked += Double(holdings.locked(in: deal)) / Double(tree.scale) * Double(time)
    deals[deal].seen = calendar.now
  }
}

extension World {
  /// An amount in units, which may become smaller.
  mutating func units(of amount: Rational) throws -> Int64 {
    let scale = tree.scale
    let units = try tree.units(of: amount)
    try adapt(from: scale)
    return units
  }

  /// Tells of a payment, which was made.
  mutating func tell(payment: Payment, in deal: Int) throws {
    let sitting = holdings.seats(of: deal).map(\.resident)
    let names = plan.accountNames
    func party(_ number: Int32) -> MarketEvent.Party {
      number >= 0
        ? .agent(Int(sitting[Int(number)])) : .account(names[Int(-1 - number)])
    }
    try tell(
      .paid(
        deal: deals[deal].number, tree.money(payment.amount), from: party(payment.source),
        to: party(payment.target)))
  }
}
