internal import CZ3

/// What a check found.
public enum Outcome: Sendable, Equatable {
  case satisfiable
  case unsatisfiable
  /// Z3 gave up: `timeout`, `interrupted`, or a reason in Z3's words.
  case unknown(reason: String)
}

/// A growing and shrinking set of formulas, and questions whether they can hold together.
///
/// Z3 4.8.12 keeps some 45 bytes for every check until the solver is released: for very many questions,
/// take a new one now and then.
public final class Solver {
  public let context: Context
  /// The SMT-LIB logic the solver was made for, if one was named.
  public let logic: String?
  private let raw: Z3_solver
  private var scopes: [Int] = []

  /// The formulas asserted and not popped, in order.
  public private(set) var assertions: [BoolTerm] = []

  private init(_ context: Context, logic: String?, made raw: Z3_solver) throws {
    self.context = context
    self.logic = logic
    self.raw = raw
    Z3_solver_inc_ref(context.raw, raw)
    try setParameters()
  }

  /// A solver that chooses its methods itself.
  public convenience init(_ context: Context) throws {
    try self.init(
      context, logic: nil, made: try context.unwrap(Z3_mk_solver(context.raw), "solver"))
  }

  /// A solver for many small questions, which all take Z3's incremental method.
  public convenience init(incremental context: Context) throws {
    try self.init(
      context, logic: nil, made: try context.unwrap(Z3_mk_simple_solver(context.raw), "solver"))
  }

  /// A solver for one SMT-LIB logic, such as `QF_LRA`.
  public convenience init(_ context: Context, logic: String) throws {
    let symbol = Z3_mk_string_symbol(context.raw, logic)
    try self.init(
      context, logic: logic,
      made: try context.unwrap(Z3_mk_solver_for_logic(context.raw, symbol), "solver \(logic)"))
  }

  /// A solver that holds the formulas, of the kind that is quick for what they speak of, or for a theory
  /// that covers it. Small questions do not pay then for a solver that is ready for anything.
  ///
  /// - Throws: ``SMTError``: the first failed operation on terms, if there was one since the last throw.
  public convenience init(
    deciding formulas: [BoolTerm], in theory: Theory? = nil, _ context: Context
  ) throws {
    switch try theory ?? Theory(of: formulas, in: context) {
    case .linearReal: try self.init(incremental: context)
    case .nonlinearReal: try self.init(context, logic: Theory.nonlinearReal.logic)
    case .general: try self.init(context)
    }
    for formula in formulas { try add(formula) }
  }

  /// A solver that decides each question with the tactic.
  public convenience init(_ context: Context, tactic: Tactic) throws {
    guard tactic.context === context else {
      throw SMTError(
        code: .mixedContexts, message: "the tactic belongs to another context",
        operation: "solver")
    }
    try self.init(
      context, logic: nil,
      made: try context.unwrap(
        Z3_mk_solver_from_tactic(context.raw, tactic.raw), "solver"))
  }

  deinit {
    Z3_solver_dec_ref(context.raw, raw)
  }

  // MARK: - Formulas

  /// Asserts a formula.
  ///
  /// - Throws: ``SMTError``: the first failed operation on terms, if there was one since the last throw.
  public func add(_ formula: BoolTerm) throws {
    try context.admit([formula.node], "assert")
    Z3_solver_assert(context.raw, raw, formula.node.raw)
    try context.throwFailure(of: "assert")
    assertions.append(formula)
  }

  /// Asserts a formula under the name of a truth constant, which stands for it in an unsat core.
  public func add(_ formula: BoolTerm, named name: BoolTerm) throws {
    try context.admit([formula.node, name.node], "assert")
    guard name.node.isConstant else {
      throw SMTError(
        code: .invalidArgument, message: "only a truth constant can name an assertion",
        operation: "assert")
    }
    Z3_solver_assert_and_track(context.raw, raw, formula.node.raw, name.node.raw)
    try context.throwFailure(of: "assert")
    assertions.append(formula)
  }

  /// Begins a scope: what is asserted from here on goes with the matching ``pop()``.
  public func push() throws {
    try context.throwPendingFailure()
    Z3_solver_push(context.raw, raw)
    try context.throwFailure(of: "push")
    scopes.append(assertions.count)
  }

  /// Ends the last scope.
  public func pop() throws {
    guard let count = scopes.last else {
      throw SMTError(code: .invalidUsage, message: "there is no scope to pop", operation: "pop")
    }
    Z3_solver_pop(context.raw, raw, 1)
    try context.throwFailure(of: "pop")
    scopes.removeLast()
    assertions.removeLast(assertions.count - count)
  }

  // MARK: - Questions

  /// Whether the assertions and assumptions can hold together.
  public func check(assuming assumptions: [BoolTerm] = [], timeout: Duration? = nil) throws
    -> Outcome
  {
    try context.admit(assumptions.map(\.node), "check")
    let interrupter = context.interrupter
    let answer = try context.interruptible(timeout: timeout) {
      let handles = assumptions.map { Optional($0.node.raw) }
      let answer =
        handles.isEmpty
        ? Z3_solver_check(context.raw, raw)
        : Z3_solver_check_assumptions(context.raw, raw, UInt32(handles.count), handles)
      if answer == Z3_L_UNDEF, !interrupter.isInterrupted, !interrupter.isLate {
        try context.throwFailure(of: "check")
      }
      return withExtendedLifetime(assumptions) { answer }
    }
    switch answer {
    case Z3_L_TRUE?: return .satisfiable
    case Z3_L_FALSE?: return .unsatisfiable
    default: return .unknown(reason: unknownReason)
    }
  }

  private var unknownReason: String {
    if context.interrupter.isInterrupted { return "interrupted" }
    if context.interrupter.isLate { return "timeout" }
    return Z3_solver_get_reason_unknown(context.raw, raw).map { String(cString: $0) } ?? ""
  }

  /// The assignment the last check found.
  ///
  /// - Throws: ``SMTError`` unless the last check was satisfiable.
  public func model() throws -> Model {
    Model(context, try context.unwrap(Z3_solver_get_model(context.raw, raw), "model"))
  }

  /// The names and assumptions of the last check that cannot hold together; not always the fewest.
  ///
  /// - Throws: ``SMTError`` if there is none to be had.
  public func unsatCore() throws -> [BoolTerm] {
    try context.nodes(of: Z3_solver_get_unsat_core(context.raw, raw), "unsat core").map {
      BoolTerm($0)
    }
  }

  private func setParameters() throws {
    let parameters = try context.unwrap(Z3_mk_params(context.raw), "parameters")
    Z3_params_inc_ref(context.raw, parameters)
    defer { Z3_params_dec_ref(context.raw, parameters) }
    // Z3 would otherwise take the process's interrupt signal during a check.
    Z3_params_set_bool(
      context.raw, parameters, Z3_mk_string_symbol(context.raw, "ctrl_c"), false)
    Z3_solver_set_params(context.raw, raw, parameters)
    try context.throwFailure(of: "parameters")
  }
}
