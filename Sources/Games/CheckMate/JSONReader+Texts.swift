extension JSONReader {
  /// Where the last string or number begins; to be asked before more is read.
  var placeOfToken: TextWindow.Place {
    mutating get { escapedPlace ?? window.place(of: token) }
  }

  /// Whether characters of the last string are written as escapes, so that places within it are not known.
  var hasEscapes: Bool { escapedPlace != nil }

  /// What stands between quotes, without escapes.
  @inline(__always)
  mutating func string(_ what: String) throws(Unreadable) -> Bytes {
    guard try peek() == 0x22 else { throw window.fail(expected: what) }
    token = window.cursor
    escapedPlace = nil
    var byte = token + 1
    while byte[0] != 0x22, byte[0] != 0x5C, byte[0] >= 0x20 { byte += 1 }
    guard byte[0] == 0x22 else { return try longString(from: byte - token) }
    window.cursor = byte + 1
    return Bytes(start: token + 1, count: byte - token - 1)
  }

  /// The rest of a string that has escapes, or does not end in this piece.
  private mutating func longString(from offset: Int) throws(Unreadable) -> Bytes {
    var hasEscapes = false
    var byte = token + offset
    while byte[0] != 0x22 {
      if byte == window.limit || byte[0] == 0x5C && byte + 1 == window.limit {
        let offset = byte - token
        window.cursor = token
        guard try window.fill(keeping: token) else {
          throw window.fail("this text has no end", at: window.place(of: window.first))
        }
        token = window.first
        byte = token + offset
      } else if byte[0] == 0x5C {
        hasEscapes = true
        byte += 2
      } else if byte[0] < 0x20 {
        throw window.fail(
          "a control character in a text has to be written as an escape",
          at: window.place(of: byte))
      } else {
        byte += 1
      }
    }
    window.cursor = byte + 1
    let bytes = UnsafeMutableBufferPointer(start: token + 1, count: byte - token - 1)
    guard hasEscapes else { return Bytes(bytes) }
    let text = try unescaped(bytes)
    escapedPlace = window.place(of: token)
    _ = window.place(of: window.cursor)
    for (offset, byte) in text.enumerated() { bytes[offset] = byte }
    return Bytes(rebasing: bytes[..<text.count])
  }

  private mutating func unescaped(
    _ bytes: UnsafeMutableBufferPointer<UInt8>
  ) throws(Unreadable) -> [UInt8] {
    var text: [UInt8] = []
    var next = 0
    while next < bytes.count {
      guard bytes[next] == 0x5C else {
        text.append(bytes[next])
        next += 1
        continue
      }
      if let plain = Self.escapes[bytes[next + 1]] {
        text.append(plain)
        next += 2
      } else if let (scalar, length) = Self.scalar(Bytes(bytes), at: next) {
        text += String(scalar).utf8
        next += length
      } else {
        throw window.fail(
          "this is not an escape that JSON has", at: window.place(of: bytes.baseAddress! + next))
      }
    }
    return text
  }

  private static let escapes: [UInt8: UInt8] = [
    0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09,
  ]

  /// The character that is written as `\u` and four digits, or as two of these, and how many bytes these are.
  private static func scalar(_ bytes: Bytes, at start: Int) -> (Unicode.Scalar, length: Int)? {
    guard let first = codeUnit(bytes, at: start) else { return nil }
    if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
    guard let second = codeUnit(bytes, at: start + 6), UTF16.isLeadSurrogate(first),
      UTF16.isTrailSurrogate(second)
    else { return nil }
    return (UTF16.decode(UTF16.EncodedScalar([first, second])), 12)
  }

  private static func codeUnit(_ bytes: Bytes, at start: Int) -> UInt16? {
    guard start + 6 <= bytes.count, bytes[start] == 0x5C, bytes[start + 1] == 0x75 else {
      return nil
    }
    var unit: UInt16 = 0
    for byte in bytes[start + 2..<start + 6] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }

  /// A number as it is written.
  mutating func number(_ what: String) throws(Unreadable) -> Bytes {
    _ = try peek()
    token = window.cursor
    escapedPlace = nil
    var byte = token
    while true {
      while Self.isPartOfNumber(byte[0]) { byte += 1 }
      guard byte == window.limit else { break }
      let offset = byte - token
      let goesOn = try window.fill(keeping: token)
      token = window.first
      byte = token + offset
      if !goesOn { break }
    }
    let bytes = Bytes(start: token, count: byte - token)
    guard Self.isNumber(bytes) else {
      if bytes.isEmpty { throw window.fail(expected: what) }
      throw window.fail("this is not a number that JSON has", at: window.place(of: token))
    }
    window.cursor = byte
    return bytes
  }

  private static func isDigit(_ byte: UInt8) -> Bool { 0x30 <= byte && byte <= 0x39 }

  private static func isPartOfNumber(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E || byte == 0x65 || byte == 0x45
  }

  private static func isNumber(_ bytes: Bytes) -> Bool {
    var rest = bytes[...]
    func digits() -> Int {
      let count = rest.prefix(while: isDigit).count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == 0x2D { rest = rest.dropFirst() }
    let leads = rest.first
    let whole = digits()
    guard whole > 0, leads != 0x30 || whole == 1 else { return false }
    if rest.first == 0x2E {
      rest = rest.dropFirst()
      guard digits() > 0 else { return false }
    }
    if rest.first == 0x65 || rest.first == 0x45 {
      rest = rest.dropFirst()
      if rest.first == 0x2B || rest.first == 0x2D { rest = rest.dropFirst() }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
