public import Exact
import Interpretation
public import Mechanisms

extension RationalFunction {
  /// Reads a formula over a mechanism's parameters that is one quotient of polynomials.
  ///
  /// - Throws: `Diagnostics` for what is no formula; ``Piecewise`` for one with cases; a `Fault` for a
  ///   division by zero.
  public init(reading text: String, over mechanism: Mechanism) throws {
    try self.init(Located(mechanism.formula(reading: text, file: "the formula")), over: mechanism)
  }

  /// A formula over a mechanism's parameters as one quotient of polynomials.
  ///
  /// - Throws: ``Piecewise`` for one with cases; a `Fault` for a division by zero.
  init(_ formula: Located<Formula>, over mechanism: Mechanism) throws {
    let functions = FunctionDomain(
      at: Dictionary(
        uniqueKeysWithValues: mechanism.parameters.map { ($0.name, $0.defaultValue ?? 1) }))
    self = try functions.number(of: formula)
    guard functions.region.isEmpty else { throw Piecewise() }
  }

  /// A formula that is not the same polynomial everywhere.
  public struct Piecewise: Error, CustomStringConvertible {
    public var description: String { "it has cases (if, min, max) or rounds" }
  }
}
