/// Reading keys and texts.
extension LayoutParser {
  /// Where the colon is, if a key of a block map starts at an index.
  func keyEnd(from start: Int) -> Int? {
    var index = start
    switch character(at: start) {
    case "\"", "'":
      guard let end = quoteEnd(from: start) else { return nil }
      index = end
      while isSpace(character(at: index)) { index += 1 }
      return character(at: index) == ":" && isSpaceOrBreak(at: index + 1) ? index : nil
    case "[", "{", "#", "|", ">", "&", "*", "!", "%", "@", "`", ",", "]", "}": return nil
    case "?" where isSpaceOrBreak(at: start + 1): return nil
    default: break
    }
    while character(at: index) != "\n" {
      if character(at: index) == ":", isSpaceOrBreak(at: index + 1) { return index }
      if character(at: index) == "#", index > start, isSpace(text[index - 1]) { return nil }
      index += 1
    }
    return nil
  }

  /// Behind the closing quote of a text on one line.
  private func quoteEnd(from start: Int) -> Int? {
    let quote = character(at: start)
    var index = start + 1
    while character(at: index) != "\n" {
      if quote == "\"", character(at: index) == "\\" {
        index += 2
      } else if character(at: index) == quote {
        // Two single quotes are one of the text.
        guard quote == "'", character(at: index + 1) == quote else { return index + 1 }
        index += 2
      } else {
        index += 1
      }
    }
    return nil
  }

  /// A plain or quoted text in a block.
  mutating func scalar(under parent: Int) throws(Unknown) -> [String] {
    if current == "\"" || current == "'" { return try quoted() }
    try refuseSpecial()
    var lines: [(column: Int, text: String)] = []
    while true {
      let place = column
      let start = next
      while !isAtEnd, current != "\n", !startsComment { advance() }
      lines.append((place, trimmed(text[start..<next])))
      if current == "#" || isAtEnd {
        // The spaces in front of the comment.
        while isSpace(text[next - 1]) { next -= 1 }
        break
      }
      guard let blanks = blankLines(beforeMoreUnder: parent) else { break }
      lines += Array(repeating: (Int.max, ""), count: blanks)
    }
    return unindented(lines)
  }

  private var startsComment: Bool { current == "#" && next > 0 && isSpaceOrBreak(at: next - 1) }

  func refuseSpecial() throws(Unknown) {
    switch current {
    case "&", "*": throw unknown("an anchor or an alias")
    case "!": throw unknown("a tag")
    case "?" where isSpaceOrBreak(at: next + 1): throw unknown("a key behind a question mark")
    default: break
    }
  }

  /// If a text goes on after this line: goes there, and tells how many blank lines are between.
  private mutating func blankLines(beforeMoreUnder parent: Int) -> Int? {
    var ahead = self
    var breaks = 0
    while !ahead.isAtEnd, ahead.current == "\n" {
      ahead.advance()
      breaks += 1
      ahead.skipSpaces()
    }
    guard !ahead.isAtEnd, ahead.column > parent, ahead.current != "#" else { return nil }
    self = ahead
    return breaks - 1
  }

  /// A quoted text, which may go over several lines.
  mutating func quoted() throws(Unknown) -> [String] {
    let quote = current
    var lines: [(column: Int, text: String)] = []
    var start = next
    var place = column
    advance()
    while true {
      guard !isAtEnd else { throw unknown("a quote without an end") }
      if current == "\n" {
        let line = trimmed(text[start..<next])
        lines.append((line.isEmpty ? Int.max : place, line))
        advance()
        skipSpaces()
        start = next
        place = column
      } else if quote == "\"", current == "\\" {
        // What is escaped may be a line break.
        advance()
        if current != "\n" { advance() }
      } else if current == quote {
        advance()
        if quote == "'", current == quote {
          advance()
        } else {
          lines.append((place, trimmed(text[start..<next])))
          return unindented(lines)
        }
      } else {
        advance()
      }
    }
  }

  /// Takes away the indentation that all lines but the first share.
  private func unindented(_ lines: [(column: Int, text: String)]) -> [String] {
    let least = lines.dropFirst().map(\.column).min() ?? 0
    return lines.enumerated().map { index, line in
      index == 0 || line.text.isEmpty
        ? line.text : String(repeating: " ", count: line.column - least) + line.text
    }
  }

  /// A text behind `|` or `>`.
  mutating func blockScalar(under parent: Int) throws(Unknown) -> Layout.Content {
    let start = next
    while !isSpaceOrBreak(at: next) { advance() }
    let header = trimmed(text[start..<next])
    guard header.unicodeScalars.dropFirst().allSatisfy({ $0 == "-" }) else {
      throw unknown("'\(header)', a text that says how it is indented or that its end matters")
    }
    if let remark = remark() { throw unknown("the comment '\(remark)' behind the mark of a text") }
    var lines: [String] = []
    var indentation: Int?
    while current == "\n", !isAtEnd {
      var ahead = self
      ahead.advance()
      let lineStart = ahead.next
      ahead.skipIndentation(upTo: indentation)
      if ahead.current == "\n" {
        lines.append("")
        self = ahead
        continue
      }
      guard ahead.column > parent, ahead.column == indentation ?? ahead.column else { break }
      indentation = ahead.next - lineStart
      let content = ahead.next
      while !ahead.isAtEnd, ahead.current != "\n" { ahead.advance() }
      lines.append(String(String.UnicodeScalarView(text[content..<ahead.next])))
      self = ahead
    }
    // Blank lines behind it are between it and the next.
    if let last = lines.lastIndex(where: { !$0.isEmpty }), last + 1 < lines.count {
      lines.removeSubrange((last + 1)...)
      pending.append((.blank, 0))
    }
    return .block(header: header, lines)
  }

  private mutating func skipIndentation(upTo most: Int?) {
    while !isAtEnd, current == " ", most.map({ column < $0 }) ?? true { advance() }
  }
}
