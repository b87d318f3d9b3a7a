import Mechanisms

/// What goes wrong while agents are asked.
///
/// Each fault has random numbers of its own at each occasion, so that one that is left out leaves the others where
/// they were.
extension World {
  /// What goes wrong while an agent is asked.
  ///
  /// - Parameter delay: how long its answer takes, in ticks; it may become longer.
  /// - Returns: whether nothing is heard of it.
  mutating func disturb(
    _ delay: inout Int, _ deal: Int, _ node: Node, resident: Int
  ) throws -> Bool {
    if troubles[deal].contains(where: { $0.seat == node.seat && $0.fault.lasts }) { return true }
    let deadline = plan.paces[Int(node.choice)].deadline ?? MarketPlan.usualDeadline
    for fault in plan.personalFaults where canSuffer(fault, resident, node) {
      var random = RandomStream(
        seed: seed, .fault,
        (deals[deal].number << 20 ^ Int(deals[deal].length)) << 4 | fault.number)
      guard plan.happens(fault, &random) else { continue }
      try suffer(fault, deal, node)
      switch fault {
      case .crash, .silence, .loss: return true
      case .departure:
        stays[resident].leaving = calendar.now
        if plan.leaves(residents[resident]) { try leave(resident) }
        return true
      case .late: delay = max(delay, deadline + 1 + random.below(deadline + 1))
      case .delay: delay += 1 + random.below(20)
      case .duplication:
        let due = deals[deal].asked + delay - calendar.now
        calendar.enter(Int32(-1 - deal), after: max(0, due) + 1 + random.below(5))
      case .reordering: break
      }
    }
    return false
  }

  private func canSuffer(_ fault: MarketFault, _ resident: Int, _ node: Node) -> Bool {
    switch fault {
    case .silence: plan.areDrawn[Int(node.choice)]
    case .departure: stays[resident].place >= 0
    default: true
    }
  }

  private mutating func suffer(_ fault: MarketFault, _ deal: Int, _ node: Node) throws {
    notes.faults[fault, default: 0] += 1
    troubles[deal].append(Trouble(fault: fault, seat: node.seat, node: deals[deal].node))
    if isTold { try tell(.suffered(deal: deals[deal].number, fault, choice: plan.choice(node))) }
  }
}

extension MarketFault {
  /// Whether one who suffers it answers nothing more in the deal.
  var lasts: Bool {
    switch self {
    case .crash, .silence, .departure: true
    case .late, .loss, .duplication, .delay, .reordering: false
    }
  }

  /// Its number among all.
  var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
