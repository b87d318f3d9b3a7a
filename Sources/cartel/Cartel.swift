import ArgumentParser

@main
struct Cartel: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cartel",
    abstract:
      "Finds the smallest group that profits by breaking a protocol's rules, or proves there is none.",
    discussion: """
      Exit status: 0 as expected; 1 a property is not as expected, or vacuous; 2 the command line or \
      a file is wrong; 3 undecided; 70 Cartel disagrees with itself; 130 interrupted.
      """,
    version: version,
    subcommands: [
      Check.self, AttackCommand.self, RecordCommand.self, PruneCommand.self, BoundCommand.self,
      ExplainCommand.self, DiffCommand.self, ReplayCommand.self, TestCommand.self,
      SimulateCommand.self, VerifyCommand.self, FindingsCommand.self, ReportCommand.self,
      ExportCommand.self, InitCommand.self, FormatCommand.self, SchemaCommand.self,
    ])

  static let version = "0.1.0"

  /// Runs the command line; a wrong one exits with status 2.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let status as ExitCode {
      exit(withError: status)
    } catch {
      let isAnswer = exitCode(for: error) == .success
      if isAnswer { exit(withError: error) }
      Output.complain(fullMessage(for: error))
      Output.end(2)
    }
  }
}
