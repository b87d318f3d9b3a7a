import Spelling

/// The keys of one YAML map, each taken once; what is left over is unknown.
struct Fields {
  let entry: Entry
  /// What the map describes, for messages.
  private let subject: String
  /// The keys that its form has, if it is one of a mechanism or market file.
  private let keys: [Form.Key]?
  private let log: DiagnosticLog
  private var rest: [Entry.Pair] = []
  private var known: [String] = []

  /// Reports and stays empty if the entry is no map.
  init(_ entry: Entry, _ form: Form, _ log: DiagnosticLog) {
    self.init(entry, form.subject, form.keys, log)
  }

  /// A map in a file of another kind.
  init(_ entry: Entry, _ subject: String, _ log: DiagnosticLog) {
    self.init(entry, subject, nil, log)
  }

  private init(_ entry: Entry, _ subject: String, _ keys: [Form.Key]?, _ log: DiagnosticLog) {
    self.entry = entry
    self.subject = subject
    self.keys = keys
    self.log = log
    if case .map(let pairs) = entry.content {
      rest = pairs
    } else {
      log.report(
        .expectedEntry("a map for \(subject)", found: entry.nature), at: entry.location)
      isMap = false
    }
  }

  private(set) var isMap = true

  func has(_ key: String) -> Bool { rest.contains { $0.key.text == key } }

  func keyLocation(_ key: String) -> Location? { rest.first { $0.key.text == key }?.key.location }

  mutating func take(_ key: String) -> Entry? {
    assert(
      keys?.contains { $0.name == key } ?? true, "\(subject) is not said to have '\(key)'")
    known.append(key)
    guard let index = rest.firstIndex(where: { $0.key.text == key }) else { return nil }
    return rest.remove(at: index).value
  }

  mutating func require(_ key: String) -> Entry? {
    let entry = take(key)
    if entry == nil, isMap {
      log.report(.missingKey(key, of: subject), at: self.entry.location)
    }
    return entry
  }

  /// Where the value starts that a comma cut in two, leaving its end as a key.
  private func cutValue(before key: Entry) -> Location? {
    guard case .map(let pairs) = entry.content else { return nil }
    func isAt(_ other: Location) -> Bool {
      other.line == key.location.line && other.column == key.location.column
    }
    guard let index = pairs.firstIndex(where: { isAt($0.key.location) }), index > 0,
      pairs[index - 1].value.text?.contains("(") ?? false
    else { return nil }
    return pairs[index - 1].value.location
  }

  /// Reports every key that was not taken.
  func finish() {
    assert(
      keys?.allSatisfy { $0.need == .sometimes || known.contains($0.name) } ?? true,
      "not every key of \(subject) was looked at")
    for key in rest.map(\.key) {
      if log.isFull { return }
      guard let text = key.text else {
        log.report(.keyNotText, at: key.location)
        continue
      }
      if key.isInFlow, closesMoreThanItOpens(text) {
        log.report(.quoteFormula, at: cutValue(before: key) ?? key.location)
      } else {
        log.report(
          .unknownKey(text, nearest(to: text, among: known), of: subject), at: key.location)
      }
    }
  }
}

/// Whether more brackets are closed in a text than opened: the rest of a formula that a comma cut.
func closesMoreThanItOpens(_ text: String) -> Bool {
  text.utf8.count { $0 == UInt8(ascii: ")") } > text.utf8.count { $0 == UInt8(ascii: "(") }
}

/// Whether not as many brackets are closed in a text as are opened.
func hasLooseBracket(_ text: String) -> Bool {
  text.utf8.count { $0 == UInt8(ascii: ")") } != text.utf8.count { $0 == UInt8(ascii: "(") }
}
