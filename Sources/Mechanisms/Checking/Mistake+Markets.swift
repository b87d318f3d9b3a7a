extension Mistake {
  /// The wording of what is wrong with a market.
  var marketMessage: String? {
    switch self {
    case .outside(let what, let bounds): "\(what) must be \(bounds)"
    case .notOneKey(let keys, let subject):
      "\(subject) is a number, or has one of: \(keys.joined(separator: ", "))"
    case .emptyRange(let first, let last): "the range is empty: \(first) is more than \(last)"
    case .tooManyValues: "more than \(Limits.values) values"
    case .fractionalValue(let name, let value): "the integer '\(name)' cannot be \(value)"
    case .parameterWithoutValue(let name):
      "the parameter '\(name)' has no default, so the market needs a value for it"
    case .deadlineWithoutTimeout(let choice):
      "'\(choice)' has no deadline: the mechanism does not say what its 'timeout' is"
    case .tooManyInMarket: "more than \(Limits.marketAgents) agents"
    case .tooFewAgents(let role, let number, let needed):
      "a deal takes \(needed) of \(role), and the market has \(number)"
    case .moreMembersThanAgents(let role, let number):
      "more agents of \(role) belong to cartels than there are who do not learn by themselves, which is \(number)"
    case .moreThanADealTakes(let role, let number):
      "a cartel with a share of the deals brings all its members to each of them, which takes \(number) of \(role)"
    case .sharesAbove1:
      "the shares of the deals that cartels bring their members to sum to more than 1"
    case .honestCartel: "a cartel of honest agents is none"
    case .noCartelConduct(let text, let near):
      "'\(Self.shortened(text))' is no way to learn, and no file beside this one\(meant(near))"
    case .noRecord(let file): "'\(Self.shortened(file))' is not a recorded attack"
    case .recordOfOtherRules(let file):
      "the attack in '\(Self.shortened(file))' was recorded under other rules than the market's"
    default: nil
    }
  }
}
