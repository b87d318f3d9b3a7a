import Exact
import Export
import Games
import Mechanisms
import Testing

@Suite("A model of what a coalition can come to")
struct PrismModelTests {
  @Test(
    "Storm finds exactly the most that the twin does, of all that is shipped",
    .enabled(if: OtherTool.hasPackage("stormpy"), "stormpy is absent; 'make test' installs it"))
  func shipped() async throws {
    let folder = try Folder()
    let cases = try await Shipped.cases.value
    let files = try cases.enumerated().map { number, one in
      try folder.write(try one.game.prismModel(), as: "\(number).prism")
    }
    let (status, output) = try OtherTool.storm.run(files)
    #expect(status == 0)
    let answers = output.split(separator: "\n")
    #expect(answers.count == cases.count, "\(output.suffix(1_000))")
    for (one, answer) in zip(cases, answers) {
      let lowest = one.game.game.tree.payoffs.compactMap(\.constant).min() ?? 0
      let expected = one.honest + one.gain + max(0, -lowest)
      #expect(Rational(answer) == expected, "\(one.name), \(one.coalition)")
    }
  }
}
