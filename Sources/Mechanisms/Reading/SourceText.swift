/// A file's text as the YAML parser counts it: in Unicode scalars, with its line breaks.
struct SourceText {
  let file: String
  private let scalars: [Unicode.Scalar]
  private let lineStarts: [Int]

  init(_ text: String, file: String) {
    self.file = file
    var scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    var starts = [0]
    for (index, scalar) in scalars.enumerated() {
      let isFirstOfTwo =
        scalar == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
      if Self.isBreak(scalar) && !isFirstOfTwo { starts.append(index + 1) }
    }
    self.scalars = scalars
    lineStarts = starts
  }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar)
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || isBreak(scalar)
  }

  private func index(line: Int, column: Int) -> Int {
    guard line >= 1, line <= lineStarts.count else { return scalars.count }
    return min(lineStarts[line - 1] + max(column, 1) - 1, scalars.count)
  }

  private func location(of index: Int) -> Location {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= index { low = middle } else { high = middle }
    }
    return Location(file: file, line: low + 1, column: index - lineStarts[low] + 1)
  }

  /// Whether a list or map in brackets or braces starts there.
  func opensFlow(at start: Location) -> Bool {
    var cursor = index(line: start.line, column: start.column)
    skipProperties(&cursor)
    return cursor < scalars.count && (scalars[cursor] == "[" || scalars[cursor] == "{")
  }

  /// How a scalar was written.
  enum Style {
    case plain, singleQuoted, doubleQuoted, block
  }

  /// Where each scalar of a YAML value stands, and its end: one location more than there are.
  ///
  /// Follows quotes, escapes, folded lines and indentation. Where the text cannot be followed (it
  /// never should happen), the last known place stands for the rest.
  func locations(of value: [Unicode.Scalar], from start: Location, _ style: Style) -> [Location] {
    var cursor = index(line: start.line, column: start.column)
    skipProperties(&cursor)
    switch style {
    case .plain: break
    case .singleQuoted, .doubleQuoted: cursor += 1
    case .block:
      while cursor < scalars.count, !Self.isBreak(scalars[cursor]) { cursor += 1 }
      while cursor < scalars.count, Self.isSpace(scalars[cursor]) { cursor += 1 }
    }
    var places: [Int] = []
    places.reserveCapacity(value.count + 1)
    var next = 0
    while next < value.count {
      if style == .doubleQuoted, cursor < scalars.count, scalars[cursor] == "\\" {
        let length = escapeLength(at: cursor)
        if length.producesScalar {
          places.append(cursor)
          next += 1
        }
        cursor += length.scalars
        continue
      }
      if Self.isSpace(value[next]), breakFollows(cursor) {
        // A fold: all space on this side is all space on the other.
        while next < value.count, Self.isSpace(value[next]) {
          places.append(cursor)
          next += 1
        }
        while cursor < scalars.count, Self.isSpace(scalars[cursor]) { cursor += 1 }
        continue
      }
      places.append(min(cursor, scalars.count))
      if style == .singleQuoted, value[next] == "'" { cursor += 1 }
      cursor += 1
      next += 1
    }
    places.append(min(cursor, scalars.count))
    return places.map(location(of:))
  }

  /// Steps over an anchor or a tag in front of a value.
  private func skipProperties(_ cursor: inout Int) {
    while cursor < scalars.count, scalars[cursor] == "&" || scalars[cursor] == "!" {
      while cursor < scalars.count, !Self.isSpace(scalars[cursor]) { cursor += 1 }
      while cursor < scalars.count, Self.isSpace(scalars[cursor]) { cursor += 1 }
    }
  }

  private func breakFollows(_ cursor: Int) -> Bool {
    var cursor = cursor
    while cursor < scalars.count, Self.isSpace(scalars[cursor]) {
      if Self.isBreak(scalars[cursor]) { return true }
      cursor += 1
    }
    return false
  }

  private func escapeLength(at cursor: Int) -> (scalars: Int, producesScalar: Bool) {
    guard cursor + 1 < scalars.count else { return (1, true) }
    let escaped = scalars[cursor + 1]
    if Self.isBreak(escaped) {
      var end = cursor + 1
      while end < scalars.count, Self.isSpace(scalars[end]) { end += 1 }
      return (end - cursor, false)
    }
    switch escaped {
    case "x": return (4, true)
    case "u": return (6, true)
    case "U": return (10, true)
    default: return (2, true)
    }
  }
}
