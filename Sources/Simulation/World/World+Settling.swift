import Exact
import Mechanisms
import Twin

/// How deals end, and what is left of them.
extension World {
  /// A deal, or a round of it, is over.
  ///
  /// - Returns: whether another round begins.
  mutating func end(_ deal: Int, _ node: Node) throws -> Bool {
    let ending = tree.endings[Int(node.set)]
    if let fault = ending.fault, !notes.isViolated(by: deals[deal].number) {
      try violate(.rules(fault), in: deal)
    }
    if ending.fault == nil { try lookAtAccounts(of: deal) }
    if let round = ending.nextRound, ending.isBeforeRounds || isContinued(deal, node) {
      let scale = tree.scale
      let root = try tree.root(of: Int(node.book), round: round)
      try adapt(from: scale)
      try enter(root, deal)
      return true
    }
    try settle(deal, ending.offences)
    return false
  }

  private mutating func isContinued(_ deal: Int, _ node: Node) -> Bool {
    guard let last = tree.books[Int(node.book)].goingOn else { return false }
    return deals[deal].random.next() <= last
  }

  /// A deal ends that nobody will go on with.
  mutating func abandon(_ deal: Int) throws {
    try lookAtAccounts(of: deal)
    try settle(deal, [])
  }

  /// Looks whether anything is left in the accounts of a deal that is over, or owed by them.
  private mutating func lookAtAccounts(of deal: Int) throws {
    for account in plan.commonAccounts.indices where plan.isToBeEmpty[account] {
      let left = holdings[account: plan.places[account], of: deal].money
      if left != 0 {
        try violate(.stuck(account: plan.accountNames[account], tree.money(left)), in: deal)
      }
    }
  }

  private mutating func settle(_ deal: Int, _ offences: [Bool]) throws {
    let book = Int(tree.nodes[Int(deals[deal].node)].book)
    let number = deals[deal].number
    let duration = calendar.now - deals[deal].began
    if plan.hasInterest { elapse(deal) }
    mix(number)
    notes.abandoned += holdings.locked(in: deal)
    let visitor = plan.visitor(of: book)
    notes.begin(duration: duration, visitor: visitor)
    for seat in 0..<holdings.room {
      let holding = holdings[seat: seat, of: deal]
      let resident = Int(holding.resident)
      guard resident >= 0 else { continue }
      let role = tree.role(of: seat, in: book)
      if plan.isCapitalLimited {
        affairs[resident].idle += holding.money
        affairs[resident].reserved -= need(of: seat, book)
      }
      mix(Int(holding.money))
      let (earned, cost) = result(of: holding, in: seat, of: deal)
      notes.earn(
        earned, cost: cost, role: role, population: Int(residents[resident].population),
        isMember: tree.isMember(in: seat, of: book))
      if let reputation = plan.reputations[role], !offences.isEmpty, offences[reputation] {
        residents[resident].offences += 1
        if plan.leaves(residents[resident]), try isExcluded(resident, role: role) {
          stays[resident].leaving = calendar.now
        }
      }
      residents[resident].deals -= 1
      if plan.isLeft, residents[resident].deals == 0, stays[resident].leaving <= calendar.now,
        plan.leaves(residents[resident])
      {
        try leave(resident)
      }
    }
    notes.finish()
    if !minds.isEmpty { teach(deal, book) }
    for seat in plan.principals.indices {
      let token = holdings[seat: seat, of: deal].token
      if token >= 0 { wait(token, of: owner(of: token)) }
    }
    settled += 1
    if isTold { try tell(.settled(deal: number)) }
    clear(deal)
    if let visitor {
      visits[visitor] -= 1
      if plan.visitingCartels[visitor].conduct.learns { calendar.enter(Self.again, after: 0) }
    }
    if settled * Notes.windows / plan.market.deals != (settled - 1) * Notes.windows
      / plan.market.deals
    {
      try closeWindow()
    }
    if settled == plan.market.deals * 9 / 10 { lately() }
  }

  /// What a deal brought to a seat, and what it cost that its money was out, in money.
  @inline(__always)
  private mutating func result(
    of holding: Holding, in seat: Int, of deal: Int
  ) -> (earned: Double, cost: Double) {
    let cost =
      plan.hasInterest
      ? Double(outlay[deal * holdings.room + seat]) / Double(tree.scale) * plan.interest : 0
    return (Double(holding.money) / Double(tree.scale), cost)
  }

  /// Tells the minds that took part what it brought them.
  private mutating func teach(_ deal: Int, _ book: Int) {
    var brought: [(mind: Int32, money: Double)] = []
    for (seat, holding) in holdings.seats(of: deal).enumerated() where holding.resident >= 0 {
      let mind = residents[Int(holding.resident)].mind
      guard mind >= 0 else { continue }
      let (money, cost) = result(of: holding, in: seat, of: deal)
      let earned = money - cost
      if let known = brought.firstIndex(where: { $0.mind == mind }) {
        brought[known].money += earned
      } else {
        brought.append((mind, earned))
      }
    }
    for decision in decisions[deal] {
      let earned = brought.first { $0.mind == decision.mind }?.money ?? 0
      minds[Int(decision.mind)].learn(
        Int(decision.row), Int(decision.option), brought: earned)
    }
    for (place, (mind, earned)) in brought.enumerated() {
      minds[Int(mind)].finish(earned)
      guard minds[Int(mind)].conduct == .imitation, let others = kin[minds[Int(mind)].kind] else {
        continue
      }
      var random = RandomStream(seed: seed, .mind, deals[deal].number << 8 | place)
      let other = others[random.below(others.count)]
      if other != mind {
        let model = minds[Int(other)]
        minds[Int(mind)].imitate(model)
      }
    }
  }

  /// From here on is noted what is done in the end, and nothing is tried any more.
  private mutating func lately() {
    for mind in minds.indices { minds[mind].settleDown() }
  }

  private mutating func closeWindow() throws {
    try audit()
    notes.closeWindow(
      deals: settled, tick: calendar.now,
      lasting: plan.market.lasting.compactMap { name in
        plan.accounts.firstIndex(of: name).map { tree.money(accounts[$0]).approximation }
      })
  }

  /// The market is over.
  mutating func close() throws {
    for resident in residents { mix(Int(resident.wallet)) }
    for account in accounts { mix(Int(account)) }
    for deal in deals.indices where deals[deal].isOpen {
      let node = tree.nodes[Int(deals[deal].node)]
      try violate(.neverSettles(choice: plan.choice(node)), in: deal)
    }
    try audit()
  }

  /// Looks whether all money together is what it was.
  ///
  /// - Complexity: O(agents + deals under way).
  mutating func audit() throws {
    // Whatever wraps around on the way comes back in the end.
    var sum = notes.left &+ notes.abandoned &- notes.brought
    for resident in residents { sum &+= resident.wallet }
    for account in accounts { sum &+= account }
    sum &+= holdings.locked()
    if sum != notes.imbalance {
      try violate(.notConserved(tree.money(sum &- notes.imbalance)), in: nil)
      notes.imbalance = sum
    }
  }
}
