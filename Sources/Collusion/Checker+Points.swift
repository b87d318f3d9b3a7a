public import Exact
public import Mechanisms

extension Checker {
  /// Decides whether attacks pay at some parameters; at the defaults, those without one being free, if none are
  /// given.
  ///
  /// - Returns: a verdict about these parameters; vacuous where the property does not speak of them.
  /// - Throws: ``Disagreement``; a `Fault` of the mechanism that shows in a replay; `SMTError`.
  public func verdict(
    on property: Property, of mechanism: Mechanism, at point: [String: Rational]? = nil
  ) async throws -> Verdict {
    try await asking { oracle in
      var property = property
      property.claim = property.claim.aboutAttacks
      let subject = Subject(mechanism, property)
      let values = point ?? subject.defaults
      guard values.allSatisfy({ (subject.fixed[$0.key] ?? $0.value) == $0.value }) else {
        return .vacuous("it is assumed that the parameters are others")
      }
      return try Search(subject: subject.holding(values), oracle: oracle).verdict()
    }.0
  }
}
