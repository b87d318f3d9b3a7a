import Yams

extension Entry {
  /// Parses YAML within the limits.
  init(yaml text: String, in source: SourceText) throws(Diagnostics) {
    let file = source.file
    let log = DiagnosticLog()
    let start = Location(file: file, line: 1, column: 1)
    guard text.utf8.count <= Limits.fileSize else {
      log.report(.fileTooLarge, at: start)
      throw log.diagnostics
    }
    if let line = Self.lineOfAliasedKey(in: text) {
      log.report(.aliasedKey, at: Location(file: file, line: line, column: 1))
      throw log.diagnostics
    }
    do {
      // The basic resolver knows no types: nothing is guessed from the looks of a scalar.
      guard let root = try Yams.compose(yaml: text, .basic) else {
        log.report(.emptyFile, at: start)
        throw log.diagnostics
      }
      var walk = Walk(source: source, log: log)
      guard let entry = walk.entry(root, depth: 1, inFlow: false) else { throw log.diagnostics }
      try log.throwIfAny()
      self = entry
    } catch let error as Diagnostics {
      throw error
    } catch let error as YamlError {
      let (mistake, mark) = Self.mistake(error)
      log.report(
        mistake, at: Location(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1))
      throw log.diagnostics
    } catch {
      log.report(.invalidYAML("\(error)"), at: start)
      throw log.diagnostics
    }
  }

  private static func mistake(_ error: YamlError) -> (Mistake, Mark?) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return (
        problem.contains("nesting level") ? .nestedTooDeeply : .invalidYAML(problem), mark
      )
    case .duplicatedKeysInMapping(let duplicates, let context):
      return (.duplicateKey(duplicates.first ?? ""), context.mark)
    case .reader(let problem, _, _, _): return (.invalidYAML(problem), nil)
    default: return (.invalidYAML("it cannot be parsed"), nil)
    }
  }

  /// A line with a key that is, or contains, an alias.
  ///
  /// The YAML parser compares keys as whole trees, which takes forever if nested aliases make them
  /// huge. Such keys mean nothing here, so they are looked for before parsing; only in files that
  /// have an anchor at all.
  private static func lineOfAliasedKey(in text: String) -> Int? {
    let spaces = Set(" \t\n\r".utf8)
    let delimiters = Set("[{,:".utf8)
    var hasAnchor = false
    var suspect: Int?
    var line = 1
    var previous = UInt8(ascii: "\n")
    var lastInk = UInt8(ascii: "\n")
    var isAlias = false
    var wasQuestion = false
    var wasAmpersand = false
    for byte in text.utf8 {
      let startsNode = spaces.contains(previous) || delimiters.contains(previous)
      if spaces.contains(byte) {
        if wasQuestion { suspect = suspect ?? line }
        wasQuestion = false
      } else {
        if previous == UInt8(ascii: "&"), !hasAnchor { hasAnchor = wasAmpersand }
        wasAmpersand = byte == UInt8(ascii: "&") && startsNode
        wasQuestion = byte == UInt8(ascii: "?") && startsNode
        if startsNode && byte != UInt8(ascii: ":") { isAlias = byte == UInt8(ascii: "*") }
        let closes = lastInk == UInt8(ascii: "]") || lastInk == UInt8(ascii: "}") || isAlias
        if byte == UInt8(ascii: ":"), closes { suspect = suspect ?? line }
        lastInk = byte
      }
      if byte == UInt8(ascii: "\n") { line += 1 }
      previous = byte
    }
    return hasAnchor ? suspect : nil
  }
}

/// Turns what the YAML parser made into entries, counting.
private struct Walk {
  let source: SourceText
  let log: DiagnosticLog
  var visited = 0
  /// Where the texts are that were looked through: an alias is the same text again, however long.
  private var searched: Set<Place> = []

  private struct Place: Hashable {
    var line: Int
    var column: Int
  }

  init(source: SourceText, log: DiagnosticLog) {
    self.source = source
    self.log = log
  }

  func location(_ mark: Mark?) -> Location {
    Location(file: source.file, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }

  /// `nil` beyond a limit, which was reported.
  mutating func entry(_ node: Node, depth: Int, inFlow: Bool, isKey: Bool = false) -> Entry? {
    visited += 1
    guard visited <= Limits.nodes else {
      log.report(.tooManyNodes, at: location(node.mark))
      return nil
    }
    guard depth <= Limits.nesting else {
      log.report(.nestedTooDeeply, at: location(node.mark))
      return nil
    }
    let content: Entry.Content
    var isFlow = inFlow
    switch node {
    case .scalar(let scalar):
      content = .text(scalar.string, style(scalar.style))
      refuseControlCharacters(in: scalar, isKey: isKey)
    case .sequence(let sequence):
      isFlow = inFlow || source.opensFlow(at: location(node.mark))
      var list: [Entry] = []
      for child in sequence {
        guard let entry = entry(child, depth: depth + 1, inFlow: isFlow) else { return nil }
        list.append(entry)
      }
      content = .list(list)
    case .mapping(let mapping):
      isFlow = inFlow || source.opensFlow(at: location(node.mark))
      var map: [Entry.Pair] = []
      for (key, value) in mapping {
        guard let key = entry(key, depth: depth + 1, inFlow: isFlow, isKey: true),
          let value = entry(value, depth: depth + 1, inFlow: isFlow)
        else { return nil }
        map.append(Entry.Pair(key: key, value: value))
      }
      content = .map(map)
    case .alias:
      log.report(.invalidYAML("an alias stands for nothing"), at: location(node.mark))
      return nil
    }
    return Entry(content: content, location: location(node.mark), isInFlow: inFlow)
  }

  /// Reports what an escape in quotes brought in: texts are shown on terminals and in logs.
  private mutating func refuseControlCharacters(in scalar: Node.Scalar, isKey: Bool) {
    let start = location(scalar.mark)
    guard searched.insert(Place(line: start.line, column: start.column)).inserted else { return }
    let text = Array(scalar.string.unicodeScalars)
    let found =
      isKey ? ControlCharacter.index(inName: text) : ControlCharacter.index(inText: text)
    guard let found else { return }
    let places = source.locations(of: text, from: start, style(scalar.style))
    log.report(.controlCharacter(text[found], in: isKey ? "a name" : "a text"), at: places[found])
  }

  private func style(_ style: Node.Scalar.Style) -> SourceText.Style {
    switch style {
    case .singleQuoted: .singleQuoted
    case .doubleQuoted: .doubleQuoted
    case .literal, .folded: .block
    case .any, .plain: .plain
    }
  }
}
