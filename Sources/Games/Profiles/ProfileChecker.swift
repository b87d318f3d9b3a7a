import Exact
import SMT

/// Decides whether profiles of games with chance and information sets have properties, for all values of the
/// symbols.
///
/// A deviation is a plan of one action for each information set of those who deviate; with perfect recall,
/// mixing gains no more.
public struct ProfileChecker: Sendable {
  /// For each question.
  public var timeout: Duration
  /// More profiles than this are not looked through one by one.
  public var mostProfiles: Int

  public init(timeout: Duration = .seconds(60), mostProfiles: Int = 4096) {
    self.timeout = timeout
    self.mostProfiles = mostProfiles
  }

  /// Answers a question about a profile.
  ///
  /// - Throws: a ``GameError`` if the game is too large, somebody acts outside of all information sets or forgets; an
  ///   `SMTError`; a ``ProfileDisagreement``.
  /// - Complexity: a question of a solver, as large as the tree, for each group that may deviate; in every
  ///   subgame for subgame perfection.
  public func finding(
    on property: ProfileProperty, of profile: BehaviorProfile, in game: Game
  ) throws -> ProfileFinding {
    let start = ContinuousClock.now
    guard game.tree.players <= PlayerSet.mostPlayers else {
      throw GameError(
        "\(game.tree.players) players are more than \(PlayerSet.mostPlayers)", file: game.file)
    }
    guard game.tree.knowsInformationSets else {
      throw GameError("a profile speaks of information sets, and there are none", file: game.file)
    }
    if let set = game.tree.forgetfulInformationSet {
      let player = game.players[game.tree.informationSets[set].player]
      let place = game.tree.namesOfInformationSets[set]
      throw GameError(
        "in '\(place)' \(player) forgets what it did or knew, and then mixing may gain more than any "
          + "plan: such games are not decided", file: game.file)
    }
    let search = try ProfileSearch(game, profile, until: start + timeout, mostProfiles)
    var finding = ProfileFinding(
      property: property, verdict: .vacuous, duration: .zero, solving: .zero)
    do {
      finding.verdict = try search.verdict(on: property)
    } catch let undecided as CaseSearch.Undecided {
      finding.verdict = .undecided(undecided.reason)
    }
    finding.solving = search.solving
    finding.duration = ContinuousClock.now - start
    return finding
  }
}

/// The solver's deviation earns something else when it is walked through the tree. A bug.
public struct ProfileDisagreement: Error, Sendable {
  public var counterexample: ProfileCounterexample
}

extension GameTree {
  /// Whether everybody who acts does so in an information set.
  var knowsInformationSets: Bool {
    (0..<count).allSatisfy { node in
      if case .decision(_, nil) = kind(of: node) { false } else { true }
    }
  }
}
