import Collusion
import Exact
import Mechanisms

extension Checker {
  /// The parameters at the values that are given, else at their defaults; those that have neither at one with
  /// which all holds that is assumed.
  ///
  /// - Parameter conditions: What is assumed besides; defaults give way to it.
  /// - Throws: `Diagnostics` if there are none; `SMTError`.
  func parameters(
    of mechanism: Mechanism, where values: [String: Rational],
    given conditions: [Located<Formula>] = []
  ) async throws -> [String: Rational] {
    let fixed = conditions.isEmpty ? mechanism.defaults.merging(values) { $1 } : values
    let equations = mechanism.parameters.compactMap { parameter in
      fixed[parameter.name].map { value in
        Located(Formula.comparison(.equal, .parameter(parameter.name), .number(value)))
      }
    }
    if let point = try await usualParameters(of: mechanism, given: equations + conditions) {
      return point
    }
    let given = values.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    let place = given.isEmpty ? "at the defaults" : "where \(given.joined(separator: ", "))"
    throw Diagnostics([
      Diagnostic(
        file: mechanism.location.file, line: 1, column: 1,
        message: "what is assumed of the parameters does not hold \(place)")
    ])
  }
}
