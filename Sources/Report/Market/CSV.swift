/// Rows of values that commas separate [RFC 4180].
enum CSV {
  static func row(_ values: [String]) -> String { values.map(cell).joined(separator: ",") }

  private static func cell(_ text: String) -> String {
    text.contains { $0 == "," || $0 == "\"" || $0.isNewline }
      ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }
}
