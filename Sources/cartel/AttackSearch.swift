import ArgumentParser
import Collusion
import Mechanisms
import Report
import Store

/// Looks for attacks on mechanisms, whatever their properties expect.
struct AttackSearch {
  let decider: Decider
  /// The only property to be looked at, if one is named.
  let property: String?
  let session: Session

  /// - Parameter use: is given what was found on each mechanism; it is told when that returns.
  /// - Throws: a `ValidationError` if no mechanism has the property that is named; `SMTError`.
  func run(
    on inputs: Inputs, _ use: (Mechanism, [Finding]) async throws -> Void
  ) async throws {
    session.note { $0.errors += inputs.errors }
    var wasFound = property == nil
    session.showWork()
    for mechanism in inputs.mechanisms {
      var asked = mechanism
      if let property { asked.properties.removeAll { $0.name != property } }
      for index in asked.properties.indices { asked.properties[index].expected = nil }
      wasFound = wasFound || !asked.properties.isEmpty
      session.expect(asked.properties.count)
      session.begin(asked)
      try await session.noting(about: mechanism) {
        let examination = try await decider.problems(of: asked)
        session.note { $0.errors += examination.found.map(Diagnostic.init) }
        let findings = try await decider.findings(
          on: asked, after: examination, begin: { session.begin($0) },
          report: { session.add($1, at: $0) })
        try await use(mechanism, findings)
      }
      session.finish()
    }
    if !wasFound && inputs.errors.isEmpty {
      throw ValidationError("no property is named '\(property ?? "")'")
    }
  }
}
