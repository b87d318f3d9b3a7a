extension Mechanism {
  /// Reads one formula over the mechanism's parameters, such as an assumption from a command line.
  ///
  /// - Parameter source: How diagnostics name the text.
  /// - Throws: Every mistake that was found, with its column.
  public func formula(
    reading text: String, yielding kind: Formula.Kind = .number, file source: String = ""
  ) throws(Diagnostics) -> Formula {
    let log = DiagnosticLog()
    var reader = MechanismReader([source: SourceText(text, file: source)], log)
    reader.vocabulary.parameters = Set(parameters.map(\.name))
    reader.vocabulary.roles = Dictionary(
      roles.map { ($0.name, $0.size.content) }, uniquingKeysWith: { first, _ in first })
    let entry = Entry(
      content: .text(text, .plain), location: Location(file: source, line: 1, column: 1),
      isInFlow: false)
    let formula = reader.formula(entry, kind, in: .parameters)
    try log.throwIfAny()
    return formula.content
  }
}
