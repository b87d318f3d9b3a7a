import Exact
import Mechanisms
import Twin

/// How things stand after an event of a play, or before the first.
struct Snapshot: Hashable {
  /// The event in words; empty before the first.
  var event = ""
  /// What was chosen, met, drawn and bound so far, by its name: `node.result`, `mediator 2.verdict`, `judge`.
  var facts: [String: String] = [:]
  /// The money of each agent and account; of those that are not named, 0.
  var wallets: [String: Rational] = [:]
  var accounts: [String: Rational] = [:]
}

extension Playbook {
  /// How things stand before a play, and after each of its events.
  func snapshots(of play: Play) -> [Snapshot] {
    var snapshot = Snapshot()
    // All who ever have money are named from the first.
    for event in play.events {
      guard case .paid(_, let source, let target, _) = event else { continue }
      for party in [source, target] { snapshot.add(0, to: party) }
    }
    return [snapshot]
      + play.events.map { event in
        snapshot.event = line(for: event)
        snapshot.take(event)
        return snapshot
      }
  }
}

extension Snapshot {
  fileprivate mutating func take(_ event: Event) {
    switch event {
    case .chose(let agent, let attribute, let option, _): facts["\(agent).\(attribute)"] = option
    case .met(let chance, let outcome): facts[chance] = outcome
    case .turned(let agent, let attribute, let outcome): facts["\(agent).\(attribute)"] = outcome
    case .drew(let name, let agents):
      facts[name] = agents.map(\.description).joined(separator: ", ")
    case .paid(let amount, let source, let target, _):
      add(-amount, to: source)
      add(amount, to: target)
    case .bound(let name, let value): facts[name] = "\(value)"
    case .revealed: break
    }
  }

  fileprivate mutating func add(_ amount: Rational, to party: Event.Party) {
    switch party {
    case .agent(let agent): wallets["\(agent)", default: 0] += amount
    case .account(let account): accounts[account, default: 0] += amount
    }
  }
}

// MARK: - In a trace

extension Snapshot {
  enum Variable {
    static let event = "event"
    static let facts = "facts"
    static let wallets = "wallets"
    static let accounts = "accounts"
    static let all = [event, facts, wallets, accounts]
  }

  /// The values of the variables.
  var state: [String: InformalValue] {
    [
      Variable.event: .text(event), Variable.facts: Self.map(facts) { .text($0) },
      Variable.wallets: Self.map(wallets) { InformalValue($0) },
      Variable.accounts: Self.map(accounts) { InformalValue($0) },
    ]
  }

  static func map<Value>(
    _ values: [String: Value], _ value: (Value) -> InformalValue
  ) -> InformalValue {
    InformalValue(values.sorted { $0.key < $1.key }.map { (key: $0.key, value: value($0.value)) })
  }

  /// What a state says otherwise, or does not say; nil if nothing.
  func difference(from state: [String: InformalValue]) -> String? {
    if let name = state.keys.sorted().first(where: { !Variable.all.contains($0) }) {
      return "'\(name)' is nothing that a play has"
    }
    if let name = Variable.all.first(where: { state[$0] == nil }) {
      return "'\(name)' is missing"
    }
    if let said = state[Variable.event], said != .text(event) {
      return "'\(Self.words(said))' happens, and in the twin '\(event)'"
    }
    return difference(fromFacts: state[Variable.facts])
      ?? difference(Variable.wallets, wallets, from: state[Variable.wallets])
      ?? difference(Variable.accounts, accounts, from: state[Variable.accounts])
  }

  private func difference(fromFacts said: InformalValue?) -> String? {
    guard let entries = said?.entries else { return "'\(Variable.facts)' is no map from texts" }
    let names = Set(entries.keys).union(facts.keys)
    for name in names.sorted() where entries[name] != facts[name].map({ .text($0) }) {
      return """
        \(name) is \(entries[name].map(Self.words) ?? "nothing"), and in the twin \
        \(facts[name] ?? "nothing")
        """
    }
    return nil
  }

  private func difference(
    _ variable: String, _ money: [String: Rational], from said: InformalValue?
  ) -> String? {
    guard let entries = said?.entries else { return "'\(variable)' is no map from texts" }
    for name in Set(entries.keys).union(money.keys).sorted() {
      let here = money[name] ?? 0
      guard let amount = entries[name].map({ $0.number }) ?? 0 else {
        return "the money of \(name) is no integer, nor a record of 'num' and 'den'"
      }
      if amount != here { return "\(name) has \(amount), and in the twin \(here)" }
    }
    return nil
  }

  private static func words(_ value: InformalValue) -> String {
    if case .text(let text) = value { text } else { "something else" }
  }
}
