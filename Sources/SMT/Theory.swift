/// What formulas speak of, as far as it matters for how to decide them.
public enum Theory: String, Sendable {
  /// Linear arithmetic over the reals, without quantifiers.
  case linearReal = "linear arithmetic"
  /// Polynomial arithmetic over the reals, without quantifiers.
  case nonlinearReal = "nonlinear real arithmetic"
  case general = "the general method"

  /// The smallest theory that covers formulas.
  ///
  /// - Throws: ``SMTError``: the first failed operation on terms, if there was one since the last throw.
  public init(of formulas: [BoolTerm], in context: Context) throws {
    try context.admit(formulas.map(\.node), "theory")
    let goal = try Goal(formulas, in: context)
    if try goal.satisfies("is-qflra") {
      self = .linearReal
    } else if try goal.satisfies("is-qfnra") {
      self = .nonlinearReal
    } else {
      self = .general
    }
  }

  /// The name of its SMT-LIB logic.
  public var logic: String {
    switch self {
    case .linearReal: "QF_LRA"
    case .nonlinearReal: "QF_NRA"
    case .general: "ALL"
    }
  }
}
