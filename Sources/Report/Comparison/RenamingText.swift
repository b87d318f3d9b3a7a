import Mechanisms

/// What is called something else, in words.
struct RenamingText {
  let renaming: Renaming

  init(_ renaming: Renaming) { self.renaming = renaming }

  /// `deposit is called bond now`, each.
  var lines: [String] {
    renaming.pairs.map { old, new in "\(Self.text(old)) is called \(Self.quoted(new, old)) now" }
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
