import Exact

/// What may be a name.
enum Names {
  static func isValid(_ text: String, _ what: String, at place: Location, _ log: DiagnosticLog)
    -> Bool
  {
    if keywords.contains(text) {
      log.report(.keywordAsName(text, what: what), at: place)
      return false
    }
    let scalars = text.unicodeScalars
    guard let first = scalars.first, Lexer.isLetter(first),
      scalars.allSatisfy({ Lexer.isLetter($0) || Lexer.isDigit($0) })
    else {
      log.report(.badName(text, what: what), at: place)
      return false
    }
    return true
  }

  /// Options may also look like numbers: a formula can refer to them all the same.
  static func isValidOption(_ text: String, at place: Location, _ log: DiagnosticLog) -> Bool {
    let scalars = text.unicodeScalars
    if let first = scalars.first, Lexer.isDigit(first) {
      var lexer = Lexer(
        Array(scalars), at: Array(repeating: place, count: scalars.count + 1))
      if let tokens = try? lexer.tokens(), tokens.count == 2 { return true }
    }
    return isValid(text, "an option", at: place, log)
  }
}
