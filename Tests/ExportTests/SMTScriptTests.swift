import Exact
import Export
import Mechanisms
import Testing

@Suite("The question whether a plan gains, for any solver")
struct SMTScriptTests {
  @Test(
    "another solver finds exactly the gain that the twin does, of all that is shipped",
    .enabled(if: OtherTool.cvc5.isThere, "cvc5 is absent; 'make test' installs it"))
  func shipped() async throws {
    let folder = try Folder()
    let cases = try await Shipped.cases.value
    #expect(cases.count > 300)
    for (name, cases) in Dictionary(grouping: cases, by: \.name) {
      var scripts: [String] = []
      var expected: [String] = []
      for one in cases {
        scripts.append(try one.game.smtLIB(margin: one.gain))
        expected.append("unsat")
        scripts.append(try one.game.smtLIB(margin: one.gain - Rational(1, 1_000_000)))
        // Honest play is a plan only where nothing is left to chance.
        expected.append(one.gain > 0 ? "sat" : "")
      }
      let file = try folder.write(scripts.joined(separator: "(reset)\n"), as: "\(name).smt2")
      let (status, output) = try OtherTool.cvc5.run([file])
      let answers = output.split(separator: "\n").map(String.init)
      #expect(status == 0 && answers.count == expected.count, "\(name): \(output)")
      for (index, (answer, expected)) in zip(answers, expected).enumerated()
      where answer != expected && !expected.isEmpty {
        Issue.record("\(name), \(cases[index / 2].coalition): \(answer), not \(expected)")
      }
    }
  }
}
