internal import CZ3

/// The world terms, solvers and tactics live in. A context belongs to one task; several contexts may
/// work at once. Only its ``interrupter`` may be shared.
///
/// Building a term never throws: the first operation that fails is remembered and thrown by the next
/// assertion or check, and a term built from a failed one is refused whenever it is used.
public final class Context {
  let raw: Z3_context
  /// Ends what this context is doing, from any thread.
  public let interrupter: Interrupter

  /// The first failed term operation not yet thrown.
  public internal(set) var pendingFailure: SMTError?
  private var declared: [String: Sort] = [:]

  /// - Throws: ``SMTError`` if Z3 cannot make a context.
  public init() throws {
    raw = try Self.makeContext()
    interrupter = Interrupter(raw)
  }

  private static func makeContext() throws -> Z3_context {
    let configuration = Z3_mk_config()
    defer { Z3_del_config(configuration) }
    guard let context = Z3_mk_context_rc(configuration) else {
      throw SMTError(code: .memory, message: "Z3 made no context", operation: "context")
    }
    Z3_set_error_handler(context, nil)
    Z3_set_ast_print_mode(context, Z3_PRINT_SMTLIB2_COMPLIANT)
    return context
  }

  deinit {
    interrupter.close()
    Z3_del_context(raw)
  }

  /// Lets the context work again after an interruption.
  public func resume() {
    interrupter.resume()
  }

  /// Version of the Z3 library, such as `4.8.12`.
  public static var solverVersion: String {
    var (major, minor, build, revision): (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
    Z3_get_version(&major, &minor, &build, &revision)
    return "\(major).\(minor).\(build)"
  }
}

// MARK: - Long operations

extension Context {
  /// Runs an operation that an interruption or a time limit can end; nil if an interruption is in force.
  func interruptible<Result>(timeout: Duration?, _ operation: () throws -> Result) throws -> Result?
  {
    defer { if interrupter.isSignalled { forgetInterruption() } }
    return try interrupter.run(timeout: timeout, operation)
  }

  /// An interruption that Z3 did not hear in time stays in force for all but checks, and a check ends it.
  private func forgetInterruption() {
    guard let solver = Z3_mk_simple_solver(raw) else { return }
    Z3_solver_inc_ref(raw, solver)
    _ = Z3_solver_check(raw, solver)
    Z3_solver_dec_ref(raw, solver)
  }
}

// MARK: - Building nodes

extension Context {
  /// Runs one term operation over nodes of this context; a failure is remembered, not thrown.
  func make(
    _ operation: String, _ sort: Sort, _ operands: [Node],
    _ build: (Z3_context, UnsafePointer<Z3_ast?>, UInt32) -> Z3_ast?
  ) -> Node {
    if let failure = operands.lazy.compactMap(\.failure).first {
      return standIn(for: failure, sort)
    }
    guard operands.allSatisfy({ $0.context === self }) else {
      return fail(
        SMTError(
          code: .mixedContexts, message: "the terms belong to different contexts",
          operation: operation), sort)
    }
    let handles = operands.map { Optional($0.raw) }
    let result = handles.withUnsafeBufferPointer { buffer in
      withUnsafeTemporaryAllocation(of: Z3_ast?.self, capacity: 1) { empty in
        empty.initialize(repeating: nil)
        return build(
          raw, buffer.baseAddress ?? UnsafePointer(empty.baseAddress!), UInt32(buffer.count))
      }
    }
    return withExtendedLifetime(operands) {
      if let failure = failure(of: operation) { return fail(failure, sort) }
      guard let result else {
        return fail(
          SMTError(code: .fatal, message: "Z3 returned no term", operation: operation), sort)
      }
      return Node(self, result)
    }
  }

  func fail(_ failure: SMTError, _ sort: Sort) -> Node {
    if pendingFailure == nil { pendingFailure = failure }
    return standIn(for: failure, sort)
  }

  private func standIn(for failure: SMTError, _ sort: Sort) -> Node {
    let zero =
      switch sort {
      case .bool: Z3_mk_false(raw)
      case .integer: Z3_mk_int(raw, 0, Z3_mk_int_sort(raw))
      case .real: Z3_mk_int(raw, 0, Z3_mk_real_sort(raw))
      }
    return Node(self, zero!, failure: failure)
  }

  func handle(of sort: Sort) -> Z3_sort? {
    switch sort {
    case .bool: Z3_mk_bool_sort(raw)
    case .integer: Z3_mk_int_sort(raw)
    case .real: Z3_mk_real_sort(raw)
    }
  }

  func declare(_ name: String, _ sort: Sort) -> Node {
    guard !name.contains(where: { $0 == "|" || $0 == "\\" || $0 == "\0" }) else {
      return fail(
        SMTError(
          code: .name, message: "a name must not contain | or \\: \(name)", operation: "declare"),
        sort)
    }
    guard declared[name, default: sort] == sort else {
      return fail(
        SMTError(
          code: .name, message: "\(name) is already declared with another sort",
          operation: "declare"), sort)
    }
    declared[name] = sort
    return make("declare", sort, []) { context, _, _ in
      Z3_mk_const(context, Z3_mk_string_symbol(context, name), self.handle(of: sort))
    }
  }

  func declareFresh(_ prefix: String, _ sort: Sort) -> Node {
    make("declare", sort, []) { context, _, _ in
      Z3_mk_fresh_const(context, prefix, self.handle(of: sort))
    }
  }

  func numeral(_ text: String, _ sort: Sort) -> Node {
    make("number", sort, []) { context, _, _ in
      Z3_mk_numeral(context, text, self.handle(of: sort))
    }
  }
}

// MARK: - Errors

extension Context {
  /// The failure of the call just made, if it failed.
  func failure(of operation: String) -> SMTError? {
    let code = Z3_get_error_code(raw)
    guard code != Z3_OK else { return nil }
    let message = Z3_get_error_msg(raw, code).map { String(cString: $0) } ?? "no message"
    return SMTError(code: SMTError.Code(code), message: message, operation: operation)
  }

  func throwFailure(of operation: String) throws {
    if let failure = failure(of: operation) { throw failure }
  }

  /// Unwraps the result of a Z3 call, throwing what went wrong with it.
  func unwrap<Handle>(_ handle: Handle?, _ operation: String) throws -> Handle {
    try throwFailure(of: operation)
    guard let handle else {
      throw SMTError(code: .fatal, message: "Z3 returned nothing", operation: operation)
    }
    return handle
  }

  /// Throws, once, the first term operation that failed.
  func throwPendingFailure() throws {
    guard let failure = pendingFailure else { return }
    pendingFailure = nil
    throw failure
  }

  /// Throws unless all terms are sound and of this context.
  func admit(_ nodes: [Node], _ operation: String) throws {
    try throwPendingFailure()
    for node in nodes {
      if let failure = node.failure { throw failure }
      guard node.context === self else {
        throw SMTError(
          code: .mixedContexts, message: "the term belongs to another context",
          operation: operation)
      }
    }
  }
}

extension SMTError.Code {
  init(_ code: Z3_error_code) {
    self =
      switch code {
      case Z3_SORT_ERROR: .sort
      case Z3_IOB: .index
      case Z3_INVALID_ARG: .invalidArgument
      case Z3_PARSER_ERROR: .parser
      case Z3_NO_PARSER: .noParser
      case Z3_INVALID_PATTERN: .invalidPattern
      case Z3_MEMOUT_FAIL: .memory
      case Z3_FILE_ACCESS_ERROR: .file
      case Z3_INTERNAL_FATAL: .fatal
      case Z3_INVALID_USAGE: .invalidUsage
      case Z3_DEC_REF_ERROR: .reference
      default: .exception
      }
  }
}
