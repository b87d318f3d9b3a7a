import ArgumentParser
import Collusion
import Foundation
import Mechanisms
import Report
import Store

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

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "Record each attack found as a file in this directory.", valueName: "directory"),
    completion: .directory)
  var record: String?

  @OptionGroup var options: Options

  func run() async throws {
    let session = Session(format: options.format, options.detail)
    session.endOnInterrupt()
    let inputs = Inputs(files)
    session.note { $0.errors += inputs.errors }
    let decider = options.decider
    var wasFound = property == nil
    session.showWork()
    for var mechanism in inputs.mechanisms {
      if let property { mechanism.properties.removeAll { $0.name != property } }
      for index in mechanism.properties.indices { mechanism.properties[index].expected = nil }
      wasFound = wasFound || !mechanism.properties.isEmpty
      session.expect(mechanism.properties.count)
      session.begin(mechanism)
      do {
        let examination = try await decider.problems(of: mechanism)
        session.note { $0.errors += examination.found.map(Diagnostic.init) }
        var findings = try await decider.findings(
          on: mechanism, after: examination, begin: { session.begin($0) },
          report: { session.add($1, at: $0) })
        if mostProfitable {
          for index in findings.indices {
            try await maximise(&findings[index], on: mechanism)
            session.add(findings[index], at: index)
          }
        }
        if let record { save(findings, on: mechanism, in: record, session) }
      } catch let disagreement as Disagreement {
        session.note { $0.disagreements.append(Diagnostic(disagreement, in: mechanism)) }
      } catch let fault as Fault {
        session.note { $0.errors.append(Diagnostic(fault)) }
      }
      session.finish()
    }
    if !wasFound && inputs.errors.isEmpty {
      throw ValidationError("no property is named '\(property ?? "")'")
    }
    session.end()
  }

  /// Puts the most profitable attack in the place of the smallest, if one pays at the defaults.
  private func maximise(_ finding: inout Finding, on mechanism: Mechanism) async throws {
    guard case .broken(.attack) = finding.verdict,
      let attack = try await options.checker.mostProfitableAttack(
        on: finding.property, of: mechanism)
    else { return }
    finding.verdict = .broken(.attack(attack))
  }

  private func save(
    _ findings: [Finding], on mechanism: Mechanism, in directory: String, _ session: Session
  ) {
    do {
      try save(findings, on: mechanism, in: directory)
    } catch {
      session.note {
        $0.errors.append(
          Diagnostic(
            file: directory, line: 0, column: 0,
            message: "attacks cannot be recorded here: \(error.localizedDescription)"))
      }
    }
  }

  private func save(_ findings: [Finding], on mechanism: Mechanism, in directory: String) throws {
    let folder = URL(fileURLWithPath: directory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var names: [String: Int] = [:]
    for finding in findings {
      guard let attack = finding.verdict.attack else { continue }
      let record = AttackRecord(
        mechanism: mechanism.name,
        file: Self.path(to: mechanism.location.file, from: folder.path),
        property: finding.property.name, parameters: attack.parameters,
        coalition: attack.coalition, gain: attack.gain, victim: attack.victim,
        deviation: attack.deviation)
      var name = Self.slug("\(mechanism.name)") + "--" + Self.slug(finding.property.name)
      names[name, default: 0] += 1
      if let count = names[name], count > 1 { name += "--\(count)" }
      try record.text(on: mechanism).write(
        to: folder.appendingPathComponent("\(name).yaml"), atomically: true, encoding: .utf8)
    }
  }

  /// A property's name as a file name.
  private static func slug(_ name: String) -> String {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }

  private static func path(to file: String, from folder: String) -> String {
    let target = URL(fileURLWithPath: file).standardizedFileURL.pathComponents
    let start = URL(fileURLWithPath: folder).standardizedFileURL.pathComponents
    let shared = zip(target, start).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: start.count - shared)
    return (up + target[shared...]).joined(separator: "/")
  }
}
