import Mechanisms
public import Simulation

extension MarketEvent {
  /// What is in the columns of ``row``.
  public static let header = "tick,event,deal,agent,name,value,from,to"

  /// The event as a row of CSV: `name` is that of a role, a choice or a fault, `value` an option, an amount or
  /// what happened.
  public var row: String {
    switch kind {
    case .came(let agent, let role): line("came", agent: agent, name: role)
    case .left(let agent, let role): line("left", agent: agent, name: role)
    case .began(let deal, let agents):
      line("began", deal: deal, value: agents.map(String.init).joined(separator: " "))
    case .chose(let deal, let agent, let choice, let option):
      line("chose", deal: deal, agent: agent, name: choice, value: option)
    case .timedOut(let deal, let agent, let choice):
      line("timed out", deal: deal, agent: agent, name: choice)
    case .suffered(let deal, let fault, let choice):
      line("suffered", deal: deal, name: choice, value: fault.rawValue)
    case .paid(let deal, let amount, let source, let target):
      line("paid", deal: deal, value: "\(amount)", from: source.name, to: target.name)
    case .settled(let deal): line("settled", deal: deal)
    case .violated(let violation):
      line(
        "violated", deal: violation.deal, name: violation.kind.name,
        value: violation.kind.description)
    }
  }

  private func line(
    _ event: String, deal: Int? = nil, agent: Int? = nil, name: String = "", value: String = "",
    from source: String = "", to target: String = ""
  ) -> String {
    CSV.row([
      "\(tick)", event, deal.map(String.init) ?? "", agent.map(String.init) ?? "", name, value,
      source, target,
    ])
  }
}

extension MarketEvent.Party {
  /// An agent by its number, an account by its name.
  fileprivate var name: String {
    switch self {
    case .agent(let agent): "\(agent)"
    case .account(let account): account
    }
  }
}
