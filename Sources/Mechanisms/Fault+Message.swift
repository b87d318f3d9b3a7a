extension Fault.Kind: CustomStringConvertible {
  public var description: String {
    switch self {
    case .negativePayment: "this payment can be negative"
    case .divisionByZero: "this divides by something that can be zero"
    case .overdrawn(let account): "this can take more from '\(account)' than there is in it"
    case .leftOver(let account): "money can be left in '\(account)' when all is over"
    case .notADistribution:
      "this probability can be outside of [0, 1], or the probabilities need not sum to 1"
    case .tooFewToDraw(let name): "there can be too few agents to draw '\(name)' from"
    case .prescribedOptionUnavailable(let option):
      "the prescribed option '\(option)' cannot always be taken here"
    case .noOptionAvailable: "there can be no option to take here"
    case .notACount(let role):
      "the number of '\(role)' agents can be below zero, or no whole number"
    case .notLinearInSplit:
      """
      money depends on how a group of symbolic size splits by chance, and not only in proportion; \
      a number for the group's size decides it
      """
    case .tooManySplits(let role): "there are too many ways for '\(role)' agents to split here"
    case .numberAskedVaries:
      "how many members of a coalition are asked here depends on what it does not know"
    case .notADiscount: "this discount can be below 0, or 1 and more"
    case .keptIsOpen(let name):
      "what is kept as '\(name)' can be more than a number, an option, true or false"
    case .tooManyRounds: "rounds can begin in too many different ways"
    case .notOneAgent(let what): "'\(what)' is not always that of exactly one agent"
    case .paymentBetweenGroups: "both sides of this payment can be several agents"
    case .unbound(let name): "'\(name)' can be read here before it is bound"
    case .unreachable: "nobody can reach this choice"
    }
  }
}

extension Fault: CustomStringConvertible {
  public var description: String { "\(location): \(kind)" }
}
