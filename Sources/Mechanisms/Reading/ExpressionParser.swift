import Exact

/// Parses formulas by precedence climbing.
struct ExpressionParser {
  private let tokens: [Token]
  private var next = 0
  private var depth = 0

  init(_ tokens: [Token]) { self.tokens = tokens }

  /// How tightly an operator binds.
  private enum Level: Int {
    case lowest, or, and, not, comparison, sum, product, unary, power
  }

  private var token: Token { tokens[next] }

  // MARK: - What a text may be as a whole

  mutating func wholeExpression() throws(Misread) -> Expression {
    if token.kind == .end { throw Misread(.emptyFormula, at: token.location) }
    let expression = try expression(.lowest)
    try expectEnd()
    return expression
  }

  mutating func wholeGroup() throws(Misread) -> GroupExpression {
    let group = try group()
    try expectEnd()
    return group
  }

  /// `name` or `name.attribute`.
  mutating func wholeName() throws(Misread) -> (name: Token, attribute: Token?) {
    let name = try name()
    var attribute: Token?
    if accept(".") { attribute = try self.name() }
    try expectEnd()
    return (name, attribute)
  }

  // MARK: - Tokens

  private mutating func accept(_ symbol: String) -> Bool {
    guard token.isSymbol(symbol) else { return false }
    next += 1
    return true
  }

  private mutating func acceptWord(_ word: String) -> Bool {
    guard token.isWord(word) else { return false }
    next += 1
    return true
  }

  private mutating func expect(_ symbol: String) throws(Misread) {
    if !accept(symbol) { throw Misread(.expected("'\(symbol)'", found: token), at: token.location) }
  }

  private mutating func expectWord(_ word: String) throws(Misread) {
    if !acceptWord(word) {
      throw Misread(.expected("'\(word)'", found: token), at: token.location)
    }
  }

  private func expectEnd() throws(Misread) {
    if token.kind != .end {
      throw Misread(.expected("an operator or the end", found: token), at: token.location)
    }
  }

  private mutating func name() throws(Misread) -> Token {
    guard token.kind == .name else {
      throw Misread(.expected("a name", found: token), at: token.location)
    }
    next += 1
    return tokens[next - 1]
  }

  private func node(_ shape: Expression.Shape, at location: Location) throws(Misread) -> Expression
  {
    let expression = Expression(shape, at: location)
    if expression.depth > Limits.formulaDepth { throw Misread(.formulaTooDeep, at: location) }
    return expression
  }

  // MARK: - Grammar

  private mutating func expression(_ minimum: Level) throws(Misread) -> Expression {
    depth += 1
    defer { depth -= 1 }
    if depth > Limits.formulaDepth { throw Misread(.formulaTooDeep, at: token.location) }
    let start = token.location
    var left = try prefix()
    while let level = infixLevel(), level.rawValue >= minimum.rawValue {
      switch level {
      case .or:
        var parts = [left]
        while acceptWord("or") { parts.append(try expression(.and)) }
        left = try node(.any(parts), at: start)
      case .and:
        var parts = [left]
        while acceptWord("and") { parts.append(try expression(.not)) }
        left = try node(.all(parts), at: start)
      case .comparison:
        var parts = [left]
        var signs: [Formula.Comparison] = []
        while let sign = comparison() {
          next += 1
          signs.append(sign)
          parts.append(try expression(.sum))
        }
        left = try node(.chain(parts, signs), at: start)
      case .power:
        next += 1
        left = try node(.power(left, try exponent()), at: start)
      case .lowest, .not, .unary, .sum, .product:
        let sign = Formula.Arithmetic(rawValue: token.text) ?? .plus
        next += 1
        let right = try expression(level == .sum ? .product : .unary)
        left = try node(.arithmetic(sign, left, right), at: start)
      }
    }
    return left
  }

  private func infixLevel() -> Level? {
    if token.isWord("or") { return .or }
    if token.isWord("and") { return .and }
    guard token.kind == .symbol else { return nil }
    return switch token.text {
    case "+", "-": .sum
    case "*", "/": .product
    case "^": .power
    default: comparison() == nil ? nil : .comparison
    }
  }

  private func comparison() -> Formula.Comparison? {
    token.kind == .symbol ? Formula.Comparison(rawValue: token.text) : nil
  }

  private mutating func exponent() throws(Misread) -> Int {
    guard case .number(let number) = token.kind, let exponent = number.integer, exponent >= 0 else {
      throw Misread(.exponentNotWhole, at: token.location)
    }
    guard exponent <= Limits.exponent else {
      throw Misread(.exponentTooLarge, at: token.location)
    }
    next += 1
    if token.isSymbol("^") { throw Misread(.powerOfPower, at: token.location) }
    return exponent
  }

  private mutating func prefix() throws(Misread) -> Expression {
    let start = token.location
    if acceptWord("not") {
      if acceptWord("in") {
        return try node(.not(node(.isIn(name().text), at: start)), at: start)
      }
      return try node(.not(expression(.not)), at: start)
    }
    if acceptWord("in") { return try node(.isIn(name().text), at: start) }
    if accept("-") { return try node(.negative(expression(.unary)), at: start) }
    if acceptWord("if") {
      let condition = try expression(.lowest)
      try expectWord("then")
      let yes = try expression(.lowest)
      try expectWord("else")
      return try node(.conditional(condition, yes, expression(.lowest)), at: start)
    }
    return try primary()
  }

  private mutating func primary() throws(Misread) -> Expression {
    let token = token
    switch token.kind {
    case .number(let number):
      next += 1
      return try node(.number(number, token.text), at: token.location)
    case .keyword where token.text == "true" || token.text == "false":
      next += 1
      return try node(.truth(token.text == "true"), at: token.location)
    case .name:
      next += 1
      if self.token.isSymbol("(") { return try call(token) }
      if accept(".") {
        let attribute = try name()
        return try node(
          .member(token.text, attribute.text, at: attribute.location), at: token.location)
      }
      return try node(.name(token.text, nil), at: token.location)
    default:
      guard accept("(") else {
        throw Misread(.expected("a number, a name or '('", found: token), at: token.location)
      }
      let inner = try expression(.lowest)
      try expect(")")
      return inner
    }
  }

  private mutating func call(_ function: Token) throws(Misread) -> Expression {
    try expect("(")
    if function.text == "count" || function.text == "size" {
      let group = try group()
      try expect(")")
      return try node(.size(group), at: function.location)
    }
    guard let meaning = Expression.Function(rawValue: function.text) else {
      throw Misread(.unknownFunction(function.text), at: function.location)
    }
    var arguments = [try expression(.lowest)]
    while accept(",") { arguments.append(try expression(.lowest)) }
    if meaning == .floor || meaning == .ceiling, arguments.count > 1 {
      throw Misread(.oneArgument(function.text), at: function.location)
    }
    try expect(")")
    return try node(.function(meaning, arguments), at: function.location)
  }

  private mutating func group() throws(Misread) -> GroupExpression {
    let name = try name()
    let condition = acceptWord("where") ? try expression(.lowest) : nil
    return GroupExpression(name: name.text, location: name.location, condition: condition)
  }
}
