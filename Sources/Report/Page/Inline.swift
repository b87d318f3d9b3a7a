/// Text as HTML.
enum Inline {
  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  /// A line of Markdown with nothing in it but code: `between backquotes`.
  static func html(_ markdown: String) -> String {
    markdown.replacing("\\*", with: "*").split(separator: "`", omittingEmptySubsequences: false)
      .enumerated().map { place, part in
        place.isMultiple(of: 2) ? escaped(String(part)) : "<code>\(escaped(String(part)))</code>"
      }.joined()
  }
}
