import Mechanisms

/// What is called something else, in words.
struct RenamingText {
  let renaming: Renaming

  init(_ renaming: Renaming) { self.renaming = renaming }

  /// `the parameter deposit is called bond now`, each; properties that only use other names than before are
  /// counted.
  var lines: [String] {
    let words = Dictionary(
      renaming.pairs.filter { $0.old.kind != .mechanism }.map { ($0.old.text, $0.new) },
      uniquingKeysWith: { first, _ in first })
    let following = renaming.pairs.filter { old, new in
      old.kind == .property && Self.replacing(words, in: old.text) == new
    }
    let told = renaming.pairs.filter { pair in !following.contains { $0.old == pair.old } }
    let count = following.count
    return told.map { old, new in "\(Self.text(old)) is called \(Self.quoted(new, old)) now" }
      + (count == 0
        ? [] : ["\(count) \(count == 1 ? "property is" : "properties are") called after these"])
  }

  /// A text with whole words replaced.
  private static func replacing(_ words: [String: String], in text: String) -> String {
    var (result, word) = ("", "")
    for character in text + " " {
      if character.isLetter || character.isNumber || character == "_" {
        word.append(character)
      } else {
        result += (words[word] ?? word) + String(character)
        word = ""
      }
    }
    return String(result.dropLast())
  }

  private static func text(_ name: Name) -> String {
    switch name.kind {
    case .mechanism: "the mechanism '\(name.text)'"
    case .property: "the property '\(name.text)'"
    case .parameter: "the parameter \(name.text)"
    case .role: "the role \(name.text)"
    case .account: "the account \(name.text)"
    case .chance: "the chance \(name.text)"
    case .binding: "the binding \(name.text)"
    case .draw: "the drawn group \(name.text)"
    case .attribute(let role): "the attribute \(name.text) of \(role)"
    case .option(let owner): "the option \(name.text)" + (owner.isEmpty ? "" : " of \(owner)")
    }
  }

  private static func quoted(_ new: String, _ old: Name) -> String {
    switch old.kind {
    case .mechanism, .property: "'\(new)'"
    default: new
    }
  }
}
