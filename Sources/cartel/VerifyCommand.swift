import ArgumentParser
import Evidence
import Foundation
import Hashing
import Report

/// Lets another solver check what Cartel proved.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Have an independent solver answer the questions again that proofs rest on.",
    discussion: """
      The directory is what 'cartel check --evidence' wrote. Any program will do that reads SMT-LIB 2 from \
      the file it is given and writes sat or unsat.

      Exit status 70 if the solver contradicts a proof, 2 if a file is not what the manifest says, 3 if a \
      proof stays without an answer.
      """)

  @Argument(help: "A directory of evidence.", completion: .directory)
  var directory: String

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "The solver, with its arguments; if given again, one more for what the first leaves open.",
      valueName: "command"))
  var solver: [String] = []

  @ArgumentParser.Option(
    help: ArgumentHelp("How long one question may take.", valueName: "seconds"))
  var timeout = 30.0

  @ArgumentParser.Option(
    help: ArgumentHelp("How many questions to ask at once.", valueName: "count"))
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @ArgumentParser.Option(help: "How to write what came out.")
  var format = Options.Format.text

  func validate() throws {
    guard timeout > 0, timeout <= 1e6 else {
      throw ValidationError("--timeout takes a number of seconds above 0, at most 1000000")
    }
    guard jobs >= 1 else { throw ValidationError("--jobs takes a count of at least 1") }
    guard programs.count == max(solver.count, 1) else {
      throw ValidationError("--solver takes a command")
    }
    try format.validateWithoutExpectations()
  }

  private var programs: [SolverProgram] {
    (solver.isEmpty ? ["cvc5"] : solver).compactMap { SolverProgram($0) }
  }

  func run() async throws {
    let evidence = EvidenceDirectory(directory)
    let (manifest, sha256, damage) = try read(evidence)
    guard damage.isEmpty else {
      for problem in damage { Output.complain("\(directory)/\(problem)") }
      Output.complain("this evidence cannot be relied on: nothing was asked")
      Output.end(2)
    }
    let verification: Verification
    do {
      verification = try await Verification(
        of: manifest, sha256: sha256, in: evidence, by: programs,
        within: .milliseconds(Int64(timeout * 1_000)), jobs: jobs
      ) { [format] in
        if format == .text { Output.progress("\($0) questions answered") }
      }
    } catch let absent as SolverProgram.Absent {
      Output.complain("\(absent)")
      Output.complain("cvc5 is in Debian and Homebrew: apt install cvc5; or name one: --solver")
      Output.end(2)
    }
    let changed = Set(manifest.proofs.filter(hasChanged).map(\.source))
    Output.progress("")
    switch format {
    case .json: Output.say(try VerificationDocument(verification, changed: changed).json())
    default:
      Output.say(VerificationText(verification, changed: changed).lines.joined(separator: "\n"))
    }
    Output.end(verification.status)
  }

  private func read(_ evidence: EvidenceDirectory) throws -> (Manifest, String, [String]) {
    do {
      return try evidence.read()
    } catch let unusable as EvidenceDirectory.Unusable {
      throw ValidationError("\(directory): \(unusable)")
    }
  }

  /// Whether a mechanism's file is here, and says something else than what was proved.
  private func hasChanged(_ proof: Manifest.Proof) -> Bool {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: proof.source)) else { return false }
    return sha256(of: data) != proof.sourceSHA256
  }
}

extension Verification {
  /// The exit status that tells it.
  fileprivate var status: Int32 {
    let outcomes = proofs.map(\.outcome)
    if outcomes.contains(.contradicted) { return 70 }
    return !outcomes.isEmpty && outcomes.allSatisfy { $0 == .confirmed } ? 0 : 3
  }
}
