import CrossCheck
import Foundation
import Mechanisms
import PropertyTesting
import Testing

@Suite("Formatting files")
struct FormattingTests {
  private func expectNoFailure(of test: PropertyTest, cases: Int) async {
    var settings = Settings(cases: cases)
    settings.seed = 1
    let report = await test.examine(settings)
    #expect(report.failure == nil, "\(report.lines.joined(separator: "\n"))")
  }

  private struct Different: Error {}

  @Test("a random mechanism, formatted, is the same mechanism, and stays as it is")
  func randomMechanisms() async {
    let test = PropertyTest { test in
      let mechanism = try test.draw(.mechanisms)
      let formatted = try MechanismText.formatted(mechanism.text(), file: "")
      test.note(formatted)
      guard try Mechanism(reading: formatted, file: "") == mechanism,
        try MechanismText.formatted(formatted, file: "") == formatted
      else { throw Different() }
    }
    await expectNoFailure(of: test, cases: 100)
  }

  @Test("a shipped mechanism comes back from wrong spaces")
  func shippedMechanisms() async throws {
    let texts = try Self.files.map { try String(contentsOfFile: $0, encoding: .utf8) }
    #expect(texts.count > 70)
    let test = PropertyTest { test in
      let text = try test.draw(.elements(of: texts))
      let mangled = try Self.mangled(text, test)
      test.note(mangled)
      guard try MechanismText.formatted(mangled, file: "") == text else { throw Different() }
    }
    await expectNoFailure(of: test, cases: 100)
  }

  @Test("of a shipped mechanism, nothing is to be formatted")
  func fixedPoints() throws {
    for file in Self.files {
      let text = try String(contentsOfFile: file, encoding: .utf8)
      #expect(try MechanismText.formatted(text, file: file) == text, "\(file)")
    }
  }

  private static let files: [String] = {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appendingPathComponent("Properties")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "yaml" }
      .map(\.path).sorted()
  }()

  /// The text with other spaces where they mean nothing.
  private static func mangled(_ text: String, _ test: TestCase) throws -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    func indentation(_ line: Substring) -> Int { line.prefix { $0 == " " }.count }
    // Texts with an indentation of their own are not to be stretched.
    let isEven = lines.allSatisfy { indentation($0).isMultiple(of: 2) }
    let factor = isEven ? try test.pick(below: 3) + 1 : 1
    let end = try test.flip() ? "\r\n" : "\n"
    var textIndentation = Int.max
    return try lines.map { line in
      let spaces = indentation(line)
      // Within a text, spaces at the end of a line are part of it.
      if !line.isEmpty, spaces <= textIndentation { textIndentation = .max }
      let isText = spaces > textIndentation
      if line.hasSuffix(": >-") || line.hasSuffix(": |") { textIndentation = spaces }
      var content = String(line.dropFirst(spaces))
      let isFlow = content.hasPrefix("- {") || content.hasPrefix("{") || content.hasPrefix("[")
      if isFlow, !content.contains(where: { "\"'".contains($0) }), try test.flip() {
        for (mark, wide) in [("{", "{ "), ("}", " }"), (", ", " ,   "), ("[", "[  ")] {
          content = content.replacing(mark, with: wide)
        }
      }
      if content.hasPrefix("- ") {
        content = "-" + String(repeating: " ", count: 2 * factor - 1) + content.dropFirst(2)
      }
      let tail = String(
        repeating: " ", count: content.isEmpty || isText ? 0 : try test.pick(below: 3))
      let blank =
        content.isEmpty && spaces == 0 ? String(repeating: end, count: try test.pick(below: 3)) : ""
      return String(repeating: " ", count: spaces * factor) + content + tail + blank
    }.joined(separator: end)
  }
}
