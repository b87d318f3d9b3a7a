import ArgumentParser
import Collusion
import Foundation
import Report
import Store

/// How long and how wide to work, and how to say what came out.
struct Options: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Option(help: "How to write what came out.")
  var format = Format.text

  @Flag(help: "Tell only what is not as expected.")
  var quiet = false

  @Flag(help: "Tell also what each verdict took.")
  var verbose = false

  @OptionGroup var effort: Effort

  func validate() throws {
    guard !(quiet && verbose) else {
      throw ValidationError("--quiet and --verbose exclude each other")
    }
  }

  var detail: RunText.Detail { quiet ? .quiet : verbose ? .verbose : .normal }

  var checker: Checker { effort.checker }

  var decider: Decider { effort.decider }
}

/// How long and how wide to work, and what to remember of it.
struct Effort: ParsableArguments {
  @Option(help: ArgumentHelp("How long one property may take, in seconds.", valueName: "seconds"))
  var timeout = 60.0

  @Option(help: ArgumentHelp("How many properties to decide at once.", valueName: "count"))
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Decide everything again, whatever was decided before.")
  var fresh = false

  @Option(
    help: ArgumentHelp(
      "Where to keep what was decided; by default in the user's folder for caches.",
      valueName: "file"))
  var store: String?

  func validate() throws {
    guard timeout > 0, timeout <= 1e6 else {
      throw ValidationError("--timeout takes a number of seconds above 0, at most 1000000")
    }
    guard jobs >= 1 else { throw ValidationError("--jobs takes a count of at least 1") }
  }

  var checker: Checker {
    Checker(timeout: .milliseconds(Int64(timeout * 1_000)), jobs: jobs)
  }

  /// What decides as asked, with what it remembers.
  ///
  /// - Complexity: the program is read once.
  var decider: Decider {
    let answers = AnswerStore(at: store ?? Self.usualStore)
    if let trouble = answers.trouble { Output.complain(trouble) }
    var decider = Decider(
      checker, keepingIn: answers, by: Engine.running(solver: Session.solver))
    decider.isFresh = fresh
    return decider
  }

  private static var usualStore: String {
    let folders = FileManager.default.urls(for: .cachesDirectory, in: .userDomainMask)
    let folder = folders.first ?? FileManager.default.temporaryDirectory
    return folder.appendingPathComponent("cartel/answers.sqlite").path
  }
}
