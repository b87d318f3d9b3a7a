import Foundation
import Hashing
import Yams

extension Mechanism {
  /// The rules as a text: the same for mechanisms that mean the same, however they are written down, and whatever
  /// is said about them in words or claimed of them.
  ///
  /// - Complexity: O(size of the mechanism).
  public var meaning: String {
    var rules = withoutWords
    rules.name = ""
    rules.properties = []
    return rules.node.meaning
  }

  /// A hash of what the rules mean: of mechanisms that differ in what they are called, texts, comments, properties,
  /// the order of keys, or in which file says what, it is the same.
  public var digest: String { sha256(of: Data(meaning.utf8)) }
}

extension Property {
  /// What is claimed as a text: the same for properties that mean the same, whatever they are called and whatever
  /// verdict is expected.
  public var meaning: String {
    var claim = withoutWords
    claim.expected = nil
    return claim.node.meaning
  }
}

extension Node {
  /// A text that is the same for nodes that differ in the order of keys only.
  fileprivate var meaning: String {
    switch self {
    case .scalar(let scalar): Self.quoted(scalar.string)
    case .sequence(let sequence): "[" + sequence.map(\.meaning).joined(separator: ",") + "]"
    case .mapping(let mapping):
      "{" + mapping.map { "\($0.meaning):\($1.meaning)" }.sorted().joined(separator: ",") + "}"
    case .alias: preconditionFailure("no mechanism is written with aliases")
    }
  }

  /// In quotes, so that no text is taken for structure.
  private static func quoted(_ text: String) -> String {
    let escaped = text.replacingOccurrences(of: "\\", with: "\\\\")
    return "\"" + escaped.replacingOccurrences(of: "\"", with: "\\\"") + "\""
  }
}
