/// What a deal knows of one of its seats, or of one of its own accounts.
struct Holding {
  /// What the seat has got, or what is in the account, in units.
  var money: Int64 = 0
  /// The resident in the seat; negative if it does not matter yet who sits there.
  var resident: Int32 = -1
  /// The token of the resident, if it agreed to the deal; else negative.
  var token: Int32 = -1
}

/// What deals know of their accounts and seats: all of one deal side by side, since it is needed together.
struct Holdings {
  private var table = Table<Holding>()
  /// How many accounts each deal has.
  let accounts: Int
  /// How many seats each deal has room for.
  private(set) var room = 0

  init(accounts: Int) { self.accounts = accounts }

  subscript(seat seat: Int, of deal: Int) -> Holding {
    @inline(__always) get { table[first(of: deal) + accounts + seat] }
    @inline(__always) _modify { yield &table[first(of: deal) + accounts + seat] }
  }

  subscript(account account: Int, of deal: Int) -> Holding {
    @inline(__always) get { table[first(of: deal) + account] }
    @inline(__always) _modify { yield &table[first(of: deal) + account] }
  }

  @inline(__always)
  private func first(of deal: Int) -> Int { deal * (accounts + room) }

  /// What is known of the seats of a deal.
  func seats(of deal: Int) -> Slice<Table<Holding>> {
    table[first(of: deal) + accounts..<first(of: deal + 1)]
  }

  /// Whether a resident sits in a deal.
  @inline(__always)
  func isIn(_ resident: Int32, _ deal: Int) -> Bool {
    for index in first(of: deal) + accounts..<first(of: deal + 1)
    where table[index].resident == resident { return true }
    return false
  }

  /// What is in the accounts of a deal, in units.
  @inline(__always)
  func locked(in deal: Int) -> Int64 {
    var sum: Int64 = 0
    for index in first(of: deal)..<first(of: deal) + accounts { sum += table[index].money }
    return sum
  }

  /// Begins to fetch what is known of a deal from memory.
  @inline(__always)
  func fetch(_ deal: Int) {
    var index = first(of: deal)
    let end = first(of: deal + 1)
    while index < end {
      table.fetch(index)
      index += Table<Holding>.perLine
    }
  }

  /// Everything in all accounts, in units.
  func locked() -> Int64 {
    accounts + room == 0
      ? 0 : (0..<table.count / (accounts + room)).reduce(0) { $0 + locked(in: $1) }
  }

  /// Room for one more deal.
  mutating func addDeal() {
    table.append(contentsOf: repeatElement(Holding(), count: accounts + room))
  }

  @inline(__always)
  mutating func clear(_ deal: Int) {
    for index in first(of: deal)..<first(of: deal + 1) { table[index] = Holding() }
  }

  /// Makes room for more seats in each of so many deals.
  mutating func widen(to seats: Int, deals: Int) {
    var wider = Table<Holding>()
    wider.reserve(deals * (accounts + seats))
    for deal in 0..<deals {
      wider.append(contentsOf: table[first(of: deal)..<first(of: deal + 1)])
      wider.append(contentsOf: repeatElement(Holding(), count: seats - room))
    }
    (table, room) = (wider, seats)
  }

  /// Counts in other units.
  mutating func rescale(_ rescaled: (Int64) throws -> Int64) rethrows {
    for index in table.indices { table[index].money = try rescaled(table[index].money) }
  }
}
