import DequeModule
import Exact
import Mechanisms
import Twin

/// A market while it runs.
///
/// Everything that changes is in arrays of plain values, by number: a million agents are a million entries. A deal
/// that is over leaves its entry to another one.
struct World {
  let plan: MarketPlan
  let seed: UInt64
  let sink: ((MarketEvent) throws -> Void)?
  /// Whether anybody hears what happens.
  let isTold: Bool

  var tree: DealTree
  var calendar = Calendar()

  // MARK: Agents

  var residents = Table<Resident>()
  /// How they come and go; of nobody where nobody leaves.
  var stays = Table<Stay>()
  /// The money of each of them; of nobody where nobody's capital is limited.
  var affairs = Table<Affairs>()
  /// Whose tokens they are: one for each deal that an agent may be in at a time.
  var tokens = Table<Int32>()
  /// Of each role, those who are there.
  var present: [ContiguousArray<Int32>]
  /// Of each role of which one agent takes part, tokens of those who look for a deal, in the order in which they
  /// came.
  var looking: [Deque<Int32>]
  /// Of each population, those who have left.
  var vacant: [[Int32]]
  /// How many came to each population since the market was opened.
  var arrivals: [Int]
  /// What each of those who agree to a deal may need in the dearest one, in units; nothing where nobody's capital is
  /// limited.
  var dearest: [Int64] = []
  /// How many of each role a deal may need, as far as deals went so far.
  var needed: [Int]
  /// Of each cartel that brings its members to deals, those.
  var visitingCartels: [[Int32]] = []
  /// In how many deals each of them is.
  var visits: [Int]
  var minds: ContiguousArray<Mind> = []
  /// The minds of each kind of which one plays plans and imitates.
  var kin: [Int: [Int32]] = [:]

  // MARK: Deals

  var deals = Table<Deal>()
  var free = Table<Int32>()
  /// What deals know of their accounts and seats. Accounts that last have their money elsewhere.
  var holdings: Holdings
  /// What it costs each seat of each deal so far that its money is out, in units times ticks; of none where it
  /// costs nothing.
  var outlay = Table<Int64>()
  /// The last information set that each seat of each deal was asked in, and what it did; of none where nobody
  /// learns.
  var memory = Table<UInt64>()
  var decisions: [[Decision]] = []
  /// What went wrong in each deal; of none where nothing goes wrong.
  var troubles: [[Trouble]] = []
  /// When each deal has to go on at the latest; of none where no time is ever up.
  var limits = Table<Int>()

  // MARK: What outlives a deal

  /// The accounts of the market: those that last, `world` and `burn`.
  var accounts = Table<Int64>()
  var lowest = Table<Int64>()

  // MARK: What is noted

  var notes: Notes
  var digest: UInt64 = 0
  var begun = 0
  var settled = 0

  init(_ plan: MarketPlan, seed: UInt64, sink: ((MarketEvent) throws -> Void)?) throws {
    self.plan = plan
    self.seed = seed
    self.sink = sink
    isTold = sink != nil
    tree = DealTree()
    holdings = Holdings(accounts: plan.ownAccounts)
    present = plan.roles.map { _ in [] }
    looking = plan.roles.map { _ in [] }
    vacant = plan.populations.map { _ in [] }
    arrivals = plan.populations.map { _ in 0 }
    needed = plan.roles.map { _ in 0 }
    accounts.append(contentsOf: plan.accounts.map { _ in 0 })
    lowest.append(contentsOf: plan.accounts.map { _ in 0 })
    notes = Notes(plan)
    visits = plan.visitingCartels.map { _ in 0 }
    digest = RandomStream.mixed(seed)
    try open()
  }

  /// Lets the market run until all its deals are over.
  mutating func run(progress: (_ settled: Int) throws -> Void) throws {
    var told = 0
    let isLastFirst = plan.market.faults[.reordering] != nil
    var chaos = RandomStream(seed: seed, .fault, -1)
    while settled < plan.market.deals {
      let isReordered = isLastFirst && plan.happens(.reordering, &chaos)
      guard let entry = calendar.next(lastFirst: isReordered) else { break }
      warm()
      if entry < 0 {
        let deal = Int(-1 - entry)
        // An answer that arrives a second time finds that it was heard, and nothing happens.
        if deals[deal].isDue(calendar.now) { try goOn(deal) }
      } else if entry < Self.firstArrival {
        try look(entry)
      } else {
        try arrive(Int(entry - Self.firstArrival))
      }
      if settled - told >= 1_000 {
        told = settled
        try progress(settled)
      }
    }
    try close()
  }

  /// Entries of the calendar from here on are populations of which another agent comes.
  static let firstArrival: Int32 = 2_000_000_000

  /// The entry of the calendar for a deal from outside, where nobody looks for one.
  static let outside: Int32 = firstArrival - 1
  /// The entry for those who wait for a cartel that was busy.
  static let again: Int32 = firstArrival - 2

  mutating func tell(_ event: MarketEvent.Kind) throws {
    try sink?(MarketEvent(tick: calendar.now, event))
  }

  @inline(__always)
  mutating func mix(_ number: Int) {
    digest = (digest ^ UInt64(truncatingIfNeeded: number)) &* 0x9E37_79B9_7F4A_7C15
    digest ^= digest >> 29
  }
}
