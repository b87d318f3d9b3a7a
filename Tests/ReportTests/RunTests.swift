import Collusion
import Exact
import Mechanisms
import Testing

@testable import Report

@Suite("What a run comes to")
struct RunTests {
  private let mechanism = Mechanism("deal", roles: [Role("node")], steps: [])

  private func result(
    _ verdict: Verdict, expecting expected: Property.Expectation? = nil
  ) -> Run.Result {
    let property = Property("it", against: .size(Located(.number(1))), expect: expected)
    return Run.Result(mechanism, Finding(property, verdict, in: .milliseconds(1_261)))
  }

  private func run(_ results: Run.Result...) -> Run {
    var run = Run()
    run.results = results
    return run
  }

  private let mistake = Diagnostic(file: "a.yaml", line: 1, column: 2, message: "wrong")

  @Test("everything as expected is 0, whatever the verdicts")
  func asExpected() {
    #expect(run(result(.proved, expecting: .proved), result(.proved)).status == 0)
    #expect(run(result(.undecided("time"), expecting: .undecided)).status == 0)
  }

  @Test("something else than expected is 1, and so is a claim about nothing")
  func unexpected() {
    #expect(run(result(.proved, expecting: .broken)).status == 1)
    #expect(run(result(.vacuous("none"))).status == 1)
  }

  @Test("no answer is 3")
  func undecided() {
    #expect(run(result(.undecided("time"), expecting: .proved)).status == 3)
    #expect(run(result(.undecided("time"))).status == 3)
  }

  @Test("70 comes before 2, 2 before 1, and 1 before 3")
  func precedence() {
    var all = run(
      result(.undecided("time")), result(.vacuous("none")))
    #expect(all.status == 1)
    all.errors = [mistake]
    #expect(all.status == 2)
    all.disagreements = [mistake]
    #expect(all.status == 70)
  }

  @Test("JSON writes what does not apply as null, and seconds to the millisecond")
  func document() throws {
    let text = try RunDocument(run(result(.proved)), version: "1", solver: "Z3 0").json()
    #expect(text.contains("\"gain\" : null"))
    #expect(text.contains("\"seconds\" : 1.261"))
  }
}
