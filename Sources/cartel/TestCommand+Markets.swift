import Collusion
import CrossCheck
import Mechanisms
import Report
import Store

extension TestCommand {
  /// Holds every verdict and recorded attack against markets.
  func testMarkets(_ session: Session) async throws {
    let inputs = Inputs(try Inputs.chosen(paths, orUsual: ["Properties", "Counterexamples"]))
    session.note { $0.errors += inputs.errors }
    let decider = options.decider
    let records = attacks(of: inputs, session)
    for mechanism in inputs.mechanisms {
      session.progress("deciding \(mechanism.name)")
      guard let examination = try await session.examination(of: mechanism, by: decider) else {
        continue
      }
      try await session.noting(about: mechanism) {
        let findings = try await decider.findings(on: mechanism, after: examination)
        session.progress("holding markets of \(mechanism.name)")
        let chapter = try await decider.markets(
          of: mechanism, findings, seed: seed, jobs: options.effort.jobs)
        session.add(
          MarketExamination(
            of: mechanism, chapter,
            records: records.filter { $0.mechanism.location.file == mechanism.location.file },
            at: try await decider.checker.usualParameters(of: mechanism), seed: seed))
      }
    }
  }

  private func attacks(of inputs: Inputs, _ session: Session) -> [RecordedAttack] {
    var replaying = Replaying(inputs.mechanisms)
    return inputs.records.compactMap { path, text in
      do throws(Diagnostics) {
        if case .attack(let attack) = try replaying.subject(of: text, at: path) { return attack }
      } catch {
        session.note { $0.errors += error.list }
      }
      return nil
    }
  }
}

extension Decider {
  /// What markets teach about a mechanism, which is remembered.
  func markets(
    of mechanism: Mechanism, _ findings: [Finding], seed: UInt64, jobs: Int
  ) async throws -> MarketChapter {
    try await remembering("markets \(seed)", of: findings, on: mechanism) {
      try await MarketChapter(findings, on: mechanism, jobs: jobs, seed: seed) { [checker] in
        try await checker.usualParameters(of: mechanism, given: $0)
      }
    }
  }
}
