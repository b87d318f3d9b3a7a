/// Columns of text in Markdown.
struct MarkdownTable {
  var header: [String]
  var rows: [[String]]

  var text: String {
    ([header, header.map { _ in "---" }] + rows.map { $0.map(Self.cell) })
      .map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
  }

  private static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
