extension SimulationError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tooFewAgents(let role, let needed, let present):
      "a deal takes \(needed) '\(role)' agents, and the market has \(present)"
    case .unitsDoNotFit(let amount):
      "money is counted in the largest unit of which all amounts are multiples; there, \(amount) does not fit 64 bits"
    case .tooManySituations(let limit): "deals come into more than \(limit) different situations"
    case .tooManyKindsOfDeals(let limit):
      "the parameters that differ from deal to deal have more than \(limit) combinations"
    case .missingParameter(let name): "the parameter '\(name)' has no value"
    case .tooLittleCapital(let role, let needed, let present):
      "a '\(role)' may need \(needed) in a deal, and comes with \(present)"
    case .cannotFindNeeds(let limit):
      "how much money a deal may take cannot be found out in \(limit) situations, as is needed where capital is limited"
    }
  }
}
