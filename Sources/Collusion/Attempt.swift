import SMT

/// A method that was tried in vain.
struct Attempt {
  var theory: Theory
  /// Why it gave up, in the solver's words; nil if it just led nowhere.
  var reason: String?
  var took: Duration

  /// Which methods fit some formulas, in the order of their turns, each with its share of the time that
  /// is left by then. The method for linear arithmetic is complete; for polynomials neither of the two
  /// is always the quicker one.
  static func portfolio(for theory: Theory) -> [(theory: Theory, share: Double)] {
    switch theory {
    case .linearReal, .general: [(theory, 1)]
    case .nonlinearReal: [(.nonlinearReal, 1 / 4), (.general, 1 / 3), (.nonlinearReal, 1)]
    }
  }

  /// What was tried, and why it did not help.
  static func summary(_ attempts: [Attempt]) -> String {
    let reasons = attempts.compactMap(\.reason).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    let tried = attempts.map { "\($0.theory.rawValue) for \($0.duration)" }
    return "\(reasons.joined(separator: ", ")) (tried \(tried.joined(separator: ", then ")))"
  }

  private var duration: String {
    let seconds = took.components.seconds
    return seconds == 0 ? "less than 1 s" : "\(seconds) s"
  }
}
