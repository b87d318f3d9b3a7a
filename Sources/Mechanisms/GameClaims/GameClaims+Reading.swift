import Exact

extension GameClaims {
  /// What the files end with; they lie beside the game's file, with its name before this.
  public static let ending = ".claims.yaml"

  /// Reads a file of claims.
  ///
  /// - Throws: every mistake that was found, located, also if the file cannot be read.
  public init(contentsOf path: String) throws(Diagnostics) {
    try self.init(reading: FileText.at(path), file: path)
  }

  /// Reads a text of claims.
  ///
  /// - Parameter file: How diagnostics name the file.
  /// - Throws: every mistake that was found, located.
  public init(reading text: String, file: String) throws(Diagnostics) {
    let log = DiagnosticLog()
    let source = SourceText(text, file: file)
    let root = try Entry(yaml: text, in: source)
    let reader = GameClaimsReader(entries: MechanismReader([file: source], log), log: log)
    let claims = reader.claims(root)
    try log.throwIfAny()
    self = claims
  }

  /// The path of the game's file.
  public var path: String {
    location.file.isEmpty ? game.content : FileText.path(of: game.content, beside: location.file)
  }
}

/// Reads the entries of claims about a game, collecting every mistake it meets.
private struct GameClaimsReader {
  let entries: MechanismReader
  let log: DiagnosticLog

  /// The claims; meaningless if mistakes were reported.
  func claims(_ root: Entry) -> GameClaims {
    var fields = Fields(root, "claims about a game", log)
    let game = fields.require("game").map { located($0, "the name of a file") }
    var claims = GameClaims(game: game ?? Located(""), location: root.location)
    claims.about = fields.take("about").map { entries.text($0, "a text") } ?? ""
    claims.histories =
      fields.take("histories").map { entries.list($0, "histories").map(history) } ?? []
    claims.profile = fields.take("profile").map(profile) ?? []
    claims.claims = fields.require("claims").map(list) ?? []
    fields.finish()
    return claims
  }

  private func located(_ entry: Entry, _ what: String) -> Located<String> {
    Located(entries.freeText(entry, what), at: entries.place(of: entry))
  }

  private func history(_ entry: Entry) -> Located<[String]> {
    Located(
      entries.list(entry, "actions").map { entries.text($0, "an action") }, at: entry.location)
  }

  private func profile(_ entry: Entry) -> [GameClaims.Behavior] {
    entries.pairs(entry, "players").flatMap { player, sets in
      entries.pairs(sets, "information sets").map { set, actions in
        GameClaims.Behavior(
          player: located(player, "a player"), informationSet: located(set, "an information set"),
          actions: self.actions(actions))
      }
    }
  }

  private func actions(_ entry: Entry) -> [Located<String>: Rational] {
    guard case .map(let pairs) = entry.content else {
      return [located(entry, "an action"): 1]
    }
    let actions = Dictionary(
      pairs.map { (located($0.key, "an action"), entries.rational($0.value) ?? 0) },
      uniquingKeysWith: +)
    if actions.values.contains(where: { $0.signum() < 0 }) || actions.values.reduce(0, +) != 1 {
      log.report(
        .expectedEntry("probabilities with sum 1", found: "other numbers"), at: entry.location)
    }
    return actions
  }

  private func list(_ entry: Entry) -> [GameClaims.Claim] {
    if case .map(let pairs) = entry.content, pairs.isEmpty {
      log.report(.emptyList("'claims'"), at: entry.location)
    }
    return entries.pairs(entry, "claims").compactMap { key, value in
      claim(entries.freeText(key, "the name of a claim"), value, at: key.location)
    }
  }

  private func claim(_ name: String, _ entry: Entry, at location: Location) -> GameClaims.Claim? {
    var fields = Fields(entry, "a claim about a game", log)
    guard fields.isMap else { return nil }
    let property = fields.require("property")
      .flatMap { entries.oneOf(GameClaims.Property.allCases.map(\.rawValue), $0, "property") }
      .flatMap { GameClaims.Property(rawValue: $0) }
    let size = fields.take("size").flatMap { entries.whole($0, "'size'", least: 1) }
    let byzantine = fields.take("byzantine")
      .flatMap { entries.whole($0, "'byzantine'", least: 0) }
    let isOnly = fields.take("only").map { entries.flag($0, "only") } ?? false
    let expected = fields.take("expect")
      .flatMap {
        entries.oneOf(Property.Expectation.allCases.map(\.rawValue), $0, "verdict")
      }
      .flatMap { Property.Expectation(rawValue: $0) }
    let names = [("size", size != nil), ("byzantine", byzantine != nil), ("only", isOnly)]
    fields.finish()
    guard let property else { return nil }
    for (key, isGiven) in names where isGiven && !allows(key, property) {
      log.report(
        .hasNo(key, claim: property.rawValue, because: "it would say nothing"),
        at: fields.entry.location)
    }
    return GameClaims.Claim(
      name: name, property: property, size: size, byzantine: byzantine, isOnly: isOnly,
      expected: expected, location: location)
  }

  private func allows(_ key: String, _ property: GameClaims.Property) -> Bool {
    switch (key, property) {
    case ("size", .practicality), ("size", .equilibrium), ("size", .subgamePerfection): false
    case ("byzantine", .robustness): true
    case ("byzantine", _): false
    case ("only", .robustness): false
    default: true
    }
  }
}
