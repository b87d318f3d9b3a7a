public import Exact

/// What is claimed of a game tree in another tool's file: how its players are meant to act, and which properties
/// that has.
public struct GameClaims: Hashable, Sendable {
  /// The game's file, as it is named from here.
  public var game: Located<String>
  public var about = ""
  /// The histories that are meant to happen, as actions, where all is seen.
  public var histories: [Located<[String]>] = []
  /// What each player does in each of its information sets.
  public var profile: [Behavior] = []
  public var claims: [Claim] = []
  public var location: Location

  /// What a player does in an information set.
  public struct Behavior: Hashable, Sendable {
    public var player: Located<String>
    public var informationSet: Located<String>
    /// How likely each action is taken; others are not.
    public var actions: [Located<String>: Rational]
  }

  public struct Claim: Hashable, Sendable {
    public var name: String
    public var property: Property
    /// The most members of a group, or in an immunity the most who deviate; any number if nil.
    public var size: Int?
    /// The most who do anything, beside a group.
    public var byzantine: Int?
    /// Whether nothing else is to have the property.
    public var isOnly: Bool
    public var expected: Mechanisms.Property.Expectation?
    public var location: Location
  }

  /// A property by its name.
  public enum Property: String, Hashable, Sendable, CaseIterable {
    case weakImmunity = "weak immunity"
    case weakerImmunity = "weaker immunity"
    case collusionResilience = "collusion resilience"
    case practicality
    case equilibrium
    case subgamePerfection = "subgame perfection"
    case robustness

    /// Whether it is a property of what happens, where all is seen.
    public var isOfHistories: Bool {
      switch self {
      case .weakImmunity, .weakerImmunity, .practicality, .collusionResilience, .robustness: true
      case .equilibrium, .subgamePerfection: false
      }
    }

    /// Whether it is a property of what all do in their information sets.
    public var isOfProfiles: Bool {
      switch self {
      case .equilibrium, .subgamePerfection, .robustness, .collusionResilience: true
      case .weakImmunity, .weakerImmunity, .practicality: false
      }
    }
  }
}
