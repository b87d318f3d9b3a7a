import Foundation
import Testing

/// Every Swift snippet of the documentation stands in the tests, between `// snippet: name` and `// end`,
/// and is compiled there.
@Suite("Documentation")
struct DocumentationTests {
  private static let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  private func text(of file: URL) throws -> String {
    try String(contentsOf: file, encoding: .utf8)
  }

  private func files(in folder: URL, ending: String) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.lastPathComponent.hasSuffix(ending) }
  }

  /// Lines without the indentation that they share.
  private func unindented(_ lines: [Substring]) -> String {
    let indent =
      lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return lines.map { $0.dropFirst(min(indent, $0.count)) }.joined(separator: "\n")
  }

  private func blocks(in text: String, from start: String, to end: String) -> [String] {
    var blocks: [String] = []
    var current: [Substring]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let trimmed = line.trimmingCharacters(in: .whitespaces)
      if let open = current, trimmed == end {
        blocks.append(unindented(open))
        current = nil
      } else if current != nil {
        current?.append(line)
      } else if trimmed.hasPrefix(start) {
        current = []
      }
    }
    return blocks
  }

  @Test("every snippet is compiled, and every compiled one is shown")
  func snippets() throws {
    let folder = Self.here.appendingPathComponent(
      "../../Sources/PropertyTesting/PropertyTesting.docc")
    let shown = try files(in: folder, ending: ".md").flatMap {
      blocks(in: try text(of: $0), from: "```swift", to: "```")
    }
    let compiled = try files(in: Self.here, ending: "Tests.swift").flatMap {
      blocks(in: try text(of: $0), from: "// snippet:", to: "// end")
    }
    #expect(!shown.isEmpty)
    #expect(Set(shown).symmetricDifference(compiled).isEmpty)
  }
}
