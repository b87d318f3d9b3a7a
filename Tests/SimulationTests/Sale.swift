import Exact
import Mechanisms

@testable import Simulation

/// The rules of a small deal, and markets of it.
enum Sale {
  /// A node delivers, and answers once more; both in time, or as the rules say.
  static let rules = """
    mechanism: sale
    parameters:
      price:   {default: 10}
      deposit: {default: 4}
    roles: {client: 1, node: 1}
    accounts: [escrow]
    steps:
      - {pay: price, from: client, to: escrow}
      - {pay: deposit, from: node, to: escrow}
      - choose: node.result
        options: [correct, nothing]
        honest: correct
        timeout: nothing
      - choose: node.receipt
        options: [sent, none]
        honest: sent
        timeout: none
      - when: node.result = correct
        then: [{pay: price + deposit, from: escrow, to: node}]
        else: [{pay: price, from: escrow, to: client}, {pay: deposit, from: escrow, to: burn}]
    """

  /// One of five judges is asked whether the client gets its money back; the client is asked, too.
  static let dispute = """
    mechanism: dispute
    parameters:
      price: {default: 10}
    roles: {client: 1, node: 1, judge: 5}
    accounts: [escrow]
    steps:
      - {pay: price, from: client, to: escrow}
      - choose: client.claim
        options: [right, wrong, silent]
        honest: {right: 1/2, wrong: 1/2}
        timeout: silent
      - draw: arbiter
        from: judge
      - choose: arbiter.verdict
        options: [given, missing]
        honest: given
        timeout: missing
      - {pay: price, from: escrow, to: node}
    """

  static func mechanism(_ text: String = rules, _ changes: (String, String)...) throws -> Mechanism
  {
    var text = text
    for (old, new) in changes {
      precondition(text.contains(old), "the rules say nothing like '\(old)'")
      text = text.replacing(old, with: new)
    }
    return try Mechanism(reading: text, file: "")
  }

  static func market(
    deals: Int = 200, clients: Int = 5, nodes: Int = 5, capacity: Int = 1,
    capital: Rational? = nil, faults: [MarketFault: Rational] = [:]
  ) -> Market {
    Market(
      deals: deals,
      populations: [
        Market.Population("client", clients, capacity: capacity, capital: capital),
        Market.Population("node", nodes, capacity: capacity, capital: capital),
      ], faults: faults)
  }
}

extension Market {
  /// What comes of it, and everything that happens.
  func run(
    _ mechanism: Mechanism, seed: UInt64 = 1
  ) throws -> (outcome: MarketOutcome, events: [MarketEvent]) {
    var events: [MarketEvent] = []
    let outcome = try Simulation(self, of: mechanism).run(
      seed: seed, log: { events.append($0) })
    return (outcome, events)
  }

  /// The market before anything has happened, to be disturbed from inside.
  func world(_ mechanism: Mechanism, seed: UInt64 = 1) throws -> World {
    try World(Simulation(self, of: mechanism).plan, seed: seed, sink: nil)
  }
}

extension [MarketEvent] {
  /// What was chosen in each deal, by the names of the choices.
  var choices: [Int: [String: String]] {
    reduce(into: [:]) { choices, event in
      if case .chose(let deal, _, let choice, let option) = event.kind {
        choices[deal, default: [:]][choice] = option
      }
    }
  }

  /// The deals that suffered a fault, as often as they did.
  func deals(suffering fault: MarketFault) -> [Int] {
    compactMap {
      if case .suffered(let deal, fault, _) = $0.kind { deal } else { nil }
    }
  }
}
