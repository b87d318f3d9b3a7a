public import Exact

/// What makes a market impossible to run.
public enum SimulationError: Error, Hashable, Sendable {
  /// A role takes more agents than the market has.
  case tooFewAgents(role: String, needed: Int, present: Int)
  /// An amount, or a sum of amounts, in the smallest unit that all amounts are whole multiples of, does not fit
  /// 64 bits.
  case unitsDoNotFit(Rational)
  /// A deal can go in more ways than can be held.
  case tooManySituations(limit: Int)
  /// The parameters that differ from deal to deal have more combinations than this.
  case tooManyKindsOfDeals(limit: Int)
  /// A parameter has no value.
  case missingParameter(String)
  /// What has to be known of all ways in which a deal can go could not be found out: there are more situations
  /// than this, or rounds without end.
  case cannotFindNeeds(limit: Int)
  /// Nobody of a role comes with as much money as a deal may need.
  case tooLittleCapital(role: String, needed: Rational, present: Rational)
}
