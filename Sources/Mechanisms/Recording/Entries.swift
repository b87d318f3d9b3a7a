import Yams

/// What a file says of something, key by key.
public struct Entries: Hashable, Sendable {
  public fileprivate(set) var pairs: [Pair] = []

  public struct Pair: Hashable, Sendable {
    public var key: String
    /// The value on one line.
    public var text: String
  }

  public var keys: [String] { pairs.map(\.key) }

  public subscript(_ key: String) -> String? { pairs.first { $0.key == key }?.text }

  /// - Parameter keys: Keys that are left out.
  init(_ node: Node, without keys: Set<String> = []) {
    for (key, value) in node.mapping ?? [:] {
      guard let key = key.scalar?.string, !keys.contains(key) else { continue }
      pairs.append(Pair(key: key, text: Self.text(value)))
    }
  }

  private static func text(_ node: Node) -> String {
    switch node {
    case .scalar(let scalar): scalar.string
    case .sequence(let items): "[\(items.map(text).joined(separator: ", "))]"
    case .mapping(let pairs):
      "{\(pairs.map { "\(text($0.key)): \(text($0.value))" }.joined(separator: ", "))}"
    case .alias: ""
    }
  }
}

extension Parameter {
  /// Its entries but for what it is about.
  public var entries: Entries { Entries(node, without: ["about"]) }
}

extension Role {
  public var entries: Entries {
    var entries = Entries(node)
    if entries.pairs.isEmpty {
      entries.pairs = [Entries.Pair(key: "size", text: size.content.description)]
    }
    return entries
  }
}

extension Account {
  public var entries: Entries { Entries(node) }
}

extension Design {
  public var entries: Entries { Entries(node) }
}

extension Step {
  /// Its entries but for the steps inside it; of a choice, but for its options.
  public var entries: Entries {
    Entries(node, without: ["then", "else", "steps", "options", "together"])
  }
}

extension Choice {
  /// Its entries but for its options.
  public var entries: Entries { Entries(node, without: ["options"]) }
}

extension Option {
  public var entries: Entries { Entries(node) }
}

extension Property {
  /// Its entries but for words.
  public var entries: Entries { Entries(node, without: ["assuming"]) }
}
