extension String {
  /// The text, cut off where it is longer than a width in characters.
  public func shortened(to width: Int) -> String {
    count <= width ? self : prefix(max(0, width - 1)) + "…"
  }

  /// The text with lines broken between words so that none is longer than a width in characters, where that
  /// is possible; what goes on is set two further in. Rows of tables are left as they are. What colours it takes
  /// no place.
  public func wrapped(to width: Int) -> String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { Self.wrapped($0, to: width) }.joined(separator: "\n")
  }

  private static func wrapped(_ line: Substring, to width: Int) -> [String] {
    guard line.visibleCount > width else { return [String(line)] }
    let margin = line.prefix { $0 == " " }
    let isRow = line.dropFirst(margin.count).matches(of: /\S {2,}/).count > 1
    if isRow { return [String(line)] }
    let deeper = margin + "  "
    var lines: [String] = []
    var current = String(margin)
    var isEmpty = true
    for word in line.dropFirst(margin.count).split(separator: " ", omittingEmptySubsequences: false)
    {
      if !isEmpty, current.visibleCount + 1 + word.visibleCount > width {
        lines.append(current)
        current = String(deeper + word)
      } else {
        current += (isEmpty ? "" : " ") + word
      }
      isEmpty = false
    }
    return lines + [current]
  }
}

extension StringProtocol {
  /// The number of characters that take a place on a terminal.
  fileprivate var visibleCount: Int {
    var count = 0
    var isEscaped = false
    for character in self {
      if character == "\u{1B}" {
        isEscaped = true
      } else if isEscaped {
        if character == "m" { isEscaped = false }
      } else {
        count += 1
      }
    }
    return count
  }
}
