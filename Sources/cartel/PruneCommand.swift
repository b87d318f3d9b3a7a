import ArgumentParser
import Collusion
import Foundation
import Mechanisms
import Report

/// Removes recorded attacks that show nothing any more.
struct PruneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Remove recorded attacks that no longer apply, saying why.",
    discussion: """
      Without paths: those in ./Counterexamples. Removed is what speaks of a mechanism or property that is \
      gone, and what no longer breaks its property. An attack that was fixed is kept as long as its property \
      is expected to be proved. What cannot be read is told, and left alone.
      """)

  @Argument(help: "Recorded attacks, or directories of them.", completion: .mechanisms)
  var paths: [String] = []

  @Flag(help: "Only tell what would be removed.")
  var dryRun = false

  @OptionGroup var options: Options

  func validate() throws { try options.format.validateWithoutExpectations() }

  func run() async throws {
    let session = Session(format: options.format, options.detail)
    session.endOnInterrupt()
    let inputs = Inputs(try Inputs.chosen(paths, orUsual: ["Counterexamples"]))
    session.note { $0.errors += inputs.errors }
    var replaying = Replaying(inputs.mechanisms)
    for (path, text) in inputs.records {
      session.progress("replaying \(path)")
      do {
        let subject = try replaying.subject(of: text, at: path)
        guard let reason = try Self.reason(toRemove: subject, at: path) else {
          session.add(RecordChange(.kept, path))
          continue
        }
        if !dryRun { try FileManager.default.removeItem(atPath: path) }
        session.add(RecordChange(dryRun ? .removable : .removed, path, because: reason))
      } catch let mistakes as Diagnostics {
        session.note { $0.errors += mistakes.list }
      } catch {
        session.note {
          $0.errors.append(
            Diagnostic(
              file: path, line: 0, column: 0,
              message: "it cannot be removed: \(error.localizedDescription)"))
        }
      }
    }
    session.end()
  }

  /// Why a record shows nothing, if so.
  private static func reason(
    toRemove subject: Replaying.Subject, at path: String
  ) throws(Diagnostics) -> String? {
    let attack: RecordedAttack
    switch subject {
    case .gone(let diagnostic): return diagnostic.message
    case .attack(let found): attack = found
    }
    let replayed = try Replaying.replayed(attack, at: path)
    guard case .stopped(let obstacle) = replayed.standing else { return nil }
    let isTest = replayed.outcome == .fixed && obstacle.isOfRules
    return isTest ? nil : ObstacleText(obstacle, to: attack).text
  }
}
