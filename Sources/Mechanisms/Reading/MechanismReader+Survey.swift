/// The first pass over the steps: what they declare, so that formulas may speak of it.
extension MechanismReader {
  /// Malformed entries are passed over: reading the steps reports them.
  mutating func survey(_ entry: Entry) {
    guard case .list(let steps) = entry.content else { return }
    for step in steps {
      guard case .map(let pairs) = step.content else { continue }
      var fields: [String: Entry] = [:]
      for pair in pairs { fields[pair.key.text ?? ""] = pair.value }
      if let key = fields["choose"] { surveyAttribute(key, fields["options"]) }
      if let key = fields["chance"] { surveyChance(key, fields["outcomes"]) }
      if let key = fields["draw"] { surveyDraw(key, from: fields["from"], count: fields["count"]) }
      if let key = fields["let"], let name = key.text, !key.isEmpty {
        vocabulary.bindings.insert(name)
        declarations.add(name, .binding, at: place(of: key))
      }
      for inner in ["together", "then", "else", "steps"] { fields[inner].map { survey($0) } }
    }
  }

  private func surveyedOptions(_ entry: Entry?) -> [Entry] {
    switch entry?.content {
    case .list(let list): list
    case .map(let pairs): pairs.map(\.key)
    default: []
    }
  }

  private mutating func surveyOptions(_ entry: Entry?) -> [String] {
    surveyedOptions(entry).compactMap { option in
      guard let name = option.text, !option.isEmpty else { return nil }
      declarations.add(name, .option, at: place(of: option))
      return name
    }
  }

  private mutating func surveyAttribute(_ key: Entry, _ options: Entry?) {
    let names = surveyOptions(options)
    guard let text = key.text, let (group, attribute) = split(text) else { return }
    declarations.add(attribute, .attribute, at: place(of: key, behind: "."))
    guard let role = vocabulary.role(of: group) else { return }
    vocabulary.add(attribute: attribute, of: role, options: names)
  }

  private mutating func surveyChance(_ key: Entry, _ outcomes: Entry?) {
    guard let text = key.text, !key.isEmpty else { return }
    if text.contains(".") { return surveyAttribute(key, outcomes) }
    vocabulary.add(chance: text, outcomes: surveyOptions(outcomes))
    declarations.add(text, .chance, at: place(of: key))
  }

  private mutating func surveyDraw(_ key: Entry, from: Entry?, count: Entry?) {
    guard let name = key.text, !key.isEmpty else { return }
    declarations.add(name, .draw, at: place(of: key))
    // Roles come first; a name that is both is reported elsewhere.
    guard vocabulary.roles[name] == nil, let source = from?.text?.prefix(while: { $0 != " " }),
      let role = vocabulary.role(of: String(source))
    else { return }
    vocabulary.add(draw: name, from: role, isSingle: (count?.text ?? "1") == "1")
  }

  private func split(_ text: String) -> (group: String, attribute: String)? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      .map { String($0.filter { $0 != " " }) }
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    return (parts[0], parts[1])
  }
}
