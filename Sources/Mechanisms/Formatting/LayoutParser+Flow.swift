/// Reading what stands between brackets or braces.
extension LayoutParser {
  mutating func flow() throws(Unknown) -> Layout.Collection {
    let isMap = current == "{"
    let close: Unicode.Scalar = isMap ? "}" : "]"
    var collection = Layout.Collection(kind: isMap ? .map : .list, isFlow: true)
    advance()
    while true {
      if let last = collection.items.last {
        if let remark = try remark(behind: last.value) {
          guard last.remark == nil else { throw unknown("a second comment behind a value") }
          collection.items[collection.items.count - 1].remark = remark
        }
      } else if let remark = remark() {
        pending.append((.comment(remark), 0))
      }
      collectInterludes()
      if current == close {
        collection.end = takeComments()
        if collection.items.isEmpty, !collection.end.isEmpty {
          throw unknown("a comment in brackets around nothing")
        }
        advance()
        return collection
      }
      if current == "," {
        guard pending.isEmpty || pending.allSatisfy({ $0.interlude == .blank }) else {
          throw unknown("a comment in front of a comma")
        }
        pending = []
        advance()
        continue
      }
      guard !isAtEnd else { throw unknown("a bracket without an end") }
      var item = Layout.Item(before: takeComments())
      try readFlowItem(&item, isMap: isMap)
      collection.items.append(item)
    }
  }

  private mutating func takeComments() -> [Layout.Interlude] {
    takePending().filter { $0 != .blank }
  }

  private mutating func readFlowItem(_ item: inout Layout.Item, isMap: Bool) throws(Unknown) {
    let isQuoted = current == "\"" || current == "'"
    let first = try flowNode()
    let end = (next: next, line: line)
    skipToNext()
    guard current == ":", isQuoted || isSpaceOrBreak(at: next + 1) || endsFlow(next + 1) else {
      if isMap {
        guard case .scalar(let lines) = first else { throw unknown("a list or map as a key") }
        item.key = lines.joined(separator: " ")
        item.hasColon = false
      } else {
        item.value = first
      }
      if line == end.line { next = end.next }
      return
    }
    guard case .scalar(let lines) = first else { throw unknown("a list or map as a key") }
    item.key = lines.joined(separator: " ")
    advance()
    skipToNext()
    if isSpaceOrBreak(at: next) || current == "#" {
      throw unknown("a comment between a key and its value")
    }
    if !endsFlow(next) { item.value = try flowNode() }
  }

  /// Goes to the next token, unless a comment comes first.
  private mutating func skipToNext() {
    let start = self
    skipSpaces()
    while current == "\n", !isAtEnd {
      advance()
      skipSpaces()
    }
    // A comment ends a line behind an item: it is read as such.
    if current == "#" { self = start }
  }

  private func endsFlow(_ index: Int) -> Bool { [",", "]", "}"].contains(character(at: index)) }

  private mutating func flowNode() throws(Unknown) -> Layout.Content {
    switch current {
    case "[", "{": return .collection(try flow())
    case "\"", "'": return .scalar(try quoted())
    default: return .scalar(try flowScalar())
    }
  }

  private mutating func flowScalar() throws(Unknown) -> [String] {
    try refuseSpecial()
    var words: [String] = []
    while !isAtEnd {
      let start = next
      while !isAtEnd, current != "\n", !endsFlowScalar { advance() }
      words.append(trimmed(text[start..<next]))
      guard current == "\n" else {
        while isSpace(text[next - 1]) { next -= 1 }
        break
      }
      let end = self
      while current == "\n", !isAtEnd {
        advance()
        skipSpaces()
        if current == "\n" { throw unknown("a blank line within a text between brackets") }
      }
      if endsFlowScalar || current == "#" {
        self = end
        break
      }
    }
    return [words.joined(separator: " ")]
  }

  private var endsFlowScalar: Bool {
    if [",", "[", "]", "{", "}"].contains(current) { return true }
    if current == ":" { return isSpaceOrBreak(at: next + 1) || endsFlow(next + 1) }
    return current == "#" && isSpaceOrBreak(at: next - 1)
  }
}
