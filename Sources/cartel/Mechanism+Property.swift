import ArgumentParser
import Mechanisms

extension Mechanism {
  /// The property that a text means: any part of its name that no other has; the only one, if there is no text.
  ///
  /// - Throws: a `ValidationError` that lists those that may be meant, unless it is one.
  func property(meantBy text: String?) throws -> Property {
    guard let text else {
      if properties.count == 1 { return properties[0] }
      throw ValidationError(Self.list("which property?", properties))
    }
    let found = properties(meantBy: text)
    if found.count == 1 { return found[0] }
    if !found.isEmpty {
      throw ValidationError(Self.list("'\(text)' is part of several names:", found))
    }
    throw ValidationError(
      Self.list("no property is named like '\(text)'; there are:", properties))
  }

  /// The properties that a text may mean: the one of that name, or else those whose names begin with it, or
  /// else those in whose names it occurs.
  private func properties(meantBy text: String) -> [Property] {
    let wanted = text.lowercased()
    let ways: [(String) -> Bool] = [
      { $0 == text }, { $0.lowercased() == wanted }, { $0.lowercased().hasPrefix(wanted) },
      { $0.lowercased().contains(wanted) },
    ]
    return ways.lazy.map { way in properties.filter { way($0.name) } }.first { !$0.isEmpty } ?? []
  }

  private static func list(_ headline: String, _ properties: [Property]) -> String {
    ([headline] + properties.map { "  \($0.name)" }).joined(separator: "\n")
  }
}
