import Algorithms
import Exact
import Mechanisms

/// A choice while it is being made.
struct Asking {
  let choice: Script.Choice
  let moment: Moment
  let agents: [Int]
  /// The menus that occur, as positions in the options, and which one each agent has.
  var menus: [[Int]] = []
  var menu: [Int] = []
  /// The option each agent takes, as a position in the options.
  var taken: [Int]

  init(_ choice: Script.Choice, at moment: Moment, agents: [Int]) {
    self.choice = choice
    self.moment = moment
    self.agents = agents
    taken = Array(repeating: 0, count: agents.count)
  }
}

extension Performance {
  /// Choices that are made at once: what happens to one agent depends on nothing that another one
  /// does in this step.
  func choose(_ choices: [Script.Choice], at step: Script.Step) throws {
    var askings: [Asking] = []
    for choice in choices {
      var asking = Asking(
        choice, at: moment(choice.id), agents: try agents(in: choice.group, at: choice.location))
      try offer(&asking)
      respondent?.touch(asking.agents)
      askings.append(asking)
    }
    try decide(&askings, at: step)
    for asking in askings {
      announce(asking)
      try payCosts(of: asking)
    }
    for asking in askings { settle(asking) }
    change()
    if isObserved {
      for asking in askings { observe(asking) }
      for asking in askings { learn(from: asking) }
    }
  }

  /// Finds what each one asked can take, and shows it to it and its camp where it can differ.
  private func offer(_ asking: inout Asking) throws {
    let choice = asking.choice
    guard choice.hasMenu else {
      asking.menus = [Array(choice.options.indices)]
      asking.menu = Array(repeating: 0, count: asking.agents.count)
      return
    }
    var sightings: [Int32] = []
    for agent in asking.agents {
      let subject = Subject(agent: agent, role: choice.group.role)
      let menu = try choice.options.indices.filter { index in
        try choice.options[index].condition.map { try truth($0, for: subject) } ?? true
      }
      if menu.isEmpty { throw Fault(.noOptionAvailable, at: choice.location) }
      let number: Int
      if let known = asking.menus.firstIndex(of: menu) {
        number = known
      } else {
        number = asking.menus.count
        asking.menus.append(menu)
        let names = menu.map { script.options[choice.options[$0].name] }
        sightings.append(
          self.number(of: Sighting(asking.moment, names.joined(separator: " | "))))
      }
      asking.menu.append(number)
      if let party = party(of: agent, role: choice.group.role) {
        knowledge.note(sightings[number], of: agent, by: party)
      }
    }
  }

  // MARK: - Decisions

  private func decide(_ askings: inout [Asking], at step: Script.Step) throws {
    for index in askings.indices {
      let role = askings[index].choice.group.role
      for (position, agent) in askings[index].agents.enumerated()
      where !isPlanning(roster.side(of: agent, role: role)) {
        askings[index].taken[position] =
          if let respondent, isOpen(roster.side(of: agent, role: role)) {
            ask(askings[index], position, at: step, respondent)
          } else {
            try prescribed(askings[index], position)
          }
      }
    }
    for camp in camps where !conduct.isPrescribed {
      if let turn = try plan(by: camp, &askings, at: step) { turns.append(turn) }
    }
  }

  /// Lets those of a camp who plan decide; nil if none of them are asked.
  private func plan(
    by camp: Camp, _ askings: inout [Asking], at step: Script.Step
  ) throws -> Turn? {
    let sides: [Side] = camp == .coalition ? [.favoured, .deviator] : [.byzantine]
    var turn: Turn?
    for (index, side) in product(askings.indices, sides) {
      let role = askings[index].choice.group.role
      var histories: [Int32] = []
      var asked: [Int32: [Int]] = [:]
      for (position, agent) in askings[index].agents.enumerated()
      where roster.side(of: agent, role: role) == side {
        let history = knowledge.history(of: agent, to: .camp(camp))
        if asked[history] == nil { histories.append(history) }
        asked[history, default: []].append(position)
      }
      for history in histories {
        let shared = turn?.view ?? knowledge.view(at: moment(step.id), of: .camp(camp))
        var own = shared
        own.moment = askings[index].moment
        let alike = knowledge.alike(side, of: role, history: history)
        let set = InformationSet(own, asked: alike)
        let positions = asked[history] ?? []
        let split = try self.split(of: positions, set, askings[index])
        for (position, option) in zip(positions, split) { askings[index].taken[position] = option }
        let options = askings[index].choice.options
        turn = turn ?? Turn(view: shared, decisions: [])
        turn?.decisions.append(
          (set, split.reduce(into: [:]) { $0[script.options[options[$1].name], default: 0] += 1 }))
      }
    }
    return turn
  }

  /// What the respondent decides for one of those asked.
  private func ask(
    _ asking: Asking, _ position: Int, at step: Script.Step, _ respondent: OpenWays
  ) -> Int {
    let choice = asking.choice
    let (agent, role) = (asking.agents[position], choice.group.role)
    let menu = asking.menus[asking.menu[position]]
    let party = party(of: agent, role: role) ?? .agent(agent)
    let side = party == .agent(agent) ? .deviator : roster.side(of: agent, role: role)
    let history = knowledge.history(of: agent, to: party)
    // What is prescribed may make no sense where nobody comes who does what is prescribed.
    let possible = try? prescription(asking, position)
    let question = Question(
      agent: agent, role: role, step: step.id, choice: choice.id, rounds: asking.moment.rounds,
      options: menu.map { script.options[choice.options[$0].name] },
      prescribed: possible.map { possible in
        menu.map { option in
          possible.reduce(0) { $1.name == choice.options[option].name ? $0 + $1.probability : $0 }
        }
      } ?? [],
      timeout: choice.timeout.flatMap { name in
        menu.firstIndex { choice.options[$0].name == name }
      },
      informationSet: InformationSet(
        knowledge.view(at: asking.moment, of: party),
        asked: knowledge.alike(side, of: role, history: history)))
    return menu[respondent.answer(question)]
  }

  private func prescribed(_ asking: Asking, _ position: Int) throws -> Int {
    let name = pick(from: try prescription(asking, position))
    return asking.menus[asking.menu[position]].first {
      asking.choice.options[$0].name == name
    } ?? 0
  }

  /// The options that one of those asked is to take, with their probabilities.
  private func prescription(
    _ asking: Asking, _ position: Int
  ) throws -> [(name: Int, probability: Rational)] {
    let choice = asking.choice
    let subject = Subject(agent: asking.agents[position], role: choice.group.role)
    for rule in choice.rules {
      if let condition = rule.condition, !(try truth(condition, for: subject)) { continue }
      let possible = try distribution(rule.mixture, for: subject)
      let menu = asking.menus[asking.menu[position]]
      for part in possible where !menu.contains(where: { choice.options[$0].name == part.name }) {
        throw Fault(
          .prescribedOptionUnavailable(script.options[part.name]), at: rule.mixture.location)
      }
      return possible
    }
    throw Fault(.notADistribution, at: choice.location)
  }

  /// The options that those asked in an information set take, in their order.
  private func split(
    of positions: [Int], _ set: InformationSet, _ asking: Asking
  ) throws -> [Int] {
    let menu = asking.menus[asking.menu[positions[0]]]
    switch conduct {
    case .prescribed: preconditionFailure("nobody deviates")
    case .abandoned(let plan, let leavers):
      var split =
        plan.choices[set] == nil
        ? try positions.map { try prescribed(asking, $0) }
        : try self.split(of: positions, set, asking, by: plan)
      for (place, position) in positions.enumerated() {
        let names = menu.map { script.options[asking.choice.options[$0].name] }
        guard let name = leavers.option(of: asking.agents[position], in: set, among: names),
          let option = menu.first(where: {
            script.options[asking.choice.options[$0].name] == name
          })
        else { continue }
        split[place] = option
      }
      return split
    case .everySplit(let limit):
      let splits = try splits(of: positions.count, over: menu.count, limit: limit)
      return zip(menu, splits[chance.choose(among: splits.count)]).flatMap {
        Array(repeating: $0, count: $1)
      }
    case .plan(let plan): return try self.split(of: positions, set, asking, by: plan)
    }
  }

  /// The options that a plan says.
  private func split(
    of positions: [Int], _ set: InformationSet, _ asking: Asking, by plan: any Plan
  ) throws -> [Int] {
    let menu = asking.menus[asking.menu[positions[0]]]
    let plan = try plan.split(
      in: set, of: positions.count,
      among: menu.map { script.options[asking.choice.options[$0].name] })
    var split: [Int] = []
    for (name, count) in plan.sorted(by: { $0.key < $1.key }) where count != 0 {
      let isOffered = menu.contains { script.options[asking.choice.options[$0].name] == name }
      if !isOffered { throw PlanError(.unavailable(option: name), in: set) }
      if count < 0 || count > positions.count {
        throw PlanError(.miscounted(asked: positions.count), in: set)
      }
    }
    for option in menu {
      let count = plan[script.options[asking.choice.options[option].name]] ?? 0
      split += Array(repeating: option, count: count)
    }
    guard split.count == positions.count else {
      throw PlanError(.miscounted(asked: positions.count), in: set)
    }
    return split
  }

  /// All ways to split so many into so many parts.
  private func splits(of count: Int, over parts: Int, limit: Int) throws -> [[Int]] {
    if parts == 1 { return [[count]] }
    var all: [[Int]] = []
    for first in stride(from: count, through: 0, by: -1) {
      for rest in try splits(of: count - first, over: parts - 1, limit: limit) {
        all.append([first] + rest)
        if all.count > limit { throw TwinError.tooManyPaths(limit: limit) }
      }
    }
    return all
  }

  // MARK: - Consequences

  private func announce(_ asking: Asking) {
    guard isTold || respondent != nil else { return }
    let choice = asking.choice
    for (agent, taken) in zip(asking.agents, asking.taken) {
      tell(
        .chose(
          roster.name(of: agent), attribute: script.attributes[choice.attribute],
          option: script.options[choice.options[taken].name], at: asking.moment))
    }
  }

  private func payCosts(of asking: Asking) throws {
    guard asking.choice.options.contains(where: { $0.cost != nil }),
      let world = script.accounts.find(Mechanism.world)
    else { return }
    for (agent, taken) in zip(asking.agents, asking.taken) {
      guard let cost = asking.choice.options[taken].cost else { continue }
      try pay(
        cost, for: Subject(agent: agent, role: asking.choice.group.role), from: .agent(agent),
        to: .account(world))
    }
  }

  private func settle(_ asking: Asking) {
    let choice = asking.choice
    let first = roster.roles[choice.group.role].agents.lowerBound
    for (agent, taken) in zip(asking.agents, asking.taken) {
      columns[choice.column][agent - first] = Int32(choice.options[taken].name)
    }
    for option in Set(asking.taken) {
      let name = script.options[choice.options[option].name]
      coverage.options.insert(.init(choice: choice.id, option: name))
    }
  }
}
