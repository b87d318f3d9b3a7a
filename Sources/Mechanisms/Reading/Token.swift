import Exact

/// A word of a formula.
struct Token {
  enum Kind: Equatable {
    case number(Rational)
    case name
    /// A word with a meaning of its own.
    case keyword
    /// An operator, bracket, comma or point; written in ASCII whatever was in the text.
    case symbol
    case end
  }

  var kind: Kind
  var text: String
  var location: Location

  func isWord(_ word: String) -> Bool { kind == .keyword && text == word }
  func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }
}

/// The words that may not be names.
let keywords: Set<String> = [
  "if", "then", "else", "and", "or", "not", "in", "where", "true", "false",
]

/// The words that mean something in front of a bracket.
let functions = ["min", "max", "floor", "ceil", "size", "count"]

/// A mistake with its place, on the way out of a parser.
struct Misread: Error {
  var mistake: Mistake
  var location: Location

  init(_ mistake: Mistake, at location: Location) {
    self.mistake = mistake
    self.location = location
  }
}
