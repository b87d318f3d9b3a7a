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
    let checker = options.checker
    let records = attacks(of: inputs, session)
    for mechanism in inputs.mechanisms {
      session.progress("deciding \(mechanism.name)")
      guard let examination = try await session.examination(of: mechanism, by: decider) else {
        continue
      }
      try await session.noting(about: mechanism) {
        let findings = try await decider.findings(on: mechanism, after: examination)
        session.progress("holding markets of \(mechanism.name)")
        session.add(
          try await MarketExamination(
            of: mechanism, findings,
            records: records.filter { $0.mechanism.location.file == mechanism.location.file },
            seed: seed, jobs: options.effort.jobs
          ) { try await checker.usualParameters(of: mechanism, given: $0) })
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
