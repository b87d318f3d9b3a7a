import Foundation
import Testing

@testable import Report

@Suite("The report as Markdown")
struct ReportMarkdownTests {
  @Test("it tells what is not as expected, all mechanisms in a table, and each attack to unfold")
  func text() async throws {
    let text = ReportMarkdown(try await found(audited).run, version: "1").text
    #expect(text.contains("5 properties: ✓ 3 proved, ✗ 2 broken"))
    #expect(
      text.contains(
        "* **audited &amp; checked**: the node, hopefully is ✗ **broken**, not proved"))
    #expect(text.contains("| audited &amp; checked | ✓ 1 proved, ✗ 2 broken (!) |"))
    #expect(
      text.contains(
        "<summary>audited &amp; checked: the node &lt;script&gt;alert(1)&lt;/script&gt;</summary>"))
    #expect(text.components(separatedBy: "<details>").count == 3)
    #expect(text.contains("- the node at node.result: wrong, not correct"))
  }

  @Test("where everything is as expected it says so")
  func asExpected() async throws {
    var run = try await found(audited).run
    run.results.remove(at: 2)
    #expect(ReportMarkdown(run, version: "1").text.contains("Everything is as expected."))
  }
}
