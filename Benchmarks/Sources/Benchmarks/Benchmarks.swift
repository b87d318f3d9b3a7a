/// Prints what random cases cost, and what questions do; only one of them if `cases` or `questions` is
/// named.
@main
struct Benchmarks {
  static func main() async throws {
    let chosen = CommandLine.arguments.dropFirst()
    if chosen.isEmpty || chosen.contains("cases") { try await RandomCases.run() }
    if chosen.isEmpty || chosen.contains("questions") { try await Questions.run() }
  }
}
