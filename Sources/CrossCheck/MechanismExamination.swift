public import Collusion
import Exact
public import Mechanisms
public import PropertyTesting

/// Holds everything that Cartel says of one mechanism against everything else.
public struct MechanismExamination: Sendable {
  public var checker: Checker
  /// How many attempts are made on each property.
  public var attempts: Int

  public init(checker: Checker = Checker(timeout: .milliseconds(100), jobs: 1), attempts: Int = 3) {
    self.checker = checker
    self.attempts = attempts
  }

  /// That nothing is found wrong with any random mechanism.
  public var property: PropertyTest {
    PropertyTest { test in
      let mechanism = try test.draw(.mechanisms)
      try test.willRun()
      test.note((try? mechanism.text()) ?? "")
      try await run(mechanism, test)
    }
  }

  /// - Throws: a ``Contradiction``, or what `test` throws for cases to be left out.
  public func run(_ mechanism: Mechanism, _ test: TestCase) async throws {
    try compareText(of: mechanism)
    let problems: Examination
    do {
      problems = try await checker.problems(of: mechanism)
    } catch {
      throw Contradiction(.failure("\(error)"))
    }
    let isSound = problems.found.isEmpty && problems.open.isEmpty && problems.unfinished == nil
    test.label(isSound ? "sound" : "not sound")
    for property in mechanism.properties {
      try await examine(property, of: mechanism, isSound: isSound, test)
    }
  }

  /// In this share of the cases the exact condition is found, and held against brute force.
  private static let shareOfConditions = 0.1
  /// In this share of the cases bounds on the gain are found, and held against brute force.
  private static let shareOfBounds = 0.05

  private func condition(
    for property: Property, of mechanism: Mechanism
  ) async throws -> Condition {
    do {
      return try await checker.condition(for: property, of: mechanism)
    } catch {
      throw Contradiction(.failure("\(error)"))
    }
  }

  private func compareText(of mechanism: Mechanism) throws {
    do {
      let text = try mechanism.text()
      let read = try Mechanism(reading: text, file: "")
      if read != mechanism { throw Contradiction(.text("it reads as another one")) }
    } catch let diagnostics as Diagnostics {
      throw Contradiction(.text("\(diagnostics)"))
    }
  }

  private func examine(
    _ property: Property, of mechanism: Mechanism, isSound: Bool, _ test: TestCase
  ) async throws {
    var verdict: Verdict?
    if isSound {
      do {
        verdict = try await checker.finding(on: property, of: mechanism).verdict
      } catch {
        throw Contradiction(.failure("\(error)"))
      }
      test.label(verdict?.expectation.rawValue ?? "")
      try verdict?.confirm(on: mechanism, property)
    }
    let attacker = Attacker(mechanism, property)
    let readings = Readings(mechanism, property)
    for _ in 0..<attempts {
      do {
        if try attacker.attackClaim(verdict, test) { continue }
        let attempt = try attacker.attempt(test)
        try readings.compare(attempt)
        try readings.compareFormula(of: attempt, at: try attacker.points.draw(test))
        try verdict?.judge(attempt, allowed: try attacker.margin(at: attempt.parameters))
      } catch let fault as Fault {
        if isSound && !fault.kind.isLimit && !mechanism.tells(of: fault, expecting: .broken) {
          throw Contradiction(.overlookedFault(fault))
        }
      } catch Rejection.assumption {
        continue
      } catch Rejection.filter {
        continue
      }
    }
    guard isSound else { return }
    do {
      let bruteForce = BruteForce(
        mechanism: mechanism, property: property, point: try attacker.points.draw(test),
        checker: checker)
      try await bruteForce.compare(just: try test.flip() ? .atMost : .below)
      if try test.flip(probability: Self.shareOfConditions) {
        try bruteForce.compare(try await condition(for: property, of: mechanism))
      }
      if try test.flip(probability: Self.shareOfBounds) { try await bruteForce.compareBounds() }
    } catch Rejection.assumption, Rejection.filter {
      return
    } catch let fault as Fault {
      if !mechanism.tells(of: fault, expecting: .broken) {
        throw Contradiction(.overlookedFault(fault))
      }
    }
  }
}
