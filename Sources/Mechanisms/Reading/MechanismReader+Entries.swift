import Exact
import Spelling

/// Reading single entries: texts, names, numbers, formulas.
extension MechanismReader {
  func text(_ entry: Entry, _ what: String) -> String {
    if let text = entry.text { return text }
    log.report(.expectedEntry(what, found: entry.nature), at: entry.location)
    return ""
  }

  /// A text of one line, in which anything else may stand.
  func freeText(_ entry: Entry, _ what: String) -> String {
    if entry.isEmpty {
      log.report(.expectedEntry(what, found: entry.nature), at: entry.location)
    }
    _ = entry.canBeName(log)
    return text(entry, what)
  }

  func pairs(_ entry: Entry, _ what: String) -> [(key: Entry, value: Entry)] {
    if entry.isEmpty { return [] }
    if case .map(let pairs) = entry.content { return pairs.map { ($0.key, $0.value) } }
    log.report(.expectedEntry("a map for \(what)", found: entry.nature), at: entry.location)
    return []
  }

  func list(_ entry: Entry, _ what: String) -> [Entry] {
    if entry.isEmpty { return [] }
    if case .list(let entries) = entry.content { return entries }
    log.report(.expectedEntry("a list of \(what)", found: entry.nature), at: entry.location)
    return []
  }

  /// A list, or one entry that stands for a list of one.
  func listOrOne(_ entry: Entry) -> [Entry] {
    if case .list(let entries) = entry.content { return entries }
    return [entry]
  }

  /// Where each scalar of an entry stands in its file, and its end.
  private func locations(
    of scalars: [Unicode.Scalar], in entry: Entry, _ style: SourceText.Style
  ) -> [Location] {
    guard let source = sources[entry.location.file] else {
      return Array(repeating: entry.location, count: scalars.count + 1)
    }
    return source.locations(of: scalars, from: entry.location, style)
  }

  /// The place of a text, behind its quote.
  func place(of entry: Entry) -> Location {
    guard case .text(let text, let style) = entry.content else { return entry.location }
    let first = Array(text.unicodeScalars.prefix(1))
    return locations(of: first, in: entry, style)[0]
  }

  /// The place behind the first such character of a text.
  func place(of entry: Entry, behind mark: Unicode.Scalar) -> Location {
    guard case .text(let text, let style) = entry.content else { return entry.location }
    let scalars = Array(text.unicodeScalars)
    let index = scalars.firstIndex(of: mark).map { $0 + 1 } ?? 0
    return locations(of: scalars, in: entry, style)[index]
  }

  func oneOf(_ choices: [String], _ entry: Entry, _ what: String) -> String? {
    guard let text = entry.text else {
      log.report(.expectedEntry(what, found: entry.nature), at: entry.location)
      return nil
    }
    if choices.contains(text) { return text }
    log.report(
      .notOneOf(text, what: what, choices, nearest(to: text, among: choices)), at: place(of: entry))
    return nil
  }

  func flag(_ entry: Entry, _ what: String) -> Bool {
    oneOf(["true", "false"], entry, what) == "true"
  }

  /// A name that formulas can refer to.
  func name(_ entry: Entry, _ what: String) -> String? {
    guard let text = entry.text, !entry.isEmpty else {
      log.report(.expectedEntry("the name of \(what)", found: entry.nature), at: entry.location)
      return nil
    }
    return Names.isValid(text, what, at: place(of: entry), log) ? text : nil
  }

  /// A name that was declared, such as a parameter's.
  func declared(
    _ name: String, _ kind: String, among names: some Collection<String>, at location: Location
  ) -> String? {
    if names.contains(name) { return name }
    log.report(.unknown(kind, name, nearest(to: name, among: names)), at: location)
    return nil
  }

  /// The name of a parameter.
  func parameter(_ name: String, at location: Location) -> String? {
    declared(name, "parameter", among: vocabulary.parameters, at: location)
  }

  /// The name of an option or outcome: like a name, and it may look like a number.
  func optionName(_ entry: Entry) -> String? {
    guard let text = entry.text, !entry.isEmpty else {
      log.report(.expectedEntry("the name of an option", found: entry.nature), at: entry.location)
      return nil
    }
    return Names.isValidOption(text, at: place(of: entry), log) ? text : nil
  }

  func whole(_ entry: Entry, _ what: String, least: Int) -> Int? {
    if let text = entry.text, let number = Rational(text)?.integer, number >= least {
      return number
    }
    log.report(.notWhole(what, least: least), at: place(of: entry))
    return nil
  }

  /// A number that is written out: `3`, `1/4`, `0.1`.
  func rational(_ entry: Entry) -> Rational? {
    guard let text = entry.text else {
      log.report(.expectedEntry("a number", found: entry.nature), at: entry.location)
      return nil
    }
    if text.utf8.count <= Limits.formulaLength, let number = Rational(text) { return number }
    log.report(.notANumber(text), at: place(of: entry))
    return nil
  }

  /// A number that needs no parameters: `1/4`, `0.1`, `2 * 3`.
  func constant(_ entry: Entry) -> Rational? {
    guard let expression = expression(entry) else { return nil }
    var evaluation = Evaluation()
    let formula = Resolver(vocabulary: Vocabulary(), log: log)
      .formula(expression, yielding: .number, in: .parameters)
    if let value = evaluation.number(formula) { return value }
    if log.isEmpty || evaluation.divisionByZero {
      log.report(.notANumber(text(entry, "a number")), at: place(of: entry))
    }
    return nil
  }

  // MARK: - Formulas

  private func tokens(_ entry: Entry) throws(Misread) -> [Token] {
    guard case .text(let text, let style) = entry.content else {
      throw Misread(.expectedEntry("a formula", found: entry.nature), at: entry.location)
    }
    guard text.utf8.count <= 4 * Limits.formulaLength,
      text.unicodeScalars.count <= Limits.formulaLength
    else { throw Misread(.formulaTooLong, at: entry.location) }
    let scalars = Array(text.unicodeScalars)
    var lexer = Lexer(scalars, at: locations(of: scalars, in: entry, style))
    return try lexer.tokens()
  }

  private func parse<Result>(
    _ entry: Entry, _ production: (inout ExpressionParser) throws(Misread) -> Result
  ) -> Result? {
    do {
      var parser = ExpressionParser(try tokens(entry))
      return try production(&parser)
    } catch {
      if entry.isInFlow, case .text(let text, .plain) = entry.content, hasLooseBracket(text) {
        log.report(.quoteFormula, at: entry.location)
      } else {
        log.report(error.mistake, at: error.location)
      }
      return nil
    }
  }

  func expression(_ entry: Entry) -> Expression? {
    parse(entry) { parser throws(Misread) in try parser.wholeExpression() }
  }

  func groupExpression(_ entry: Entry) -> GroupExpression? {
    parse(entry) { parser throws(Misread) in try parser.wholeGroup() }
  }

  /// `name` or `name.attribute`.
  func dottedName(_ entry: Entry) -> (name: Token, attribute: Token?)? {
    parse(entry) { parser throws(Misread) in try parser.wholeName() }
  }

  func formula(_ entry: Entry, _ kind: Formula.Kind, in scope: Scope) -> Located<Formula> {
    let start = place(of: entry)
    guard let expression = expression(entry) else { return Located(.number(0), at: start) }
    return Located(resolver.formula(expression, yielding: kind, in: scope), at: expression.location)
  }

  func number(_ entry: Entry, in scope: Scope) -> Located<Formula> {
    formula(entry, .number, in: scope)
  }

  func condition(_ entry: Entry, in scope: Scope) -> Located<Formula> {
    formula(entry, .truth, in: scope)
  }

  /// A list of conditions on parameters; one alone needs no list.
  func conditions(_ entry: Entry, _ what: String) -> [Located<Formula>] {
    if entry.isEmpty { return [] }
    return listOrOne(entry).map { condition($0, in: .parameters) }
  }
}
