import Exact
public import Mechanisms
public import Simulation

extension InformalTrace {
  /// More states than this are not written of a market.
  public static let mostMarketStates = 500

  private enum Variable {
    static let tick = "tick"
  }

  /// The first deals of a market: a state before them, and one after each event of a deal.
  ///
  /// - Parameter events: What happened, in order; what follows the most states is left out.
  public init(of events: [MarketEvent], in market: Market, of mechanism: Mechanism, seed: UInt64) {
    let texts = [
      "format": "ITF",
      "format-description": "https://apalache-mc.org/docs/adr/015adr-trace.html",
      "description": """
      The first deals of a market, as Cartel simulates it; no more than \(Self.mostMarketStates) states
      """,
      "mechanism": mechanism.name, "market": market.name, "seed": "\(seed)",
      "money": "a record of two integers: num / den; of whom is not named, 0",
    ]
    remarks = texts.filter { !$0.value.isEmpty }.mapValues { .text($0) }
    parameters = []
    variables = [Variable.tick] + Snapshot.Variable.all
    var stage = MarketStage(lasting: market.lasting)
    states = [stage.state]
    for event in events where states.count < Self.mostMarketStates {
      stage.take(event)
      if event.isOfDeal { states.append(stage.state) }
    }
  }
}

extension MarketEvent {
  /// Whether it is something that happens in a deal, and no coming or leaving.
  public var isOfDeal: Bool {
    switch kind {
    case .came, .left: false
    default: true
    }
  }
}

/// How things stand in a market, as far as its deals so far have changed it.
private struct MarketStage {
  let lasting: Set<String>
  var tick = 0
  var snapshot = Snapshot()
  var roles: [Int: String] = [:]

  init(lasting: [String]) {
    self.lasting = Set(lasting + [Mechanism.world, Mechanism.burn])
  }

  var state: [String: InformalValue] {
    var state = snapshot.state
    state["tick"] = .integer(Rational(tick))
    return state
  }

  mutating func take(_ event: MarketEvent) {
    tick = event.tick
    switch event.kind {
    case .came(let agent, let role): roles[agent] = role
    case .left: break
    case .began(let deal, let agents):
      snapshot.event =
        "deal \(deal) begins between \(agents.map { name(of: $0) }.joined(separator: " and "))"
    case .chose(let deal, let agent, let choice, let option):
      snapshot.event = "\(name(of: agent)) at \(choice) in deal \(deal): \(option)"
      snapshot.facts["deal \(deal): \(choice) of \(name(of: agent))"] = option
    case .timedOut(let deal, let agent, let choice):
      snapshot.event = "the time of \(name(of: agent)) at \(choice) in deal \(deal) is up"
    case .suffered(let deal, let fault, let choice):
      snapshot.event = "\(fault.rawValue) at \(choice) in deal \(deal)"
    case .paid(let deal, let amount, let source, let target):
      add(-amount, to: source, in: deal)
      add(amount, to: target, in: deal)
      snapshot.event =
        "\(name(of: source, in: deal)) pays \(amount) to \(name(of: target, in: deal))"
    case .settled(let deal):
      snapshot.event = "deal \(deal) is settled"
      forget(deal)
    case .violated(let violation): snapshot.event = "\(violation.kind)"
    }
  }

  private mutating func add(_ amount: Rational, to party: MarketEvent.Party, in deal: Int) {
    let name = name(of: party, in: deal)
    switch party {
    case .agent: snapshot.wallets[name, default: 0] += amount
    case .account: snapshot.accounts[name, default: 0] += amount
    }
  }

  /// Of a deal that is over nothing is told any more but the money that is stuck in it.
  private mutating func forget(_ deal: Int) {
    let prefix = "deal \(deal): "
    snapshot.facts = snapshot.facts.filter { !$0.key.hasPrefix(prefix) }
    snapshot.accounts = snapshot.accounts.filter { !$0.key.hasPrefix(prefix) || !$0.value.isZero }
  }

  private func name(of agent: Int) -> String { "\(roles[agent] ?? "member") \(agent)" }

  private func name(of party: MarketEvent.Party, in deal: Int) -> String {
    switch party {
    case .agent(let agent): name(of: agent)
    case .account(let account): lasting.contains(account) ? account : "deal \(deal): \(account)"
    }
  }
}
