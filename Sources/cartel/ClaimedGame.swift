import Exact
import Games
import Mechanisms
import Spelling

/// Claims about a game, as questions about its tree.
struct ClaimedGame {
  private let game: Game
  private let claims: GameClaims
  private(set) var questions: [GameSubject.Question] = []
  private var mistakes: [Diagnostic] = []

  private var tree: GameTree { game.tree }

  /// - Throws: every claim, history and action that does not fit the game.
  init(_ game: Game, _ claims: GameClaims) throws(Diagnostics) {
    self.game = game
    self.claims = claims
    let histories = claims.histories.compactMap { history(of: $0) }
    let profile = claims.profile.isEmpty ? nil : profile()
    if mistakes.isEmpty {
      for claim in claims.claims {
        add(claim, histories.isEmpty ? game.honestHistories : histories, profile)
      }
    }
    if !mistakes.isEmpty { throw Diagnostics(mistakes) }
  }

  private mutating func complain(_ message: String, at location: Location) {
    mistakes.append(
      Diagnostic(
        file: location.file, line: location.line, column: location.column, message: message))
  }

  private mutating func complain(
    about name: Located<String>, _ what: String, among known: [String]
  ) {
    let near = nearest(to: name.content, among: known).map { "; did you mean '\($0)'?" } ?? ""
    complain("there is no \(what) '\(name.content)'\(near)", at: name.location)
  }

  // MARK: - Histories and profiles

  private mutating func history(of actions: Located<[String]>) -> [Int]? {
    let history = actions.content.map { tree.actions.firstIndex(of: $0) ?? -1 }
    guard let last = tree.nodes(along: history)?.last, tree.edges(of: last).isEmpty else {
      let text = actions.content.joined(separator: ", ")
      complain("there is no history '\(text)' that ends the game", at: actions.location)
      return nil
    }
    return history
  }

  private mutating func profile() -> BehaviorProfile? {
    let actions = tree.actionsOfInformationSets
    let sets = tree.namesOfInformationSets
    var probabilities: [[Rational]?] = Array(repeating: nil, count: actions.count)
    for behavior in claims.profile {
      guard let player = game.players.firstIndex(of: behavior.player.content) else {
        complain(about: behavior.player, "player", among: game.players)
        continue
      }
      let own = tree.informationSets.indices.filter { tree.informationSets[$0].player == player }
      guard let set = own.first(where: { sets[$0] == behavior.informationSet.content }) else {
        complain(
          about: behavior.informationSet, "information set of \(game.players[player])",
          among: own.map { sets[$0] })
        continue
      }
      let names = actions[set].map { tree.actions[$0] }
      for action in behavior.actions.keys where !names.contains(action.content) {
        complain(about: action, "action", among: names)
      }
      probabilities[set] = names.map { behavior.actions[Located($0)] ?? 0 }
    }
    for (set, actions) in actions.enumerated() where probabilities[set] == nil && !actions.isEmpty {
      if mistakes.isEmpty {
        let player = game.players[tree.informationSets[set].player]
        complain(
          "the profile does not say what \(player) does in '\(sets[set])'",
          at: claims.location)
      }
    }
    return mistakes.isEmpty ? BehaviorProfile(probabilities.map { $0 ?? [] }) : nil
  }

  // MARK: - Claims

  private mutating func add(
    _ claim: GameClaims.Claim, _ histories: [[Int]], _ profile: BehaviorProfile?
  ) {
    if let profile, claim.property.isOfProfiles {
      guard let property = property(of: claim) else {
        complain(
          "'only' is not said of the \(claim.property.rawValue) of a profile", at: claim.location)
        return
      }
      questions.append(
        GameSubject.Question(
          name: claim.name, location: claim.location, expected: claim.expected,
          matter: .profile(property, profile)))
      return
    }
    guard claim.property.isOfHistories else {
      complain(
        "'\(claim.property.rawValue)' is claimed of a profile, and there is none",
        at: claim.location)
      return
    }
    if histories.isEmpty {
      complain(
        "'\(claim.property.rawValue)' is claimed of a history, and there is none",
        at: claim.location)
    }
    for history in histories {
      let actions = history.map { tree.actions[$0] }.joined(separator: ", ")
      let question = GameQuestion(
        security(claim.property), of: history,
        mostDeviators: claim.property == .robustness ? claim.size ?? 1 : claim.size,
        mostFaulty: claim.property == .robustness ? claim.byzantine ?? 0 : nil,
        isOnly: claim.isOnly)
      questions.append(
        GameSubject.Question(
          name: histories.count == 1 ? claim.name : "\(claim.name): \(actions)",
          location: claim.location, expected: claim.expected, matter: .history(question)))
    }
  }

  private func security(_ property: GameClaims.Property) -> SecurityProperty {
    switch property {
    case .weakerImmunity: .weakerImmunity
    case .collusionResilience, .robustness: .collusionResilience
    case .practicality: .practicality
    default: .weakImmunity
    }
  }

  /// What is claimed of the profile; nil if that cannot be claimed.
  private func property(of claim: GameClaims.Claim) -> ProfileProperty? {
    switch claim.property {
    case .subgamePerfection: claim.isOnly ? .onlySubgamePerfection : .subgamePerfection
    case .robustness:
      .robustness(mostMembers: claim.size ?? 1, mostFaulty: claim.byzantine ?? 0)
    case .collusionResilience:
      claim.isOnly ? nil : .collusionResilience(mostMembers: claim.size)
    default: claim.isOnly ? .onlyNashEquilibrium : .nashEquilibrium
    }
  }
}
