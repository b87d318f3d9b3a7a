/// What a terminal or a log obeys instead of showing it: escapes, bells, breaks of lines.
enum ControlCharacter {
  static func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  /// Where the first is that cannot be in a text, which may go over several lines and have tabs.
  static func index(inText scalars: [Unicode.Scalar]) -> Int? {
    scalars.firstIndex { contains($0) && $0 != "\n" && $0 != "\t" }
  }

  /// Where the first is that cannot be in a name.
  static func index(inName scalars: [Unicode.Scalar]) -> Int? {
    scalars.firstIndex(where: contains)
  }

  /// As patterns of a JSON Schema.
  static let patternInText = #"[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029]"#
  static let patternInName = #"[\u0000-\u001F\u007F-\u009F\u2028\u2029]"#

  /// Its number, for messages.
  static func number(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension Entry {
  /// Whether nothing in it keeps it from being a name; what does is reported.
  func canBeName(_ log: DiagnosticLog) -> Bool {
    let scalars = Array((text ?? "").unicodeScalars)
    guard let index = ControlCharacter.index(inName: scalars) else { return true }
    log.report(.controlCharacter(scalars[index], in: "a name"), at: location)
    return false
  }
}
