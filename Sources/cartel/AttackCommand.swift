import ArgumentParser
import Collusion
import Mechanisms
import Report

/// Shows the smallest attack on each property that is broken, or the most profitable one.
struct AttackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attack",
    abstract: "Find the smallest attack on a mechanism, or the one that gains most.",
    discussion: """
      Exit status 0 if an attack was found or there is provably none, whatever the file expects.
      """)

  @Argument(help: "Mechanism files.", completion: .mechanisms)
  var files: [String]

  @Flag(help: "Show the attack that gains most at the defaults, where one pays there.")
  var mostProfitable = false

  @ArgumentParser.Option(
    help: ArgumentHelp("Only the property of this name.", valueName: "name"),
    completion: .properties)
  var property: String?

  @OptionGroup var options: Options

  func run() async throws {
    let session = Session(format: options.format, options.detail)
    session.endOnInterrupt()
    let search = AttackSearch(decider: options.decider, property: property, session: session)
    try await search.run(on: Inputs(files)) { mechanism, findings in
      guard mostProfitable else { return }
      for (index, finding) in findings.enumerated() {
        session.add(try await maximised(finding, on: mechanism), at: index)
      }
    }
    session.end()
  }

  /// With the most profitable attack in the place of the smallest, if one pays at the defaults.
  private func maximised(_ finding: Finding, on mechanism: Mechanism) async throws -> Finding {
    guard case .broken(.attack) = finding.verdict,
      let attack = try await options.checker.mostProfitableAttack(
        on: finding.property, of: mechanism)
    else { return finding }
    var finding = finding
    finding.verdict = .broken(.attack(attack))
    return finding
  }
}
