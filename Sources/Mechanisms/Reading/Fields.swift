/// The keys of one YAML map, each taken once; what is left over is unknown.
struct Fields {
  let entry: Entry
  private let form: Form
  private let log: DiagnosticLog
  private var rest: [Entry.Pair] = []
  private var known: [String] = []

  /// Reports and stays empty if the entry is no map.
  init(_ entry: Entry, _ form: Form, _ log: DiagnosticLog) {
    self.entry = entry
    self.form = form
    self.log = log
    if case .map(let pairs) = entry.content {
      rest = pairs
    } else {
      log.report(
        .expectedEntry("a map for \(form.subject)", found: entry.nature), at: entry.location)
      isMap = false
    }
  }

  private(set) var isMap = true

  func has(_ key: String) -> Bool { rest.contains { $0.key.text == key } }

  func keyLocation(_ key: String) -> Location? { rest.first { $0.key.text == key }?.key.location }

  mutating func take(_ key: String) -> Entry? {
    assert(form.keys.contains { $0.name == key }, "\(form.subject) is not said to have '\(key)'")
    known.append(key)
    guard let index = rest.firstIndex(where: { $0.key.text == key }) else { return nil }
    return rest.remove(at: index).value
  }

  mutating func require(_ key: String) -> Entry? {
    let entry = take(key)
    if entry == nil, isMap {
      log.report(.missingKey(key, of: form.subject), at: self.entry.location)
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
      form.keys.allSatisfy { $0.need == .sometimes || known.contains($0.name) },
      "not every key of \(form.subject) was looked at")
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
          .unknownKey(text, nearest(to: text, among: known), of: form.subject), at: key.location)
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
