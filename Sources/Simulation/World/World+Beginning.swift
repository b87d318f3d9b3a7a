import DequeModule
import Mechanisms
import Twin

/// How deals begin, and where they are held.
extension World {
  /// A deal begins between those who have looked longest for one, and those whom a cartel brings.
  mutating func begin(_ book: Int) throws {
    let visitor = plan.visitor(of: book)
    let deal = entry()
    deals[deal] = Deal(random: RandomStream(seed: seed, .deal, begun))
    deals[deal].number = begun
    deals[deal].began = calendar.now
    deals[deal].seen = calendar.now
    begun += 1
    mix(calendar.now)
    mix(book)
    for seat in plan.principals.indices {
      let role = plan.principals[seat]
      if plan.isBrought(role, by: visitor) { continue }
      guard let place = try place(in: role, for: seat, of: book) else { continue }
      let token = place == 0 ? looking[role].removeFirst() : looking[role].remove(at: place)
      fetchLooking(role)
      holdings[seat: seat, of: deal].token = token
      let resident = owner(of: token)
      put(Int32(resident), in: seat, of: deal, book)
      mix(resident)
    }
    if let visitor {
      var members = visitingCartels[visitor].makeIterator()
      for seat in tree.books[book].roles.indices
      where tree.books[book].twin.side(of: tree.books[book].seats[seat]) != .outsider {
        if let member = members.next() { put(member, in: seat, of: deal, book) }
      }
    }
    if isTold {
      try tell(
        .began(
          deal: deals[deal].number,
          between: holdings.seats(of: deal).map { Int($0.resident) }.filter { $0 >= 0 }))
    }
    try enter(tree.books[book].root, deal)
    try goOn(deal)
  }

  /// Room for a deal.
  private mutating func entry() -> Int {
    if let deal = free.popLast() {
      fetchFree()
      return Int(deal)
    }
    let deal = deals.count
    deals.append(Deal(random: RandomStream(seed: seed, .deal, 0)))
    holdings.addDeal()
    if plan.hasInterest { outlay.append(contentsOf: repeatElement(0, count: holdings.room)) }
    if !minds.isEmpty { memory.append(contentsOf: repeatElement(0, count: holdings.room)) }
    if !minds.isEmpty { decisions.append([]) }
    if plan.hasFaults { troubles.append([]) }
    if plan.isTimed { limits.append(0) }
    return deal
  }

  /// A deal is over; its entry is another's.
  mutating func clear(_ deal: Int) {
    holdings.clear(deal)
    for index in deal * holdings.room..<(deal + 1) * holdings.room {
      if plan.hasInterest { outlay[index] = 0 }
      if !minds.isEmpty { memory[index] = 0 }
    }
    if !minds.isEmpty { decisions[deal].removeAll(keepingCapacity: true) }
    if plan.hasFaults { troubles[deal].removeAll(keepingCapacity: true) }
    deals[deal].node = -1
    free.append(Int32(deal))
  }

  /// After the tree has grown: makes room for more seats, and counts in smaller units.
  mutating func adapt(from scale: Int) throws {
    let seats = tree.books.reduce(0) { max($0, $1.seats.count) }
    if seats > holdings.room { widen(to: seats) }
    tree.layOutSeats()
    for role in needed.indices where !plan.roles[role].isPrincipal {
      needed[role] = tree.books.reduce(0) { max($0, $1.roles.count { $0 == role }) }
    }
    guard tree.scale != scale else { return }
    let factor = Int64(tree.scale / scale)
    for index in residents.indices {
      residents[index].wallet = try tree.times(residents[index].wallet, factor)
    }
    for index in affairs.indices {
      affairs[index].idle = try tree.times(affairs[index].idle, factor)
      affairs[index].reserved = try tree.times(affairs[index].reserved, factor)
    }
    dearest = try dearest.map { try tree.times($0, factor) }
    for book in tree.books.indices {
      tree.books[book].needs = try tree.books[book].needs.map { try tree.times($0, factor) }
    }
    try holdings.rescale { try tree.times($0, factor) }
    for index in outlay.indices { outlay[index] = try tree.times(outlay[index], factor) }
    for index in accounts.indices {
      accounts[index] = try tree.times(accounts[index], factor)
      lowest[index] = try tree.times(lowest[index], factor)
    }
    notes.brought = try tree.times(notes.brought, factor)
    notes.left = try tree.times(notes.left, factor)
    notes.abandoned = try tree.times(notes.abandoned, factor)
    notes.imbalance = try tree.times(notes.imbalance, factor)
  }

  private mutating func widen(to seats: Int) {
    let room = holdings.room
    func widen<Value: FixedWidthInteger>(_ values: inout Table<Value>) {
      var wider = Table<Value>()
      wider.reserve(deals.count * seats)
      for deal in deals.indices {
        wider.append(contentsOf: values[deal * room..<(deal + 1) * room])
        wider.append(contentsOf: repeatElement(0, count: seats - room))
      }
      values = wider
    }
    holdings.widen(to: seats, deals: deals.count)
    if plan.hasInterest { widen(&outlay) }
    if !minds.isEmpty { widen(&memory) }
  }
}
