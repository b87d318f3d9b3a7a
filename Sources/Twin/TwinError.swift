public import Exact
public import Mechanisms

/// What makes a play impossible, other than a ``Fault`` of the mechanism or an error of a plan.
public enum TwinError: Error, Hashable, Sendable {
  case missingParameter(String)
  /// The coalition has members of a role that the mechanism doesn't have.
  case unknownRole(String)
  case moreMembersThanAgents(role: String, members: Int, agents: Int)
  case moreDeviatorsThanMembers(role: String, deviators: Int, members: Int)
  case tooManyPaths(limit: Int)
  case tooManyRounds(limit: Int)
  /// It has rounds without end, in which a best plan is not looked for.
  case endless
  case tooManyAgents(role: String, limit: Int)
  /// Money was made or lost on a path; the sum of all that there is in the end.
  case moneyNotConserved(Rational)
  /// A name that nothing declares.
  case undeclared(String, at: Location)
  /// A formula that yields something of another kind than its place asks for.
  case illTyped(at: Location)
  /// A `let` that was read before it was bound.
  case unbound(String, at: Location)
}

/// A plan that cannot be followed.
public struct PlanError: Error, Hashable, Sendable {
  public var kind: Kind
  public var informationSet: InformationSet

  public init(_ kind: Kind, in informationSet: InformationSet) {
    self.kind = kind
    self.informationSet = informationSet
  }

  public enum Kind: Hashable, Sendable {
    /// It is reached, and the plan says nothing of it.
    case missing
    /// The numbers don't add up to the number of those asked.
    case miscounted(asked: Int)
    /// Some take an option that is not available, or that there is not.
    case unavailable(option: String)
    /// The number of those asked differs from path to path, so that no numbers can be a plan.
    case numberAskedVaries
  }
}
