import ArgumentParser
import Collusion
import Foundation
import Report
import Store

/// How long and how wide to work, and how to say what came out.
struct Options: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, junit, sarif, github

    static var allValueDescriptions: [String: String] {
      [
        "text": "For people.",
        "json": "One object, with everything.",
        "junit":
          "JUnit XML: a test case for each property and each recorded attack; undecided ones skipped.",
        "sarif": """
        SARIF 2.1.0: what is not as expected, or not decided, at its line; attacks with each deed at its \
        line, also those on properties that expect nothing. What is as expected is left out.
        """,
        "github": "Annotations for GitHub Actions of what is not as expected, and a summary.",
      ]
    }

    /// Refuses the formats that only tell what is as expected and what is not, where that is not asked.
    ///
    /// - Throws: a `ValidationError`.
    func validateWithoutExpectations() throws {
      guard self == .text || self == .json else {
        throw ValidationError(
          "--format \(rawValue) tells which properties are not as expected: that is not asked here")
      }
    }
  }

  @Option(help: "How to write what came out.")
  var format = Format.text

  @Flag(help: "Tell only what is not as expected, and in one line what came out.")
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

  /// How long one property may take.
  var limit: Duration { .milliseconds(Int64(timeout * 1_000)) }

  var checker: Checker { Checker(timeout: limit, jobs: jobs) }

  /// What decides as asked, with what it remembers.
  ///
  /// - Complexity: the program is read once.
  var decider: Decider {
    let answers = AnswerStore(at: store ?? Self.usualStore, isOwnPlace: store == nil)
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
