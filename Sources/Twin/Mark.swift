import Mechanisms

/// A formula that is judged at the end of a path.
struct Mark {
  private let phrase: Script.Phrase
  /// What it speaks of that happens or not: what is bound, met and chosen.
  private let subjects: [Script.Phrase]

  /// - Throws: a ``TwinError`` for a name that nothing declares.
  init(_ formula: Located<Formula>, in casting: inout Casting) throws {
    phrase = try casting.phrase(formula)
    var subjects: [Formula] = []
    formula.content.visit { part in
      switch part {
      case .binding, .outcome, .attribute: subjects.append(part)
      default: break
      }
    }
    self.subjects = try subjects.map {
      try casting.phrase(Located($0, at: formula.location))
    }
  }

  /// Whether it holds, and all that it speaks of happened.
  func holds(in performance: Performance) -> Bool {
    let happened = subjects.allSatisfy { subject in
      (try? performance.value(subject)).map { $0 != .option(0) } ?? false
    }
    return happened && (try? performance.truth(phrase)) == true
  }
}
