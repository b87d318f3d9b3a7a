import Exact
import Mechanisms

extension Performance {
  func pay(
    _ amount: Script.Phrase, from source: Script.Party, to target: Script.Party,
    at location: Location
  ) throws {
    switch (source, target) {
    case (.account(let source), .account(let target)):
      try pay(amount, for: nil, from: .account(source), to: .account(target))
    case (.agents(let group), .account(let target)):
      for agent in try agents(in: group, at: location) {
        try pay(
          amount, for: Subject(agent: agent, role: group.role), from: .agent(agent),
          to: .account(target))
      }
    case (.account(let source), .agents(let group)):
      for agent in try agents(in: group, at: location) {
        try pay(
          amount, for: Subject(agent: agent, role: group.role), from: .account(source),
          to: .agent(agent))
      }
    case (.agents(let source), .agents(let target)):
      try pay(amount, from: source, to: target, at: location)
    }
    if case .account(let account) = source, !script.mayOwe[account],
      ledger.accounts[account] < 0
    {
      throw Fault(.overdrawn(account: script.accounts[account]), at: location)
    }
  }

  /// Pays for identities that the coalition added, before anything else.
  func pay(_ cost: Script.Phrase, forIdentities agents: Range<Int>) throws {
    guard let world = script.accounts.find(Mechanism.world) else { return }
    for agent in agents {
      try pay(cost, for: nil, from: .agent(agent), to: .account(world))
    }
  }

  private func pay(
    _ amount: Script.Phrase, from source: Script.Gathering, to target: Script.Gathering,
    at location: Location
  ) throws {
    let payers = try agents(in: source, at: location)
    let payees = try agents(in: target, at: location)
    if payers.isEmpty || payees.isEmpty { return }
    if payers.count == 1 {
      for payee in payees {
        try pay(
          amount, for: Subject(agent: payee, role: target.role), from: .agent(payers[0]),
          to: .agent(payee))
      }
    } else if payees.count == 1 {
      for payer in payers {
        try pay(
          amount, for: Subject(agent: payer, role: source.role), from: .agent(payer),
          to: .agent(payees[0]))
      }
    } else {
      throw Fault(.paymentBetweenGroups, at: location)
    }
  }

  /// Pays once; an amount of zero is no event.
  func pay(
    _ amount: Script.Phrase, for subject: Subject?, from source: Holder, to target: Holder
  ) throws {
    let money = try number(amount, for: subject)
    guard money.signum() >= 0 else { throw Fault(.negativePayment, at: amount.location) }
    if money.isZero { return }
    ledger.move(money, from: source, to: target)
    if isTold {
      events.append(
        .paid(money, from: name(of: source), to: name(of: target), at: amount.location))
    }
    respondent?.note(.paid(money, from: source, to: target, at: amount.location))
  }

  private func name(of holder: Holder) -> Event.Party {
    switch holder {
    case .agent(let agent): .agent(roster.name(of: agent))
    case .account(let account): .account(script.accounts[account])
    }
  }
}
