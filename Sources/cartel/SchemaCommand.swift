import ArgumentParser
import Mechanisms

/// Prints the schema of the mechanism file.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of mechanism files, for editors.",
    discussion: """
      An editor with a YAML language server completes, explains and checks a file that begins with this \
      line, where the path is that of the schema from the file:

      # yaml-language-server: $schema=../cartel.schema.json
      """)

  func run() { Output.say(Mechanism.schema) }
}
