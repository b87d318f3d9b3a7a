import DequeModule
import Exact
import Mechanisms
import Twin

/// How agents come, look for deals, agree, and leave.
extension World {
  /// Opens the market: everybody who is there from the beginning.
  mutating func open() throws {
    for kind in plan.kinds.indices { try addBook(kind, visitor: nil) }
    for index in plan.visitingCartels.indices {
      for kind in plan.kinds.indices { try addBook(kind, visitor: index) }
      let book = tree.books[(index + 1) * plan.kinds.count]
      let sitting = book.seats.filter { book.twin.side(of: $0) != .outsider }
      let mind =
        plan.visitingCartels[index].conduct.learns
        ? addMind(
          plan.visitingCartels[index].conduct, kind: plan.populations.count + index,
          members: sitting.count, stream: -1 - index) : -1
      visitingCartels.append(
        sitting.map { _ in
          Int32(admit(to: plan.populations.count + index, mind: mind, tokens: 1))
        })
    }
    let number = plan.populations.reduce(residents.count) { $0 + $1.number }
    residents.reserve(number)
    if plan.isLeft { stays.reserve(number) }
    tokens.reserve(number)
    if plan.isCapitalLimited { try findNeeds() }
    for population in plan.populations.indices {
      for _ in 0..<plan.populations[population].number { try add(to: population) }
      scheduleArrival(of: population)
    }
    try formCartels()
    if plan.hasDealsFromOutside { calendar.enter(Self.outside, after: 0) }
  }

  private mutating func addBook(_ kind: Int, visitor: Int?) throws {
    let cartel = visitor.map { plan.visitingCartels[$0] }
    let parameters = plan.kinds[kind].parameters
    let twin = try Twin(
      plan.mechanism, parameters: parameters,
      coalition: cartel?.coalition ?? Coalition([:]), prescribing: plan.prescriptions)
    tree.books.append(
      DealBook(
        twin: twin,
        unfolding: try Unfolding(
          of: twin, following: cartel?.deviation,
          judging: plan.market.reputations.map(\.offence), lasting: plan.market.lasting),
        parameters: parameters,
        // Money of the next round is worth less by the chance that there is none.
        goingOn: try twin.discount.flatMap { $0 > 0 ? Probability.lastBelow($0) : nil }))
    let scale = tree.scale
    let book = tree.books.count - 1
    tree.seatPrincipals(plan.principals, in: book)
    tree.books[book].root = try tree.root(of: book)
    try adapt(from: scale)
  }

  // MARK: - Coming and leaving

  private mutating func add(to population: Int) throws {
    let role = plan.populationRoles[population]
    let resident = vacant[population].popLast().map(Int.init) ?? make(in: population)
    residents[resident].offences = 0
    if plan.isCapitalLimited, let capital = plan.populations[population].capital {
      let units = try units(of: capital)
      residents[resident].wallet = units
      affairs[resident] = Affairs(idle: units)
      notes.brought += units
    }
    present[role].append(Int32(resident))
    let stay =
      plan.isLeft
      ? plan.populations[population].stay.map { residents[resident].random.ticks(Time($0)) } : nil
    if plan.isLeft {
      stays[resident].parked = 0
      stays[resident].place = Int32(present[role].count - 1)
      stays[resident].leaving = stay.map { calendar.now + $0 } ?? .max
    }
    mix(resident)
    if isTold { try tell(.came(resident, role: plan.roles[role].name)) }
    let capacity = plan.capacities[population]
    // Where nobody leaves, nobody comes back: whoever comes is new, and the last tokens are its.
    let first = plan.isLeft ? stays[resident].token : Int32(tokens.count - capacity)
    if plan.roles[role].isPrincipal {
      for token in first..<first + Int32(capacity) { wait(token, of: resident) }
    } else if let stay {
      // Nobody of such a role looks for a deal, but it leaves by itself.
      calendar.enter(first, after: stay)
    }
  }

  private mutating func make(in population: Int) -> Int {
    let number = admit(to: population, mind: -1, tokens: plan.capacities[population])
    let conduct = plan.populations[population].conduct
    if conduct.learns {
      residents[number].mind = addMind(
        conduct, kind: population, members: 1, stream: number)
    }
    return number
  }

  /// A new resident.
  private mutating func admit(to population: Int, mind: Int32, tokens count: Int) -> Int {
    let number = residents.count
    residents.append(
      Resident(
        random: RandomStream(seed: seed, .agent, number), mind: mind,
        population: Int32(population)))
    if plan.isLeft { stays.append(Stay(token: Int32(tokens.count))) }
    if plan.isCapitalLimited { affairs.append(Affairs()) }
    tokens.append(contentsOf: repeatElement(Int32(number), count: count))
    return number
  }

  mutating func addMind(
    _ conduct: Market.Conduct, kind: Int, members: Int, stream: Int
  ) -> Int32 {
    let number = Int32(minds.count)
    minds.append(
      Mind(
        conduct, kind: kind, members: members, random: RandomStream(seed: seed, .mind, stream)))
    kin[kind, default: []].append(number)
    return number
  }

  /// Gives the agents of cartels that learn one mind.
  private mutating func formCartels() throws {
    for (index, cartel) in plan.residentCartels.enumerated() {
      guard case .learning(let conduct) = cartel.conduct else { continue }
      let mind = addMind(
        conduct, kind: plan.populations.count + plan.visitingCartels.count + index,
        members: cartel.members.values.reduce(0, +), stream: -1001 - index)
      for (role, count) in cartel.members.sorted(by: { $0.key < $1.key }) {
        guard let number = plan.roles.firstIndex(where: { $0.name == role }) else { continue }
        let candidates = present[number].filter { residents[Int($0)].mind < 0 }
        guard candidates.count >= count else {
          throw SimulationError.tooFewAgents(
            role: role, needed: count, present: candidates.count)
        }
        for resident in candidates.prefix(count) { residents[Int(resident)].mind = mind }
      }
    }
  }

  private mutating func scheduleArrival(of population: Int) {
    guard let arrival = plan.populations[population].arrival else { return }
    var random = RandomStream(
      seed: seed, .arrival, population << 40 | arrivals[population])
    arrivals[population] += 1
    calendar.enter(
      Self.firstArrival + Int32(population), after: max(1, random.ticks(Time(arrival))))
  }

  /// Whether there will be no deals any more, since somebody who has to agree is not there, and none will come.
  private var isDeserted: Bool {
    plan.visitingCartels.isEmpty
      && plan.principals.contains { present[$0].isEmpty && !plan.arrives($0) }
  }

  mutating func arrive(_ population: Int) throws {
    if begun >= plan.market.deals || isDeserted { return }
    try add(to: population)
    scheduleArrival(of: population)
  }

  /// An agent leaves, as soon as it is in no deal and none of its tokens is under way. Where no more are left than
  /// a deal may need of those who do not look for one, nobody does.
  mutating func leave(_ resident: Int) throws {
    let population = Int(residents[resident].population)
    let role = plan.populationRoles[population]
    let place = Int(stays[resident].place)
    if place >= 0, plan.leaves(residents[resident]), present[role].count <= needed[role] { return }
    if place >= 0, let last = present[role].last {
      present[role][place] = last
      stays[Int(last)].place = Int32(place)
      present[role].removeLast()
      stays[resident].place = -1
    }
    guard residents[resident].deals == 0,
      !plan.roles[role].isPrincipal
        || Int(stays[resident].parked) == plan.populations[population].capacity
    else { return }
    notes.left += residents[resident].wallet
    residents[resident].wallet = 0
    stays[resident].leaving = .max
    if plan.isCapitalLimited { affairs[resident] = Affairs() }
    vacant[population].append(Int32(resident))
    mix(-resident)
    if isTold { try tell(.left(resident, role: plan.roles[role].name)) }
  }

  // MARK: - Looking for deals

  /// A token waits before it looks for a deal.
  mutating func wait(_ token: Int32, of resident: Int, atLeast least: Int = 0) {
    let pause = plan.pauses[Int(residents[resident].population)]
    calendar.enter(token, after: max(least, residents[resident].random.ticks(pause)))
  }

  /// The owner of a token looks for a deal, and finds one if there is somebody of every other role.
  mutating func look(_ token: Int32) throws {
    if begun >= plan.market.deals { return }
    if token == Self.outside {
      calendar.enter(token, after: 1)
      return try match(fromOutside: true)
    }
    if token == Self.again { return try match() }
    let resident = owner(of: token)
    let role = plan.populationRoles[Int(residents[resident].population)]
    if plan.isLeft, try isKeptAway(token, resident, role) { return }
    looking[role].append(token)
    try match()
  }

  /// Whose token it is.
  @inline(__always)
  mutating func owner(of token: Int32) -> Int {
    plan.isBusyOnce ? Int(token) : Int(tokens[Int(token)])
  }

  /// Whether one who would look for a deal, if its role does, leaves instead, or has too little money for any.
  private mutating func isKeptAway(
    _ token: Int32, _ resident: Int, _ role: Int
  ) throws -> Bool {
    guard plan.roles[role].isPrincipal else {
      if stays[resident].leaving <= calendar.now { try leave(resident) }
      return true
    }
    if stays[resident].leaving <= calendar.now {
      stays[resident].parked += 1
      try leave(resident)
      return true
    }
    if try isExcluded(resident, role: role) {
      stays[resident].leaving = calendar.now
      stays[resident].parked += 1
      try leave(resident)
      return true
    }
    guard plan.isCapitalLimited, !canAffordAny(resident, role: role) else { return false }
    // What it has can only become more by deals that it is in.
    if residents[resident].deals > 0 {
      wait(token, of: resident, atLeast: 1)
    } else {
      stays[resident].leaving = calendar.now
      stays[resident].parked += 1
      try leave(resident)
    }
    return true
  }

  /// Whether nobody deals any more with an agent, who does not come back under a new name.
  mutating func isExcluded(_ resident: Int, role: Int) throws -> Bool {
    guard let reputation = plan.reputations[role],
      Int(residents[resident].offences) >= plan.market.reputations[reputation].limit
    else { return false }
    guard let price = try plan.market.reputations[reputation].newName.map({ try units(of: $0) }),
      canAfford(price, resident)
    else { return true }
    residents[resident].offences = 0
    try payWorld(price, from: resident)
    notes.newNames += 1
    return false
  }

  private mutating func payWorld(_ amount: Int64, from resident: Int) throws {
    residents[resident].wallet -= amount
    if plan.isCapitalLimited { affairs[resident].idle -= amount }
    if let world = plan.accounts.firstIndex(of: Mechanism.world) { accounts[world] += amount }
  }

  /// Where the first of those is who look for a deal, and would take a seat of it.
  mutating func place(in role: Int, for seat: Int, of book: Int) throws -> Int? {
    guard plan.isLeft else { return looking[role].isEmpty ? nil : 0 }
    var place = 0
    while place < looking[role].count {
      let resident = owner(of: looking[role][place])
      if stays[resident].leaving <= calendar.now {
        looking[role].remove(at: place)
        stays[resident].parked += 1
        try leave(resident)
      } else if plan.isCapitalLimited, !canAfford(need(of: seat, book), resident) {
        place += 1
      } else {
        return place
      }
    }
    return nil
  }

  /// Makes deals as long as there is somebody of every role that has to agree; where nobody looks for them, one in
  /// each tick.
  private mutating func match(fromOutside: Bool = false) throws {
    while begun < plan.market.deals {
      let book = plan.draw.book(of: begun, seed: seed)
      let visitor = plan.visitor(of: book)
      // What learns is in one deal at a time, so that it knows what the last one brought.
      if let visitor, plan.visitingCartels[visitor].conduct.learns, visits[visitor] > 0 { return }
      var isAlone = true
      for seat in plan.principals.indices {
        let role = plan.principals[seat]
        if plan.isBrought(role, by: visitor) { continue }
        if try place(in: role, for: seat, of: book) == nil { return }
        isAlone = false
      }
      if isAlone, !fromOutside { return }
      if let visitor { visits[visitor] += 1 }
      try begin(book)
      if isAlone { return }
    }
  }
}
