import Collusion
import Exact
import Mechanisms
import Testing

@testable import Report

@Suite("What continuous integration is told")
struct RemarkTests {
  private let mechanism = Mechanism(
    "deal", roles: [Role("node")], steps: [], at: Location(file: "deal.yaml", line: 1, column: 1))

  private func property(_ name: String, _ expected: Property.Expectation?) -> Property {
    Property(
      name, against: .size(Located(.number(1))), expect: expected,
      at: Location(file: "deal.yaml", line: 7, column: 3))
  }

  private func result(
    _ name: String, _ verdict: Verdict, expecting expected: Property.Expectation? = nil
  ) -> Run.Result {
    Run.Result(
      mechanism, Finding(property(name, expected), verdict, in: .milliseconds(1_250)))
  }

  /// A recorded attack that does not pay.
  private func replayed(
    _ path: String, expecting expected: Property.Expectation
  ) -> Run.Replayed {
    let record = AttackRecord(
      of: Deviation([:]), by: Coalition(["node": 1]), on: mechanism, file: "deal.yaml",
      property: "it", parameters: [:], gain: 3)
    return Run.Replayed(
      RecordedAttack(record, on: mechanism, of: property("it", expected)), from: path)
  }

  /// A run in which everything is wrong that can be.
  private var run: Run {
    var run = Run()
    run.results = [
      result("slow", .undecided("time ran out"), expecting: .proved),
      result("sound", .proved, expecting: .proved),
      result("hopeless", .proved, expecting: .broken),
      result("known to be slow", .undecided("time ran out"), expecting: .undecided),
    ]
    run.errors = [Diagnostic(file: "a: b/c d.yaml", line: 2, column: 5, message: "wrong\u{1}")]
    run.disagreements = [Diagnostic(file: "", line: 0, column: 0, message: "a bug")]
    run.replays = [
      replayed("/r/fixed.yaml", expecting: .proved), replayed("/r/lost.yaml", expecting: .broken),
    ]
    return run
  }

  @Test("the gravest comes first, and nothing is said of what is as expected")
  func order() {
    let remarks = Remark.all(of: run)
    #expect(
      remarks.map(\.title) == [
        "Cartel disagrees with itself", "a mistake", "a recorded attack", "deal: hopeless",
        "deal: slow",
      ])
    #expect(remarks.map(\.weight) == [.error, .error, .error, .error, .open])
    #expect(remarks[3].text == "proved, expected broken")
  }

  @Test("SARIF names files as a repository does, and leaves out places that there are not")
  func places() throws {
    let text = try SARIFDocument(run, version: "1", status: 70).json()
    #expect(text.contains("\"uri\" : \"a%3A%20b/c%20d.yaml\""))
    #expect(text.contains("\"uri\" : \"file:///r/lost.yaml\""))
    #expect(text.contains("\"locations\" : [\n\n          ]"))
    #expect(!text.contains("\"startLine\" : 0"))
    #expect(text.contains("\"exitCode\" : 70") && text.contains("\"executionSuccessful\" : false"))
  }

  @Test("JUnit XML counts each property, record and file once, and skips what is undecided")
  func jUnit() {
    let text = JUnitDocument(run).xml()
    #expect(
      text.contains(
        "<testsuites name=\"cartel\" tests=\"8\" failures=\"2\" errors=\"2\" time=\"5.0\">"))
    #expect(
      text.contains(
        """
        <testsuite name="deal" tests="4" failures="1" errors="0" skipped="1" time="5.0" file="deal.yaml">
        """))
    #expect(text.contains("<skipped message=\"undecided: time ran out\"></skipped>"))
    #expect(text.contains("<testcase name=\"/r/fixed.yaml\" classname=\"recorded attacks\""))
    #expect(text.contains("wrong\u{FFFD}</error>"))
    #expect(!text.unicodeScalars.contains("\u{1}"))
  }

  @Test("GitHub is told of no line where there is none")
  func gitHub() {
    let lines = GitHubAnnotations(run, summary: "done").text.split(separator: "\n")
    #expect(
      lines.filter { !$0.contains("recorded") } == [
        "::error title=Cartel disagrees with itself::a bug",
        "::error file=a%3A b/c d.yaml,line=2,col=5,title=a mistake::wrong\u{1}",
        "::error file=deal.yaml,line=7,col=3,title=deal%3A hopeless::proved, expected broken",
        "::warning file=deal.yaml,line=7,col=3,title=deal%3A slow::undecided, expected proved%0Atime ran out",
        "done",
      ])
    #expect(
      lines[2].hasPrefix(
        "::error file=/r/lost.yaml,title=a recorded attack::the recorded attack no longer works"))
  }
}
