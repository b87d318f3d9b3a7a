/// Text in points and subordinate points, for a terminal or as Markdown.
struct Outline {
  indirect enum Point {
    /// What follows under a heading of its own.
    case section(String, [Point])
    /// A point with those under it, after a word that says of which kind it is, if there is one.
    case item(mark: String = "", String, [Point] = [])
  }

  var points: [Point]

  init(_ points: [Point]) { self.points = points }

  // MARK: - For a terminal

  var text: String { Self.lines(points).joined(separator: "\n") }

  /// Marks are as wide as this.
  private static let width = 10

  private static func lines(_ points: [Point]) -> [String] {
    points.flatMap { point -> [String] in
      switch point {
      case .section(let title, let inner): return [title] + lines(inner).map { "  \($0)" }
      case .item(let mark, let text, let inner):
        if mark.isEmpty { return [text] + lines(inner).map { "  \($0)" } }
        let padding = String(repeating: " ", count: max(0, width - mark.count))
        let indentation = String(repeating: " ", count: width + 1)
        return ["\(mark)\(padding) \(text)"] + lines(inner).map { indentation + $0 }
      }
    }
  }

  // MARK: - As Markdown

  var markdown: String {
    Self.markdown(points, depth: 0).drop(while: \.isEmpty).joined(separator: "\n")
  }

  private static func markdown(_ points: [Point], depth: Int) -> [String] {
    points.flatMap { point -> [String] in
      switch point {
      case .section(let title, let inner):
        return ["", "### \(escaped(title))", ""] + markdown(inner, depth: 0)
      case .item(let mark, let text, let inner):
        let indentation = String(repeating: "  ", count: depth)
        let emphasis = mark.isEmpty ? "" : "**\(mark)** "
        return ["\(indentation)- \(emphasis)\(escaped(text))"] + markdown(inner, depth: depth + 1)
      }
    }
  }

  /// Text in which nothing is taken for formatting, without what sets it off from others in a terminal.
  private static func escaped(_ text: String) -> String {
    let text = text.drop { $0 == " " }
    let plain = text.hasPrefix("- ") ? text.dropFirst(2) : text
    return plain.reduce(into: "") { result, character in
      if "\\`*_{}[]<>#|~".contains(character) { result.append("\\") }
      result.append(character)
    }
  }
}
