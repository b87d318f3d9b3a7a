extension TwinError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missingParameter(let name): "the parameter '\(name)' has no value"
    case .unknownRole(let role): "the mechanism has no role '\(role)'"
    case .moreMembersThanAgents(let role, let members, let agents):
      "the coalition has \(members) of \(agents) '\(role)' agents"
    case .moreDeviatorsThanMembers(let role, let deviators, let members):
      "\(deviators) of \(members) '\(role)' members deviate"
    case .tooManyPaths(let limit): "it can go in more than \(limit) ways"
    case .tooManyRounds(let limit): "rounds begin in more than \(limit) ways"
    case .endless: "a best plan is not looked for in rounds without end"
    case .tooManyAgents(let role, let limit): "there are more than \(limit) '\(role)' agents"
    case .moneyNotConserved(let sum): "money was made or lost: \(sum)"
    case .undeclared(let name, let location): "\(location): nothing is called '\(name)'"
    case .illTyped(let location): "\(location): a formula of another kind belongs here"
    case .unbound(let name, let location): "\(location): '\(name)' was not bound yet"
    }
  }
}

extension PlanError: CustomStringConvertible {
  public var description: String {
    switch kind {
    case .missing: "the plan says nothing about a situation that it leads to"
    case .miscounted(let asked): "the plan does not say what each of \(asked) asked does"
    case .unavailable(let option): "the plan takes '\(option)', which cannot be taken there"
    case .numberAskedVaries: "how many are asked in one situation differs from path to path"
    }
  }
}
