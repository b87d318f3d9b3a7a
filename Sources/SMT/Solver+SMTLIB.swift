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
      text.map { Self.numberingShared(Self.withoutHeading(String(cString: $0))) } ?? ""
    }
  }

  /// Without the comment line Z3 makes of the benchmark's name.
  private static func withoutHeading(_ script: String) -> String {
    let lines = script.split(separator: "\n", omittingEmptySubsequences: true)
    return lines.drop { $0.hasPrefix(";") }.joined(separator: "\n") + "\n"
  }

  /// With the names of shared terms numbered as they occur. Z3 numbers them by when their memory was last
  /// used, which differs between runs that ask the same.
  private static func numberingShared(_ script: String) -> String {
    var numbers: [Substring: Int] = [:]
    let parts = script.split(separator: "|", omittingEmptySubsequences: false)
    return parts.enumerated().map { index, part in
      let isQuoted = !index.isMultiple(of: 2)
      guard !isQuoted else { return part }
      return part.replacing(/([( ][$?]x)([0-9]+)/) { match in
        let number = numbers[match.2] ?? numbers.count + 1
        numbers[match.2] = number
        return "\(match.1)\(number)"
      }
    }.joined(separator: "|")
  }
}
