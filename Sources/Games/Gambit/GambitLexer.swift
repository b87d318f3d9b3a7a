import Exact

/// Splits a text in Gambit's format for games in extensive form into its words.
struct GambitLexer: ~Copyable {
  enum Kind {
    case text, number, word, opening, closing, comma, end
  }

  var window: TextWindow
  /// The current word: what kind it is, what is written (of a text, what stands between the quotes), and where.
  private(set) var kind = Kind.end
  private(set) var written = ""
  private(set) var place = TextWindow.Place(line: 1, column: 1)
  private var bytes: [UInt8] = []

  init(_ source: ByteSource, file: String) {
    window = TextWindow(source, file: file)
  }

  // MARK: - Bytes

  /// The next byte; 0 at the end.
  private mutating func peek() throws(Unreadable) -> UInt8 {
    if window.cursor == window.limit { _ = try window.fill(keeping: window.cursor) }
    return window.cursor[0]
  }

  private var isAtEnd: Bool { window.cursor == window.limit }

  /// Steps over a byte, which belongs to what is written.
  private mutating func take(_ byte: UInt8) throws(Unreadable) {
    guard bytes.count < GameLimits.text else {
      throw fail("a text of more than \(GameLimits.text) bytes")
    }
    bytes.append(byte)
    step(over: byte)
  }

  private mutating func step(over byte: UInt8) {
    window.cursor += 1
    if byte == 0x0A { window.beginLine(at: window.cursor) }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || 0x09 <= byte && byte <= 0x0D
  }

  // MARK: - Words

  /// Goes to the next word.
  mutating func advance() throws(Unreadable) {
    var byte = try peek()
    while Self.isBlank(byte) {
      step(over: byte)
      byte = try peek()
    }
    place = window.place(of: window.cursor)
    bytes.removeAll(keepingCapacity: true)
    switch byte {
    case 0 where isAtEnd: kind = .end
    case UInt8(ascii: "{"): try symbol(.opening, byte)
    case UInt8(ascii: "}"): try symbol(.closing, byte)
    case UInt8(ascii: ","): try symbol(.comma, byte)
    case UInt8(ascii: "\""): try text()
    default:
      while !isAtEnd, !Self.isBlank(byte), byte != 0x2C, byte != 0x7B, byte != 0x7D, byte != 0x22 {
        try take(byte)
        byte = try peek()
      }
      kind = bytes[0] >= 0x41 ? .word : .number
    }
    guard let written = String(validating: bytes, as: UTF8.self) else {
      throw fail("this is not text in UTF-8")
    }
    self.written = written
  }

  private mutating func symbol(_ kind: Kind, _ byte: UInt8) throws(Unreadable) {
    self.kind = kind
    try take(byte)
  }

  /// A quote that belongs to the text has a backslash before it, which else stands for itself.
  private mutating func text() throws(Unreadable) {
    kind = .text
    window.cursor += 1
    while true {
      let byte = try peek()
      if isAtEnd { throw fail("this text has no end") }
      if byte == UInt8(ascii: "\"") {
        guard bytes.last == UInt8(ascii: "\\") else { break }
        bytes.removeLast()
      }
      try take(byte)
    }
    window.cursor += 1
  }

  // MARK: - Mistakes

  /// Notes a mistake after which reading cannot go on, at the current word unless said otherwise.
  mutating func fail(_ message: String, at place: TextWindow.Place? = nil) -> Unreadable {
    window.fail(message, at: place ?? self.place)
  }

  /// Says that the current word is something else.
  mutating func fail(expected: String) -> Unreadable {
    let found =
      switch kind {
      case .end: "the end"
      case .text: "the text '\(shortened(written))'"
      default: "'\(shortened(written))'"
      }
    return fail("expected \(expected), found \(found)")
  }

  // MARK: - Words of a kind, which are stepped over

  mutating func text(_ what: String) throws(Unreadable) -> String {
    guard kind == .text else { throw fail(expected: "\(what) in quotes") }
    let text = written
    try advance()
    return text
  }

  mutating func accept(_ kind: Kind) throws(Unreadable) -> Bool {
    guard self.kind == kind else { return false }
    try advance()
    return true
  }

  /// A whole number that is not negative.
  mutating func count(_ what: String) throws(Unreadable) -> Int {
    guard kind == .number, let number = Int(written), number >= 0 else {
      throw fail(expected: what)
    }
    try advance()
    return number
  }

  /// A number: a whole one, a decimal or a fraction; a point may stand without digits on one side.
  mutating func number(_ what: String) throws(Unreadable) -> Rational {
    guard kind == .number else { throw fail(expected: what) }
    guard let number = Self.number(written) else {
      throw fail(
        "'\(shortened(written))' is not a number, or one of more than \(GameLimits.digits) digits")
    }
    try advance()
    return number
  }

  private static func number(_ text: String) -> Rational? {
    let parts = text.split(separator: /[eE]/, maxSplits: 1, omittingEmptySubsequences: false)
    let exponent = parts.count == 1 ? 0 : Int(parts[1])
    guard let exponent, exponent.magnitude <= GameLimits.digits,
      text.utf8.count + Int(exponent.magnitude) <= GameLimits.digits
    else { return nil }
    var mantissa = parts[0]
    if mantissa.hasSuffix(".") { mantissa.removeLast() }
    if let point = mantissa.firstIndex(of: "."),
      point == mantissa.startIndex || !mantissa[mantissa.index(before: point)].isNumber
    {
      mantissa.insert("0", at: point)
    }
    return Rational(exponent == 0 ? mantissa : mantissa + "e\(exponent)")
  }
}
