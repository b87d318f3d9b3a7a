import Exact
import Mechanisms

/// One path while it is played: the state of each agent, and of what is common to all.
final class Performance {
  /// What deviators and byzantine agents do.
  enum Conduct {
    case prescribed
    /// What a plan says.
    case plan(any Plan)
    /// What a plan says, but for some agents, who do as they like themselves; where they lead to a situation
    /// that the plan says nothing about, the others do what is prescribed.
    case abandoned(Deviation, by: Leavers)
    /// Every split of those asked, one after another.
    case everySplit(limit: Int)

    var isPrescribed: Bool { if case .prescribed = self { true } else { false } }
  }

  /// What those of one camp who plan did in one step, all at once.
  struct Turn {
    /// What they all knew, at the step.
    var view: View
    var decisions: [(set: InformationSet, split: [String: Int])]
  }

  let script: Script
  let roster: Roster
  let chance: any Chance
  let conduct: Conduct
  let isTold: Bool
  /// Who decides for those who follow no plan and are not bound to what is prescribed; nil if all are.
  let respondent: OpenWays?

  var ledger: Ledger
  /// The camps whose agents share what they know: those of agents who plan, or are asked together.
  let camps: [Camp]
  var knowledge: Knowledge
  /// Attributes, as numbers of options: a column holds one attribute of all agents of a role.
  var columns: [[Int32]]
  var outcomes: [Int]
  var bindings: [Value?]
  /// Who was drawn under each name, in ascending order.
  var drawn: [[Int]]
  /// The numbers of agents in the counted groups, as far as they were asked for since the last change.
  var tallies: [Int?]
  var rounds: [Int] = []
  /// With what the next round begins, once this one is over; nil if there is none.
  private(set) var next: Round?

  /// What is kept when a round without end begins.
  struct Round: Hashable {
    var values: [Value]
  }

  /// The probabilities of what happened by chance.
  var chances: [Rational] = []
  var turns: [Turn] = []
  var events: [Event] = []
  var coverage = Coverage()

  init(
    _ script: Script, by roster: Roster, chance: any Chance, conduct: Conduct = .prescribed,
    histories: Histories = Histories(), respondent: OpenWays? = nil, asksTogether: Bool = false,
    isTold: Bool = false
  ) {
    self.script = script
    self.roster = roster
    self.chance = chance
    self.conduct =
      roster.roles.contains { $0.deviators > 0 || $0.byzantine > 0 } ? conduct : .prescribed
    self.respondent = respondent
    self.isTold = isTold
    ledger = Ledger(agents: roster.count, accounts: script.accounts.all.count)
    camps =
      self.conduct.isPrescribed && !asksTogether
      ? []
      : Camp.allCases.filter { camp in
        roster.roles.contains { camp == .coalition ? $0.deviators > 0 : $0.byzantine > 0 }
      }
    knowledge = Knowledge(of: roster, in: histories)
    columns = script.columnRoles.map {
      Array(repeating: 0, count: roster.roles[$0].agents.count)
    }
    outcomes = Array(repeating: 0, count: script.outcomes.all.count)
    bindings = Array(repeating: nil, count: script.bindings.all.count)
    drawn = Array(repeating: [], count: script.draws.all.count)
    tallies = Array(repeating: nil, count: script.counted.count)
  }

  /// Nothing needs to be noted where nobody decides by it.
  var isObserved: Bool { !camps.isEmpty || respondent != nil }

  func number(of sighting: Sighting) -> Int32 { knowledge.number(of: sighting) }

  /// Notes what everybody sees, about an agent or about nobody.
  func note(_ sighting: Sighting, of agent: Int? = nil) {
    guard isObserved else { return }
    if let agent {
      knowledge.note(number(of: sighting), of: agent)
    } else {
      knowledge.note(sighting)
    }
  }

  /// With whom an agent shares what it knows, as far as somebody decides by it.
  func party(of agent: Int, role: Int) -> Party? {
    let side = roster.side(of: agent, role: role)
    if let camp = side.camp, camps.contains(camp) { return .camp(camp) }
    return isOpen(side) ? .agent(agent) : nil
  }

  /// Whether agents on a side do what a plan says.
  func isPlanning(_ side: Side) -> Bool { !conduct.isPrescribed && side.plans }

  /// Whether the respondent decides for agents on a side.
  func isOpen(_ side: Side) -> Bool {
    respondent != nil && side != .accomplice && !isPlanning(side)
  }

  var probability: Rational { chances.reduce(1, *) }

  /// - Parameter round: The round to play; from the first step to the first round if nil.
  func play(_ round: Round? = nil) throws {
    if let round, let repetition = script.repetition {
      try play(round, of: repetition)
    } else {
      try play(script.steps)
    }
    let imbalance = ledger.imbalance
    guard imbalance.isZero else { throw TwinError.moneyNotConserved(imbalance) }
  }

  private func play(_ round: Round, of repetition: Script.Repetition) throws {
    for (name, value) in zip(repetition.kept, round.values) {
      bindings[name] = value
      note(
        Sighting(moment(repetition.id), "\(script.bindings[name]) = \(published(value))"))
    }
    try play(repetition.steps)
    if let until = repetition.until, try truth(until) { return }
    try keep(repetition)
  }

  private func keep(_ repetition: Script.Repetition) throws {
    next = Round(
      values: try repetition.kept.map { name in
        guard let value = bindings[name] else {
          throw TwinError.unbound(script.bindings[name], at: repetition.discount.location)
        }
        return value
      })
  }

  func play(_ steps: [Script.Step]) throws {
    for step in steps { try play(step) }
  }

  private func play(_ step: Script.Step) throws {
    switch step.action {
    case .choose(let choices):
      try choose(choices, at: step)
    case .chance(let name, let mixture, let hidden):
      outcomes[name] = try pick(from: mixture, for: nil)
      change()
      if !hidden { note(Sighting(moment(step.id), script.options[outcomes[name]])) }
      tell(.met(chance: script.outcomes[name], outcome: script.options[outcomes[name]]))
    case .ownChance(let group, let attribute, let column, let mixture, let hidden):
      try turn(group, attribute, column, mixture, hidden: hidden, at: step)
    case .reveal(let secret):
      show(secret, at: moment(step.id))
      tell(.revealed(secret: name(of: secret)))
    case .draw(let name, let group, let count):
      try draw(name, from: group, count, at: step)
    case .pay(let amount, let source, let target):
      try pay(amount, from: source, to: target, at: step.location)
    case .bind(let name, let phrase):
      let value = try value(phrase)
      bindings[name] = value
      change()
      tell(.bound(name: script.bindings[name], value: published(value)))
    case .when(let condition, let yes, let no):
      let holds = try truth(condition)
      coverage.branches.insert(.init(step: step.id, holds: holds))
      try play(holds ? yes : no)
    case .rounds(let count, let steps):
      rounds.append(0)
      for round in 0..<max(count, 0) {
        rounds[rounds.count - 1] = round + 1
        try play(steps)
      }
      rounds.removeLast()
    case .forever(let repetition): try keep(repetition)
    }
  }

  /// What is counted may have changed.
  func change() {
    for index in tallies.indices { tallies[index] = nil }
  }

  func moment(_ step: Int) -> Moment { Moment(step, rounds: rounds) }

  func tell(_ event: @autoclosure () -> Event) {
    if isTold { events.append(event()) }
    respondent?.note(.told(event()))
  }

  // MARK: - Chance

  /// One of the names of a mixture, drawn; the mixture may speak of the agent.
  func pick(from mixture: Script.Mixture, for subject: Subject?) throws -> Int {
    let possible = try distribution(mixture, for: subject)
    return pick(from: possible)
  }

  func pick(from possible: [(name: Int, probability: Rational)]) -> Int {
    if possible.count == 1 { return possible[0].name }
    let way = chance.pick(possible.map(\.probability))
    chances.append(possible[way].probability)
    return possible[way].name
  }

  /// What a mixture makes possible: the names with positive probability.
  func distribution(
    _ mixture: Script.Mixture, for subject: Subject?
  ) throws -> [(name: Int, probability: Rational)] {
    var possible: [(name: Int, probability: Rational)] = []
    var sum: Rational = 0
    for part in mixture.parts {
      let probability = try number(part.probability, for: subject)
      if probability < 0 || probability > 1 {
        throw Fault(.notADistribution, at: part.probability.location)
      }
      sum += probability
      if !probability.isZero { possible.append((part.name, probability)) }
    }
    if sum != 1 { throw Fault(.notADistribution, at: mixture.location) }
    return possible
  }

  private func turn(
    _ group: Script.Gathering, _ attribute: Int, _ column: Int, _ mixture: Script.Mixture,
    hidden: Bool, at step: Script.Step
  ) throws {
    let agents = try agents(in: group, at: step.location)
    let first = roster.roles[group.role].agents.lowerBound
    let met = try agents.map {
      try pick(from: mixture, for: Subject(agent: $0, role: group.role))
    }
    var numbers: [Int: Int32] = [:]
    for (agent, outcome) in zip(agents, met) {
      columns[column][agent - first] = Int32(outcome)
      if isObserved, !hidden {
        let number =
          numbers[outcome] ?? number(of: Sighting(moment(step.id), script.options[outcome]))
        numbers[outcome] = number
        knowledge.note(number, of: agent)
      }
      tell(
        .turned(
          roster.name(of: agent), attribute: script.attributes[attribute],
          outcome: script.options[outcome]))
    }
    respondent?.touch(agents)
    change()
  }

  private func draw(
    _ name: Int, from group: Script.Gathering, _ count: Int, at step: Script.Step
  ) throws {
    let candidates: Candidates =
      if group.condition == nil, case .role(let role) = group.pool {
        .range(roster.roles[role].agents)
      } else {
        .list(try agents(in: group, at: step.location))
      }
    guard candidates.count >= count else {
      throw Fault(.tooFewToDraw(script.draws[name]), at: step.location)
    }
    let (picked, decided) = chance.draw(count, of: candidates)
    chances += decided
    drawn[name] = picked
    change()
    for agent in picked { note(Sighting(moment(step.id), Sighting.drawn), of: agent) }
    tell(.drew(name: script.draws[name], agents: picked.map { roster.name(of: $0) }))
  }

  // MARK: - Secrets

  /// Notes what a secret is, for a party, or everybody, to know from here.
  func show(_ secret: Script.Secret, at moment: Moment, to party: Party? = nil) {
    guard isObserved else { return }
    let name = name(of: secret)
    switch secret {
    case .outcome(let outcome):
      knowledge.note(
        Sighting(moment, "\(name) = \(script.options[outcomes[outcome]])"), by: party)
    case .attribute(let role, let attribute):
      guard let column = script.columns[role][attribute] else { return }
      let first = roster.roles[role].agents.lowerBound
      var numbers: [Int32: Int32] = [:]
      for (index, value) in columns[column].enumerated() where value != 0 {
        let number =
          numbers[value]
          ?? self.number(of: Sighting(moment, "\(name) = \(script.options[Int(value)])"))
        numbers[value] = number
        knowledge.note(number, of: first + index, by: party)
      }
    }
  }

  func name(of secret: Script.Secret) -> String {
    switch secret {
    case .outcome(let outcome): script.outcomes[outcome]
    case .attribute(let role, let attribute):
      "\(roster.roles[role].name).\(script.attributes[attribute])"
    }
  }
}
