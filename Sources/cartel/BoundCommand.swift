import ArgumentParser
import Collusion
import Exact
import Mechanisms
import Report
import Store

/// Shows the exact condition for safety.
struct BoundCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bound",
    abstract: "Find where a mechanism is safe, and how much is gained where it is not.",
    discussion: """
      The condition on the parameters is necessary and sufficient: where it holds, beside what is assumed, no coalition \
      that the property speaks of gains more than is allowed; where a part of it fails, the attack shown \
      with that part pays.

      The largest gain is that of all coalitions of the class while the parameters are at their \
      defaults; those without a default, and those named by --over, may be anything that is assumed.

      Exit status 3 if something of this was not decided.
      """)

  @Argument(help: "Mechanism files.", completion: .mechanisms)
  var files: [String]

  @ArgumentParser.Option(
    help: ArgumentHelp("Only the property of this name.", valueName: "name"),
    completion: .properties)
  var property: String?

  @ArgumentParser.Option(
    help: ArgumentHelp("Solve each part for this parameter.", valueName: "parameter"),
    completion: .parameters)
  var solveFor: String?

  @ArgumentParser.Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Parameters that are free for the largest gain and the least cost.", valueName: "parameter"),
    completion: .parameters, transform: { $0 })
  var over: [String] = []

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "Find the safe parameters at which this is least, such as 'deposit + 2*stake'.",
      valueName: "cost"))
  var minimise: String?

  @OptionGroup var options: Options

  func run() async throws {
    let session = Session(format: options.format, options.detail)
    session.endOnInterrupt()
    let inputs = Inputs(files)
    session.note { $0.errors += inputs.errors }
    try validate(inputs)
    let decider = options.decider
    let costs = try inputs.mechanisms.map(cost)
    for (mechanism, cost) in zip(inputs.mechanisms, costs) {
      guard let examination = try await session.examination(of: mechanism, by: decider) else {
        continue
      }
      var findings: [Finding] = []
      for property in mechanism.properties where isChosen(property) {
        session.progress("\(mechanism.name), \(property.name)")
        try await session.noting(about: mechanism) {
          let finding = try await finding(on: property, of: mechanism, cost, decider)
          findings.append(finding.qualified(by: examination))
        }
      }
      session.finish(
        conditionsOf: mechanism, findings, solvedFor: solveFor, minimising: minimise)
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
    for name in [solveFor].compactMap({ $0 }) + free where !names.contains(name) {
      throw ValidationError("no parameter is named '\(name)'")
    }
  }

  /// The parameters named by `--over`, with spaces or commas between them.
  private var free: [String] {
    over.flatMap { $0.split { $0 == "," || $0 == " " }.map(String.init) }
  }

  private func cost(on mechanism: Mechanism) throws -> RationalFunction? {
    guard let minimise else { return nil }
    do {
      return try RationalFunction(reading: minimise, over: mechanism)
    } catch {
      let reason = (error as? Fault).map { "\($0.kind)" } ?? "\(error)"
      throw ValidationError("\(mechanism.name): '\(minimise)' is no cost: \(reason)")
    }
  }

  private func finding(
    on property: Property, of mechanism: Mechanism, _ cost: RationalFunction?, _ decider: Decider
  ) async throws -> Finding {
    var asked = property
    asked.expected = nil
    let checker = options.checker
    var finding = try await checker.finding(on: asked, of: mechanism)
    if case .vacuous = finding.verdict { return finding }
    if asked.claim.isAboutAttacks {
      let start = ContinuousClock.now
      let condition = try await decider.condition(
        for: asked, of: mechanism, solvingFor: solveFor)
      finding.condition = condition
      finding.gainBound = try await decider.gainBound(
        for: asked, of: mechanism, freeing: Set(free))
      if let cost {
        finding.cheapest = try await checker.cheapestParameters(
          by: cost, for: asked, of: mechanism, freeing: Set(free))
      }
      finding.duration += ContinuousClock.now - start
      if let reason = condition.openReason ?? finding.openReason {
        finding.verdict = .undecided(reason)
      }
    }
    return finding
  }
}
