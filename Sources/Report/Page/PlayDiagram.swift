import Exact
import Mechanisms
import Twin

/// A play as columns of those who take part, and rows of what happens, in order.
struct PlayDiagram {
  /// One who takes part, or several who are alike, or an account.
  struct Column: Hashable {
    var name: String
    var kind: Kind
    var count = 1

    enum Kind: String { case honest, colluding, byzantine, account }
  }

  /// What happens, and how often in a row.
  struct Row {
    var event: Happening
    var times = 1
  }

  enum Happening: Hashable {
    /// One takes an option, which may not be the one that is prescribed.
    case move(Int, option: String, at: String, insteadOf: String?)
    /// Money goes from a column to another one, or from some to others in one; with its formula.
    case payment(from: Int, to: Int, amount: Rational, formula: String?)
    /// What happens to nobody in particular.
    case note(String)
  }

  private(set) var columns: [Column] = []
  private(set) var rows: [Row] = []
  /// What each column has in the end.
  private(set) var balances: [Rational] = []

  /// Roles of more agents than this have one column for all on a side.
  fileprivate static let mostAgents = 4

  init(
    of play: Play, by coalition: Coalition, on mechanism: Mechanism, _ property: Property
  ) {
    let cast = Cast(play, coalition, mechanism)
    columns = cast.columns
    let amounts = mechanism.amounts
    for event in play.events {
      guard let event = Self.happening(for: event, cast, amounts, mechanism, property) else {
        continue
      }
      if rows.last?.event == event {
        rows[rows.count - 1].times += 1
      } else {
        rows.append(Row(event: event))
      }
    }
    balances = cast.balances(of: play)
  }

  private static func happening(
    for event: Event, _ cast: Cast, _ amounts: [Place: String], _ mechanism: Mechanism,
    _ property: Property
  ) -> Happening? {
    switch event {
    case .chose(let agent, let attribute, let option, let moment):
      guard let column = cast.column(of: agent) else { return nil }
      let choice = mechanism.choices.first { $0.id == moment.step }
      let prescribed = choice?.prescription(under: property.prescriptions).always
      let place =
        moment.rounds.isEmpty
        ? attribute : "\(attribute), round \(moment.rounds.map(String.init).joined(separator: "."))"
      return .move(
        column, option: option, at: place, insteadOf: prescribed == option ? nil : prescribed)
    case .paid(let amount, let source, let target, let location):
      guard let from = cast.column(of: source), let to = cast.column(of: target) else { return nil }
      return .payment(from: from, to: to, amount: amount, formula: amounts[Place(location)])
    case .met(let chance, let outcome): return .note("by chance, \(chance) is \(outcome)")
    case .turned(let agent, let attribute, let outcome):
      return .note("by chance, \(attribute) of \(agent) is \(outcome)")
    case .drew(let name, let agents):
      return .note("drawn as \(name): \(agents.map(\.description).joined(separator: ", "))")
    case .revealed(let secret): return .note("\(secret) is revealed to all")
    case .bound: return nil
    }
  }
}

/// Who takes part in a play, by columns.
private struct Cast {
  private(set) var columns: [PlayDiagram.Column] = []
  private var places: [Event.Party: Int] = [:]

  init(_ play: Play, _ coalition: Coalition, _ mechanism: Mechanism) {
    let involved = play.events.reduce(into: Set<Event.Party>()) { involved, event in
      switch event {
      case .chose(let agent, _, _, _), .turned(let agent, _, _): involved.insert(.agent(agent))
      case .paid(_, let source, let target, _): involved.formUnion([source, target])
      case .met, .drew, .bound, .revealed: break
      }
    }
    for role in mechanism.roles {
      let agents = play.wallets.map(\.agent).filter { $0.role == role.name }
      let taking = agents.filter { involved.contains(.agent($0)) }
      if taking.count <= PlayDiagram.mostAgents {
        for agent in taking {
          add([agent], as: agent.description, coalition.kind(of: agent))
        }
      } else {
        for (kind, alike) in Dictionary(grouping: taking, by: { coalition.kind(of: $0) })
          .sorted(by: { $0.key.rawValue < $1.key.rawValue })
        {
          add(
            alike, as: alike.count == 1 ? alike[0].description : "\(alike.count) \(role.name)s",
            kind)
        }
      }
    }
    let accounts = mechanism.accounts.map(\.name) + [Mechanism.world, Mechanism.burn]
    for account in accounts where involved.contains(.account(account)) {
      places[.account(account)] = columns.count
      columns.append(PlayDiagram.Column(name: account, kind: .account))
    }
  }

  private mutating func add(
    _ agents: [AgentName], as name: String, _ kind: PlayDiagram.Column.Kind
  ) {
    for agent in agents { places[.agent(agent)] = columns.count }
    columns.append(PlayDiagram.Column(name: name, kind: kind, count: agents.count))
  }

  func column(of agent: AgentName) -> Int? { places[.agent(agent)] }

  func column(of party: Event.Party) -> Int? { places[party] }

  func balances(of play: Play) -> [Rational] {
    var balances = [Rational](repeating: 0, count: columns.count)
    for (agent, money) in play.wallets {
      if let column = places[.agent(agent)] { balances[column] += money }
    }
    for (account, money) in play.accounts {
      if let column = places[.account(account)] { balances[column] += money }
    }
    return balances
  }
}

extension Coalition {
  /// What an agent is to it. Members come first in each role, then byzantine agents (see `Twin`).
  func kind(of agent: AgentName) -> PlayDiagram.Column.Kind {
    let place = (agent.number ?? 1) - 1
    let members = (members[agent.role] ?? 0) + (identities[agent.role] ?? 0)
    if place < members { return .colluding }
    return place < members + (byzantine[agent.role] ?? 0) ? .byzantine : .honest
  }
}

/// Where something is written, told apart.
private struct Place: Hashable {
  var line: Int
  var column: Int
  var file: String

  init(_ location: Location) {
    (line, column, file) = (location.line, location.column, location.file)
  }
}

extension Mechanism {
  /// The formula of each payment and each cost, by where it is written.
  fileprivate var amounts: [Place: String] {
    allSteps.reduce(into: [:]) { amounts, step in
      switch step.action {
      case .pay(let payment): amounts[Place(payment.amount.location)] = "\(payment.amount.content)"
      case .choose(let choices):
        for cost in choices.flatMap(\.options).compactMap(\.cost) {
          amounts[Place(cost.location)] = "\(cost.content)"
        }
      default: break
      }
    }
  }
}
