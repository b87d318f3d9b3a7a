import ArgumentParser
import Collusion
import Mechanisms
import Report

/// Shows the exact condition for safety.
struct BoundCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bound",
    abstract: "Find the exact condition on the parameters under which a mechanism is safe.",
    discussion: """
      The condition is necessary and sufficient: where it holds, beside what is assumed, no coalition \
      that the property speaks of gains more than is allowed; where a part of it fails, the attack shown \
      with that part pays.

      Exit status 3 if a condition may not be complete.
      """)

  @Argument(help: "Mechanism files.")
  var files: [String]

  @ArgumentParser.Option(help: ArgumentHelp("Only the property of this name.", valueName: "name"))
  var property: String?

  @ArgumentParser.Option(
    help: ArgumentHelp("Solve each part for this parameter.", valueName: "parameter"))
  var solveFor: String?

  @OptionGroup var options: Options

  func run() async throws {
    let session = Session(format: options.format)
    session.endOnInterrupt()
    let inputs = Inputs(files)
    session.note { $0.errors += inputs.errors }
    try validate(inputs)
    for mechanism in inputs.mechanisms {
      let examination = try await options.checker.problems(of: mechanism)
      session.note { $0.errors += examination.found.map(Diagnostic.init) }
      guard examination.found.isEmpty else { continue }
      var findings: [Finding] = []
      for property in mechanism.properties where isChosen(property) {
        session.progress("\(mechanism.name), \(property.name)")
        do {
          let finding = try await finding(on: property, of: mechanism)
          findings.append(finding.qualified(by: examination))
        } catch let disagreement as Disagreement {
          session.note { $0.disagreements.append(Diagnostic(disagreement, in: mechanism)) }
        } catch let fault as Fault {
          session.note { $0.errors.append(Diagnostic(fault)) }
        }
      }
      session.finish(conditionsOf: mechanism, findings, solvedFor: solveFor)
    }
    session.end()
  }

  private func isChosen(_ property: Property) -> Bool {
    self.property == nil || property.name == self.property
  }

  private func validate(_ inputs: Inputs) throws {
    guard inputs.errors.isEmpty else { return }
    if let property, !inputs.mechanisms.contains(where: { $0.properties.contains(where: isChosen) })
    {
      throw ValidationError("no property is named '\(property)'")
    }
    let names = inputs.mechanisms.flatMap(\.parameters).map(\.name)
    if let solveFor, !names.contains(solveFor) {
      throw ValidationError("no parameter is named '\(solveFor)'")
    }
  }

  private func finding(on property: Property, of mechanism: Mechanism) async throws -> Finding {
    var asked = property
    asked.expected = nil
    var finding = try await options.checker.finding(on: asked, of: mechanism)
    switch (finding.verdict, asked.claim) {
    case (.vacuous, _), (_, .notEachMemberGains), (_, .noProfitableDeviationAmongByzantine): break
    default:
      let start = ContinuousClock.now
      let condition = try await options.checker.condition(
        for: asked, of: mechanism, solvingFor: solveFor)
      finding.duration += ContinuousClock.now - start
      finding.condition = condition
      if let reason = condition.openReason { finding.verdict = .undecided(reason) }
    }
    return finding
  }
}
