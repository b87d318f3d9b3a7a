import ArgumentParser
import Foundation
import Mechanisms

/// Puts the spaces of mechanism files in order.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Format mechanism files in place.",
    discussion: """
      Two spaces for each level, at most one blank line, maps and lists in brackets on one line where they \
      fit. Comments, names, quotes and the order of everything stay. A file that is no mechanism, or that \
      has something which is not formatted, such as YAML anchors, is told and left as it is; JSON files and recorded \
      attacks are passed over. Without paths: everything in ./Properties.

      Exit status 2 if a file was left as it is for that reason.
      """)

  @Argument(
    help: "Mechanism files, or directories of them.",
    completion: .file(extensions: ["yaml", "yml"]))
  var paths: [String] = []

  @Flag(help: "Change nothing; list the files that would change. Exit status 1 if there are any.")
  var check = false

  func run() throws {
    let inputs = Inputs(try Inputs.chosen(paths, orUsual: ["Properties"]))
    var errors = inputs.errors
    let files = inputs.mechanisms.map(\.location.file).filter { !$0.hasSuffix(".json") }
    var changed = 0
    for file in files {
      do throws(Diagnostics) {
        let text = try FileText.at(file)
        let formatted = try MechanismText.formatted(text, file: file)
        guard formatted != text else { continue }
        if !check { try write(formatted, to: file) }
        changed += 1
        Output.say(file)
      } catch {
        errors += error.list
      }
    }
    for error in errors { Output.complain("\(error)") }
    Output.say(
      "\(changed) of \(files.count) \(files.count == 1 ? "file" : "files") "
        + (check ? "would change" : "formatted"))
    if !errors.isEmpty { Output.end(2) }
    if check && changed > 0 { Output.end(1) }
  }

  private func write(_ text: String, to file: String) throws(Diagnostics) {
    do {
      // A link stays one: what it leads to is written.
      let target = URL(fileURLWithPath: file).resolvingSymlinksInPath()
      let attributes = try FileManager.default.attributesOfItem(atPath: target.path)
      try text.write(to: target, atomically: true, encoding: .utf8)
      // It is another file now, which may be used as the one before.
      let mode = attributes.filter { $0.key == .posixPermissions }
      try FileManager.default.setAttributes(mode, ofItemAtPath: target.path)
    } catch {
      throw Diagnostics([
        Diagnostic(
          file: file, line: 0, column: 0,
          message: "it cannot be written: \(error.localizedDescription)")
      ])
    }
  }
}
