internal import CZ3

extension Solver {
  /// The question as a complete SMT-LIB 2 script: logic, declarations, assertions, `check-sat`.
  ///
  /// The assumptions are asserted. Without a named logic the script says `ALL`.
  ///
  /// - Throws: ``SMTError`` if a term operation failed.
  public func smtLIB(assuming assumptions: [BoolTerm] = []) throws -> String {
    try context.smtLIB(assertions + assumptions, logic: logic ?? "ALL")
  }
}

extension Context {
  /// The question whether formulas can hold together as a complete SMT-LIB 2 script.
  ///
  /// - Parameter logic: The script's logic; without one, that of the smallest ``Theory``.
  /// - Throws: ``SMTError`` if a term operation failed.
  public func smtLIB(_ formulas: [BoolTerm], logic: String? = nil) throws -> String {
    try admit(formulas.map(\.node), "smtLIB")
    let logic = try logic ?? Theory(of: formulas, in: self).logic
    let last = formulas.last ?? constant(true)
    let others = formulas.dropLast().map { Optional($0.node.raw) }
    let text = Z3_benchmark_to_smtlib_string(
      raw, "", logic, "unknown", "", UInt32(others.count), others, last.node.raw)
    try throwFailure(of: "smtLIB")
    return withExtendedLifetime((formulas, last)) {
      text.map { Self.withoutHeading(String(cString: $0)) } ?? ""
    }
  }

  /// Without the comment line Z3 makes of the benchmark's name.
  private static func withoutHeading(_ script: String) -> String {
    let lines = script.split(separator: "\n", omittingEmptySubsequences: true)
    return lines.drop { $0.hasPrefix(";") }.joined(separator: "\n") + "\n"
  }
}
