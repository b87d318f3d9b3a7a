/// What can be claimed of a profile. Plans are pure, and a group's members do not tell each other what they see.
public enum ProfileProperty: Hashable, Sendable {
  /// Nobody gains by deviating alone.
  case nashEquilibrium
  /// The same in every subgame.
  case subgamePerfection
  /// No group of at most so many players, but not of all, gains together.
  case collusionResilience(mostMembers: Int?)
  /// (k,t)-robustness [Abraham, Dolev, Gonen, Halpern 2006]: no group of at most `mostMembers` gains together,
  /// whatever at most `mostFaulty` others do, against what it gets when it does not deviate while those do the
  /// same; and none but those others ever gets less than when all follow the profile.
  case robustness(mostMembers: Int, mostFaulty: Int)
  /// It is a Nash equilibrium, and no other pure profile is one at any values of the symbols.
  case onlyNashEquilibrium
  /// It is a subgame perfect equilibrium, and no other pure profile is one at any values of the symbols.
  case onlySubgamePerfection
}
