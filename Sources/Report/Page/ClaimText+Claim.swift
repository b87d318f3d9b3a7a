import Mechanisms

extension ClaimText {
  /// What is claimed, in a line of Markdown.
  var claim: String {
    switch property.claim {
    case .noProfitableDeviation: "no profitable deviation by \(coalition)"
    case .someParametersAreSafe:
      "some parameters leave no profitable deviation to \(coalition)"
    case .notEachMemberGains(let strongly):
      strongly
        ? "no deviation of \(coalition) from which any member gains"
        : "no deviation of \(coalition) from which each member gains"
    case .noProfitableDeviationAmong(let byzantine):
      "no profitable deviation by \(coalition), whatever is done by \(words(byzantine))"
    case .coalitionProofness:
      "no self-enforcing deviation of \(coalition) from which each member gains"
    case .guarantee(let guarantee):
      "no \(guarantee.roles.joined(separator: " or ")) who is honest expects less than "
        + (guarantee.floor.map { "`\($0.content)`" } ?? "when all are")
        + ", whatever is done by \(words(guarantee.byzantine))"
    case .conservation(let accounts):
      "nothing is left in \(accounts.joined(separator: " or ")) when all is over, whoever does what"
    case .solvency(let accounts):
      "\(accounts.joined(separator: " and ")) never below zero, whoever does what"
    case .vanishes(let vanishing):
      (vanishing.quantity.map { "`\($0.content)`" } ?? "the largest gain of \(coalition)")
        + " goes to zero as `\(vanishing.limit)`"
    }
  }

  private func words(_ byzantine: Property.Byzantine) -> String {
    switch byzantine {
    case .everyoneElse: "everyone else"
    case .atMost(let bounds):
      bounds.isEmpty
        ? "nobody"
        : bounds.map { "at most `\($0.most.content)` of \($0.role)" }.joined(separator: " and ")
    }
  }
}
