/// One YAML value of a mechanism file: text, a list or a map. Text is never typed by its looks.
struct Entry {
  indirect enum Content {
    case text(String, SourceText.Style)
    case list([Entry])
    case map([Pair])
  }

  /// One key of a map, with its value.
  struct Pair {
    var key: Entry
    var value: Entry
  }

  var content: Content
  var location: Location
  /// Whether it stands between brackets or braces, where a comma ends a plain formula.
  var isInFlow: Bool

  static func nothing(at location: Location) -> Entry {
    Entry(content: .text("", .plain), location: location, isInFlow: false)
  }

  /// The text, if it is text.
  var text: String? {
    if case .text(let text, _) = content { return text }
    return nil
  }

  /// The key of that name, if it is a map that has it.
  func key(_ name: String) -> Entry? {
    guard case .map(let pairs) = content else { return nil }
    return pairs.first { $0.key.text == name }?.key
  }

  var isList: Bool { if case .list = content { true } else { false } }

  /// Whether nothing was written.
  var isEmpty: Bool {
    if case .text("", .plain) = content { return true }
    return false
  }

  /// Whether nothing was written, or what YAML and JSON write for nothing; asked only where a value
  /// may be left out.
  var isNothing: Bool {
    if case .text("null", .plain) = content { return true }
    if case .text("~", .plain) = content { return true }
    return isEmpty
  }

  /// What it is, for messages.
  var nature: String {
    switch content {
    case .text("", .plain): "nothing"
    case .text: "text"
    case .list: "a list"
    case .map: "a map"
    }
  }
}
