import ArgumentParser
import Collusion
import Foundation
import Mechanisms
import Report

/// Keeps the attacks that are found, so that each later check begins with them.
struct RecordCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record the attack on each property that is broken.",
    discussion: """
      Without paths: on everything in ./Properties. 'cartel check' replays what is recorded. A record is \
      replaced by the attack that is found now, unless it is of an attack that was fixed: once its property \
      is expected to be proved, it is kept to show that it stays fixed. No other file is replaced.
      """)

  @Argument(help: "Mechanism files, or directories of them.", completion: .mechanisms)
  var paths: [String] = []

  @ArgumentParser.Option(
    help: ArgumentHelp("Where to record, one file an attack.", valueName: "directory"),
    completion: .directory)
  var directory = "Counterexamples"

  @ArgumentParser.Option(
    help: ArgumentHelp("Only the property of this name.", valueName: "name"),
    completion: .properties)
  var property: String?

  @OptionGroup var options: Options

  func run() async throws {
    let session = Session(format: options.format, options.detail, isBrief: true)
    session.endOnInterrupt()
    let search = AttackSearch(decider: options.decider, property: property, session: session)
    var records = RecordDirectory(directory)
    try await search.run(on: Inputs(Inputs.chosen(paths, orUsual: ["Properties"]))) {
      mechanism, findings in
      for finding in findings {
        guard let attack = finding.verdict.attack else { continue }
        do {
          session.add(try records.keep(attack, on: mechanism, breaking: finding.property))
        } catch {
          session.note {
            $0.errors.append(
              Diagnostic(
                file: directory, line: 0, column: 0,
                message: "attacks cannot be recorded here: \(error.localizedDescription)"))
          }
        }
      }
    }
    session.end()
  }
}
