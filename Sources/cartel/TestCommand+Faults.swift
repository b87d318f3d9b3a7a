import CrossCheck
import Mechanisms
import PropertyTesting
import Report

extension TestCommand {
  private static var usualMarkets: Int { 100 }

  /// Lets things go wrong in small markets of each mechanism, several mechanisms at once.
  func testFaults(_ session: Session) async throws {
    let inputs = Inputs(try Inputs.chosen(paths, orUsual: ["Properties"]))
    session.note { $0.errors += inputs.errors }
    let mechanisms = inputs.mechanisms
    let settings = settings(sharing: mechanisms.count, usual: Self.usualMarkets) { _ in }
    await withTaskGroup(of: (index: Int, outcome: FaultExamination.Outcome).self) { group in
      var begun = 0
      func begin() {
        guard begun < mechanisms.count else { return }
        let (index, mechanism) = (begun, mechanisms[begun])
        begun += 1
        session.progress("letting things go wrong in \(mechanism.name)")
        group.addTask { (index, await FaultExamination(of: mechanism).run(settings)) }
      }
      for _ in 0..<options.effort.jobs { begin() }
      var outcomes: [Int: FaultExamination.Outcome] = [:]
      var told = 0
      while let (index, outcome) = await group.next() {
        begin()
        outcomes[index] = outcome
        // They are told in their order, whichever is ready first.
        while let outcome = outcomes.removeValue(forKey: told) {
          session.add(Run.Disturbed(mechanisms[told], outcome))
          told += 1
        }
      }
    }
  }
}
