public import Exact
public import Mechanisms
public import Twin

/// What a recorded attack comes to under the rules as they are.
public enum Standing: Hashable, Sendable {
  /// It gains more than is allowed: so much.
  case pays(Rational)
  case stopped(by: Obstacle)
}

/// What keeps a recorded attack from breaking its property.
public enum Obstacle: Hashable, Sendable {
  /// The property claims something that such an attack is no counterexample to.
  case otherClaim
  /// So many agents, of a role or in all, are more than the property speaks of.
  case tooMany(Int, of: String?, most: Rational)
  /// The mechanism does not have the steps that the plan speaks of.
  case unknownSteps(Diagnostics)
  case missingParameter(String)
  /// The value of an integer parameter is not whole.
  case fraction(String, Rational)
  /// Its parameters are not allowed.
  case assumption(Located<Formula>)
  /// The plan cannot be followed.
  case plan(PlanError)
  /// It gains no more than is allowed.
  case gain(Rational, allowed: Rational)
  /// It cannot be played, for a reason in words.
  case unplayable(String)
}

extension Obstacle {
  /// Whether other rules could take it away, what the property speaks of being the same.
  public var isOfRules: Bool {
    switch self {
    case .otherClaim, .tooMany: false
    default: true
    }
  }
}
