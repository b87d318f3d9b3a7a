import SystemPackage

/// A mistake was reported, and nothing after it can be understood.
struct Unreadable: Error {}

/// A text of any length, of which one piece is held at a time, and the mistakes found in it.
///
/// Behind the piece stand zeros, so that loops over bytes need not look for its end.
struct TextWindow: ~Copyable {
  /// Where something stands: from 1; columns count Unicode scalars.
  struct Place {
    var line: Int
    var column: Int
  }

  typealias Byte = UnsafeMutablePointer<UInt8>

  let file: String
  private(set) var errors: [GameError] = []
  /// The next byte.
  var cursor: Byte
  /// Behind the last byte that is held.
  private(set) var limit: Byte
  private let start: Byte
  private var source: ByteSource
  /// How many bytes there were before the first one that is held.
  private var before = 0
  private var line = 1
  /// A byte of the current line, and its column.
  private var mark: Byte
  private var column = 1

  private static let size = GameLimits.text
  /// How far behind the piece may be read.
  private static let padding = 32

  init(_ source: ByteSource, file: String) {
    self.source = source
    self.file = file
    start = .allocate(capacity: Self.size + Self.padding)
    cursor = start
    limit = start
    mark = start
  }

  deinit { start.deallocate() }

  // MARK: - Pieces

  /// Reads the first piece, without the mark of UTF-8 that a text may begin with.
  mutating func begin() throws(Unreadable) {
    _ = try fill(keeping: start)
    if limit - start >= 3, start[0] == 0xEF, start[1] == 0xBB, start[2] == 0xBF {
      cursor = start + 3
      mark = cursor
    }
  }

  /// Reads on. What stands before `kept` is given up; `kept` becomes ``first``, and the cursor moves along.
  ///
  /// - Returns: Whether there was more.
  mutating func fill(keeping kept: Byte) throws(Unreadable) -> Bool {
    if mark < kept {
      column += Self.scalars(from: mark, to: kept)
      mark = kept
    }
    let count = limit - kept
    guard count < Self.size else {
      throw fail("a text of more than \(GameLimits.text) bytes", at: place(of: kept))
    }
    let moved = kept - start
    start.update(from: kept, count: count)
    cursor -= moved
    mark -= moved
    limit -= moved
    before += moved
    do {
      let more = try source.read(
        into: UnsafeMutableRawBufferPointer(start: limit, count: Self.size - count))
      limit += more
      limit.update(repeating: 0, count: Self.padding)
      return more > 0
    } catch {
      limit.update(repeating: 0, count: Self.padding)
      throw fail("cannot be read: \(error)", at: Place(line: 0, column: 0))
    }
  }

  /// The first byte that is held.
  var first: Byte { start }

  /// Where reading stands, to come back to it.
  struct Bookmark {
    fileprivate var position: Int
    let place: Place
  }

  var bookmark: Bookmark {
    mutating get { Bookmark(position: before + (cursor - start), place: place(of: cursor)) }
  }

  /// Goes back; false of what cannot be read twice.
  mutating func goBack(to bookmark: Bookmark) throws(Unreadable) -> Bool {
    guard (try? source.seek(to: bookmark.position)) != nil else { return false }
    (before, line, column) = (bookmark.position, bookmark.place.line, bookmark.place.column)
    (cursor, limit, mark) = (start, start, start)
    _ = try fill(keeping: start)
    return true
  }

  // MARK: - Places

  /// Notes that a line begins.
  @inline(__always)
  mutating func beginLine(at byte: Byte) {
    line += 1
    mark = byte
    column = 1
  }

  /// Where a byte of the current line stands, no earlier one than was last asked for.
  ///
  /// - Complexity: O(bytes since the last one asked for, or the beginning of the line).
  mutating func place(of byte: Byte) -> Place {
    if byte > mark {
      column += Self.scalars(from: mark, to: byte)
      mark = byte
    }
    return Place(line: line, column: column)
  }

  static func scalars(from first: Byte, to end: Byte) -> Int {
    var count = 0
    for byte in UnsafeBufferPointer(start: first, count: end - first) where byte & 0xC0 != 0x80 {
      count += 1
    }
    return count
  }

  // MARK: - Mistakes

  /// Notes a mistake after which reading goes on.
  mutating func report(_ message: String, at place: Place) throws(Unreadable) {
    errors.append(GameError(message, file: file, line: place.line, column: place.column))
    if errors.count == GameLimits.errors { throw Unreadable() }
  }

  /// Notes a mistake after which reading cannot go on.
  mutating func fail(_ message: String, at place: Place) -> Unreadable {
    errors.append(GameError(message, file: file, line: place.line, column: place.column))
    return Unreadable()
  }

  /// Says that something else stands at the cursor.
  mutating func fail(expected: String) -> Unreadable {
    fail("expected \(expected), found \(found)", at: place(of: cursor))
  }

  /// What stands at the cursor, in words.
  private var found: String {
    if cursor == limit { return "the end" }
    let byte = cursor[0]
    if byte < 0x20 || byte == 0x7F { return "a control character" }
    let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    let bytes = UnsafeBufferPointer(start: cursor, count: min(length, limit - cursor))
    guard let text = String(validating: bytes, as: UTF8.self) else { return "no text in UTF-8" }
    return "'\(text)'"
  }
}
