/// Writes a layout: two spaces for each level, lists and maps in brackets on one line where they fit, at most one
/// blank line, values in a column where any of them was.
struct LayoutPrinter {
  /// Lists and maps in brackets that reach beyond this column become blocks.
  private static let width = 140

  private var lines: [String] = []

  /// The text of a layout.
  static func text(of layout: Layout) -> String {
    var printer = LayoutPrinter()
    printer.write(layout.start, at: 0)
    switch layout.content {
    case .collection(let collection) where !collection.isFlow: printer.write(collection, at: 0)
    default:
      printer.lines.append("")
      printer.write(layout.content, at: 0, layout.remark)
    }
    printer.write(layout.end, at: 0)
    let text = printer.lines.drop { $0.isEmpty }
    return text[...(text.lastIndex { !$0.isEmpty } ?? text.startIndex - 1)]
      .map { $0 + "\n" }.joined()
  }

  // MARK: - Lines

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }

  private mutating func write(_ interludes: [Layout.Interlude], at column: Int) {
    for interlude in interludes {
      switch interlude {
      case .blank: if lines.last?.isEmpty == false { lines.append("") }
      case .comment(let text): lines.append(spaces(column) + text)
      }
    }
  }

  /// Goes on with the last line.
  private mutating func add(_ text: String) { lines[lines.count - 1] += text }

  private mutating func add(remark: String?) {
    guard let remark else { return }
    let isFirst = lines[lines.count - 1].allSatisfy { $0 == " " }
    add((isFirst ? "" : "  ") + remark)
  }

  // MARK: - Blocks

  private mutating func write(_ collection: Layout.Collection, at column: Int) {
    let isMap = collection.kind == .map
    let widths = isMap ? Self.keyWidths(collection.items, at: column) : []
    for (index, item) in collection.items.enumerated() {
      // What a block begins with needs no blank line in front.
      write(index == 0 ? Array(item.before.drop { $0 == .blank }) : item.before, at: column)
      // The first item of what an item of a list is goes on behind the dash.
      if !continuesDash(at: column) { lines.append(spaces(column)) }
      if isMap {
        add((item.key ?? "") + ":")
        let width = (item.key ?? "").unicodeScalars.count
        write(item, at: column, padding: max(0, widths[index] - width))
      } else {
        add("-")
        write(item.asElement, at: column, padding: 0)
      }
    }
    write(collection.end, at: column)
  }

  /// Whether the last line is nothing but dashes that end right before a column.
  private func continuesDash(at column: Int) -> Bool {
    guard let last = lines.last, last.count == column, last.hasSuffix("- ") else { return false }
    return last.allSatisfy { $0 == " " || $0 == "-" }
  }

  private mutating func write(_ item: Layout.Item, at column: Int, padding: Int) {
    switch item.value {
    case .nothing: add(remark: item.remark)
    case .collection(let collection) where !collection.isFlow:
      add(remark: item.remark)
      if item.key == nil, item.remark == nil, !collection.startsWithComment { add(" ") }
      write(collection, at: column + 2)
    default:
      add(" ")
      write(item.value, at: column + 2, item.remark, padding: padding)
    }
  }

  /// Writes what starts on the line of its key or dash, which ends with a space.
  ///
  /// - Parameters:
  ///   - column: Where its further lines start.
  ///   - padding: The spaces in front of it, if it stays on the line.
  private mutating func write(
    _ content: Layout.Content, at column: Int, _ remark: String?, padding: Int = 0
  ) {
    switch content {
    case .nothing: break
    case .scalar(let text):
      add(spaces(padding) + text[0])
      lines += text.dropFirst().map { $0.isEmpty ? "" : spaces(column) + $0 }
      add(remark: remark)
    case .block(let header, let text):
      add(header)
      lines += text.map { $0.isEmpty ? "" : spaces(column) + $0 }
    case .collection(let collection):
      let start = lines[lines.count - 1].unicodeScalars.count
      if let text = Self.line(collection, from: start) {
        add(spaces(padding) + text)
        add(remark: remark)
      } else {
        writeBroken(collection, at: column, remark)
      }
    }
  }

  /// Writes what does not fit between brackets as a block.
  private mutating func writeBroken(
    _ collection: Layout.Collection, at column: Int, _ remark: String?
  ) {
    var block = collection
    block.isFlow = false
    if !continuesDash(at: column) || remark != nil || collection.startsWithComment {
      // The space behind a key or dash that nothing follows now.
      lines[lines.count - 1].removeLast()
      add(remark: remark)
      if lines[lines.count - 1].isEmpty { lines.removeLast() }
    }
    write(block, at: column)
  }

  // MARK: - Columns

  /// How wide each key counts: where any value of neighbouring lines stands in a column, all do.
  private static func keyWidths(_ items: [Layout.Item], at column: Int) -> [Int] {
    var widths = items.map { ($0.key ?? "").unicodeScalars.count }
    var start = 0
    while start < items.count {
      var end = start + 1
      if isLine(items[start], at: column) {
        while end < items.count, items[end].before.isEmpty, isLine(items[end], at: column) {
          end += 1
        }
      }
      let lines = (start..<end).filter { !items[$0].isEmpty }
      if lines.contains(where: { items[$0].isAligned }) {
        let most = lines.map { widths[$0] }.max() ?? 0
        for index in lines { widths[index] = most }
      }
      start = end
    }
    return widths
  }

  /// Whether an item of a map is one line, apart from what puts its value in a column.
  private static func isLine(_ item: Layout.Item, at column: Int) -> Bool {
    let start = column + (item.key ?? "").unicodeScalars.count + 2
    return switch item.value {
    case .nothing: true
    case .scalar(let lines): lines.count == 1
    case .block: false
    case .collection(let collection): line(collection, from: start) != nil
    }
  }

  // MARK: - Brackets

  /// On one line, if it fits there.
  private static func line(_ collection: Layout.Collection, from column: Int) -> String? {
    guard let text = line(.collection(collection)) else { return nil }
    let end = column + text.unicodeScalars.count
    return end <= width || collection.items.isEmpty ? text : nil
  }

  /// On one line, unless a comment or what goes over several lines is in it.
  private static func line(_ content: Layout.Content) -> String? {
    switch content {
    case .nothing: return ""
    case .block: return nil
    case .scalar(let lines):
      guard lines.allSatisfy({ !$0.isEmpty && (lines.count == 1 || !$0.hasSuffix("\\")) }) else {
        return nil
      }
      return lines.map { $0.trimmingPrefix { $0 == " " } }.joined(separator: " ")
    case .collection(let collection):
      guard collection.isFlow, collection.end.isEmpty else { return nil }
      var items: [String] = []
      for item in collection.items {
        guard item.before.isEmpty, item.remark == nil, let value = line(item.value) else {
          return nil
        }
        guard let key = item.key else {
          items.append(value)
          continue
        }
        items.append(item.hasColon ? "\(key): \(value)" : key)
      }
      let text = items.joined(separator: ", ")
      return collection.kind == .map ? "{\(text)}" : "[\(text)]"
    }
  }
}

extension Layout.Collection {
  fileprivate var startsWithComment: Bool { items.first?.before.contains { $0 != .blank } ?? false }
}

extension Layout.Item {
  fileprivate var isEmpty: Bool { if case .nothing = value { true } else { false } }

  /// A single pair between brackets is a map of one.
  fileprivate var asElement: Layout.Item {
    guard key != nil else { return self }
    var pair = self
    pair.before = []
    pair.remark = nil
    let map = Layout.Collection(kind: .map, isFlow: false, items: [pair])
    return Layout.Item(before: before, value: .collection(map), remark: remark)
  }
}
