/// Reads the layout of a text that the YAML parser has accepted.
///
/// It knows the YAML that mechanism files use. Where a text has something else (anchors, tags, several documents),
/// it says so, and the text is left alone.
struct LayoutParser {
  /// Why a text is not formatted.
  struct Unknown: Error {
    var what: String
    var line: Int
  }

  let text: [Unicode.Scalar]
  var next = 0
  var line = 1
  private var lineStart = 0
  /// What was read since the last token, if it was looked for.
  var pending: [(interlude: Layout.Interlude, column: Int)] = []
  var comments: [String] = []

  init(_ text: String) {
    // A carriage return alone ends a line too: so does the last line of a text cut off behind it.
    let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    self.text = Array(lines.unicodeScalars)
  }

  mutating func layout() throws(Unknown) -> Layout {
    var layout = Layout()
    collectInterludes()
    let content = isAtEnd ? nil : next
    if let content, column == 0, hasPrefix("---", at: content) || hasPrefix("%", at: content) {
      throw unknown("the mark of a document")
    }
    let isBlock = startsBlock
    if !isBlock { layout.start = takePending() }
    layout.content = try node(under: -1)
    layout.remark = try remark(behind: layout.content)
    collectInterludes()
    guard isAtEnd else { throw unknown("more than one value") }
    layout.end = takePending()
    layout.comments = comments
    return layout
  }

  // MARK: - Places

  var isAtEnd: Bool { next >= text.count }
  var column: Int { next - lineStart }
  var current: Unicode.Scalar { isAtEnd ? "\n" : text[next] }

  func character(at index: Int) -> Unicode.Scalar { index < text.count ? text[index] : "\n" }

  func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

  func isSpaceOrBreak(at index: Int) -> Bool {
    isSpace(character(at: index)) || character(at: index) == "\n"
  }

  func unknown(_ what: String) -> Unknown { Unknown(what: what, line: line) }

  private func hasPrefix(_ mark: String, at index: Int) -> Bool {
    text[index...].starts(with: mark.unicodeScalars)
  }

  mutating func advance() {
    if current == "\n" {
      line += 1
      lineStart = next + 1
    }
    next += 1
  }

  mutating func skipSpaces() { while !isAtEnd, isSpace(current) { advance() } }

  // MARK: - Between tokens

  /// The comment that ends this line, if there is one.
  mutating func remark() -> String? {
    let start = next
    skipSpaces()
    guard !isAtEnd, current == "#", next > start || column == 0 else { return nil }
    return comment()
  }

  /// The comment that ends the line of a value.
  mutating func remark(behind content: Layout.Content) throws(Unknown) -> String? {
    guard let remark = remark() else { return nil }
    // As a block the value starts behind its comment, which would come before those within.
    if content.holdsComment { throw unknown("a comment behind brackets with comments in them") }
    return remark
  }

  private mutating func comment() -> String {
    let start = next
    while !isAtEnd, current != "\n" { advance() }
    let comment = trimmed(text[start..<next])
    comments.append(comment)
    return comment
  }

  /// Goes to the next token, noting blank lines and comments.
  mutating func collectInterludes() {
    while !isAtEnd {
      skipSpaces()
      if isAtEnd { return }
      if current == "#" {
        let place = column
        pending.append((.comment(comment()), place))
      } else if current == "\n" {
        let wasBlank = text[lineStart..<next].allSatisfy(isSpace)
        if wasBlank, pending.last?.interlude != .blank { pending.append((.blank, 0)) }
        advance()
      } else {
        return
      }
    }
  }

  mutating func takePending() -> [Layout.Interlude] {
    defer { pending = [] }
    return pending.map(\.interlude)
  }

  /// Takes the comments that stand at least so far to the right, up to the last such one in front.
  mutating func takePending(from column: Int) -> [Layout.Interlude] {
    let prefix = pending.prefix { $0.interlude == .blank || $0.column >= column }
    let taken = prefix.lastIndex { $0.interlude != .blank }.map { $0 + 1 } ?? 0
    defer { pending.removeFirst(taken) }
    return pending[..<taken].map(\.interlude)
  }

  // MARK: - Blocks

  /// Whether a block list or a block map starts here.
  private var startsBlock: Bool { isDash || keyEnd(from: next) != nil }

  var isDash: Bool { current == "-" && isSpaceOrBreak(at: next + 1) }

  /// A value that stands further to the right than the column of what it belongs to.
  mutating func node(under parent: Int) throws(Unknown) -> Layout.Content {
    if isDash { return .collection(try blockList(under: parent)) }
    if keyEnd(from: next) != nil { return .collection(try blockMap()) }
    switch current {
    case "[", "{":
      let collection = try flow()
      let close = next
      skipSpaces()
      if current == ":" { throw unknown("a list or map as a key") }
      next = close
      return .collection(collection)
    case "|", ">": return try blockScalar(under: parent)
    default: return .scalar(try scalar(under: parent))
    }
  }

  private mutating func blockList(under parent: Int) throws(Unknown) -> Layout.Collection {
    var list = Layout.Collection(kind: .list, isFlow: false)
    let place = column
    while !isAtEnd, column == place, isDash {
      var item = Layout.Item(before: takePending())
      advance()
      try readValue(of: &item, under: place, isItem: true)
      list.items.append(item)
      collectInterludes()
    }
    // What stands as far to the left as the list's key comes after it.
    list.end = takePending(from: max(place, parent + 1))
    return list
  }

  private mutating func blockMap() throws(Unknown) -> Layout.Collection {
    var map = Layout.Collection(kind: .map, isFlow: false)
    let place = column
    while !isAtEnd, column == place, let end = keyEnd(from: next) {
      var item = Layout.Item(before: takePending())
      item.key = trimmed(text[next..<end])
      while next <= end { advance() }
      let start = next
      try readValue(of: &item, under: place, isItem: false)
      item.isAligned = isSpace(character(at: start)) && isSpace(character(at: start + 1))
      map.items.append(item)
      collectInterludes()
    }
    map.end = takePending(from: place)
    return map
  }

  /// Reads what stands behind a dash or a colon.
  private mutating func readValue(
    of item: inout Layout.Item, under place: Int, isItem: Bool
  ) throws(Unknown) {
    item.remark = remark()
    if current != "\n", !isAtEnd {
      item.value = try node(under: place)
      if item.remark == nil, !item.value.isBlock { item.remark = try remark(behind: item.value) }
      return
    }
    collectInterludes()
    guard !isAtEnd, column > place || (!isItem && column == place && isDash) else { return }
    guard startsBlock || pending.allSatisfy({ $0.interlude == .blank }) else {
      throw unknown("a comment between a key and its value")
    }
    if !startsBlock { pending = [] }
    item.value = try node(under: place)
    if item.remark == nil, !item.value.isBlock { item.remark = try remark(behind: item.value) }
  }

  func trimmed(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    let last = scalars.lastIndex { !isSpace($0) }
    return String(String.UnicodeScalarView(last.map { scalars[...$0] } ?? []))
  }
}

extension Layout.Content {
  /// Whether its end is the end of a line anyway.
  fileprivate var isBlock: Bool {
    switch self {
    case .block: true
    case .collection(let collection): !collection.isFlow
    case .nothing, .scalar: false
    }
  }
}
