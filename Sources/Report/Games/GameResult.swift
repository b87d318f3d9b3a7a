public import Games
public import Mechanisms

/// What was found about a claim on a game tree.
public struct GameResult: Sendable {
  public enum Found: Sendable {
    case history(GameFinding)
    case profile(ProfileFinding, BehaviorProfile)
  }

  public var game: Game
  /// What is claimed.
  public var name: String
  /// Where it is claimed; the game's file, without a line, if nobody claims it.
  public var location: Location
  public var expected: Property.Expectation?
  public var found: Found

  public init(
    _ game: Game, _ name: String, at location: Location, expect expected: Property.Expectation?,
    _ found: Found
  ) {
    self.game = game
    self.name = name
    self.location = location
    self.expected = expected
    self.found = found
  }

  public var verdict: Property.Expectation {
    switch found {
    case .history(let finding): finding.verdict.expectation
    case .profile(let finding, _): finding.verdict.expectation
    }
  }

  public var duration: Duration {
    switch found {
    case .history(let finding): finding.duration
    case .profile(let finding, _): finding.duration
    }
  }

  public var solving: Duration {
    switch found {
    case .history(let finding): finding.solving
    case .profile(let finding, _): finding.solving
    }
  }

  /// Whether it is as expected; without an expectation, whether it is decided.
  public var isExpected: Bool { verdict.isExpected(expected) }
}

extension Answer {
  /// The verdict as a file expects it.
  fileprivate var expectation: Property.Expectation {
    switch self {
    case .proved: .proved
    case .broken: .broken
    case .undecided: .undecided
    case .vacuous: .vacuous
    }
  }

  /// Why it is undecided or vacuous.
  var reason: String? {
    switch self {
    case .proved, .broken: nil
    case .undecided(let reason): reason
    case .vacuous: "the constraints contradict each other"
    }
  }
}

extension Property.Expectation {
  /// Whether a verdict is as expected; without an expectation, whether it is one.
  func isExpected(_ expected: Property.Expectation?) -> Bool {
    if let expected { return self == expected }
    return self != .undecided && self != .vacuous
  }
}

extension Diagnostic {
  /// A mistake in a game's file.
  public init(_ error: GameError) {
    self.init(file: error.file, line: error.line, column: error.column, message: error.message)
  }
}
