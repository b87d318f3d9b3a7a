/// A finite game in extensive form, with payoffs that symbols may stand in, and what is assumed of the symbols.
public struct Game: Sendable {
  public var name: String
  /// The file it was read from, as it was named; empty for games that Swift code built.
  public var file: String
  /// The names of the players, each once.
  public var players: [String]
  /// The symbols for real numbers.
  public var constants: [String]
  /// The symbols for amounts smaller than every positive real number.
  public var infinitesimals: [String]
  /// What every question is asked under.
  public var constraints: [Constraint]
  /// What only the questions about one property are asked under.
  public var ownConstraints: [SecurityProperty: [Constraint]]
  /// The plays that are meant to happen: the actions from the root to an end, by their position in ``GameTree/actions``.
  public var honestHistories: [[Int]]
  public var tree: GameTree

  public init(
    name: String, file: String = "", players: [String], constants: [String] = [],
    infinitesimals: [String] = [], constraints: [Constraint] = [],
    ownConstraints: [SecurityProperty: [Constraint]] = [:], honestHistories: [[Int]] = [],
    tree: GameTree
  ) {
    self.name = name
    self.file = file
    self.players = players
    self.constants = constants
    self.infinitesimals = infinitesimals
    self.constraints = constraints
    self.ownConstraints = ownConstraints
    self.honestHistories = honestHistories
    self.tree = tree
  }

  /// All symbols, in the order of their declarations.
  public var symbols: [String] { constants + infinitesimals }
}

/// What CheckMate claims of an honest history [Brugger, Kovács, Petković Komel, Rain, Rawson 2023, "CheckMate:
/// Automated Game-Theoretic Security Reasoning", CCS].
public enum SecurityProperty: String, Hashable, Sendable, CaseIterable {
  case weakImmunity = "weak immunity"
  case weakerImmunity = "weaker immunity"
  case collusionResilience = "collusion resilience"
  case practicality
}
