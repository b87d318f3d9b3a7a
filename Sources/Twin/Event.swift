public import Exact
public import Mechanisms

/// Something that happened in a play.
public enum Event: Codable, Hashable, Sendable {
  /// An agent took an option at a choice; the moment's step is the choice's number.
  case chose(AgentName, attribute: String, option: String, at: Moment)
  case met(chance: String, outcome: String)
  /// An agent's own chance.
  case turned(AgentName, attribute: String, outcome: String)
  case drew(name: String, agents: [AgentName])
  /// Money changed hands: a payment, or the cost of an option. An amount of zero is no event.
  case paid(Rational, from: Party, to: Party, at: Location)
  case bound(name: String, value: Value)
  /// A secret was revealed to all, written as in a file: `node.result`.
  case revealed(secret: String)

  public enum Party: Codable, Hashable, Sendable, CustomStringConvertible {
    case agent(AgentName)
    /// A declared account, `world` or `burn`.
    case account(String)

    public var description: String {
      switch self {
      case .agent(let agent): agent.description
      case .account(let account): account
      }
    }
  }

  public enum Value: Codable, Hashable, Sendable, CustomStringConvertible {
    case number(Rational)
    case truth(Bool)
    case option(String)

    public var description: String {
      switch self {
      case .number(let number): "\(number)"
      case .truth(let truth): "\(truth)"
      case .option(let option): option
      }
    }
  }
}

extension Performance {
  func published(_ value: Value) -> Event.Value {
    switch value {
    case .number(let number): .number(number)
    case .truth(let truth): .truth(truth)
    case .option(let option): .option(script.options[option])
    }
  }
}
