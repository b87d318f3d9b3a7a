/// Reads a JSON text value by value, in one pass and without holding it.
///
/// - Complexity: O(bytes) for all of it; memory does not depend on the text.
struct JSONReader: ~Copyable {
  /// Bytes of the text, which stay as they are until more is read.
  typealias Bytes = UnsafeBufferPointer<UInt8>

  var window: TextWindow
  /// Where the last string or number begins.
  var token: TextWindow.Byte
  /// Its place, if that cannot be counted any more.
  var escapedPlace: TextWindow.Place?

  init(_ source: ByteSource, file: String) {
    window = TextWindow(source, file: file)
    token = window.cursor
  }

  // MARK: - Blanks

  /// Eight blanks.
  private static let blanks: UInt64 = 0x2020_2020_2020_2020

  /// The next byte that is no blank, which the cursor then stands at; 0 at the end.
  @inline(__always)
  mutating func peek() throws(Unreadable) -> UInt8 {
    while true {
      var byte = window.cursor
      loop: while true {
        switch byte[0] {
        case 0x20: byte += 1
        case 0x0A:
          byte += 1
          window.beginLine(at: byte)
          // In a file that is indented, most bytes are blanks.
          while true {
            let words = UnsafeRawPointer(byte).loadUnaligned(as: (UInt64, UInt64).self)
            guard words.0 & words.1 == Self.blanks, words.0 | words.1 == Self.blanks else { break }
            byte += 16
          }
        case 0x0D, 0x09: byte += 1
        default: break loop
        }
      }
      window.cursor = byte
      if byte < window.limit { return byte[0] }
      guard try window.fill(keeping: byte) else { return 0 }
    }
  }

  // MARK: - Structure

  /// Steps over an opening bracket.
  @inline(__always)
  mutating func open(_ bracket: Unicode.Scalar, _ what: String) throws(Unreadable) {
    guard try peek() == UInt8(ascii: bracket) else { throw window.fail(expected: what) }
    window.cursor += 1
  }

  /// Whether a closing bracket comes next, which is then stepped over.
  @inline(__always)
  mutating func closes(_ bracket: Unicode.Scalar) throws(Unreadable) -> Bool {
    guard try peek() == UInt8(ascii: bracket) else { return false }
    window.cursor += 1
    return true
  }

  /// Whether another part comes, after a comma, and not the closing bracket.
  @inline(__always)
  mutating func goesOn(until bracket: Unicode.Scalar) throws(Unreadable) -> Bool {
    let next = try peek()
    guard next == 0x2C || next == UInt8(ascii: bracket) else {
      throw window.fail(expected: "',' or '\(bracket)'")
    }
    window.cursor += 1
    return next == 0x2C
  }

  /// The colon after a key.
  @inline(__always)
  mutating func colon() throws(Unreadable) {
    guard try peek() == 0x3A else { throw window.fail(expected: "':' after the key") }
    window.cursor += 1
  }

  /// Where the next byte stands.
  var placeOfNext: TextWindow.Place {
    mutating get { window.place(of: window.cursor) }
  }

  /// Where the byte stands that was stepped over last.
  var placeBehind: TextWindow.Place {
    mutating get { window.place(of: window.cursor - 1) }
  }

  /// Only blanks may follow.
  mutating func end() throws(Unreadable) {
    _ = try peek()
    guard window.cursor == window.limit else { throw window.fail(expected: "the end") }
  }

  // MARK: - Values that are not looked at

  /// Steps over a value of any kind.
  mutating func skipValue() throws(Unreadable) {
    var brackets: [Unicode.Scalar] = []
    repeat {
      try skipToEndOrInto(&brackets)
      while let bracket = brackets.last {
        if try goesOn(until: bracket) {
          if bracket == "}" { try skipKey() }
          break
        }
        brackets.removeLast()
      }
    } while !brackets.isEmpty
  }

  /// Steps over a value without parts, or into one with parts.
  private mutating func skipToEndOrInto(_ brackets: inout [Unicode.Scalar]) throws(Unreadable) {
    while true {
      switch try peek() {
      case 0x7B:
        window.cursor += 1
        if try closes("}") { return }
        try skipKey()
        brackets.append("}")
      case 0x5B:
        window.cursor += 1
        if try closes("]") { return }
        brackets.append("]")
      case 0x22:
        _ = try string("a text")
        return
      case 0x74: return try word("true")
      case 0x66: return try word("false")
      case 0x6E: return try word("null")
      default:
        _ = try number("a value")
        return
      }
      if brackets.count > 4 * GameLimits.depth {
        throw window.fail(
          "nested more than \(4 * GameLimits.depth) levels deep",
          at: window.place(of: window.cursor))
      }
    }
  }

  private mutating func skipKey() throws(Unreadable) {
    _ = try string("a key in quotes")
    try colon()
  }

  private mutating func word(_ word: StaticString) throws(Unreadable) {
    for offset in 0..<word.utf8CodeUnitCount {
      if window.cursor == window.limit { _ = try window.fill(keeping: window.cursor) }
      guard window.cursor[0] == word.utf8Start[offset] else {
        throw window.fail(expected: "\(word)")
      }
      window.cursor += 1
    }
  }
}
