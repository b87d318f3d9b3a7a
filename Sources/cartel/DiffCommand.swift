import ArgumentParser
import Collusion
import Comparison
import Mechanisms
import Report

/// Tells what a change of the rules opened and closed.
struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Tell what a change of the rules opened and closed.",
    usage: """
      cartel diff [options] OLD NEW
      cartel diff [options] [REVISION[..REVISION] [PATH ...]]
      """,
    discussion: """
      Compares two files, two directories, or what two git revisions have under some paths: without paths, under \
      ./Properties; one revision alone, or HEAD if nothing is named, is compared with the files as they are now; \
      A...B begins where B left A. In directories, files of the same path belong together, or else mechanisms of the same name.

      Names and words make no difference. Of what became different it is told which verdicts, conditions and \
      largest gains are others, and at which parameters an attack pays now and did not, or did and does not: each \
      such attack is played under both rules.

      Exit status: 0 if nothing became worse; 1 if something did; 2 the command line or a file is wrong; \
      70 Cartel disagrees with itself.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
  }

  @Argument(
    help: "Two files or directories, or git revisions and paths.", completion: .mechanisms)
  var versions: [String] = []

  @ArgumentParser.Option(help: "How to write what came out.")
  var format = Format.text

  @OptionGroup var effort: Effort

  func run() async throws {
    let session = Session(format: .text)
    session.endOnInterrupt()
    let sides = try await Sides(versions)
    var found = VersionComparison()
    found.errors = sides.errors
    let pairing = sides.pairing
    (found.added, found.removed) = (pairing.added, pairing.removed)
    let comparer = Comparer(effort.decider)
    for (old, new) in pairing.pairs {
      session.progress("comparing \(new.name)")
      do {
        let comparison = try await comparer.comparison(from: old, to: new) { done, all in
          session.progress("comparing \(new.name): \(done) of \(all) properties")
        }
        found.add(comparison)
      } catch let unsound as Unsound {
        found.errors += unsound.problems.map(Diagnostic.init)
      } catch let disagreement as Disagreement {
        found.disagreements.append(Diagnostic(disagreement, in: new))
      } catch let fault as Fault {
        found.errors.append(Diagnostic(fault))
      }
    }
    session.progress("")
    try tell(found)
    Output.end(found.status)
  }

  private func tell(_ found: VersionComparison) throws {
    switch format {
    case .json: Output.say(try ComparisonDocument(found, version: Cartel.version).json())
    case .text: Output.say(ComparisonText(found).text)
    case .markdown: Output.say(ComparisonText(found).markdown)
    }
    guard format != .json else { return }
    for error in found.errors + found.disagreements { Output.complain("\(error)") }
  }
}
