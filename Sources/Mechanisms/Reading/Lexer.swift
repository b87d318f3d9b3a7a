import Exact

/// Splits the text of a formula into tokens.
struct Lexer {
  private let text: [Unicode.Scalar]
  /// Where each scalar of the text stands, and its end.
  private let locations: [Location]
  private var next = 0

  init(_ text: [Unicode.Scalar], at locations: [Location]) {
    self.text = text
    self.locations = locations
  }

  private static let twoCharacters = ["<=", ">=", "==", "!="]
  private static let ascii: [Unicode.Scalar: String] = [
    "≤": "<=", "≥": ">=", "≠": "!=", "·": "*", "×": "*", "−": "-",
  ]

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// All tokens; the last is `.end`.
  ///
  /// - Complexity: O(length).
  mutating func tokens() throws(Misread) -> [Token] {
    var tokens: [Token] = []
    while true {
      while next < text.count, [" ", "\t", "\n", "\r"].contains(text[next]) { next += 1 }
      let start = next
      guard start < text.count else {
        tokens.append(Token(kind: .end, text: "", location: locations[text.count]))
        return tokens
      }
      let kind = try kind()
      var written = String(String.UnicodeScalarView(text[start..<next]))
      if kind == .symbol { written = Self.ascii[text[start]] ?? (written == "==" ? "=" : written) }
      tokens.append(
        Token(
          kind: keywords.contains(written) ? .keyword : kind, text: written,
          location: locations[start]))
    }
  }

  private mutating func kind() throws(Misread) -> Token.Kind {
    let first = text[next]
    if Self.isDigit(first) { return try number() }
    if Self.isLetter(first) {
      skipWord()
      return .name
    }
    if next + 1 < text.count,
      Self.twoCharacters.contains(String(String.UnicodeScalarView(text[next...next + 1])))
    {
      next += 2
      return .symbol
    }
    guard "+-*/^=<>(),.".unicodeScalars.contains(first) || Self.ascii[first] != nil else {
      throw Misread(.unexpectedCharacter(String(first)), at: locations[next])
    }
    next += 1
    return .symbol
  }

  private mutating func skipWord() {
    while next < text.count, Self.isLetter(text[next]) || Self.isDigit(text[next]) { next += 1 }
  }

  /// A number, or a name that starts with a digit.
  private mutating func number() throws(Misread) -> Token.Kind {
    let start = next
    skipWord()
    if next + 1 < text.count, text[next] == ".", Self.isDigit(text[next + 1]) {
      next += 1
      skipWord()
    }
    // The exponent's sign: only after digits, as in `1e-3`, not in `e - 3`.
    if let last = text[..<next].last, last == "e" || last == "E", next + 1 < text.count,
      text[next] == "-" || text[next] == "+", Self.isDigit(text[next + 1]),
      text[start..<next - 1].allSatisfy({ Self.isDigit($0) || $0 == "." })
    {
      next += 1
      skipWord()
    }
    let written = String(String.UnicodeScalarView(text[start..<next]))
    if let number = Rational(written) { return .number(number) }
    guard !written.contains(where: { !$0.isLetter && !$0.isNumber && $0 != "_" }) else {
      throw Misread(.malformedNumber(written), at: locations[start])
    }
    return .name
  }
}
