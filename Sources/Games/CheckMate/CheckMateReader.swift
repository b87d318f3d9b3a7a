import Exact

/// Reads a game in the JSON format of CheckMate.
///
/// The tree is built while it is read, so the names have to be known by then. Where they stand after it, it is
/// stepped over, and read when the rest is known.
struct CheckMateReader: ~Copyable {
  typealias Place = TextWindow.Place

  /// The keys of a game.
  enum Key: String, CaseIterable {
    case players, actions, infinitesimals, constants
    case constraints = "initial_constraints"
    case ownConstraints = "property_constraints"
    case histories = "honest_histories"
    case utilities = "honest_utilities"
    case tree
  }

  /// A string that is understood once all names are known.
  struct Phrase {
    var text: String
    var place: Place
    /// Whether all of its characters stand for themselves, so that places in it are known.
    var isPlain: Bool
  }

  var json: JSONReader
  var players = NameTable()
  var actions = NameTable()
  var symbols: [String: FormulaParser.Symbol] = [:]
  /// The texts of amounts, and what each one is in the tree.
  var amounts = NameTable()
  var amountNumbers: [Int] = []
  /// Of the end that is being read, what each player gets.
  var payoffs: [Int] = []
  /// How many players and actions were declared: what comes later in the tables was not.
  var playerCount = 0
  var actionCount = 0
  private var constants: [String] = []
  private var infinitesimals: [String] = []
  private var constraints: [Phrase] = []
  private var ownConstraints: [SecurityProperty: [Phrase]] = [:]
  var histories: [(place: Place, actions: [Phrase])] = []
  private var seen: Set<Key> = []

  static func game(_ source: ByteSource, file: String) throws(GameErrors) -> Game {
    var reader = CheckMateReader(json: JSONReader(source, file: file))
    do throws(Unreadable) {
      return try reader.game(file: file)
    } catch {
      throw GameErrors(reader.json.window.errors)
    }
  }

  private init(json: consuming JSONReader) { self.json = json }

  // MARK: - The whole

  private mutating func game(file: String) throws(Unreadable) -> Game {
    var tree: GameTree?
    var later: TextWindow.Bookmark?
    try json.window.begin()
    try json.open("{", "'{', as a game in CheckMate's format begins")
    if try !json.closes("}") {
      repeat {
        guard let key = try self.key() else {
          try json.skipValue()
          continue
        }
        switch key {
        case .tree where seen.isSuperset(of: [.players, .actions, .constants, .infinitesimals]):
          tree = try self.tree()
        case .tree:
          later = json.window.bookmark
          try json.skipValue()
        default: try value(of: key)
        }
      } while try json.goesOn(until: "}")
    }
    try json.end()
    for key in Key.allCases where key != .utilities && !seen.contains(key) {
      try json.window.report(
        "the game needs '\(key.rawValue)'", at: Place(line: 1, column: 1))
    }
    if let later, json.window.errors.isEmpty {
      guard try json.window.goBack(to: later) else {
        throw json.window.fail(
          "the tree stands before the names it uses, and the file can be read only once",
          at: later.place)
      }
      tree = try self.tree()
    }
    guard let tree, json.window.errors.isEmpty else { throw Unreadable() }
    let game = Game(
      name: gameName(ofFile: file), file: file, players: players.names, constants: constants,
      infinitesimals: infinitesimals, constraints: try conditions(constraints),
      ownConstraints: try ownConditions(), honestHistories: try histories(in: tree), tree: tree)
    guard json.window.errors.isEmpty else { throw Unreadable() }
    return game
  }

  /// The next key with its colon; nil, reported, if it is unknown.
  private mutating func key() throws(Unreadable) -> Key? {
    let name = try text("a key in quotes")
    try json.colon()
    guard let key = Key(rawValue: name.text) else {
      try json.window.report(
        unknown("key", name.text, among: Key.allCases.map(\.rawValue)), at: name.place)
      return nil
    }
    if !seen.insert(key).inserted {
      try json.window.report("the key '\(name.text)' is given twice", at: name.place)
      return nil
    }
    return key
  }

  private mutating func value(of key: Key) throws(Unreadable) {
    switch key {
    case .players:
      players = try names("player", "a player in quotes")
      if players.count == 0 {
        try json.window.report("a game needs a player", at: json.placeBehind)
      }
      playerCount = players.count
      payoffs = Array(repeating: -1, count: playerCount)
    case .actions:
      actions = try names("action", "an action in quotes")
      actionCount = actions.count
    case .infinitesimals: infinitesimals = try symbols("infinitesimal", .infinitesimal)
    case .constants: constants = try symbols("constant", .constant)
    case .constraints: constraints = try phrases("a list of constraints", "a constraint in quotes")
    case .ownConstraints: try readOwnConstraints()
    case .histories: try readHistories()
    case .utilities:
      try json.open("[", "'['")
      guard try json.closes("]") else {
        throw json.window.fail(
          "honest utilities, of a later format of CheckMate, are not supported",
          at: json.placeBehind)
      }
    case .tree: break
    }
  }

  // MARK: - Names

  /// A string with its place.
  mutating func text(_ what: String) throws(Unreadable) -> Phrase {
    let bytes = try json.string(what)
    let place = json.placeOfToken
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw json.window.fail("this is not text in UTF-8", at: place)
    }
    return Phrase(text: text, place: place, isPlain: !json.hasEscapes)
  }

  private mutating func phrases(
    _ list: String, _ what: String
  ) throws(Unreadable) -> [Phrase] {
    var phrases: [Phrase] = []
    try json.open("[", list)
    if try !json.closes("]") {
      repeat { phrases.append(try text(what)) } while try json.goesOn(until: "]")
    }
    return phrases
  }

  private mutating func names(_ kind: String, _ what: String) throws(Unreadable) -> NameTable {
    var names = NameTable()
    for phrase in try phrases("a list of \(kind)s", what) {
      var text = phrase.text
      let count = names.count
      let number = text.withUTF8 { names.number(of: $0) }
      if number != count {
        try json.window.report(
          "the \(kind) '\(shortened(text))' is declared twice", at: phrase.place)
      }
      if !Self.isName(text) {
        try json.window.report(
          "this \(kind) needs a name without control characters", at: phrase.place)
      }
    }
    return names
  }

  /// Whether it can be the name of a player or an action.
  static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }

  private mutating func symbols(
    _ kind: String, _ meaning: FormulaParser.Symbol
  ) throws(Unreadable) -> [String] {
    var names: [String] = []
    for phrase in try phrases("a list of \(kind)s", "a symbol in quotes") {
      let name = phrase.text
      if !FormulaParser.isName(name) {
        try json.window.report(
          "'\(shortened(name))' cannot be the name of a \(kind): it has to be letters, digits and underscores, and no number",
          at: phrase.place)
      } else if let other = symbols.updateValue(meaning, forKey: name) {
        try json.window.report(
          other == meaning
            ? "the \(kind) '\(shortened(name))' is declared twice"
            : "'\(shortened(name))' is declared as a constant and as an infinitesimal",
          at: phrase.place)
      } else {
        names.append(name)
      }
    }
    return names
  }

  // MARK: - Constraints

  private mutating func readOwnConstraints() throws(Unreadable) {
    try json.open("{", "'{' with the constraints of each property")
    if try json.closes("}") { return }
    repeat {
      let key = try text("a property in quotes")
      try json.colon()
      guard let property = SecurityProperty(checkMateKey: key.text) else {
        let names = SecurityProperty.allCases.map(\.checkMateKey)
        try json.window.report(unknown("property", key.text, among: names), at: key.place)
        try json.skipValue()
        continue
      }
      if ownConstraints[property] != nil {
        try json.window.report("the key '\(key.text)' is given twice", at: key.place)
      }
      ownConstraints[property] = try phrases("a list of constraints", "a constraint in quotes")
    } while try json.goesOn(until: "}")
  }

  private mutating func conditions(_ phrases: [Phrase]) throws(Unreadable) -> [Constraint] {
    var conditions: [Constraint] = []
    for phrase in phrases {
      let bytes = Array(phrase.text.utf8)
      do throws(FormulaMistake) {
        conditions.append(try FormulaParser.condition(bytes, symbols: symbols))
      } catch {
        try report(error, in: bytes, at: phrase.place, isPlain: phrase.isPlain)
      }
    }
    return conditions
  }

  private mutating func ownConditions() throws(Unreadable) -> [SecurityProperty: [Constraint]] {
    var conditions: [SecurityProperty: [Constraint]] = [:]
    for property in SecurityProperty.allCases {
      if let phrases = ownConstraints[property], !phrases.isEmpty {
        conditions[property] = try self.conditions(phrases)
      }
    }
    return conditions
  }

  /// Reports what is wrong in a formula that stands in quotes at a place.
  mutating func report(
    _ mistake: FormulaMistake, in formula: [UInt8], at place: Place, isPlain: Bool
  ) throws(Unreadable) {
    var place = place
    if isPlain {
      place.column += 1 + formula[..<mistake.offset].count { $0 & 0xC0 != 0x80 }
    }
    try json.window.report(mistake.message, at: place)
  }
}

extension SecurityProperty {
  /// What it is called in CheckMate's format.
  var checkMateKey: String {
    switch self {
    case .weakImmunity: "weak_immunity"
    case .weakerImmunity: "weaker_immunity"
    case .collusionResilience: "collusion_resilience"
    case .practicality: "practicality"
    }
  }

  init?(checkMateKey key: String) {
    guard let property = Self.allCases.first(where: { $0.checkMateKey == key }) else { return nil }
    self = property
  }
}
