import Exact
import Mechanisms
import Twin

/// All situations that deals met so far, unfolded from the rules as they are needed.
///
/// What an agent in the twin does is worked out once for each way in which a deal can go; after that a deal goes
/// from situation to situation at the cost of a few memory accesses.
struct DealTree {
  static let mostSituations = 20_000_000

  private(set) var nodes = Table<Node>()
  private(set) var branches = Table<Branch>()
  private(set) var payments = Table<Payment>()
  private(set) var endings: ContiguousArray<Ending> = []
  var books: [DealBook] = []
  /// How often each branch was taken.
  var visits = Table<Int>()
  /// Of each information set, by its number: the book, and what is known.
  private(set) var sets: [(book: Int, set: InformationSet)] = []
  /// How many units of the ledger are one unit of money.
  private(set) var scale: Int = 1
  /// The names of the options, by their numbers; 0 is none.
  private(set) var options: [String] = [""]
  private var optionNumbers: [String: Int32] = [:]
  /// The seats of all books, as many for each as for the one that has most.
  private var seats = Table<Seat>()
  private var room = 0
  private var isLaidOut = false

  /// The situation in which the deals of a book begin.
  mutating func root(of book: Int) throws -> Int {
    try grow(book: book, round: nil, parent: nil, taking: [])
  }

  /// The situation in which a round of a book begins.
  mutating func root(of book: Int, round: Int) throws -> Int {
    let known = books[book].rounds[round].root
    if known >= 0 { return known }
    let root = try grow(
      book: book, round: books[book].rounds[round].start, parent: nil, taking: [])
    books[book].rounds[round].root = root
    return root
  }

  /// The situation that a branch of another leads to, which nobody was in before.
  ///
  /// - Complexity: a deal of the twin is played to its end.
  mutating func grow(_ way: Int, from node: Int) throws -> Int {
    var ways = [way]
    var last = node
    while nodes[last].parent >= 0 {
      ways.append(Int(nodes[last].way))
      last = Int(nodes[last].parent)
    }
    let book = Int(nodes[last].book)
    let round = books[book].rounds.first { $0.root == last }?.start
    return try grow(
      book: book, round: round, parent: (node, way), taking: Array(ways.reversed()))
  }

  // MARK: - Growing

  private mutating func grow(
    book: Int, round: RoundStart?, parent: (node: Int, way: Int)?, taking ways: [Int]
  ) throws -> Int {
    let path = try books[book].unfolding.path(of: round, taking: ways)
    var parent = parent
    var first: Int?
    var known = ways.count
    var paid: [Payment] = []
    for happening in path.happenings {
      if known > 0 {
        if happening.way != nil { known -= 1 }
        continue
      }
      switch happening {
      case .told: continue
      case .paid(let amount, let source, let target, _):
        paid.append(
          Payment(
            source: party(source, in: book), target: party(target, in: book),
            amount: try units(of: amount, rescaling: &paid)))
      case .chance(let probabilities, let taken):
        let node = try add(.chance, book: book, below: parent, paying: paid)
        nodes[node].firstBranch = Int32(branches.count)
        nodes[node].branches = Int32(probabilities.count)
        add(probabilities.map { ($0, 0) })
        first = first ?? node
        (parent, paid) = ((node, taken), [])
      case .asked(let question, let taken):
        let node = try add(.question, book: book, below: parent, paying: paid)
        describe(question, at: node, in: book)
        first = first ?? node
        (parent, paid) = ((node, taken), [])
      }
    }
    let node = try add(.end, book: book, below: parent, paying: paid)
    nodes[node].set = Int32(endings.count)
    endings.append(
      Ending(
        offences: path.marks, nextRound: path.next.map { number(of: $0, in: book) },
        isBeforeRounds: round == nil, fault: path.fault.map { "\($0.kind)" }))
    return first ?? node
  }

  private mutating func add(
    _ kind: Node.Kind, book: Int, below parent: (node: Int, way: Int)?, paying paid: [Payment]
  ) throws -> Int {
    let number = nodes.count
    if number >= Self.mostSituations {
      throw SimulationError.tooManySituations(limit: Self.mostSituations)
    }
    nodes.append(
      Node(
        kind: kind, book: Int32(book), parent: Int32(parent?.node ?? -1),
        way: Int32(parent?.way ?? 0), firstPayment: Int32(payments.count),
        payments: Int32(paid.count)))
    payments.append(contentsOf: paid)
    if let parent {
      branches[Int(nodes[parent.node].firstBranch) + parent.way].child = Int32(number)
    }
    return number
  }

  /// Adds branches that are taken with these probabilities.
  private mutating func add(_ ways: [(probability: Rational, option: Int32)]) {
    var reached: Rational = 0
    for way in ways {
      reached += way.probability
      branches.append(
        Branch(
          last: way.probability.isZero ? 0 : Probability.lastBelow(reached), option: way.option,
          isPrescribed: !way.probability.isZero))
      visits.append(0)
    }
  }

  private mutating func describe(_ question: Question, at node: Int, in book: Int) {
    nodes[node].seat = seat(of: question.agent, in: book)
    nodes[node].choice = Int32(question.choice)
    nodes[node].step = Int32(question.step)
    nodes[node].timeout = Int32(question.timeout ?? -1)
    nodes[node].set = Int32(number(of: question.informationSet, in: book))
    nodes[node].firstBranch = Int32(branches.count)
    nodes[node].branches = Int32(question.options.count)
    // Where the rules prescribe nothing that could be done, whoever is honest does anything.
    let prescribed =
      question.prescribed.isEmpty
      ? question.options.map { _ in Rational(1, question.options.count) } : question.prescribed
    add(zip(prescribed, question.options).map { ($0, number(of: $1)) })
  }

  private mutating func number(of option: String) -> Int32 {
    if let known = optionNumbers[option] { return known }
    let number = Int32(options.count)
    options.append(option)
    optionNumbers[option] = number
    return number
  }

  private mutating func number(of set: InformationSet, in book: Int) -> Int {
    if let known = books[book].sets[set] { return known }
    books[book].sets[set] = sets.count
    sets.append((book, set))
    return sets.count - 1
  }

  private mutating func number(of round: RoundStart, in book: Int) -> Int {
    if let known = books[book].rounds.firstIndex(where: { $0.start == round }) { return known }
    books[book].rounds.append((round, -1))
    return books[book].rounds.count - 1
  }

  private mutating func party(_ holder: Holder, in book: Int) -> Int32 {
    switch holder {
    case .agent(let agent): seat(of: agent, in: book)
    case .account(let account): Int32(-1 - account)
    }
  }

  /// Gives seats to those who are in every deal of a book: those who agree to it, then, if there is a cartel
  /// that brings its members, those.
  mutating func seatPrincipals(_ principals: [Int], in book: Int) {
    let roles = books[book].twin.roles
    for role in principals { _ = seat(of: roles[role].agents.lowerBound, in: book) }
    for agent in roles.flatMap({ Array($0.agents.prefix(1_000)) })
    where books[book].twin.side(of: agent) != .outsider { _ = seat(of: agent, in: book) }
  }

  /// The seat of an agent of the twin: a new one when it is first spoken of.
  private mutating func seat(of agent: Int, in book: Int) -> Int32 {
    if let known = books[book].seatNumbers[agent] { return Int32(known) }
    let seat = books[book].seats.count
    books[book].seats.append(agent)
    books[book].roles.append(
      books[book].twin.roles.firstIndex { $0.agents.contains(agent) } ?? 0)
    books[book].areMembers.append(books[book].twin.side(of: agent).camp == .coalition)
    books[book].seatNumbers[agent] = seat
    isLaidOut = false
    return Int32(seat)
  }

  /// Makes what is known of seats quick to find, if there are new ones.
  mutating func layOutSeats() {
    if isLaidOut { return }
    room = books.reduce(0) { max($0, $1.seats.count) }
    seats = Table()
    for book in books {
      for seat in 0..<room {
        seats.append(
          seat < book.seats.count
            ? Seat(role: Int32(book.roles[seat]), isMember: book.areMembers[seat]) : Seat())
      }
    }
    isLaidOut = true
  }

  @inline(__always)
  func role(of seat: Int, in book: Int) -> Int { Int(seats[book * room + seat].role) }

  /// Whether a member of the cartel that brings its members sits there.
  @inline(__always)
  func isMember(in seat: Int, of book: Int) -> Bool { seats[book * room + seat].isMember }

  // MARK: - Units

  /// An amount in units; where it is no whole number of them, units become smaller.
  private mutating func units(
    of amount: Rational, rescaling pending: inout [Payment]
  ) throws -> Int64 {
    if let whole = (amount * Rational(scale)).integer { return Int64(whole) }
    let unit = amount.commonDivisor(with: Rational(1, scale))
    guard let finer = (1 / unit).integer, let whole = (amount / unit).integer else {
      throw SimulationError.unitsDoNotFit(amount)
    }
    let factor = Int64(finer / scale)
    for index in payments.indices {
      payments[index].amount = try times(payments[index].amount, factor)
    }
    for index in pending.indices {
      pending[index].amount = try times(pending[index].amount, factor)
    }
    scale = finer
    return Int64(whole)
  }

  /// An amount in units, which become smaller if it is no whole number of them.
  mutating func units(of amount: Rational) throws -> Int64 {
    var nothing: [Payment] = []
    return try units(of: amount, rescaling: &nothing)
  }

  /// An amount in smaller units.
  func times(_ amount: Int64, _ factor: Int64) throws -> Int64 {
    let (product, overflow) = amount.multipliedReportingOverflow(by: factor)
    if overflow { throw SimulationError.unitsDoNotFit(money(amount)) }
    return product
  }

  /// What an amount in units is in money.
  func money(_ units: Int64) -> Rational { Rational(Int(units), scale) }

  // MARK: - Going on

  /// The branch for a random number: by chance, or as is prescribed.
  @inline(__always)
  func way(_ point: UInt64, at node: Node) -> Int {
    let first = Int(node.firstBranch)
    for way in 0..<Int(node.branches) {
      let branch = branches[first + way]
      if branch.isPrescribed, point <= branch.last { return way }
    }
    return 0
  }

  /// Whether a round begins in a situation, where another one ended.
  func isRound(_ number: Int, after last: Int32) -> Bool {
    last >= 0 && nodes[number].parent < 0 && nodes[Int(last)].kind == .end
  }

  /// Whether in a situation agents are asked at the same time as in the one before.
  @inline(__always)
  func isAsked(at node: Node, together last: Int32) -> Bool {
    guard last >= 0, node.kind == .question else { return false }
    let last = nodes[Int(last)]
    return last.kind == .question && last.step == node.step
  }

  /// How likely each option is prescribed.
  func prescription(at node: Node) -> [Double] {
    let first = Int(node.firstBranch)
    var reached = 0.0
    return (0..<Int(node.branches)).map { way in
      let branch = branches[first + way]
      guard branch.isPrescribed else { return 0 }
      let next = branch.last == .max ? 1 : Double(branch.last + 1) * 0x1p-64
      defer { reached = next }
      return next - reached
    }
  }
}
