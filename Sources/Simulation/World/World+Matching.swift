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
          residents.append(
            Resident(
              random: RandomStream(seed: seed, .agent, residents.count), mind: mind,
              population: Int32(plan.populations.count + index)))
          return Int32(residents.count - 1)
        })
    }
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
        parameters: parameters, visitor: visitor))
    let scale = tree.scale
    let book = tree.books.count - 1
    tree.seatPrincipals(plan.principals, in: book)
    tree.books[book].root = try tree.root(of: book)
    try adapt(from: scale)
  }

  // MARK: - Coming and leaving

  private mutating func add(to population: Int) throws {
    let description = plan.populations[population]
    let role = plan.populationRoles[population]
    let resident = vacant[population].popLast().map(Int.init) ?? make(in: population)
    residents[resident].offences = 0
    residents[resident].parked = 0
    if let capital = description.capital {
      let units = try units(of: capital)
      residents[resident].wallet = units
      residents[resident].idle = units
      notes.brought += units
    }
    residents[resident].place = Int32(present[role].count)
    present[role].append(Int32(resident))
    let stay = description.stay.map { residents[resident].random.ticks(Time($0)) }
    residents[resident].leaving = stay.map { calendar.now + $0 } ?? .max
    mix(resident)
    if isTold { try tell(.came(resident, role: description.role)) }
    let first = residents[resident].token
    if plan.roles[role].isPrincipal {
      for token in first..<first + Int32(description.capacity) { wait(token, of: resident) }
    } else if let stay {
      // Nobody of such a role looks for a deal, but it leaves by itself.
      calendar.enter(first, after: stay)
    }
  }

  private mutating func make(in population: Int) -> Int {
    let description = plan.populations[population]
    let number = residents.count
    residents.append(
      Resident(
        random: RandomStream(seed: seed, .agent, number), mind: -1,
        population: Int32(population), token: Int32(tokens.count)))
    let isPrincipal = plan.roles[plan.populationRoles[population]].isPrincipal
    tokens += repeatElement(Int32(number), count: isPrincipal ? description.capacity : 1)
    if description.conduct.learns {
      residents[number].mind = addMind(
        description.conduct, kind: population, members: 1, stream: number)
    }
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
      seed: seed, .arrival, population << 32 | residents.count &+ settled)
    calendar.enter(
      Self.firstArrival + Int32(population), after: max(1, random.ticks(Time(arrival))))
  }

  mutating func arrive(_ population: Int) throws {
    if begun >= plan.market.deals { return }
    try add(to: population)
    scheduleArrival(of: population)
  }

  /// An agent leaves, as soon as it is in no deal and none of its tokens is under way.
  mutating func leave(_ resident: Int) throws {
    let population = Int(residents[resident].population)
    let role = plan.populationRoles[population]
    let place = Int(residents[resident].place)
    if place >= 0, let last = present[role].last {
      present[role][place] = last
      residents[Int(last)].place = Int32(place)
      present[role].removeLast()
      residents[resident].place = -1
    }
    guard residents[resident].deals == 0,
      !plan.roles[role].isPrincipal
        || Int(residents[resident].parked) == plan.populations[population].capacity
    else { return }
    notes.left += residents[resident].wallet
    residents[resident].wallet = 0
    residents[resident].idle = 0
    vacant[population].append(Int32(resident))
    mix(-resident)
    if isTold { try tell(.left(resident, role: plan.roles[role].name)) }
  }

  // MARK: - Looking for deals

  /// A token waits before it looks for a deal.
  mutating func wait(_ token: Int32, of resident: Int) {
    let pause = plan.pauses[Int(residents[resident].population)]
    calendar.enter(token, after: residents[resident].random.ticks(pause))
  }

  /// The owner of a token looks for a deal, and finds one if there is somebody of every other role.
  mutating func look(_ token: Int32) throws {
    if begun >= plan.market.deals { return }
    if token == Self.outside {
      calendar.enter(token, after: 1)
      return try match(fromOutside: true)
    }
    if token == Self.again { return try match() }
    let resident = Int(tokens[Int(token)])
    let role = plan.populationRoles[Int(residents[resident].population)]
    guard plan.roles[role].isPrincipal else {
      if residents[resident].leaving <= calendar.now { try leave(resident) }
      return
    }
    if residents[resident].leaving <= calendar.now {
      residents[resident].parked += 1
      return try leave(resident)
    }
    if isExcluded(resident, role: role) {
      guard let price = plan.market.reputations[plan.reputations[role] ?? 0].newName else {
        residents[resident].leaving = calendar.now
        residents[resident].parked += 1
        return try leave(resident)
      }
      residents[resident].offences = 0
      try payWorld(try units(of: price), from: resident)
      notes.newNames += 1
    }
    looking[role].append(token)
    try match()
  }

  private mutating func isExcluded(_ resident: Int, role: Int) -> Bool {
    guard let reputation = plan.reputations[role] else { return false }
    return Int(residents[resident].offences) >= plan.market.reputations[reputation].limit
  }

  private mutating func payWorld(_ amount: Int64, from resident: Int) throws {
    residents[resident].wallet -= amount
    residents[resident].idle -= amount
    if let world = plan.accounts.firstIndex(of: Mechanism.world) { accounts[world] += amount }
  }

  /// Makes deals as long as there is somebody of every role that has to agree; where nobody looks for them, one in
  /// each tick.
  private mutating func match(fromOutside: Bool = false) throws {
    while begun < plan.market.deals {
      var random = RandomStream(seed: seed, .job, begun)
      let point = random.next()
      let kind = plan.kinds.count == 1 ? 0 : plan.kinds.firstIndex { point <= $0.last } ?? 0
      let visitor = plan.visitor(random.next())
      let book = ((visitor ?? -1) + 1) * plan.kinds.count + kind
      // What learns is in one deal at a time, so that it knows what the last one brought.
      if let visitor, plan.visitingCartels[visitor].conduct.learns, visits[visitor] > 0 { return }
      var isAlone = true
      for role in plan.principals where !plan.isBrought(role, by: visitor) {
        if looking[role].isEmpty { return }
        isAlone = false
      }
      if isAlone, !fromOutside { return }
      if let visitor { visits[visitor] += 1 }
      var found: [Int32] = []
      for (role, description) in plan.roles.enumerated() where description.isPrincipal {
        found.append(
          plan.isBrought(role, by: visitor) ? -1 : looking[role].popFirst() ?? -1)
      }
      try begin(book, by: found)
      if isAlone { return }
    }
  }
}
