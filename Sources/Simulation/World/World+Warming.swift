import DequeModule

/// What makes many agents cost little more than few.
extension World {
  /// Up to how many residents everything is in the processor's cache anyway.
  static let fewResidents = 5_000

  /// Looks at what the next entries of the calendar are about.
  ///
  /// In a large market hardly anything that an entry is about is in the processor's cache, and most of the time
  /// would be spent waiting for the memory. Which entries come next is known; what they need is fetched together
  /// here, so that it is waited for once.
  mutating func warm() {
    var seen = 0
    let next = calendar.taken - 1..<min(calendar.taken + 15, calendar.present.count)
    for place in next {
      let entry = calendar.present[place]
      if entry < 0 {
        let deal = Int(-1 - entry)
        seen &+= Int(deals[deal].node) &+ Int(seats[deal * room]) &+ Int(money[deal * room])
        if plan.ownAccounts > 0 { seen &+= Int(escrow[deal * plan.ownAccounts]) }
        if !plan.principals.isEmpty { seen &+= Int(held[deal * plan.principals.count]) }
      } else if entry < Self.again {
        seen &+= Int(residents[owner(of: entry)].population)
      }
    }
    for place in next where calendar.present[place] < 0 {
      let first = Int(-1 - calendar.present[place]) * room
      for index in first..<first + room where seats[index] >= 0 {
        seen &+= Int(residents[Int(seats[index])].population)
      }
    }
    for role in plan.principals {
      for place in 0..<min(16, looking[role].count) {
        seen &+= Int(residents[owner(of: looking[role][place])].population)
      }
    }
    warmth = seen
  }
}
