public import Exact
public import Games
public import Mechanisms

/// A mechanism at one parameter point as a game in extensive form: who decides what, knowing what, and what
/// money they have in the end.
///
/// Without a coalition, everybody who is ever asked to choose between several options is a player. The first
/// agent of each role is told apart from the beginning. The others of its role are told apart when one of them
/// is asked, drawn, or met by a chance of its own; until then they stand for each other, so that the one who is
/// called `mediator 2` may be whichever of them is drawn.
///
/// With a coalition, its members are one player, who knows what any of them knows and has what they have
/// together; all others do what is prescribed, by chance where that is a mixture.
public struct MechanismGame: Sendable {
  /// The game, named by the mechanism and its parameters, with numbers as payoffs, and with the honest history if
  /// there is one for sure. A choice between one option is left out.
  public let game: Game
  /// What is prescribed to the players; where nothing is, the first option.
  public let prescription: BehaviorProfile
  /// The information sets in which nothing is prescribed: only who did not do what is prescribed comes there.
  public let openSets: Set<Int>
  /// Of each information set of the game, by its number, what is known in it.
  public let knowledge: [InformationSet]

  /// - Parameters:
  ///   - point: The values of all parameters.
  ///   - overrides: Prescriptions that replace those of the mechanism.
  ///   - coalition: How many agents of each role decide together; if nil, everybody decides by itself.
  ///   - limit: How many nodes the tree may have, where each history has one of its own.
  /// - Throws: ``ExportError``; a `TwinError` for parameters or agents that are missing; a `Fault` of the
  ///   mechanism that shows on some path, whoever has to do what to get there.
  /// - Complexity: each path is played from its beginning, at a cost of O(agents · steps).
  public init(
    _ mechanism: Mechanism, at point: [String: Rational],
    prescribing overrides: [Property.Override] = [], coalition: [String: Int]? = nil,
    limit: Int = 100_000
  ) throws {
    if mechanism.repetition != nil { throw ExportError.endless }
    var growth = try Growth(
      of: mechanism, at: point, prescribing: overrides, coalition: coalition, limit: limit)
    let sketch = try growth.tree()
    // Who makes up each player.
    let players = growth.members.map { [$0] } ?? growth.agents.map { [$0] }
    if players.isEmpty { throw ExportError.nobodyChooses }
    let owners = growth.situations.map { situation in
      players.firstIndex { $0.contains(situation.agent) } ?? 0
    }
    var builder = GameTreeBuilder(players: players.count)
    for (owner, label) in zip(owners, growth.labels) {
      _ = builder.informationSet(of: owner, label)
    }
    let root = sketch.build(in: &builder, players: owners) { money in
      players.map { agents in agents.reduce(0) { $0 + (money[$1] ?? 0) } }
    }
    let names = players.map { agents in
      agents.map { growth.name(of: $0) }.joined(separator: " and ")
    }
    let values = point.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    let place = values.isEmpty ? "" : " where \(values.joined(separator: ", "))"
    var game = Game(
      name: mechanism.name + place, file: mechanism.location.file, players: names,
      tree: builder.tree(root: root))
    let prescribed = growth.situations.map { $0.prescribed ?? [] }
    openSets = Set(prescribed.indices.filter { prescribed[$0].isEmpty })
    prescription = BehaviorProfile(
      zip(prescribed, game.tree.actionsOfInformationSets).map { probabilities, actions in
        probabilities.isEmpty ? actions.indices.map { $0 == 0 ? 1 : 0 } : probabilities
      })
    knowledge = growth.situations.map(\.knowledge)
    game.honestHistories = Self.honestHistory(in: game.tree, of: prescription).map { [$0] } ?? []
    self.game = game
  }

  /// The history that happens for sure if a profile is followed; nil if there is none.
  private static func honestHistory(
    in tree: GameTree, of profile: BehaviorProfile
  ) -> [Int]? {
    var history: [Int] = []
    var node = tree.root
    while case .decision(_, let set?) = tree.kind(of: node) {
      guard let way = profile.probabilities[set].firstIndex(of: 1) else { return nil }
      let edge = tree.edges(of: node)[tree.edges(of: node).startIndex + way]
      history.append(tree.action(on: edge))
      node = tree.child(on: edge)
    }
    guard case .terminal = tree.kind(of: node) else { return nil }
    return history
  }

  /// What the players are expected to have when all do what is prescribed.
  ///
  /// - Complexity: O(nodes and edges · players).
  public var honestPayoffs: [Rational] {
    game.tree.expectedPayoffs(of: prescription).compactMap(\.constant)
  }

  /// The tree, if one player decides everything in it.
  ///
  /// - Throws: ``ExportError/severalPlayers``.
  var treeOfOnePlayer: GameTree {
    get throws {
      if game.players.count > 1 { throw ExportError.severalPlayers }
      return game.tree
    }
  }
}
