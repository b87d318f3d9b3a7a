import Testing

@Suite("Completing the command line")
struct CompletionTests {
  @Test("every shell gets a script that knows the commands", arguments: ["bash", "zsh", "fish"])
  func scripts(shell: String) throws {
    let outcome = try Tool().run("--generate-completion-script", shell)
    #expect(outcome.status == 0)
    for command in ["check", "init", "fmt", "schema"] {
      #expect(outcome.output.contains(command), "\(command)")
    }
  }

  /// The properties that are proposed where such a word stands.
  private func proposals(for word: String, _ tool: Tool) throws -> [String] {
    let outcome = try tool.run(
      "---completion", "attack", "--", "--property", "4", "\(word.count)",
      "cartel", "attack", "it.yaml", "--property", word)
    #expect(outcome.status == 0, "\(outcome)")
    return outcome.output.split(separator: "\n").map(String.init)
  }

  @Test("after --property, the names of the properties of the files on the line are proposed")
  func properties() throws {
    let tool = try Tool()
    try tool.write(taking(safe + open), to: "it.yaml")
    #expect(
      try proposals(for: "", tool).sorted() == ["the bystander", "the taker"])
    #expect(try proposals(for: "the t", tool) == ["the taker"])
  }

  @Test("a file that cannot be read proposes nothing")
  func unreadable() throws {
    let tool = try Tool()
    try tool.write("mechanism: [", to: "it.yaml")
    #expect(try proposals(for: "", tool) == [])
  }
}
