import ArgumentParser
import Comparison
import Foundation
import Mechanisms

/// Makes a directory to begin with.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Begin: a commented mechanism with claims, which 'cartel check' decides at once.",
    discussion: """
      Nothing is overwritten: if a file is there already, nothing is written at all. Where there is no git \
      repository around, one is begun with these files, so that 'cartel diff' tells later what changed.
      """)

  @Argument(help: "Where to begin; made if it does not exist.", completion: .directory)
  var directory = "."

  @Flag(help: "Begin no git repository.")
  var noGit = false

  func validate() throws {
    if directory.isEmpty { throw ValidationError("the directory has no name") }
  }

  func run() async throws {
    // A shell and Foundation take a ~ in front for the home directory, and cd a - for an option.
    let place = ["~", "-"].contains(directory.first) ? "./\(directory)" : directory
    let folder = URL(fileURLWithPath: place)
    let files = [
      ("Properties/deal.yaml", Self.mechanism), ("Counterexamples/README.md", Self.aboutRecords),
      ("cartel.schema.json", Mechanism.schema + "\n"),
    ].map { (name: $0, path: folder.appendingPathComponent($0), text: $1) }
    let present = files.filter { NewFiles.isTaken($0.path) }
    guard present.isEmpty else {
      let names = present.map(\.name).joined(separator: ", ")
      throw ValidationError("nothing was written: in \(directory) there is already \(names)")
    }
    var written = NewFiles()
    do {
      for file in files { try written.write(file.text, to: file.path) }
    } catch {
      written.remove()
      throw ValidationError("nothing was written: \(error)")
    }
    // Without git there is nothing to compare with later, and all else goes on.
    let hasBegun =
      noGit ? false : (try? await Repository.begin(in: folder, with: files.map(\.name))) ?? false
    let step = directory == "." ? "" : "cd \(Self.quoted(place)) && "
    Output.say(
      """
      \(files.map(\.name).joined(separator: ", ")) written\(hasBegun ? ", in a new git repository" : ""). Next:
        \(step)cartel check    decides what Properties/deal.yaml claims
        edit Properties/deal.yaml as its first comment says, and check again: an attack is shown
        cartel record    keeps the attacks that are found in Counterexamples; every check replays them
        cartel diff      tells what you changed since the last commit, and what that opened and closed
      """)
  }

  /// A path as a shell reads it as one word.
  private static func quoted(_ path: String) -> String {
    let isPlain = path.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber) || "/._-+".contains($0)
    }
    return isPlain ? path : "'\(path.replacing("'", with: "'\\''"))'"
  }
}
