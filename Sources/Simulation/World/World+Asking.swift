import Mechanisms

/// How agents are asked, decide, answer in time or not.
extension World {
  /// Asks whoever a situation asks.
  ///
  /// - Returns: whether the answer is there at once; else the deal goes on when it is.
  mutating func ask(_ deal: Int, _ node: Node) throws -> Bool {
    let seat = Int(node.seat)
    let resident = try resident(in: seat, of: deal)
    let pace = plan.paces[Int(node.choice)]
    var delay = residents[resident].random.ticks(pace.duration)
    let isSilent = try plan.hasFaults && disturb(&delay, deal, node, resident: resident)
    let deadline = pace.deadline ?? MarketPlan.usualDeadline
    if plan.isTimed {
      let limit = plan.isTimed(pace) ? deals[deal].asked + deadline : .max
      limits[deal] = max(limits[deal], limit)
    }
    if node.timeout >= 0, isSilent || (delay > deadline && plan.isTimed(pace)) {
      deals[deal].answer = node.timeout
      delay = deadline
      notes.timeouts += 1
      if isTold {
        try tell(.timedOut(deal: deals[deal].number, resident, choice: plan.choice(node)))
      }
    } else if isSilent {
      // The rules say nothing of what happens now: nothing does.
      try violate(.neverSettles(choice: plan.choice(node)), in: deal)
      try abandon(deal)
      return false
    } else {
      deals[deal].answer = decide(resident, seat, deal, node)
    }
    let due = deals[deal].asked + delay
    if due <= calendar.now { return true }
    deals[deal].due = UInt32(truncatingIfNeeded: due)
    calendar.enter(Int32(-1 - deal), after: due - calendar.now)
    return false
  }

  // MARK: - Deciding

  /// What an agent does, as a branch.
  private mutating func decide(
    _ resident: Int, _ seat: Int, _ deal: Int, _ node: Node
  ) -> Int32 {
    let mind = Int(residents[resident].mind)
    if mind < 0 {
      let point = residents[resident].random.next()
      return Int32(tree.way(point, at: node))
    }
    // What the mind knows by its other agents in the deal, and what they did.
    var key = UInt64(node.set)
    if minds[mind].members > 1 {
      for other in 0..<holdings.room where other != seat {
        let sitting = holdings[seat: other, of: deal].resident
        if sitting >= 0, residents[Int(sitting)].mind == Int32(mind) {
          key = RandomStream.mixed(
            key ^ memory[deal * holdings.room + other] &+ UInt64(other + 1) << 32)
        }
      }
    }
    let row: Int
    if let known = minds[mind].row(key) {
      row = known
    } else {
      let prescribed = tree.prescription(at: node)
      row = minds[mind].addRow(key, of: Int(node.set), prescribed: prescribed)
    }
    let last = decisions[deal].last { $0.mind == Int32(mind) && $0.choice == node.choice }
    let option = minds[mind].decide(
      row, isBold: isBold(mind, in: deal), after: last.map { Int($0.option) })
    memory[deal * holdings.room + seat] = UInt64(node.set) << 8 | UInt64(option + 1)
    decisions[deal].append(
      Decision(
        mind: Int32(mind), row: Int32(row), option: Int32(option), choice: node.choice))
    return Int32(option)
  }

  /// Whether a mind tries things in a deal: in all of it, or not at all.
  private mutating func isBold(_ mind: Int, in deal: Int) -> Bool {
    var random = RandomStream(seed: seed, .boldness, deals[deal].number << 20 ^ mind)
    return random.fraction() < minds[mind].boldness
  }

  /// Notes what was done where an agent was asked.
  mutating func note(_ way: Int, in deal: Int, at node: Node) throws {
    let branch = tree.branches[Int(node.firstBranch) + way]
    let resident = Int(holdings[seat: Int(node.seat), of: deal].resident)
    notes.note(
      population: Int(residents[resident].population), isPrescribed: branch.isPrescribed)
    guard isTold else { return }
    try tell(
      .chose(
        deal: deals[deal].number, resident, choice: plan.choice(node),
        option: tree.options[Int(branch.option)]))
  }
}
