/// The text of a mechanism file, in the one form that files have.
public enum MechanismText {
  /// The text with its spaces in order: two for each level, at most one blank line, maps and lists in brackets on
  /// one line where they fit. Comments, names, quotes and the order of everything stay.
  ///
  /// The result is read again: it says the same, and has the same comments.
  ///
  /// - Parameter file: How diagnostics name the file.
  /// - Throws: ``Diagnostics`` if it is no YAML, or has something that is not formatted, such as anchors.
  /// - Complexity: O(length of the text × nesting).
  public static func formatted(_ text: String, file: String) throws(Diagnostics) -> String {
    let content = try Entry(yaml: text, in: SourceText(text, file: file))
    let log = DiagnosticLog()
    do {
      var parser = LayoutParser(text)
      let layout = try parser.layout()
      let result = LayoutPrinter.text(of: layout)
      var again = LayoutParser(result)
      let isSame = try again.layout().comments == layout.comments
      if isSame, try Entry(yaml: result, in: SourceText(result, file: file)).says(content) {
        return result
      }
      log.report(.notFormattedSafely, at: Location(file: file, line: 1, column: 1))
    } catch let unknown as LayoutParser.Unknown {
      log.report(
        .notFormatted(unknown.what), at: Location(file: file, line: unknown.line, column: 1))
    } catch {
      log.report(.notFormattedSafely, at: Location(file: file, line: 1, column: 1))
    }
    throw log.diagnostics
  }
}

extension Entry {
  /// Whether another says the same, wherever it stands.
  fileprivate func says(_ other: Entry) -> Bool {
    switch (content, other.content) {
    case (.text(let left, let style), .text(let right, let otherStyle)):
      left == right && style == otherStyle
    case (.list(let left), .list(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.says($1) }
    case (.map(let left), .map(let right)):
      left.count == right.count
        && zip(left, right).allSatisfy { $0.key.says($1.key) && $0.value.says($1.value) }
    default: false
    }
  }
}
