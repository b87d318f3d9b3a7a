import SMT

/// A method that was tried in vain.
struct Attempt {
  var method: Method
  /// Why it gave up, in the solver's words.
  var reason: String
  var took: Duration

  enum Method {
    /// A complete method for a theory.
    case deciding(Theory)
    /// Linear arithmetic with products as variables, to choose truths, and polynomials where they are
    /// chosen.
    case choosingLinearly

    var name: String {
      switch self {
      case .deciding(let theory): theory.rawValue
      case .choosingLinearly: "linear arithmetic with products as variables"
      }
    }
  }

  /// Which methods fit some formulas, in the order of their turns, each with its share of the time that
  /// is left by then. The method for linear arithmetic is complete. For polynomials, small questions are
  /// answered at once; for others none of the methods is always the quickest.
  static func portfolio(for theory: Theory) -> [(method: Method, share: Double)] {
    switch theory {
    case .linearReal, .general: [(.deciding(theory), 1)]
    case .nonlinearReal:
      [
        (.deciding(.nonlinearReal), 1 / 400), (.choosingLinearly, 1 / 4),
        (.deciding(.nonlinearReal), 1 / 4), (.deciding(.general), 1 / 3),
        (.deciding(.nonlinearReal), 1),
      ]
    }
  }

  /// What was tried, and why it did not help.
  static func summary(_ attempts: [Attempt]) -> String {
    let reasons = attempts.map(\.reason).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    let tried = attempts.map { "\($0.method.name) for \($0.duration)" }
    return "\(reasons.joined(separator: ", ")) (tried \(tried.joined(separator: ", then ")))"
  }

  private var duration: String {
    let seconds = took.components.seconds
    return seconds == 0 ? "less than 1 s" : "\(seconds) s"
  }
}
