import Exact
public import Mechanisms

extension Property {
  /// What is allowed to be gained, in money: the margin, or nothing.
  ///
  /// - Throws: whatever the domain throws for the margin's formula.
  public func allowedGain<D: Domain>(in domain: D) throws -> D.Number {
    try margin.map { try domain.number(of: $0) } ?? domain.number(0)
  }
}
