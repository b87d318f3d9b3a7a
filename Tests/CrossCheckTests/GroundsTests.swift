import Collusion
import CrossCheck
import Mechanisms
import PropertyTesting
import Testing

/// What explanations say of proofs, held against proofs of mechanisms in which that is dropped.
@Suite("Grounds of proofs")
struct GroundsTests {
  private struct Wrong: Error, CustomStringConvertible {
    var description: String
  }

  private let checker = Checker(timeout: .seconds(2), jobs: 1)

  @Test("of random mechanisms, what a proof needs is enough, and each part of it is necessary")
  func random() async throws {
    var settings = Settings(cases: 60)
    settings.seed = 7
    settings.shrinkingTime = .seconds(20)
    let test = PropertyTest { test in
      let mechanism = try test.draw(.mechanisms)
      test.note((try? mechanism.text()) ?? "")
      try await self.examine(mechanism, test)
    }
    let report = await test.examine(settings)
    print(report.lines.joined(separator: "\n"))
    #expect(report.failure == nil)
  }

  private func examine(_ mechanism: Mechanism, _ test: TestCase) async throws {
    let problems = try await checker.problems(of: mechanism)
    guard problems.found.isEmpty, problems.open.isEmpty else { throw Rejection.assumption }
    for property in mechanism.properties {
      let finding = try await checker.finding(on: property, of: mechanism)
      guard finding.verdict == .proved,
        case .proof(let grounds)? =
          try await checker.explaining(finding, of: mechanism).explanation
      else { throw Rejection.assumption }
      let needed = grounds.needed.map(\.premise)
      let others = grounds.unneeded
      test.label(needed.isEmpty ? "needs nothing" : "needs \(needed.count > 2 ? "more" : "some")")
      guard try await isProved(property, of: mechanism, leavingOpen: others) else {
        throw Wrong(description: "not enough: \(needed.map(\.text))")
      }
      for premise in needed
      where try await isProved(property, of: mechanism, leavingOpen: others + [premise]) {
        throw Wrong(description: "not necessary: \(premise.text)")
      }
      let some = try others.filter { _ in try test.flip() }
      guard try await isProved(property, of: mechanism, dropping: some) else {
        throw Wrong(description: "not enough without \(some.map(\.text))")
      }
    }
  }

  private func isProved(
    _ property: Property, of mechanism: Mechanism, leavingOpen open: [Premise]
  ) async throws -> Bool {
    try await isProved(property.dropping(Set(open)), of: mechanism.leavingOpen(Set(open)))
  }

  private func isProved(
    _ property: Property, of mechanism: Mechanism, dropping dropped: [Premise]
  ) async throws -> Bool {
    try await isProved(property.dropping(Set(dropped)), of: mechanism.dropping(Set(dropped)))
  }

  private func isProved(_ property: Property, of mechanism: Mechanism) async throws -> Bool {
    do {
      return try await checker.finding(on: property, of: mechanism).verdict == .proved
    } catch is Fault {
      return false
    } catch is Disagreement {
      // Where what is dropped leaves no sense, the two readings may differ.
      return false
    }
  }
}
