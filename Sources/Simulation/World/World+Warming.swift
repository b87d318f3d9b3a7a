import DequeModule

/// What makes many agents cost little more than few.
///
/// In a large market hardly anything that an entry of the calendar is about is in the processor's cache, and most
/// of the time would be spent waiting for the memory, for one thing after the other. Which entries come next is
/// known: what they need is fetched some entries ahead, and is there when it is their turn.
extension World {
  /// Up to how many residents everything is in the cache anyway.
  private static let fewResidents = 5_000
  /// How many entries before its turn what an entry needs is fetched, after what tells what that is.
  private static let ahead = 8

  /// Called when an entry was taken, before it is dealt with.
  @inline(__always)
  mutating func warm() {
    if residents.count <= Self.fewResidents { return }
    let next = calendar.taken
    if next == 1 {
      for place in next..<next + 2 * Self.ahead { fetchDeal(at: place) }
      for place in next..<next + Self.ahead { fetchResidents(at: place) }
    }
    fetchDeal(at: next + 2 * Self.ahead)
    fetchResidents(at: next + Self.ahead)
  }

  /// Fetches the deal that an entry of this tick is about, or the one who looks for a deal.
  @inline(__always)
  private mutating func fetchDeal(at place: Int) {
    if place >= calendar.present.count { return }
    let entry = calendar.present[place]
    if entry < 0 {
      deals.fetch(Int(-1 - entry))
      holdings.fetch(Int(-1 - entry))
    } else if entry < Self.again {
      residents.fetch(owner(of: entry))
    }
  }

  /// Fetches those who take part in the deal that an entry of this tick is about.
  @inline(__always)
  private mutating func fetchResidents(at place: Int) {
    if place >= calendar.present.count || calendar.present[place] >= 0 { return }
    let deal = Int(-1 - calendar.present[place])
    for seat in 0..<holdings.room {
      let resident = holdings[seat: seat, of: deal].resident
      if resident >= 0 { residents.fetch(Int(resident)) }
    }
  }

  /// Fetches one of a role who is soon to be the first of those who look for a deal.
  @inline(__always)
  mutating func fetchLooking(_ role: Int) {
    if looking[role].count > Self.ahead {
      residents.fetch(owner(of: looking[role][Self.ahead]))
    }
  }

  /// Fetches the entry of a deal that is soon to begin.
  @inline(__always)
  mutating func fetchFree() {
    if free.count > Self.ahead {
      let deal = Int(free[free.count - Self.ahead])
      deals.fetch(deal)
      holdings.fetch(deal)
    }
  }
}
